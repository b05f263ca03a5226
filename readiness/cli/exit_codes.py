"""Exit codes: part of the contract, documented in `docs/commands.md`."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the program's exit says to a script."""

    DONE = 0
    """Done."""
    UNDER_THRESHOLD = 1
    """Done, and the result is under `--fail-under`."""
    USAGE = 2
    """The command line is wrong."""
    BAD_INPUT = 3
    """An input is wrong: problems are on standard error, nothing was written."""
    SOME_REJECTED = 4
    """Done, but some rows were rejected: they are in the rejects file."""
    OWN_FAULT = 70
    """A fault of the program itself; nothing was written."""
    INTERRUPTED = 130
    """Interrupted; what was answered is saved, and no file is half-written."""
