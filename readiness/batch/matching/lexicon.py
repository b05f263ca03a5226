"""What a cell may say in answer to one question: its choices by code, number and label, and the words that stand for themselves.

Equality only, in the normal form; nothing here is ever nearly right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from readiness.batch.matching.normal_form import code_number, repaired, value_form
from readiness.batch.matching.said_words import said
from readiness.batch.matching.slots import plain, words_of
from readiness.model.base import Text
from readiness.model.condition import ChoiceValue
from readiness.model.questionnaire import (
    DONT_KNOW,
    NOT_APPLICABLE,
    Choice,
    ChosenQuestion,
    GridQuestion,
    Question,
    Questionnaire,
    Word,
    YesNoQuestion,
)
from readiness.model.risk_scales import gain_steps, impact_steps, likelihood_steps
from readiness.words import LANGUAGES, say

Kind = Literal["code", "label", "both", "word", "synonym"]

_YES = ("yes", "oui", "y", "o", "1", "true", "t", "vrai", "checked", "coché", "x", "ja", "sí", "si", "sim")
_NO = ("no", "non", "n", "0", "false", "f", "faux", "unchecked", "non coché", "nein", "não")
_CONVENTIONS: tuple[frozenset[str], ...] = (
    frozenset({"yes", "no", "oui", "non", "ja", "nein", "sí", "si", "sim", "não"}),
    frozenset({"y", "n", "o"}),
    frozenset({"1", "0"}),
    frozenset({"true", "false", "t", "f", "vrai", "faux"}),
    frozenset({"checked", "unchecked", "coché", "non coché", "x"}),
)
_CODE_AND_LABEL = re.compile(r"([-+]?\d+(?:\.\d+)?)\s*(?:\((?P<inside>.*)\)|[-.:=)]\s*(?P<after>.+)|\s(?P<plain>.+))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sense:
    """What a cell says, and by which convention: a code, a label, text that is both, a word, or a synonym of yes and no."""

    value: ChoiceValue | Word
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A cell that is one choice's code and another one's label."""

    code: ChoiceValue
    label: ChoiceValue


