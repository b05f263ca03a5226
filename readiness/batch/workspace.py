"""A folder for what is written on the way, beside the output, so that finishing is a rename; gone when the run ends.

A run that was killed leaves its folder behind. The next run of the same output finds it, sees by its lock that nobody is
at work in it, and takes it away.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from readiness.loading.saving import temporary_prefix

_LOCK = "lock"
_SUFFIX = ".batch"


@contextlib.contextmanager
def workspace(beside: Path | None) -> Iterator[Path]:
    """A folder beside this file, or where the system keeps such things; removed at the end, whatever happens.

    Raises OSError where the folder does not allow it.
    """
    from filelock import FileLock

    parent, prefix = (beside.parent, temporary_prefix(beside.name)) if beside is not None else (None, "readiness.")
    if parent is not None:
        _tidy(parent, prefix)
    folder = Path(tempfile.mkdtemp(dir=parent, prefix=prefix, suffix=_SUFFIX))
    try:
        with FileLock(folder / _LOCK):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _tidy(parent: Path, prefix: str) -> None:
    """Take away what a killed run left here."""
    from filelock import FileLock, Timeout

    for left in parent.glob(f"{prefix}*{_SUFFIX}"):
        try:
            with FileLock(left / _LOCK, timeout=0):
                pass
        except (Timeout, OSError):
            continue  # somebody is at work in it, or it is not ours
        shutil.rmtree(left, ignore_errors=True)
