"""The words of matching: how columns were found, what is in the way, why a cell is no answer; in English and French."""

from __future__ import annotations

BATCH_MATCHING: dict[str, tuple[str, str]] = {
    # columns
    "bm_column": ("column {letter} “{header}”", "la colonne {letter} « {header} »"),
    "bm_column_bare": ("column {letter}", "la colonne {letter}"),
    "bm_more": ("and {n} more", "et {n} autres"),
    "bm_about": ("{column}, `{item}`: {text}", "{column}, `{item}` : {text}"),
    # what is in the way
    "bm_unmatched": (
        "no column answers “{question}” (`{item}`)",
        "aucune colonne ne répond à « {question} » (`{item}`)",
    ),
    "bm_unmatched_rows": (
        "no column answers these rows of “{question}”: {items}",
        "aucune colonne ne répond à ces lignes de « {question} » : {items}",
    ),
    "bm_unmatched_options": (
        "these options of `{item}` have no column, so that what is ticked there would be lost: {options}",
        "ces options de `{item}` n'ont pas de colonne, et ce qui y est coché serait perdu : {options}",
    ),
    "bm_unmatched_repair": (
        "name its column in a mapping file (--map), or list it there under `none`",
        "nommez sa colonne dans un fichier de correspondance (--map), ou inscrivez-la sous `none`",
    ),
    "bm_unscored": (
        "not in this table, and not scored: {items}",
        "absents de ce tableau, et non notés : {items}",
    ),
    "bm_no_ratings": (
        "this table rates no risks, so no exposure and no course can be told",
        "ce tableau n'évalue aucun risque : ni exposition ni voie ne peuvent être données",
    ),
    "bm_some_ratings": (
        "these ratings have no column, while others have: {items}",
        "ces évaluations n'ont pas de colonne, alors que d'autres en ont une : {items}",
    ),
    "bm_some_importances": (
        "these importances have no column, while others have: {items}",
        "ces importances n'ont pas de colonne, alors que d'autres en ont une\u00a0: {items}",
    ),
    "bm_lost_rating": (
        "no column answers the rating `{item}` (“{question}”)",
        "aucune colonne ne donne l'évaluation `{item}` («\u00a0{question}\u00a0»)",
    ),
    "bm_lost_row": (
        "no column answers the row `{item}` (“{question}”)",
        "aucune colonne ne répond à la ligne `{item}` («\u00a0{question}\u00a0»)",
    ),
    "bm_perhaps": ("{text}; perhaps {columns}", "{text}; peut-être {columns}"),
    "bm_ambiguous_columns": (
        "several columns may answer {items}: {columns}",
        "plusieurs colonnes peuvent répondre à {items} : {columns}",
    ),
    "bm_ambiguous_slots": (
        "{columns}: which of these it answers cannot be told: {items}",
        "{columns} : impossible de savoir à quoi cela répond parmi {items}",
    ),
    "bm_ambiguous_repair": (
        "say which in a mapping file (--map)",
        "précisez-le dans un fichier de correspondance (--map)",
    ),
    "bm_code_and_words": (
        "{column} has the code `{code}`, which is `{item}`, but the words of `{other}`",
        "{column} porte le code `{code}`, celui de `{item}`, mais les mots de `{other}`",
    ),
    "bm_fuzzy": (
        "{column} is {percent} % like “{question}” (`{item}`)",
        "{column} ressemble à {percent} % à « {question} » (`{item}`)",
    ),
    "bm_unlike": (
        "{column} has the code of `{item}`, but words unlike “{question}”",
        "{column} porte le code de `{item}`, mais ses mots ne ressemblent pas à « {question} »",
    ),
    "bm_lone_group": (
        "{column} is `{item}` only if what stands before it names a group",
        "{column} n'est `{item}` que si ce qui précède nomme un groupe",
    ),
    "bm_double": (
        "these have the same words, and the first one is taken for `{item}`: {columns}",
        "celles-ci ont les mêmes mots, et la première est prise pour `{item}` : {columns}",
    ),
    "bm_counted": (
        "{column} is taken for `{item}` by its number alone",
        "{column} est prise pour `{item}` par son seul numéro",
    ),
    "bm_fuzzy_repair": (
        "if it is right, confirm it with --accept-fuzzy or in a mapping file (--map)",
        "si c'est juste, confirmez-le avec --accept-fuzzy ou dans un fichier de correspondance (--map)",
    ),
    "bm_map_fault": ("mapping file, {path}: {message}", "fichier de correspondance, {path} : {message}"),
    # cells
    "bm_cell": ("{cell} ({n} ×)", "{cell} ({n} ×)"),
    "bm_cell_near": ("{cell} ({n} ×, nearest {near})", "{cell} ({n} ×, le plus proche {near})"),
    "bm_values_most": (
        "{n} of {of} cells are no answer to this question: {listed}",
        "{n} cellules sur {of} ne répondent pas à cette question : {listed}",
    ),
    "bm_values_some": (
        "{n} of {of} cells in the sample are not known: {listed}",
        "{n} cellules sur {of} dans l'échantillon sont inconnues : {listed}",
    ),
    "bm_values_repair": (
        "check that it is the right column, or say what the cells mean under `values` in a mapping file (--map)",
        "vérifiez que c'est la bonne colonne, ou donnez le sens des cellules sous `values` dans un fichier de "
        "correspondance (--map)",
    ),
    "bm_values_rejected": (
        "their rows are rejected, unless a mapping file (--map) says under `values` what they mean",
        "leurs lignes sont rejetées, sauf si un fichier de correspondance (--map) en donne le sens sous `values`",
    ),
    "bm_typed": (
        "not among the options, and counted as the one for anything else: {listed}",
        "hors des options, et compté comme celle qui vaut pour le reste : {listed}",
    ),
    "bm_shifted": (
        "the numbers {seen} fit the scale ({scale}) only when each is moved up or down",
        "les nombres {seen} n'entrent dans l'échelle ({scale}) que si chacun est décalé",
    ),
    "bm_beyond": (
        "the numbers {seen} run beyond the scale ({scale})",
        "les nombres {seen} dépassent l'échelle ({scale})",
    ),
    "bm_shifted_repair": (
        "say under `values` in a mapping file (--map) which number means which choice",
        "indiquez sous `values` dans un fichier de correspondance (--map) quel nombre désigne quel choix",
    ),
    "bm_clash": (
        "one choice's code is another one's label, and the column does not tell which is meant: {cells}",
        "le code d'un choix est le libellé d'un autre, et la colonne ne dit pas lequel est visé : {cells}",
    ),
    "bm_mixed": ("codes and labels stand in one column", "des codes et des libellés se côtoient dans une colonne"),
    "bm_mixed_yes_no": (
        "yes and no are written in several ways in one column",
        "oui et non sont écrits de plusieurs façons dans une colonne",
    ),
    "bm_damage": (
        "a spreadsheet has turned options into dates: {listed}; their rows are rejected",
        "un tableur a changé des options en dates : {listed}; leurs lignes sont rejetées",
    ),
    "bm_damaged_cell": ("{cell} for {meant} ({n} ×)", "{cell} pour {meant} ({n} ×)"),
    "bm_damage_repair": (
        "export the table again and do not open it in a spreadsheet, or say what they mean under `values` (--map)",
        "exportez de nouveau le tableau sans l'ouvrir dans un tableur, ou donnez leur sens sous `values` (--map)",
    ),
    "bm_both_marks": (
        "both a comma and a point stand as decimal mark: {cells}",
        "la virgule et le point servent tous deux de marque décimale : {cells}",
    ),
    "bm_either_mark": (
        "{cell} may be thousands or a decimal number",
        "{cell} peut être des milliers ou un nombre décimal",
    ),
    "bm_decimal_repair": (
        "say `decimal: point` or `decimal: comma` in a mapping file (--map)",
        "indiquez sous `decimal` (`point` ou `comma`) la marque décimale dans un fichier de correspondance (--map)",
    ),
    "bm_twofold": (
        "these cells can be read as one option or as several: {cells}",
        "ces cellules peuvent se lire comme une option ou comme plusieurs : {cells}",
    ),
    "bm_twofold_repair": (
        "export with a column for each option, or say the `separator` in a mapping file (--map)",
        "exportez avec une colonne par option, ou indiquez `separator` dans un fichier de correspondance (--map)",
    ),
    "bm_disagree": (
        "in {n} rows of the sample it does not say what the options' own columns say",
        "dans {n} lignes de l'échantillon, elle ne dit pas ce que disent les colonnes des options",
    ),
    "bm_disagree_repair": (
        "ignore one or the other in a mapping file (--map)",
        "ignorez l'une ou les autres dans un fichier de correspondance (--map)",
    ),
    "bm_none_ticked": (
        "where nothing is ticked, this table does not tell whether the question was seen: it counts as unanswered",
        "là où rien n'est coché, ce tableau ne dit pas si la question a été vue : elle compte comme sans réponse",
    ),
    # why a cell is rejected
    "bm_x_option": ("{cell} is not an option of this question", "{cell} n'est pas une option de cette question"),
    "bm_x_nearest": (
        "{cell} is not an option of this question; nearest: {near}",
        "{cell} n'est pas une option de cette question; la plus proche : {near}",
    ),
    "bm_x_step": (
        "{cell} is not on the scale of this question ({scale})",
        "{cell} n'est pas sur l'échelle de cette question ({scale})",
    ),
    "bm_x_damage": (
        "{cell} is not an option of this question; it looks like spreadsheet damage of {meant}",
        "{cell} n'est pas une option de cette question; un tableur semble avoir abîmé {meant}",
    ),
    "bm_x_word": (
        "{cell}: this question does not take “{word}”",
        "{cell} : cette question n'admet pas « {word} »",
    ),
    "bm_x_clash": (
        "{cell} is the code of one option and the label of another",
        "{cell} est le code d'une option et le libellé d'une autre",
    ),
    "bm_x_number": ("{cell} is not a number", "{cell} n'est pas un nombre"),
    "bm_x_unit": (
        "{cell} is a number with words behind it that are not the unit of this question",
        "{cell} est un nombre suivi de mots qui ne sont pas l'unité de cette question",
    ),
    "bm_x_whole": ("{cell} is not a whole number", "{cell} n'est pas un nombre entier"),
    "bm_x_low": ("{cell} is below {least}, the least accepted", "{cell} est sous {least}, le minimum accepté"),
    "bm_x_high": ("{cell} is above {most}, the most accepted", "{cell} dépasse {most}, le maximum accepté"),
    "bm_x_tick": (
        "{cell} neither ticks this option nor leaves it unticked",
        "{cell} ne coche pas cette option et ne dit pas qu'elle ne l'est pas",
    ),
    "bm_x_alone": (
        "{choice} cannot be ticked together with others",
        "{choice} ne peut être coché avec d'autres",
    ),
    "bm_x_again": ("{choice} stands there twice", "{choice} s'y trouve deux fois"),
    # the mapping file
    "bm_m_head": (
        "Which column answers which question, and what its cells mean. Change what is wrong.",
        "Quelle colonne répond à quelle question, et ce que disent ses cellules. Changez ce qui est faux.",
    ),
    "bm_m_again": (
        "Then run again with --map and this file. Columns that are not listed are matched as usual.",
        "Relancez ensuite avec --map et ce fichier. Les colonnes absentes d'ici sont traitées comme d'habitude.",
    ),
    "bm_plain": ("plain table", "tableau simple"),
    "bm_m_source": (
        "where a run has several tables, for this one only; without this line, for all",
        "quand il y a plusieurs tableaux, pour celui-ci seulement; sans cette ligne, pour tous",
    ),
    "bm_m_nothing": ("answers nothing", "ne répond à rien"),
    "bm_m_unknown": ("not known", "inconnu"),
    "bm_m_near": ("nearest: {near}", "le plus proche : {near}"),
    "bm_m_none": (
        "Questions, rows and options that no column answers, and that may stay unanswered:",
        "Questions, lignes et options auxquelles aucune colonne ne répond, et qui peuvent rester sans réponse :",
    ),
    # the report
    "bm_h_table": ("The table", "Le tableau"),
    "bm_h_stops": ("To be decided", "À décider"),
    "bm_h_notes": ("To be known", "À savoir"),
    "bm_h_matches": ("Which column answers what", "Quelle colonne répond à quoi"),
    "bm_h_guesses": ("Guessed: please check", "Deviné : à vérifier"),
    "bm_h_unmapped": ("Columns that answer nothing", "Colonnes qui ne répondent à rien"),
    "bm_stops_key": (
        "Nothing is scored until this is decided.",
        "Rien n'est noté tant que ceci n'est pas décidé.",
    ),
    "bm_l_table": ("File", "Fichier"),
    "bm_l_platform": ("Platform", "Plateforme"),
    "bm_l_headers": ("Header rows", "Lignes d'en-tête"),
    "bm_l_encoding": ("Encoding", "Encodage"),
    "bm_l_delimiter": ("Delimiter", "Séparateur"),
    "bm_l_sample": ("Rows looked at", "Lignes examinées"),
    "bm_l_item": ("Item", "Élément"),
    "bm_l_question": ("Question", "Question"),
    "bm_l_column": ("Column", "Colonne"),
    "bm_l_how": ("Matched by", "Trouvée par"),
    "bm_tab": ("tab", "tabulation"),
    "bm_semicolon": ("semicolon", "point-virgule"),
    "bm_comma": ("comma", "virgule"),
    "bm_pipe": ("vertical bar", "barre verticale"),
    "bm_how_map": ("mapping file", "fichier de correspondance"),
    "bm_how_id": ("id", "identifiant"),
    "bm_how_text": ("words", "mots"),
    "bm_how_normal": ("words, apart from case and signs", "mots, sauf casse et signes"),
    "bm_how_row": ("the row or option alone", "la ligne ou l'option seule"),
    "bm_how_position": ("position", "position"),
    "bm_how_cut": ("a header that was cut", "un en-tête tronqué"),
    "bm_how_fuzzy": ("likeness", "ressemblance"),
}