@dataclass(slots=True)
class Lexicon:
    """One question's choices under every spelling that is theirs. A spelling of two choices is nobody's."""

    choices: tuple[tuple[ChoiceValue, tuple[str, ...]], ...]
    """Each value with its labels in every language."""
    allow: tuple[Word, ...]
    yes_no: bool = False
    exact_codes: dict[str, set[ChoiceValue]] = field(default_factory=lambda: defaultdict(set))
    codes: dict[str, set[ChoiceValue]] = field(default_factory=lambda: defaultdict(set))
    numbers: dict[float, ChoiceValue] = field(default_factory=dict)
    exact_labels: dict[str, set[ChoiceValue]] = field(default_factory=lambda: defaultdict(set))
    labels: dict[str, set[ChoiceValue]] = field(default_factory=lambda: defaultdict(set))
    synonyms: dict[str, ChoiceValue] = field(default_factory=dict)
    words: dict[str, Word] = field(default_factory=dict)
    seen: dict[str, Sense | Clash | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for value, labels in self.choices:
            self.exact_codes[plain(value)].add(value)
            self.codes[value_form(plain(value))].add(value)
            if (number := code_number(plain(value))) is not None:
                self.numbers[number] = value
            for label in labels:
                self.exact_labels[label.strip()].add(value)
                self.labels[value_form(label)].add(value)
        self._add_synonyms()
        for word in (NOT_APPLICABLE, DONT_KNOW):
            self.words |= dict.fromkeys(map(value_form, said(word)), word)

    def _add_synonyms(self) -> None:
        """Yes and no have many names, which hold where there is nothing else to choose."""
        if len(self.choices) != 2:
            return
        sides = [self._side(value, labels) for value, labels in self.choices]
        if sorted(filter(None, sides)) == ["no", "yes"]:
            self.yes_no = True
            for side, (value, _) in zip(sides, self.choices, strict=True):
                self.synonyms |= dict.fromkeys(map(value_form, _YES if side == "yes" else _NO), value)
            if self.numbers:  # then 1 and 0 are codes of the questionnaire's own, or are none
                self.synonyms.pop("1"), self.synonyms.pop("0")

    @staticmethod
    def _side(value: ChoiceValue, labels: Sequence[str]) -> str | None:
        spelt = {value_form(plain(value)), *map(value_form, labels)}
        is_yes, is_no = bool(spelt & {"yes", "oui"}), bool(spelt & {"no", "non"})
        return ("yes" if is_yes else "no") if is_yes != is_no else None

    def sense(self, cell: str) -> Sense | Clash | None:
        """What the cell says; None where it says nothing that is known here."""
        if cell not in self.seen:
            self.seen[cell] = self._sense(cell)
        return self.seen[cell]

    def _sense(self, cell: str) -> Sense | Clash | None:
        found = self._choice(cell)
        if found is not None:
            return found
        form = value_form(cell)
        if form in self.synonyms:
            return Sense(value=self.synonyms[form], kind="synonym")
        number = code_number(cell)
        if number is not None and f"{number:g}" in self.synonyms:
            return Sense(value=self.synonyms[f"{number:g}"], kind="synonym")
        word = self.words.get(form)
        if word is not None and word in self.allow:
            return Sense(value=word, kind="word")
        meant = repaired(cell)
        return self._sense(meant) if meant is not None else None

    def _choice(self, cell: str) -> Sense | Clash | None:
        code, label = self._by_code(cell), self._by_label(cell)
        if code is not None and label is not None:
            return Sense(value=code, kind="both") if code == label else Clash(code=code, label=label)
        if code is not None:
            return Sense(value=code, kind="code")
        if label is not None:
            return Sense(value=label, kind="label")
        return self._code_with_label(cell)

    def _by_code(self, cell: str) -> ChoiceValue | None:
        for table, key in ((self.exact_codes, cell.strip()), (self.codes, value_form(cell))):
            if found := table.get(key):
                return next(iter(found)) if len(found) == 1 else None
        number = code_number(cell)
        return self.numbers.get(number) if number is not None else None

    def _by_label(self, cell: str) -> ChoiceValue | None:
        for table, key in ((self.exact_labels, cell.strip()), (self.labels, value_form(cell))):
            if found := table.get(key):
                return next(iter(found)) if len(found) == 1 else None
        return None

    def _code_with_label(self, cell: str) -> Sense | None:
        """`1 (None at all)`, `4 - Very good`: where the code and the label behind it are the same choice's."""
        found = _CODE_AND_LABEL.fullmatch(value_form(cell))
        if found is None:
            return None
        value = self.numbers.get(float(found[1]))
        label = found["inside"] or found["after"] or found["plain"] or ""
        if value is not None and self._by_label(label) == value:
            return Sense(value=value, kind="both")
        return None

    def decided(self, cell: str, convention: Literal["code", "label", None]) -> Sense | None:
        """The same, a clash decided by what the rest of the column is written in; None where that does not tell."""
        found = self.sense(cell)
        if not isinstance(found, Clash):
            return found
        if convention is None:
            return None
        return Sense(value=found.code if convention == "code" else found.label, kind=convention)

    def word_not_allowed(self, cell: str) -> Word | None:
        """The word that the cell says, where the question does not take it."""
        word = self.words.get(value_form(cell))
        return word if word is not None and word not in self.allow else None

    def spellings(self, value: ChoiceValue) -> tuple[str, ...]:
        """The value and its labels as they are written in the questionnaire."""
        labels = next(labels for each, labels in self.choices if each == value)
        return tuple(dict.fromkeys((plain(value), *(label.strip() for label in labels))))

    def known(self) -> tuple[str, ...]:
        """Every label and code, for hints."""
        return tuple(spelling for value, _ in self.choices for spelling in self.spellings(value))


def convention_of(senses: Iterable[Sense | Clash | None]) -> Literal["code", "label", None]:
    """What a column is written in: codes, labels; None where neither is seen, or both are."""
    kinds = {sense.kind for sense in senses if isinstance(sense, Sense)} & {"code", "label"}
    return ("code" if kinds == {"code"} else "label") if len(kinds) == 1 else None


def yes_no_conventions(cells: Iterable[str]) -> int:
    """In how many ways yes and no are written."""
    forms = {value_form(cell) for cell in cells}
    forms |= {f"{number:.0f}" for cell in cells if (number := code_number(cell)) is not None}
    return sum(bool(forms & convention) for convention in _CONVENTIONS)


def lexicon_for(questionnaire: Questionnaire, question: Question) -> Lexicon | None:
    """What may be answered to a question, or to a row of a grid; None where anything may."""
    if isinstance(question, YesNoQuestion):
        labels = [(word, tuple(say(language, word) for language in LANGUAGES)) for word in ("yes", "no")]
        return Lexicon(choices=tuple(labels), allow=question.allow)
    if not isinstance(question, ChosenQuestion | GridQuestion):
        return None
    return lexicon_of(questionnaire.choices_of(question), question.allow)


def lexicon_of(choices: Iterable[Choice], allow: tuple[Word, ...]) -> Lexicon:
    """These choices and words."""
    return Lexicon(choices=tuple((choice.value, words_of(choice.label)) for choice in choices), allow=allow)


def steps_for(questionnaire: Questionnaire, half: str) -> Lexicon:
    """What may be said of one half of a rating."""
    steps = {"likelihood": likelihood_steps, "impact": impact_steps, "gain": gain_steps}[half](questionnaire)
    short = [(choice.value, (*words_of(choice.label), *_before_colon(choice.label))) for choice in steps]
    return Lexicon(choices=tuple(short), allow=(NOT_APPLICABLE, DONT_KNOW))


def _before_colon(label: Text) -> tuple[str, ...]:
    """`Rare: 1 to 5 % a year` is also called `Rare`."""
    return tuple(words.split(":")[0].strip() for words in words_of(label) if ":" in words)
