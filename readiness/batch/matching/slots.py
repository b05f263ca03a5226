"""What wants a column, and by which names it may be called: every question, row, option, rating and importance.

A slot is one thing that one column may answer. A question of several choices has a slot for its one cell and one for each
option, since platforms write it either way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from readiness.batch.matching.normal_form import accentless, header_form
from readiness.batch.matching.said_words import said
from readiness.batch.readings import rated
from readiness.model.base import Text
from readiness.model.condition import ChoiceValue
from readiness.model.questionnaire import (
    Choice,
    ChoicesQuestion,
    GridQuestion,
    NumberQuestion,
    Opportunity,
    Question,
    Questionnaire,
    Risk,
    ScoredQuestion,
)

Half = Literal["likelihood", "impact", "gain"]
Part = Literal["whole", "row", "option", "half", "importance"]

HALF_WORDS: dict[Half, tuple[str, ...]] = {
    "likelihood": (
        *("likelihood", "likely", "probability", "probable", "chance"),
        *("vraisemblance", "vraisemblable", "probabilite"),
    ),
    "impact": (
        *("impact", "impacts", "severity", "severe", "gravity", "grave", "serious", "seriousness"),
        *("consequence", "consequences", "severite", "gravite"),
    ),
    "gain": ("gain", "gains", "benefit", "benefits", "benefice", "benefices", "avantage"),
}
"""Words by which a header says which half of a rating it holds, without accents."""
IMPORTANCE_WORDS = frozenset({"importance", "important", "importants", "importante"})
OTHER = re.compile(r"(?:other|others|autre|autres)\b(?!\s+than\b|\s+que\b)")
"""How an option for anything else begins: `Other`, `Other (please specify)`, `Autre :`."""
_LONGEST_OTHER = 40


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Slot:
    """One thing a column may answer.

    `item` is named as in `readings`; `owner` is the question's, risk's or opportunity's id. `mains` are the question's words
    in every language, `subs` those of the row, option or risk. `codes` are ways to write its id that can mean nothing
    else, `loose_codes` those that might (`grid_row`). `scored`: a score is missing something without it.
    """

    item: str
    part: Part
    owner: str
    mains: tuple[str, ...]
    subs: tuple[str, ...] = ()
    codes: tuple[str, ...]
    loose_codes: tuple[str, ...] = ()
    sub_code: str = ""
    option: ChoiceValue | None = None
    half: Half | None = None
    catches_other: bool = False
    scored: bool
    main_text: Text | None = None
    sub_text: Text | None = None

    def words(self, language: str) -> str:
        """The question's words, with those of the row, option or risk."""
        return " / ".join(text.in_(language) for text in (self.main_text, self.sub_text) if text is not None)

    @property
    def name(self) -> str:
        """What a mapping file calls it: the item, and the option where it is one."""
        if self.part == "importance":
            return f"importance {self.owner}"
        return f"{self.item}: {self.option}" if self.part == "option" else self.item


def slots_of(questionnaire: Questionnaire) -> tuple[Slot, ...]:
    """Every slot, in the order in which things are asked."""
    profile = {question.id for question in questionnaire.profile}
    found: list[Slot] = []
    for question in questionnaire.every_question():
        scored = question.id not in profile and earns(question)
        found += _of_question(questionnaire, question, scored)
    for risk in questionnaire.risks:
        found += _of_rating("risk", risk, ("likelihood", "impact"))
    for opportunity in questionnaire.opportunities:
        found += _of_rating("opportunity", opportunity, ("likelihood", "gain"))
    return tuple(found)


def earns(question: Question) -> bool:
    """Whether its answer is scored."""
    if not isinstance(question, ScoredQuestion) or not question.scored:
        return False
    return not isinstance(question, NumberQuestion) or question.bands is not None or question.linear is not None


def words_of(text: Text | None) -> tuple[str, ...]:
    """A text in every language in which it is written."""
    return tuple(dict.fromkeys(words for _, words in text.by_language)) if text is not None else ()


def _of_question(questionnaire: Questionnaire, question: Question, scored: bool) -> Iterator[Slot]:
    mains = words_of(question.text)
    if isinstance(question, GridQuestion):
        for row in question.rows:
            yield Slot(
                item=f"{question.id}.{row.id}",
                part="row",
                owner=question.id,
                mains=mains,
                subs=words_of(row.text),
                codes=_joined(question.id, (row.id,)),
                loose_codes=_loosely(question.id, (row.id,)),
                sub_code=row.id,
                scored=scored,
                main_text=question.text,
                sub_text=row.text,
            )
    else:
        yield Slot(
            item=question.id,
            part="whole",
            owner=question.id,
            mains=mains,
            codes=(question.id,),
            scored=scored,
            main_text=question.text,
        )
    if isinstance(question, ChoicesQuestion):
        yield from _options(questionnaire, question, scored)
    if getattr(question, "importance", False):
        yield Slot(
            item=question.id,
            part="importance",
            owner=question.id,
            mains=mains,
            codes=_joined(question.id, ("importance",)),
            loose_codes=(*_loosely(question.id, ("importance",)), *_loosely("importance", (question.id,))),
            scored=False,
            main_text=question.text,
        )


