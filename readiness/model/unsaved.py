"""Why something is not on disk, as a value that a screen can say in its own words."""

from typing import Literal, NamedTuple


class Unsaved(NamedTuple):
    """Nothing was overwritten, and nothing of what was answered is lost as long as the program runs.

    `changed`: somebody else wrote to the file meanwhile. `there`: a file of that name is there already. `full`: the disk or the quota is. `denied`: folder or file
    may not be written to. `gone`: the folder is not there any more. `failed`: anything else. `detail` is what the
    system said, or "".
    """

    kind: Literal["changed", "there", "full", "denied", "gone", "failed"]
    place: str
    detail: str = ""
