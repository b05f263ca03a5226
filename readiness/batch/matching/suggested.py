"""“Did you mean”, in the language of who reads it."""

from __future__ import annotations

from collections.abc import Iterable

from readiness.loading.suggestions import nearest
from readiness.words import say


def suggested(word: object, known: Iterable[object], language: str, *, otherwise: str = "", listed: int = 8) -> str:
    """A repair: the nearest known word; else `otherwise`, and the known words where at most `listed` are known."""
    words = [str(name) for name in known]
    if close := nearest(word, words):
        return say(language, "bu_did_you_mean", word=close)
    shown = ", ".join(f"`{name}`" for name in words)
    here = say(language, "bu_known", known=shown) if 0 < len(words) <= listed else ""
    return "; ".join(filter(None, (otherwise, here)))
