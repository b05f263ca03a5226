"""“Did you mean”: the nearest known word to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: object, known: Iterable[object]) -> str | None:
    """The known word most like `word`, or None where none is like it."""
    names = {str(name).casefold(): str(name) for name in known}
    close = get_close_matches(str(word).casefold(), list(names), n=1, cutoff=0.6)
    return names[close[0]] if close else None


def did_you_mean(word: object, known: Iterable[object], *, otherwise: str = "", listed: int = 8) -> str:
    """A repair: the nearest known word; else `otherwise`, and the known words where at most `listed` are known."""
    words = [str(name) for name in known]
    if close := nearest(word, words):
        return f"did you mean `{close}`?"
    here = f"known here: {', '.join(f'`{name}`' for name in words)}" if 0 < len(words) <= listed else ""
    return "; ".join(filter(None, (otherwise, here)))
