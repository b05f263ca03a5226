"""How people and platforms write “not applicable” and “don't know”."""

from __future__ import annotations

from collections.abc import Mapping

from readiness.model.questionnaire import DONT_KNOW, NOT_APPLICABLE, Word
from readiness.words import LANGUAGES, say

_COMMON: Mapping[Word, tuple[str, ...]] = {
    NOT_APPLICABLE: (
        *("N/A", "n.a", "n. a", "Not applicable", "Does not apply", "Doesn't apply", "Not applicable to us"),
        *("Not applicable (N/A)", "N/A (not applicable)", "Sans objet", "s.o", "S/O", "Non applicable"),
        *("Ne s'applique pas", "Nicht zutreffend", "No aplica", "No corresponde"),
    ),
    DONT_KNOW: (
        *("Don't know", "Dont know", "Do not know", "I don't know", "I dont know", "I do not know", "Unsure"),
        *("Not sure", "I'm not sure", "DK", "D/K", "Don't know / not sure", "Don't know/not sure", "Ne sait pas"),
        *("Je ne sais pas", "Ne sais pas", "NSP", "Pas certain", "Weiß nicht", "Weiss nicht", "No sé", "No sabe"),
    ),
}


def said(word: Word) -> tuple[str, ...]:
    """The word itself and its common wordings, compared in the normal form of values."""
    return (word, *dict.fromkeys((*(say(language, word) for language in LANGUAGES), *_COMMON[word])))
