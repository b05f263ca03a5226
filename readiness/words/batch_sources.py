"""The words of reading survey exports, in English and French."""

from __future__ import annotations

BATCH_SOURCES: dict[str, tuple[str, str]] = {
    # what there is to read
    "bs_missing": ("no such file or folder", "fichier ou dossier introuvable"),
    "bs_missing_repair": ("check the name", "vérifiez le nom"),
    "bs_forbidden": ("may not be read", "n'est pas accessible en lecture"),
    "bs_forbidden_repair": ("check who may read the file", "vérifiez qui a le droit de lire le fichier"),
    "bs_unreadable": ("cannot be read: {why}", "ne peut être lu : {why}"),
    "bs_unreadable_repair": ("check the path and the disk", "vérifiez le chemin et le disque"),
    "bs_no_file": ("is neither a file nor a folder of files", "n'est ni un fichier ni un dossier de fichiers"),
    "bs_no_file_repair": ("name a file", "nommez un fichier"),
    "bs_no_match": ("no file has a name like this", "aucun fichier ne porte un tel nom"),
    "bs_no_match_repair": ("check the pattern, or name a folder", "vérifiez le motif, ou nommez un dossier"),
    "bs_empty_folder": (
        "holds no table and no response; folders inside it are not looked into",
        "ne contient ni tableau ni réponse; ses sous-dossiers ne sont pas parcourus",
    ),
    "bs_empty_folder_repair": (
        "name a folder with files that end in .csv, .tsv, .xlsx, .parquet, .jsonl or .yaml",
        "nommez un dossier dont les fichiers se terminent par .csv, .tsv, .xlsx, .parquet, .jsonl ou .yaml",
    ),
    "bs_passed_files": (
        "{source}: passed over, being neither tables nor responses: {names}",
        "{source}: laissés de côté, n'étant ni tableaux ni réponses\u00a0: {names}",
    ),
    "bs_passed_folders": (
        "{source}: folders inside it are not looked into: {names}",
        "{source}: ses sous-dossiers ne sont pas parcourus\u00a0: {names}",
    ),
    "bs_mixed": (
        "holds tables ({tables}) and response files ({responses}) together",
        "contient à la fois des tableaux ({tables}) et des fichiers de réponse ({responses})",
    ),
    "bs_mixed_repair": (
        "name either the tables or the responses, for example `*.csv`",
        "nommez soit les tableaux, soit les réponses, par exemple `*.csv`",
    ),
    "bs_responses": ("is a response file, not a table", "est un fichier de réponse, non un tableau"),
    "bs_responses_repair": ("name a table", "nommez un tableau"),
    # what a file is
    "bs_empty": ("is empty", "est vide"),
    "bs_empty_repair": (
        "export the responses again, and check that there are some",
        "exportez de nouveau les réponses, et vérifiez qu'il y en a",
    ),
    "bs_binary": (
        "is not a table that can be read (its content is {what})",
        "n'est pas un tableau lisible (son contenu est {what})",
    ),
    "bs_binary_repair": (
        "export the responses as CSV or XLSX; unpack an archive first",
        "exportez les réponses en CSV ou XLSX; décompressez d'abord une archive",
    ),
    "bs_web_page": ("is a web page or XML, not a table", "est une page web ou du XML, non un tableau"),
    "bs_web_page_repair": (
        "a download that needs a login often gives such a page; download it again, or save it as .xlsx",
        "un téléchargement sans connexion donne souvent une telle page; recommencez, ou enregistrez en .xlsx",
    ),
    "bs_damaged": ("is damaged: it cannot be read as {what}", "est endommagé : illisible comme {what}"),
    "bs_damaged_repair": (
        "download or copy it again; it may have been cut off",
        "téléchargez-le ou copiez-le de nouveau; il a pu être tronqué",
    ),
    "bs_damaged_book": (
        "cannot be read as a workbook ({what}): it is damaged or has a password",
        "ne peut être lu comme classeur ({what}) : il est endommagé ou protégé par un mot de passe",
    ),
    "bs_damaged_book_repair": (
        "open it in a spreadsheet program and save it again as .xlsx, without a password",
        "ouvrez-le dans un tableur et enregistrez-le de nouveau en .xlsx, sans mot de passe",
    ),
    "bs_locked": ("is an archive with a password", "est une archive protégée par un mot de passe"),
    "bs_locked_repair": ("unpack it and name the table", "décompressez-la et nommez le tableau"),
    "bs_zip_without": ("is an archive without a table", "est une archive sans tableau"),
    "bs_zip_without_repair": ("unpack it and look for the table", "décompressez-la et cherchez le tableau"),
    "bs_several_tables": (
        "is an archive with several tables: {sheets}",
        "est une archive à plusieurs tableaux : {sheets}",
    ),
    "bs_several_sheets": (
        "has several sheets that hold a table: {sheets}",
        "a plusieurs feuilles contenant un tableau : {sheets}",
    ),
    "bs_several_sheets_repair": ("say which: `--sheet NAME`", "dites laquelle : `--sheet NOM`"),
    "bs_sheet_missing": ("has no sheet `{sheet}`; it has {sheets}", "n'a pas de feuille `{sheet}`; il a {sheets}"),
    "bs_sheet_missing_repair": (
        "name one of them, or give its number: `--sheet 1`",
        "nommez-en une, ou donnez son numéro : `--sheet 1`",
    ),
    "bs_no_sheet": (
        "has no visible sheet with a table of at least two columns",
        "n'a aucune feuille visible contenant un tableau d'au moins deux colonnes",
    ),
    "bs_no_sheet_repair": ("say which sheet to read: `--sheet NAME`", "dites quelle feuille lire : `--sheet NOM`"),
    "bs_bad_json": ("is not JSON as it should be", "n'est pas du JSON correct"),
    "bs_bad_json_repair": (
        'write one record to a line, `{{"policy": "yes"}}`; the file may have been cut off',
        'écrivez un enregistrement par ligne, `{{"policy": "yes"}}`; le fichier a pu être tronqué',
    ),
    "bs_json_shape": ("is JSON, but no list of records", "est du JSON, mais pas une liste d'enregistrements"),
    "bs_json_shape_repair": (
        'write a list of records: `[{{"policy": "yes"}}]`',
        'écrivez une liste d\'enregistrements : `[{{"policy": "yes"}}]`',
    ),
    "bs_large_json": ("is a very large JSON list", "est une très grande liste JSON"),
    "bs_large_json_repair": ("write it as JSON lines (.jsonl)", "écrivez-la en lignes JSON (.jsonl)"),
    # bytes
    "bs_no_encoding": ("`{encoding}` is not an encoding of text", "`{encoding}` n'est pas un encodage de texte"),
    "bs_no_encoding_repair": (
        "write for example utf-8, utf-16, cp1252 or mac_roman",
        "écrivez par exemple utf-8, utf-16, cp1252 ou mac_roman",
    ),
    "bs_wrong_byte": (
        "the byte {byte} at place {offset} (counted from 0) is not {encoding}",
        "l'octet {byte} à la position {offset} (comptée à partir de 0) n'est pas de l'{encoding}",
    ),
    "bs_wrong_byte_repair": (
        "save the file again as UTF-8, or name its encoding: `--encoding cp1252`",
        "enregistrez de nouveau le fichier en UTF-8, ou nommez son encodage : `--encoding cp1252`",
    ),
    "bs_strange_text": (
        "is text in an encoding that is not recognized (the byte {byte} at place {offset}, counted from 0)",
        "est du texte dans un encodage non reconnu (l'octet {byte} à la position {offset}, comptée à partir de 0)",
    ),
    "bs_strange_text_repair": (
        "name it, for example `--encoding cp1251`, or save the file again as UTF-8",
        "nommez-le, par exemple `--encoding cp1251`, ou enregistrez de nouveau le fichier en UTF-8",
    ),
    # rows and columns
    "bs_no_delimiter": ("`{delimiter}` cannot divide columns", "`{delimiter}` ne peut séparer des colonnes"),
    "bs_no_delimiter_repair": (
        "write one character, or comma, semicolon, tab, pipe",
        "écrivez un seul caractère, ou comma, semicolon, tab, pipe",
    ),
    "bs_one_column": ("has one column only", "n'a qu'une seule colonne"),
    "bs_one_column_repair": (
        "if the cells are divided by something else than `,` `;` `|` or a tab, name it: `--delimiter`",
        "si les cellules sont séparées par autre chose que `,` `;` `|` ou une tabulation, nommez-le : `--delimiter`",
    ),
    "bs_quotes": (
        "the quotation marks around its cells do not match",
        "les guillemets autour de ses cellules ne vont pas par paires",
    ),
    "bs_quotes_repair": (
        'export it again; inside a quoted cell every quotation mark is doubled: "He said ""yes"""',
        'exportez-le de nouveau; dans une cellule entre guillemets, chacun est doublé : "Il dit ""oui"""',
    ),
    "bs_only_header": (
        "has header rows ({n}) and no row of answers",
        "a des lignes d'en-tête ({n}) et aucune ligne de réponses",
    ),
    "bs_only_header_repair": (
        "export the responses again; if a header row was counted that is none, say `--header-rows {fewer}`",
        "exportez de nouveau les réponses; si une ligne d'en-tête comptée n'en est pas une, dites `--header-rows {fewer}`",
    ),
    "bs_no_rows": ("has columns and no row", "a des colonnes et aucune ligne"),
    "bs_no_rows_repair": ("check how it was made", "vérifiez comment il a été produit"),
    "bs_header_rows": ("{n} is no number of header rows", "{n} n'est pas un nombre de lignes d'en-tête"),
    "bs_header_rows_repair": ("write a number from 0 to 20", "écrivez un nombre de 0 à 20"),
    "bs_no_platform": ("`{platform}` is not a platform that is known", "`{platform}` n'est pas une plateforme connue"),
    "bs_no_platform_repair": ("choose one of {known}", "choisissez parmi {known}"),
    "bs_repeat": (
        "is a table of repeated parts: its rows belong to respondents in another table",
        "est un tableau de parties répétées : ses lignes appartiennent à des répondants d'un autre tableau",
    ),
    "bs_repeat_repair": ("name the table of respondents", "nommez le tableau des répondants"),
    # what was done, and what ought to be known
    "bs_nuls": (
        "{n} characters without a meaning (NUL) were left out",
        "{n} caractères sans signification (NUL) ont été laissés de côté",
    ),
    "bs_mended": (
        "some quotation marks were not as they should be; the rows were read with care, in a copy",
        "des guillemets n'étaient pas corrects; les lignes ont été lues avec précaution, dans une copie",
    ),
    "bs_sheet_taken": ("sheet `{sheet}`", "feuille `{sheet}`"),
    "bs_repeats_left": (
        "left aside, because its rows are not respondents: {sheets}",
        "laissé de côté, car ses lignes ne sont pas des répondants : {sheets}",
    ),
    "bs_row_numbers": (
        "the first column counts the rows and is not used",
        "la première colonne numérote les lignes et n'est pas utilisée",
    ),
    "bs_rejected_kept": (
        "some responses were marked as rejected in a review; they are kept",
        "des réponses ont été marquées comme rejetées lors d'une révision; elles sont gardées",
    ),
    "bs_rows_per_person": (
        "one person may have several rows (events); each row is a response",
        "une personne peut avoir plusieurs lignes (événements); chaque ligne est une réponse",
    ),
    "bs_rounded_ids": (
        "a spreadsheet has rounded the ids of responses (5.8E+18), so they may no longer differ",
        "un tableur a arrondi les identifiants des réponses (5.8E+18), qui ne diffèrent peut-être plus",
    ),
}
