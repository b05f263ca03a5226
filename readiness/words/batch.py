"""The words of a batch's run: what was read, what became of the rows, why one could not be scored; in English and French."""

from __future__ import annotations

BATCH: dict[str, tuple[str, str]] = {
    # rejects
    "br_too_long": (
        "has more cells than the table's {n} columns; a delimiter or quotation mark in a cell may be to blame",
        "a plus de cellules que les {n} colonnes du tableau; un séparateur ou un guillemet dans une cellule en est peut-être la cause",
    ),
    "br_importance": (
        "“{cell}” is no importance; write a number above 0 and at most 10",
        "« {cell} » n'est pas une importance; écrire un nombre au-dessus de 0 et d'au plus 10",
    ),
    # columns that are named on the command line
    "br_no_column": ("has no column `{name}`", "n'a pas de colonne `{name}`"),
    "br_no_column_repair": (
        "name it by its header, by its letter in a spreadsheet, or by the question's id",
        "la nommer par son en-tête, par sa lettre dans un tableur, ou par l'identifiant de la question",
    ),
    "br_columns_alike": ("has several columns called `{name}`: {letters}", "a plusieurs colonnes `{name}` : {letters}"),
    "br_columns_alike_repair": ("name one by its letter", "en nommer une par sa lettre"),
    "br_personal": (
        "column `{name}` says who a person is, and is never copied",
        "la colonne `{name}` dit qui est une personne, et n'est jamais copiée",
    ),
    "br_personal_repair": ("choose another column", "choisir une autre colonne"),
    "br_by_many": (
        "question `{item}` may have several answers at once, and gives no groups",
        "la question `{item}` peut avoir plusieurs réponses à la fois, et ne donne pas de groupes",
    ),
    "br_by_many_repair": ("name a question with one answer", "nommer une question à réponse unique"),
    "br_by_many_repair_columns": (
        "name the column of one of its options, as `--by {letter}`, or a question with one answer",
        "nommer la colonne d'une de ses options, comme `--by {letter}`, ou une question à réponse unique",
    ),
    "br_by_source": ("table", "tableau"),
    "br_by_organization": ("organization", "organisation"),
    "br_by_role": ("role", "rôle"),
    "br_by_language": ("language", "langue"),
    "br_by_date": ("date", "date"),
    # tables in a program's hands
    "br_frame": ("the table", "le tableau"),
    "br_guesses": (
        "matched by more than equality: {items}; decide it in a mapping file to be sure",
        "associés par plus que l'égalité : {items}; en décider dans un fichier de correspondance pour en être sûr",
    ),
    "br_output_taken": (
        "has a column `{name}`, which is how an output is called",
        "a une colonne `{name}`, qui est le nom d'un résultat",
    ),
    "br_output_taken_repair": ("rename it", "la renommer"),
    # what is said while it runs
    "br_scoring": ("scoring", "notation"),
    "br_summing_up": ("summing up", "sommaire"),
    "br_rejects_written": ("writing rejects", "écriture des rejets"),
    "br_writing": ("writing", "écriture"),
    "br_at_work": ("{what}: at work for {seconds} s", "{what}\u00a0: en cours depuis {seconds} s"),
    "br_progress": ("{what}: {n}, {rate} a second", "{what} : {n}, {rate} par seconde"),
    "br_progress_left": (
        "{what}: {n}, {rate} a second, about {left} s left",
        "{what} : {n}, {rate} par seconde, encore {left} s environ",
    ),
    "br_detected": (
        "{source}: {platform}, {headers}, {columns} columns{encoding}",
        "{source}: {platform}, {headers}, {columns} colonnes{encoding}",
    ),
    "br_headers_none": ("no header row", "aucune ligne d'en-tête"),
    "br_headers_one": ("1 header row", "1 ligne d'en-tête"),
    "br_headers_many": ("{n} header rows", "{n} lignes d'en-tête"),
    "br_guessed": (
        "{source}: {n} matched by more than equality; --dry-run lists them",
        "{source}: {n} associations faites par plus que l'égalité; --dry-run les montre",
    ),
    "br_repeated": (
        "{source}: {n} ids stand more than once in the first {looked} rows, such as `{id}` (rows {rows}); each row is kept",
        "{source}: {n} identifiants figurent plus d'une fois dans les {looked} premières lignes, tel `{id}` (lignes {rows}); "
        "chaque ligne est gardée",
    ),
    "br_repeated_one": (
        "{source}: the id `{id}` stands more than once in the first {looked} rows (rows {rows}); each row is kept",
        "{source}: l'identifiant `{id}` figure plus d'une fois dans les {looked} premières lignes (lignes {rows}); "
        "chaque ligne est gardée",
    ),
    "br_late_texts": (
        "{source}, {column}: {n} different texts that the first rows did not have count as “other”",
        "{source}, {column}\u00a0: {n} textes différents absents des premières lignes comptent comme «\u00a0autre\u00a0»",
    ),
    "br_late_like": ("; like an option: {listed}", "; semblables à une option\u00a0: {listed}"),
    "br_like": ("{text} ({option})", "{text} ({option})"),
    "br_again": (
        "{n} columns hold spellings that the first rows did not; reading once more",
        "{n} colonnes ont des graphies absentes des premières lignes; nouvelle lecture",
    ),
    "br_rows": (
        "{rows} rows = {scored} scored + {rejected} rejected + {left_out} left out by rule{reasons}",
        "{rows} lignes = {scored} notées + {rejected} rejetées + {left_out} écartées par règle{reasons}",
    ),
    "br_wrote": ("wrote {path}", "écrit : {path}"),
    "br_rejects": ("{n} rows rejected: {path} says where and why", "{n} lignes rejetées : {path} dit où et pourquoi"),
    "br_rejects_one": ("1 row rejected: {path} says where and why", "1 ligne rejetée : {path} dit où et pourquoi"),
    "br_rejects_nowhere": (
        "rejected rows: {n}; name a file with --rejects to see where and why",
        "lignes rejetées : {n}; nommer un fichier avec --rejects pour voir où et pourquoi",
    ),
    "br_files": (
        "{n} response files, of which {scored} can be scored",
        "{n} fichiers de réponses, dont {scored} peuvent être notés",
    ),
    "br_strict": (
        "{n} rows cannot be scored, and with --strict nothing is written; leave it out to see them in a rejects file",
        "{n} lignes ne peuvent être notées, et avec --strict rien n'est écrit; l'omettre pour les voir dans un fichier de rejets",
    ),
    "br_no_summary": (
        "no summary: the scores lie where only the cluster reads them",
        "pas de sommaire : les notes sont là où seule la grappe les lit",
    ),
    "br_documents": ("documents", "documents"),
    "br_wrote_documents": ("wrote {n} documents into {path}", "{n} documents écrits dans {path}"),
    "br_other_documents": (
        "{n} other documents were in {path} before, and stay; to have those of this run alone, name a new folder",
        "{n} autres documents étaient déjà dans {path}, et y restent; pour n'avoir que ceux-ci, nommer un nouveau dossier",
    ),
    "br_other_document": (
        "1 other document was in {path} before, and stays; to have those of this run alone, name a new folder",
        "1 autre document était déjà dans {path}, et y reste; pour n'avoir que ceux-ci, nommer un nouveau dossier",
    ),
    "br_map_written": (
        "{path} is a mapping file to be edited; then run again with --map {path}",
        "{path} est un fichier de correspondance à modifier; relancer ensuite avec --map {path}",
    ),
    "br_map_kept": (
        "{path} is there already and stays as it is; edit it and run again with --map {path}, or remove it for a new one",
        "{path} existe déjà et reste tel quel; le modifier et relancer avec --map {path}, ou l'enlever pour en avoir un nouveau",
    ),
    "br_map_stale": (
        "{path} is there already and stays as it is, but is not for this table as it now is",
        "{path} existe déjà et reste tel quel, mais ne vaut pas pour ce tableau tel qu'il est maintenant",
    ),
    "br_map_misfit": (
        "{source}: the mapping file does not fit",
        "{source}: le fichier de correspondance ne convient pas",
    ),
    "br_two_maps": ("are for the same tables", "valent pour les mêmes tableaux"),
    "br_two_maps_repair": (
        "give each the `source` that it is for, or leave one out",
        "donner à chacun la `source` à laquelle il sert, ou en omettre un",
    ),
    "br_stopped": (
        "{source}: nothing was scored: {n} things must be decided first",
        "{source}: rien n'a été noté : {n} choses à décider d'abord",
    ),
    "br_stopped_one": (
        "{source}: nothing was scored: 1 thing must be decided first",
        "{source}: rien n'a été noté : 1 chose à décider d'abord",
    ),
    "br_gave_up": ("cannot be scored to its end: {why}", "ne peut être noté jusqu'au bout : {why}"),
    "br_gave_up_repair": (
        "mend the table there, or try another --engine",
        "y corriger le tableau, ou essayer un autre --engine",
    ),
    "br_gave_up_full": (
        "make room where the output goes, or choose another place for it",
        "faire de la place là où va le résultat, ou lui choisir un autre endroit",
    ),
    "br_interrupted": ("interrupted: no scores were written", "interrompu : aucune note n'a été écrite"),
    "br_interrupted_late": (
        "interrupted while files were put in place: each is whole, or as it was; run again to have them all",
        "interrompu pendant la mise en place des fichiers : chacun est entier, ou tel qu'il était; relancer pour les avoir tous",
    ),
    "br_first_rows": ("The first scored rows", "Les premières lignes notées"),
    "br_no_rows": ("No row of the sample can be scored.", "Aucune ligne de l'échantillon ne peut être notée."),
    "br_preview": ("preview", "aperçu"),
    "br_test": ("test", "essai"),
    "br_spam": ("spam", "pourriel"),
    "br_blank": ("blank", "vide"),
    "br_unfinished": ("unfinished", "inachevée"),
    "br_repeated header": ("repeated header", "en-tête répété"),
}
