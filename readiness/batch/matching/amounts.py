"""Numbers in cells: which sign is the decimal mark, what may stand behind, and which words stand for themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Literal

from readiness.batch.matching.cells import is_blank, number_in
from readiness.batch.matching.lexicon import Lexicon, Sense
from readiness.batch.matching.normal_form import value_form
from readiness.batch.matching.slots import words_of
from readiness.batch.matching.values import (
    Counts,
    Meaning,
    Oddity,
    Reader,
    most,
    odd_values,
    question_of,
    quoted,
    usually_missing,
)
from readiness.batch.readings import Importance, Number, Words
from readiness.model.questionnaire import DONT_KNOW, NOT_APPLICABLE, NumberQuestion, Question, Questionnaire, Word
from readiness.words import say

_BEHIND = re.compile(r"[-+−]?[\d.,\u00a0\u202f '’]*\d\s*([^\d\s].*)")
_COMMA_SURE = re.compile(
    r"[-+]?(?:\d+,(?:\d{1,2}|\d{4,})|0,\d+|\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+[\u00a0\u202f ]\d{3},\d+)"
)
_POINT_SURE = re.compile(
    r"[-+]?(?:\d*\.(?:\d{1,2}|\d{4,})|0\.\d+|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|\d+[\u00a0\u202f ]\d{3}\.\d+)"
)
_EITHER = re.compile(r"[-+]?\d{1,3}[.,]\d{3}")
Decimal = Literal["point", "comma"]


def words_lexicon(question: Question) -> Lexicon:
    """The two words alone, for questions that are not answered by choosing."""
    return Lexicon(choices=(), allow=question.allow)


def units_of(question: NumberQuestion) -> frozenset[str]:
    """What may stand behind a number: its unit in every language, in both numbers, and the sign for percent."""
    units = {"%"}
    for words in words_of(question.unit):
        units |= {words, f"{words}s", words.removesuffix("s"), words.casefold()}
    if any(value_form(unit) in ("percent", "per cent", "pour cent", "pourcent") for unit in units):
        units |= {"percent", "per cent", "pour cent"}
    return frozenset(filter(None, units))


def read_number(
    reader: Reader,
    item: str,
    column: str,
    counts: Counts,
    decided: Mapping[str, Meaning | None],
    decimal: Decimal | None,
) -> tuple[Number, tuple[Oddity, ...]]:
    """A column of numbers."""
    question = question_of(reader.questionnaire, item)
    assert isinstance(question, NumberQuestion)
    lexicon, units = words_lexicon(question), units_of(question)
    missing = usually_missing(None) | reader.missing | {cell for cell in counts if _no_answer(reader, cell)}
    missing -= {
        cell for cell in ("-99", "-999", "-9999", "-99.0") if _is_accepted(question, float(cell))
    } - reader.missing
    words = {cell: word for cell in counts if (word := _word(lexicon, cell)) is not None}
    words |= {word: word for word in question.allow}
    words |= {cell: word for cell, word in decided.items() if word in (NOT_APPLICABLE, DONT_KNOW)}
    told = {cell: n for cell, n in counts.items() if cell not in missing and cell not in words}
    suffixes = _suffixes(told, units)
    comma, oddities = _decimal(reader, question, told, suffixes, decimal)
    reading = Number(item=item, column=column, comma=comma, suffixes=suffixes, words=words, missing=frozenset(missing))
    unknown = {cell: n for cell, n in told.items() if number_in(cell, comma=comma, suffixes=suffixes) is None}
    known = sum(counts[cell] for cell in counts if cell in words or (cell in told and cell not in unknown))
    listed = [say(reader.language, "bm_cell", cell=quoted(reader.language, cell), n=n) for cell, n in most(unknown)]
    return reading, (*oddities, *odd_values(reader, unknown, known, listed))


def _no_answer(reader: Reader, cell: str) -> bool:
    return reader.stands_for_nothing(cell) or cell.strip() in usually_missing(None)


def _is_accepted(question: NumberQuestion, number: float) -> bool:
    """Whether the question takes such a number: -99 is no sign for nothing where numbers below zero are meant."""
    lows = [question.min] if question.min is not None else []
    if question.bands is not None:
        lows.append(question.bands[0].from_)
    if question.linear is not None:
        lows.append(min(question.linear.worst, question.linear.best))
    return bool(lows) and number >= min(lows)


def _word(lexicon: Lexicon, cell: str) -> Word | None:
    if cell.lstrip()[:1].isdigit():
        return None
    sense = lexicon.sense(cell)
    if isinstance(sense, Sense) and sense.value in (NOT_APPLICABLE, DONT_KNOW):
        return NOT_APPLICABLE if sense.value == NOT_APPLICABLE else DONT_KNOW
    return None


def _suffixes(cells: Iterable[str], units: frozenset[str]) -> frozenset[str]:
    """The units as they are written behind numbers here, and as the questionnaire writes them."""
    known = {value_form(unit) for unit in units}
    behind = {found[1].strip() for cell in cells if (found := _BEHIND.fullmatch(cell.strip())) is not None}
    return units | {words for words in behind if value_form(words) in known}


def _decimal(
    reader: Reader, question: NumberQuestion, told: Counts, suffixes: frozenset[str], decimal: Decimal | None
) -> tuple[bool, tuple[Oddity, ...]]:
    """Whether the decimal mark is a comma, by cells that can be read in one way only."""
    bare = {cell: _bare(cell, suffixes) for cell in told}
    commas = {cell: told[cell] for cell, text in bare.items() if _COMMA_SURE.fullmatch(text)}
    points = {cell: told[cell] for cell, text in bare.items() if _POINT_SURE.fullmatch(text)}
    if decimal is not None:
        return decimal == "comma", ()
    if commas and points:
        listed = ", ".join(quoted(reader.language, next(iter(cells))) for cells in (commas, points))
        text = say(reader.language, "bm_both_marks", cells=listed)
        repair = say(reader.language, "bm_decimal_repair")
        return sum(commas.values()) > sum(points.values()), (
            Oddity(kind="mixed", text=text, repair=repair, serious=True),
        )
    if commas or points:
        return bool(commas), ()
    either = [cell for cell, text in bare.items() if _EITHER.fullmatch(text)]
    if not either or _groups_only(question, bare.values()) is not None:
        return bool(_groups_only(question, bare.values())), ()
    if all("." in bare[cell] for cell in either):
        return False, ()  # 1.250: as programs write it
    text = say(reader.language, "bm_either_mark", cell=quoted(reader.language, either[0]))
    repair = say(reader.language, "bm_decimal_repair")
    return False, (Oddity(kind="ambiguous", text=text, repair=repair, serious=True),)


def _groups_only(question: NumberQuestion, cells: Iterable[str]) -> bool | None:
    """Where only whole numbers are taken, the sign groups thousands: a point then means that the comma is the other one."""
    if not question.whole:
        return None
    return any("." in cell for cell in cells)


def _bare(cell: str, suffixes: frozenset[str]) -> str:
    text = cell.strip()
    for suffix in sorted(suffixes, key=len, reverse=True):
        if text.casefold().endswith(suffix.casefold()):
            return text[: -len(suffix)].strip()
    return text


def learn_number(reading: Number, questionnaire: Questionnaire, cells: Iterable[str]) -> Number | None:
    """The reading with words, units and signs for nothing that stand in these cells; None where there are none."""
    question = question_of(questionnaire, reading.item)
    assert isinstance(question, NumberQuestion)
    lexicon, reader = words_lexicon(question), Reader(questionnaire=questionnaire, missing=reading.missing)
    fresh = [cell for cell in cells if not is_blank(cell) and cell not in reading.words and cell not in reading.missing]
    unread = [cell for cell in fresh if number_in(cell, comma=reading.comma, suffixes=reading.suffixes) is None]
    words = {cell: word for cell in unread if (word := _word(lexicon, cell)) is not None}
    missing = {cell for cell in unread if cell not in words and (_no_answer(reader, cell))}
    suffixes = _suffixes(unread, units_of(question)) - reading.suffixes
    if not words and not missing and not suffixes:
        return None
    return replace(
        reading,
        words={**reading.words, **words},
        missing=reading.missing | missing,
        suffixes=reading.suffixes | suffixes,
    )


def explain_number(question: NumberQuestion, reading: Number, cell: str, language: str) -> str:
    """Why the cell is no answer to a question that asks for a number."""
    shown = quoted(language, cell)
    number = number_in(cell, comma=reading.comma, suffixes=reading.suffixes)
    if number is None:
        if (word := words_lexicon(question).word_not_allowed(cell)) is not None:
            return say(language, "bm_x_word", cell=shown, word=say(language, word))
        if _BEHIND.fullmatch(cell.strip()):
            return say(language, "bm_x_unit", cell=shown)
        return say(language, "bm_x_number", cell=shown)
    match question.fault(number):
        case "not_whole":
            return say(language, "bm_x_whole", cell=shown)
        case "too_low":
            return say(language, "bm_x_low", cell=shown, least=f"{question.min:g}")
        case "too_high":
            return say(language, "bm_x_high", cell=shown, most=f"{question.max:g}")
        case None:
            return say(language, "bm_x_number", cell=shown)


def read_words(reader: Reader, item: str, column: str, counts: Counts) -> Words:
    """A column of free text or dates."""
    signs = ("-99", "-999", "NA", "<NA>", "NaN", "nan", "NULL", "#N/A", "#NULL!")
    nothing = {cell for cell in counts if reader.stands_for_nothing(cell)}
    return Words(item=item, column=column, missing=frozenset({*signs, *reader.missing, *nothing}))


def read_importance(item: str, column: str, counts: Counts, decimal: Decimal | None) -> Importance:
    """How much a question matters."""
    comma = any(re.fullmatch(r"\d+,\d+", cell.strip()) for cell in counts)
    return Importance(item=item, column=column, comma=comma if decimal is None else decimal == "comma")
