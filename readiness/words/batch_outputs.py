"""What is said of a batch's output files and documents."""

from __future__ import annotations

BATCH_OUTPUTS: dict[str, tuple[str, str]] = {
    "bo_suffix": (
        "its suffix `{suffix}` is no format that scores are written in",
        "son suffixe `{suffix}` n'est pas un format dans lequel les notes s'écrivent",
    ),
    "bo_suffix_repair": ("use one of {known}", "utilisez l'un de {known}"),
    "bo_too_long": (
        "{n} rows do not fit on a sheet, which takes {most} under its header",
        "{n} lignes ne tiennent pas sur une feuille, qui en prend {most} sous son en-tête",
    ),
    "bo_too_long_repair": (
        "write .parquet or .csv instead",
        "écrivez plutôt en .parquet ou .csv",
    ),
    "bo_no_folder": ("is a file, not a folder", "est un fichier, non un dossier"),
    "bo_no_folder_repair": (
        "name a folder for the documents; it is made where there is none",
        "nommez un dossier pour les documents; il est créé s'il n'existe pas",
    ),
}
