"""What the cells of one column mean: from the kinds of cell in the sample to a reading, and what is odd about them.

A cell is read where it equals a code or label in its normal form. Nothing that is merely like an option is taken for it,
and numbers that would fit after a shift are not shifted: both are told to a person.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from readiness.batch.matching.cells import is_blank, number_in
from readiness.batch.matching.damage import damaged
from readiness.batch.matching.lexicon import (
    Clash,
    Lexicon,
    Sense,
    convention_of,
    lexicon_for,
    lexicon_of,
    steps_for,
    yes_no_conventions,
)
from readiness.batch.matching.normal_form import code_number, is_unseen, value_form
from readiness.batch.matching.places import short
from readiness.batch.readings import OneOf
from readiness.model.condition import ChoiceValue
from readiness.model.questionnaire import GridQuestion, Question, Questionnaire, Word
from readiness.words import say

Counts = Mapping[str, int]
"""The kinds of cell in a column that are not blank, with how often each stands there."""
Meaning = ChoiceValue | Word

USUAL_MISSING = (
    "-99",
    "-999",
    "-9999",
    "-99.0",
    "NA",
    "<NA>",
    "NaN",
    "nan",
    "NULL",
    "null",
    "#N/A",
    "#NULL!",
    "-",
    "--",
)
"""Cells that platforms and statistics programs write where nothing was answered; unless the question has such an answer."""
MISSING_NUMBERS = (-99.0, -999.0, -9999.0)
ENOUGH = 10
"""From so many cells on, shares of them say something."""
MOSTLY = 0.5
"""A column of which more than this share is unknown was matched to the wrong question."""
BEYOND = 0.1
"""Numbers off the scale beyond this share of the cells are another scale's."""
_LISTED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """Something about a column that a person must decide or ought to know; `kind` as in `Trouble`."""

    kind: Literal["values", "shifted", "mixed", "damage", "ambiguous", "disagree", "typed", "unticked"]
    text: str
    repair: str
    serious: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How columns of one questionnaire are read: what stands for no answer, in which language oddities are told."""

    questionnaire: Questionnaire
    missing: frozenset[str] = frozenset()
    language: str = "en"
    platform: str = ""

    def stands_for_nothing(self, cell: str) -> bool:
        """Whether a person has said so of this cell, or there is nothing in it that can be seen."""
        return cell.strip() in self.missing or cell in self.missing or is_unseen(cell)


# What an item asks for


def question_of(questionnaire: Questionnaire, item: str) -> Question | None:
    """The question that an item is, or is a row of; None for a rating."""
    owner = item.partition(".")[0]
    return next((question for question in questionnaire.every_question() if question.id == owner), None)


def lexicon_of_item(questionnaire: Questionnaire, item: str) -> Lexicon | None:
    """What may be said to an item; None where anything may."""
    if " " in item:
        return steps_for(questionnaire, item.rsplit(" ", 1)[1])
    question = question_of(questionnaire, item)
    if isinstance(question, GridQuestion):
        return lexicon_of(questionnaire.choices_of(question), question.allow)
    return lexicon_for(questionnaire, question) if question is not None else None


# One value in a column


def usually_missing(lexicon: Lexicon | None) -> frozenset[str]:
    """The usual signs for no answer, less those that are answers here."""
    return frozenset(sign for sign in USUAL_MISSING if lexicon is None or lexicon.sense(sign) is None)


def read_one_of(
    reader: Reader, item: str, column: str, counts: Counts, decided: Mapping[str, Meaning]
) -> tuple[OneOf, tuple[Oddity, ...]]:
    """One value for each cell. `decided` is what a person has said of cells."""
    lexicon = lexicon_of_item(reader.questionnaire, item)
    assert lexicon is not None
    missing = (
        usually_missing(lexicon) | reader.missing | {cell for cell in counts if _is_missing(reader, lexicon, cell)}
    )
    told = {cell: n for cell, n in counts.items() if cell not in missing and cell not in decided}
    senses = {cell: lexicon.sense(cell) for cell in told}
    convention = convention_of(lexicon.sense(cell) for cell in counts if cell not in missing)
    values: dict[str, Meaning] = {
        cell: sense.value for cell in told if (sense := lexicon.decided(cell, convention)) is not None
    }
    for spelling, value in as_written(lexicon, convention):
        if spelling not in missing:
            values.setdefault(spelling, value)
    values |= decided
    shifted = tuple(_shifted(reader, lexicon, told))
    oddities = (
        *shifted,
        *_mixed(reader, lexicon, senses, convention),
        *(_unknown(reader, lexicon, counts, missing, values) if not shifted else ()),
    )
    return OneOf(item=item, column=column, values=values, missing=frozenset(missing - set(decided))), oddities


def _is_missing(reader: Reader, lexicon: Lexicon, cell: str) -> bool:
    if reader.stands_for_nothing(cell):
        return True
    if lexicon.sense(cell) is not None:
        return False
    unseen = (
        reader.platform == "LimeSurvey" and value_form(cell) == "n/a"
    )  # what it writes for a question that was not shown
    return unseen or cell.strip() in USUAL_MISSING or code_number(cell) in MISSING_NUMBERS


def as_written(lexicon: Lexicon, convention: Literal["code", "label", None]) -> Iterable[tuple[str, Meaning]]:
    """Every choice as the questionnaire spells it, as far as that is how the column is written."""
    for value, _ in lexicon.choices:
        for spelling in lexicon.spellings(value):
            sense = lexicon.decided(spelling, convention)
            if (
                sense is not None
                and sense.value == value
                and (convention is None or sense.kind in (convention, "both"))
            ):
                yield spelling, value
    for word in lexicon.allow:
        if lexicon.sense(word) == Sense(value=word, kind="word"):
            yield word, word


def _shifted(reader: Reader, lexicon: Lexicon, told: Counts) -> Iterable[Oddity]:
    """Numbers that fit the scale only after adding or taking off the same from each, or that run beyond it."""
    declared = set(lexicon.numbers) or ({0.0, 1.0} if lexicon.yes_no else set())
    seen = {cell: number for cell in told if (number := code_number(cell)) is not None}
    outside = {number for number in seen.values() if number not in declared}
    if not declared or not outside:
        return
    values: dict[str, object] = {"seen": _span(set(seen.values())), "scale": _span(declared)}
    repair = say(reader.language, "bm_shifted_repair")
    steps = sorted({to - number for number in outside for to in declared}, key=abs)
    if any({number + step for number in seen.values()} <= declared for step in steps):
        text = say(reader.language, "bm_shifted", **values)
        yield Oddity(kind="shifted", text=text, repair=repair, serious=True)
        return
    n_outside = sum(told[cell] for cell, number in seen.items() if number in outside)
    n_all = sum(told.values())
    many = n_outside > MOSTLY * n_all or (n_all >= ENOUGH and n_outside > BEYOND * n_all)
    if many or len(outside) > 2 or not lexicon.numbers:  # yes and no have no third number
        text = say(reader.language, "bm_beyond", **values)
        yield Oddity(kind="shifted", text=text, repair=repair, serious=True)


def _span(numbers: Collection[float]) -> str:
    return ", ".join(f"{number:g}" for number in sorted(numbers)[:8]) + ("…" if len(numbers) > 8 else "")


def _mixed(
    reader: Reader,
    lexicon: Lexicon,
    senses: Mapping[str, Sense | Clash | None],
    convention: Literal["code", "label", None],
) -> Iterable[Oddity]:
    """Codes beside labels, or yes and no in several ways: told, and a stop only where it changes what a cell means."""
    kinds = {sense.kind for sense in senses.values() if isinstance(sense, Sense)}
    clashes = [cell for cell, sense in senses.items() if isinstance(sense, Clash)]
    repair = say(reader.language, "bm_values_repair")
    if clashes and convention is None:
        listed = ", ".join(quoted(reader.language, cell) for cell in clashes[:_LISTED])
        text = say(reader.language, "bm_clash", cells=listed)
        yield Oddity(kind="mixed", text=text, repair=repair, serious=True)
    elif {"code", "label"} <= kinds:
        yield Oddity(kind="mixed", text=say(reader.language, "bm_mixed"), repair="", serious=False)
    elif lexicon.yes_no and yes_no_conventions(cell for cell, sense in senses.items() if sense is not None) > 1:
        yield Oddity(kind="mixed", text=say(reader.language, "bm_mixed_yes_no"), repair="", serious=False)


def _unknown(
    reader: Reader, lexicon: Lexicon, counts: Counts, missing: Collection[str], values: Mapping[str, Meaning]
) -> Iterable[Oddity]:
    """Cells that say nothing known: rows to reject, or most of the column, and then it is no answer to this question."""
    told = {cell: n for cell, n in counts.items() if cell not in missing or cell in values}
    unknown = {cell: n for cell, n in told.items() if cell not in values and not isinstance(lexicon.sense(cell), Clash)}
    labels = [label for _, labels in lexicon.choices for label in labels]
    broken = {cell: meant for cell in unknown if (meant := damaged(cell, labels)) is not None}
    yield from _damage(reader, {cell: unknown.pop(cell) for cell in broken}, broken)
    known = sum(n for cell, n in told.items() if cell in values)
    listed = [unknown_cell(reader.language, lexicon, cell, n) for cell, n in most(unknown)]
    yield from odd_values(reader, unknown, known, listed)


def odd_values(reader: Reader, unknown: Counts, known: int, listed: list[str]) -> Iterable[Oddity]:
    """Unknown cells, told with their numbers; a stop where they are most of what stands there."""
    n = sum(unknown.values())
    if not n:
        return
    mismatched = known == 0 or (n > MOSTLY * (n + known) and n + known >= ENOUGH)
    text = say(
        reader.language,
        "bm_values_most" if mismatched else "bm_values_some",
        n=n,
        of=n + known,
        listed=", ".join((*listed, *(["…"] if len(unknown) > len(listed) else []))),
    )
    repair = say(reader.language, "bm_values_repair" if mismatched else "bm_values_rejected")
    yield Oddity(kind="values", text=text, repair=repair, serious=mismatched)


def _damage(reader: Reader, cells: Counts, meant: Mapping[str, str]) -> Iterable[Oddity]:
    if cells:
        each = [
            say(reader.language, "bm_damaged_cell", cell=quoted(reader.language, cell), n=n, meant=meant[cell])
            for cell, n in most(cells)
        ]
        text = say(reader.language, "bm_damage", listed=", ".join(each))
        yield Oddity(kind="damage", text=text, repair=say(reader.language, "bm_damage_repair"), serious=False)


def most(counts: Counts) -> list[tuple[str, int]]:
    """The commonest kinds of cell, as many as are listed."""
    return sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:_LISTED]


def quoted(language: str, words: str) -> str:
    return say(language, "quoted", words=short(words, 50))


def unknown_cell(language: str, lexicon: Lexicon, cell: str, n: int) -> str:
    """An unknown cell with its number, and what it is most like."""
    hint = nearest_label(lexicon, cell)
    shown = quoted(language, cell)
    if hint is None:
        return say(language, "bm_cell", cell=shown, n=n)
    return say(language, "bm_cell_near", cell=shown, n=n, near=quoted(language, hint))


def nearest_label(lexicon: Lexicon, cell: str) -> str | None:
    """What the cell is most like: a hint for a person, never a match."""
    from difflib import get_close_matches

    known = {value_form(label): label for label in lexicon.known()}
    close = get_close_matches(value_form(cell), list(known), n=1, cutoff=0.6)
    return known[close[0]] if close else None


def hint_for(lexicon: Lexicon, cell: str) -> str | None:
    """What a person may have meant: the option that a spreadsheet made this of, else the one it is most like."""
    return damaged(cell, [label for _, labels in lexicon.choices for label in labels]) or nearest_label(lexicon, cell)


def learn_one_of(reading: OneOf, questionnaire: Questionnaire, cells: Iterable[str]) -> OneOf | None:
    """The reading with those of the cells that it knows after all; None where it knows none."""
    lexicon = lexicon_of_item(questionnaire, reading.item)
    assert lexicon is not None
    convention = convention_of(map(lexicon.sense, reading.values))
    reader = Reader(questionnaire=questionnaire, missing=reading.missing)
    values, missing = dict(reading.values), set(reading.missing)
    for cell in cells:
        if cell in values or cell in missing or is_blank(cell):
            continue
        if (sense := lexicon.decided(cell, convention)) is not None:
            values[cell] = sense.value
        elif _is_missing(reader, lexicon, cell):
            missing.add(cell)
    if len(values) == len(reading.values) and len(missing) == len(reading.missing):
        return None
    return replace(reading, values=values, missing=frozenset(missing))


def explain_one_of(lexicon: Lexicon, cell: str, language: str) -> str:
    """Why the cell is no answer."""
    shown = quoted(language, cell)
    if (meant := damaged(cell, [label for _, labels in lexicon.choices for label in labels])) is not None:
        return say(language, "bm_x_damage", cell=shown, meant=quoted(language, meant))
    if (word := lexicon.word_not_allowed(cell)) is not None:
        return say(language, "bm_x_word", cell=shown, word=say(language, word))
    if isinstance(lexicon.sense(cell), Clash):
        return say(language, "bm_x_clash", cell=shown)
    number = number_in(cell, comma=False)
    if number is not None and lexicon.numbers:
        return say(language, "bm_x_step", cell=shown, scale=_span(lexicon.numbers))
    hint = nearest_label(lexicon, cell)
    if hint is None:
        return say(language, "bm_x_option", cell=shown)
    return say(language, "bm_x_nearest", cell=shown, near=quoted(language, hint))