def _options(questionnaire: Questionnaire, question: ChoicesQuestion, scored: bool) -> Iterator[Slot]:
    other = other_choice(questionnaire.choices_of(question))
    for choice in questionnaire.choices_of(question):
        name = plain(choice.value)
        names = (name, "other", "oth") if choice is other else (name,)
        yield Slot(
            item=question.id,
            part="option",
            owner=question.id,
            mains=words_of(question.text),
            subs=words_of(choice.label),
            codes=(*_joined(question.id, names), *(f"{question.id}___{each.replace('-', '_')}" for each in names)),
            loose_codes=_loosely(question.id, names),
            sub_code=name,
            option=choice.value,
            catches_other=choice is other,
            scored=scored,
            main_text=question.text,
            sub_text=choice.label,
        )
    for word in question.allow:
        yield Slot(
            item=question.id,
            part="option",
            owner=question.id,
            mains=words_of(question.text),
            subs=said(word),
            codes=_joined(question.id, (word,)),
            loose_codes=_loosely(question.id, (word,)),
            sub_code=word,
            option=word,
            scored=False,
            main_text=question.text,
        )


def other_choice(choices: Iterable[Choice]) -> Choice | None:
    """The one choice that stands for anything else that is typed; None where there is none, or more than one."""
    found = [
        choice for choice in choices if is_other(plain(choice.value)) or any(map(is_other, words_of(choice.label)))
    ]
    return found[0] if len(found) == 1 else None


def is_other(words: str) -> bool:
    """Whether these words are those of an option for anything else."""
    form = header_form(words)
    return len(form) <= _LONGEST_OTHER and OTHER.match(form) is not None


def _of_rating(
    kind: Literal["risk", "opportunity"], each: Risk | Opportunity, halves: tuple[Half, ...]
) -> Iterator[Slot]:
    for half in halves:
        words = half_words(kind, half)
        named = (*_loosely(each.id, words), *(code for word in words for code in _loosely(word, (each.id,))))
        yield Slot(
            item=rated(kind, each.id, half),
            part="half",
            owner=each.id,
            mains=(),
            subs=tuple(dict.fromkeys((*words_of(each.title), *words_of(each.text)))),
            codes=(rated(kind, each.id, half), *_joined(each.id, words)),
            loose_codes=(*named, *(f"{kind}_{code}" for code in named)),
            half=half,
            scored=False,
            sub_text=each.name,
        )


def half_words(kind: str, half: Half) -> tuple[str, ...]:
    """The words that name this half; what an opportunity brings may also be called its impact."""
    if half == "gain" and kind == "opportunity":
        return (*HALF_WORDS["gain"], *HALF_WORDS["impact"])
    return HALF_WORDS[half]


def halves_named(words: str) -> frozenset[Half]:
    """Which halves of a rating the words speak of."""
    said = set(re.findall(r"[a-z]+", accentless(words)))
    return frozenset(half for half, known in HALF_WORDS.items() if said & set(known))


def speaks_of_importance(words: str) -> bool:
    """Whether the words ask how much something matters."""
    return bool(set(re.findall(r"[a-z]+", accentless(words))) & IMPORTANCE_WORDS)


def plain(value: ChoiceValue) -> str:
    """A choice's value as files spell it: 1.0 is 1."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _joined(owner: str, parts: Iterable[str]) -> tuple[str, ...]:
    """Ways of writing a part of something that no id can be mistaken for."""
    forms = ("{0}.{1}", "{0}[{1}]", "{0}/{1}", "{0}:{1}", "{0} [{1}]")
    return tuple(form.format(owner, part) for part in parts for form in forms)


def _loosely(owner: str, parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{owner}_{part}" for part in parts)


@lru_cache(maxsize=65_536)
def loose(code: str) -> str:
    """A code without case, accents, and differences between the signs that join its parts."""
    apart = unicodedata.normalize("NFKD", code.casefold())
    return re.sub(r"[^a-z0-9]+", "_", "".join(sign for sign in apart if not unicodedata.combining(sign))).strip("_")


def tight(code: str) -> str:
    """The same without anything between its parts, as platforms write it that allow letters and digits only."""
    return loose(code).replace("_", "")
