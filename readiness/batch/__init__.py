"""Tables: survey exports in, scores and rejects out, by the formulas that score one person.

From Python: `from readiness.batch import score_table`. Nothing is loaded before that is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readiness.batch.frames import GuessWarning, TableError, score_table

__all__ = ("GuessWarning", "TableError", "score_table")


def __getattr__(name: str) -> object:
    if name in __all__:
        from readiness.batch import frames

        return getattr(frames, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
