"""What engines say of rows and files, in English and French."""

from __future__ import annotations

BATCH_ENGINES: dict[str, tuple[str, str]] = {
    "be_cannot_stand": (
        "cannot be read as an answer to this question, or may not be given",
        "ne peut être lu comme une réponse à cette question, ou ne peut être donné",
    ),
    "be_too_long": (
        "the row has more cells than there are columns",
        "la ligne a plus de cellules qu'il n'y a de colonnes",
    ),
    "be_remote_kind": (
        "only CSV in UTF-8 and Parquet are read where they lie",
        "seuls le CSV en UTF-8 et le Parquet sont lus là où ils se trouvent",
    ),
    "be_remote_kind_repair": (
        "store it as Parquet or as CSV in UTF-8, or fetch it and name the copy",
        "enregistrez-le en Parquet ou en CSV en UTF-8, ou récupérez-le et nommez la copie",
    ),
    "be_remote_unreadable": ("cannot be read: {why}", "ne peut être lu : {why}"),
    "be_remote_unreadable_repair": (
        "check the address, and that the cluster may read it",
        "vérifiez l'adresse, et que la grappe peut la lire",
    ),
}
