"""A question of several choices, and what a piece of a cell is among them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from readiness.batch.matching.lexicon import Lexicon, Sense, lexicon_for
from readiness.batch.matching.said_words import said
from readiness.batch.matching.slots import other_choice, plain
from readiness.batch.matching.values import Meaning, question_of
from readiness.model.condition import ChoiceValue
from readiness.model.questionnaire import DONT_KNOW, NOT_APPLICABLE, ChoicesQuestion, Questionnaire, Word

WORDS: tuple[Word, ...] = (NOT_APPLICABLE, DONT_KNOW)
_LONGEST_WORD = 100


@dataclass(frozen=True)
class Options:
    """How the options of a question are spelt. `other` is the one for anything else that is typed; None: there is none."""

    question: ChoicesQuestion
    lexicon: Lexicon
    other: ChoiceValue | None
    decided: Mapping[str, ChoiceValue] = field(default_factory=dict)
    """Pieces of which a person has said what they are."""

    @classmethod
    def of(cls, questionnaire: Questionnaire, item: str, decided: Mapping[str, ChoiceValue] | None = None) -> Options:
        question = question_of(questionnaire, item)
        assert isinstance(question, ChoicesQuestion)
        lexicon, other = lexicon_for(questionnaire, question), other_choice(questionnaire.choices_of(question))
        assert lexicon is not None
        return cls(question, lexicon, other.value if other is not None else None, decided or {})

    @cached_property
    def spellings(self) -> dict[str, ChoiceValue]:
        """Every choice's value and labels as the questionnaire spells them; what two choices share is left out."""
        found = dict(self.decided)
        for value, _ in self.lexicon.choices:
            for spelling in self.lexicon.spellings(value):
                if self.choice(spelling) == value:
                    found[spelling] = value
        return found

    def most_parts(self, separator: str) -> int:
        """How many parts the longest option falls into at the separator; runs of white space may make it more."""
        if separator not in self._parts:
            most = max((spelling.count(separator) for spelling in self.spellings), default=0)
            self._parts[separator] = most + (3 if separator == " " else 1)
        return self._parts[separator]

    @cached_property
    def _parts(self) -> dict[str, int]:
        return {}

    @cached_property
    def longest(self) -> int:
        """No spelling of an option is longer, tags and blanks included."""
        return 80 + 3 * max(map(len, (*self.lexicon.known(), *self.decided)), default=0)

    @cached_property
    def _choices(self) -> dict[str, ChoiceValue | None]:
        return {}

    def choice(self, piece: str) -> ChoiceValue | None:
        """The choice that a piece of a cell is; None for a word, and for what is unknown."""
        if len(piece) > self.longest:
            return None
        if piece not in self._choices:
            self._choices[piece] = self._choice(piece)
        return self._choices[piece]

    def _choice(self, piece: str) -> ChoiceValue | None:
        told = self.decided.get(piece, self.decided.get(piece.strip()))
        if told is not None:
            return told
        sense = self.lexicon.sense(piece)
        if not isinstance(sense, Sense) or sense.kind not in ("code", "label", "both"):
            return None
        return sense.value

    def word(self, cell: str) -> Word | None:
        """The word that the whole cell says."""
        if not self.question.allow or len(cell) > _LONGEST_WORD:
            return None
        sense = self.lexicon.sense(cell)
        return as_word(sense.value) if isinstance(sense, Sense) and sense.kind == "word" else None

    def names(self, value: Meaning) -> frozenset[str]:
        """What an option is called, or one of the words as an option: in its own column that ticks it."""
        labels = next((labels for each, labels in self.lexicon.choices if each == value), None)
        if labels is None:
            return frozenset(said(as_word(value)))
        return frozenset({plain(value), *labels})


def as_word(value: Meaning) -> Word:
    """A meaning that is known to be one of the two words."""
    return NOT_APPLICABLE if value == NOT_APPLICABLE else DONT_KNOW
