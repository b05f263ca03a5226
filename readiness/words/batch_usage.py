"""What is wrong with a command line of `readiness batch`, and how to mend it; in English and French."""

from __future__ import annotations

BATCH_USAGE: dict[str, tuple[str, str]] = {
    "bu_no_questionnaire": ("no questionnaire is named", "aucun questionnaire n'est nommé"),
    "bu_no_questionnaire_repair": (
        "name the one that was answered: see `readiness list`",
        "nommer celui auquel on a répondu\u00a0: voir `readiness list`",
    ),
    "bu_unknown_questionnaire": ("there is no questionnaire of this name", "il n'y a pas de questionnaire de ce nom"),
    "bu_no_output": ("nothing is to be written", "rien n'est à écrire"),
    "bu_no_output_repair": (
        "name an output such as scores.parquet, or look first with --dry-run",
        "nommer une sortie comme scores.parquet, ou regarder d'abord avec --dry-run",
    ),
    "bu_twice": ("is named twice", "est nommé deux fois"),
    "bu_twice_repair": ("name it once", "le nommer une seule fois"),
    "bu_suffix": ("its suffix `{suffix}` is no format of {what}", "son suffixe `{suffix}` n'est pas un format {what}"),
    "bu_use": ("use {known}", "employer {known}"),
    "bu_use_one_of": ("use one of {known}", "employer l'un de ceux-ci\u00a0: {known}"),
    "bu_of_scores": ("scores", "de notes"),
    "bu_of_rejects": ("rejects", "de rejets"),
    "bu_of_summary": ("a summary", "de résumé"),
    "bu_of_matching": ("what was matched", "d'associations"),
    "bu_no_rule": ("no rule leaves rows out as `{reason}`", "aucune règle n'écarte de lignes comme `{reason}`"),
    "bu_no_platform": ("`{name}` is not a platform that is known", "`{name}` n'est pas une plateforme connue"),
    "bu_master": ("belongs to Spark", "ne vaut que pour Spark"),
    "bu_master_repair": ("add --engine spark, or leave it out", "ajouter --engine spark, ou l'enlever"),
    "bu_single": ("1 shows single persons", "1 montre des personnes seules"),
    "bu_single_repair": (
        "say --min-group 1 --show-small-groups together, or another size",
        "dire ensemble --min-group 1 --show-small-groups, ou une autre taille",
    ),
    "bu_two": ("of two, whoever is one knows the other", "de deux, qui est l'un connaît l'autre"),
    "bu_two_repair": ("ask for 3 at the least", "demander 3 au moins"),
    "bu_contrary": (
        "a least size and --show-small-groups contradict each other",
        "une taille minimale et --show-small-groups se contredisent",
    ),
    "bu_replaces": (
        "would replace a file that is read or written here",
        "remplacerait un fichier qui est lu ou écrit ici",
    ),
    "bu_replaces_repair": ("choose another name", "choisir un autre nom"),
    "bu_tables": (
        "is about tables, and these are response files",
        "concerne les tableaux, et ce sont ici des fichiers de réponse",
    ),
    "bu_leave_out": ("leave it out", "l'enlever"),
    "bu_no_by": ("response files say nothing of `{name}`", "les fichiers de réponse ne disent rien de `{name}`"),
    "bu_no_sheets": (
        "{source} is neither a workbook nor a zip, and has no sheets",
        "{source} n'est ni un classeur ni un zip, et n'a pas de feuilles",
    ),
    "bu_no_sheets_repair": ("leave it out, or name the workbook", "l'enlever, ou nommer le classeur"),
    "bu_one_folder": ("Spark writes one folder of Parquet", "Spark écrit un dossier de Parquet"),
    "bu_one_folder_repair": (
        "name one, such as scores.parquet, and convert it later",
        "en nommer un, comme scores.parquet, et le convertir ensuite",
    ),
    "bu_not_spark": ("is not for Spark", "ne vaut pas pour Spark"),
    "bu_not_spark_repair": (
        "leave it out, or use another engine on a part of the rows",
        "l'enlever, ou employer un autre moteur sur une partie des lignes",
    ),
    "bu_no_pyspark": ("PySpark is not installed", "PySpark n'est pas installé"),
    "bu_no_pyspark_repair": (
        "install it: pip install 'readiness[spark]'",
        "l'installer\u00a0: pip install 'readiness[spark]'",
    ),
    "bu_no_cluster": ("no cluster: {why}", "pas de grappe\u00a0: {why}"),
    "bu_no_cluster_repair": ("name one with --master, such as local[2]", "en nommer une avec --master, comme local[2]"),
    "bu_row": ("row {row}", "ligne {row}"),
    # suggestions
    "bu_did_you_mean": ("did you mean `{word}`?", "vouliez-vous dire `{word}`\u00a0?"),
    "bu_known": ("known here: {known}", "connus ici\u00a0: {known}"),
    "bu_standard_input": ("standard input", "entrée standard"),
    "bu_with_bom": ("{name} with BOM", "{name} avec BOM"),
}
