"""Several choices in one cell, between separators.

A cell is not split first: known options are taken out of it whole, so that one that holds a comma stays one. What remains
is what somebody typed under “Other”, if the question has such a choice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from readiness.batch.matching.cells import answer_in, is_blank
from readiness.batch.matching.normal_form import code_number, is_unseen
from readiness.batch.matching.options import WORDS, Options, as_word
from readiness.batch.matching.together import why_not_together
from readiness.batch.matching.values import (
    ENOUGH,
    MOSTLY,
    Counts,
    Meaning,
    Oddity,
    Reader,
    most,
    nearest_label,
    odd_values,
    quoted,
    unknown_cell,
    usually_missing,
)
from readiness.batch.readings import Ticks
from readiness.model.condition import ChoiceValue
from readiness.model.questionnaire import Questionnaire, Word
from readiness.words import say

SEPARATORS = (";", "\n", "|", ", ", ",", " ")
_USUAL = {
    "Google Forms": ";",
    "Microsoft Forms": ";",
    "Qualtrics": ",",
    "SurveyMonkey": ", ",
    "KoboToolbox": " ",
    "ODK Central": " ",
    "Jotform": "\n",
}
"""What a platform writes, for where the cells alone do not tell."""
_MOST_PARSES = 64
_LOOKED_AT = 80
"""So many kinds of cell tell what stands between choices."""
_FEW = 3
_NOTHING_TICKED = "[]"


@dataclass(frozen=True, slots=True)
class Parse:
    """One way to read a cell: its known pieces as they stand there, and what is left between separators."""

    pieces: tuple[str, ...]
    rest: tuple[str, ...]


def parses(cell: str, separator: str, options: Options) -> list[Parse]:
    """Every way to read the cell that leaves the least over. What lies between several separators may be one piece."""
    parts = (cell.replace("\r\n", "\n") if separator == "\n" else cell).split(separator)
    steps = _steps(parts, separator, options)
    found: list[Parse] = []
    open_ones: list[tuple[int, Parse]] = [(0, Parse((), ()))]
    while open_ones and len(found) < _MOST_PARSES:
        at, parse = open_ones.pop()
        if at == len(parts):
            found.append(parse)
            continue
        for end, piece, is_known in steps[at]:
            if not piece.strip():
                open_ones.append((end, parse))
            elif is_known:
                open_ones.append((end, Parse((*parse.pieces, piece), parse.rest)))
            else:
                open_ones.append((end, Parse(parse.pieces, (*parse.rest, piece))))
    return list(dict.fromkeys(found))


def _steps(parts: list[str], separator: str, options: Options) -> list[list[tuple[int, str, bool]]]:
    """From each part, the pieces that may begin there on a way that leaves the least over: end, text, whether it is known."""
    most_parts = options.most_parts(separator)
    least = [0] * (len(parts) + 1)
    steps: list[list[tuple[int, str, bool]]] = [[] for _ in parts]
    for start in range(len(parts) - 1, -1, -1):
        found: list[tuple[int, tuple[int, str, bool]]] = []
        for end in range(start + 1, min(start + most_parts, len(parts)) + 1):
            piece = separator.join(parts[start:end])
            is_known = options.choice(piece) is not None
            if is_known or end == start + 1:
                found.append((least[end] + (not is_known and bool(piece.strip())), (end, piece, is_known)))
        least[start] = min(cost for cost, _ in found)
        steps[start] = [step for cost, step in found if cost == least[start]]
    return steps


def longest_first(found: Sequence[Parse]) -> Parse:
    """Of several, the one with the fewest pieces: options that hold the separator stay whole."""
    return min(found, key=lambda each: (len(each.pieces) + len(each.rest), each.pieces))


def ticked_again(parse: Parse, separator: str) -> bool:
    """Whether it is all options, of which one is there twice. One that holds the separator must not be: what an engine takes
    out of a cell would leave a part of the second."""
    twice = _twice(parse)
    return bool(twice) and not parse.rest and not any(separator in piece for piece in twice)


def _twice(parse: Parse) -> list[str]:
    return [piece for piece, n in Counter(parse.pieces).items() if n > 1]


def read_ticks(
    reader: Reader, item: str, column: str, counts: Counts, decided: Mapping[str, Meaning], separator: str | None
) -> tuple[Ticks, tuple[Oddity, ...]]:
    """One cell for all choices. `decided` is what a person has said of pieces and of whole cells."""
    options = Options.of(
        reader.questionnaire, item, {cell: each for cell, each in decided.items() if each not in WORDS}
    )
    whole: dict[str, Word | tuple[()]] = {_NOTHING_TICKED: (), **{word: word for word in options.question.allow}}
    whole |= {cell: word for cell in counts if (word := options.word(cell)) is not None}
    whole |= {cell: as_word(value) for cell, value in decided.items() if value in WORDS}
    missing = _missing(reader, options, counts) - set(decided)
    told = {cell: n for cell, n in counts.items() if cell not in whole and cell not in missing}
    chosen = separator or best_separator(told, options, reader.platform)
    look = _look(options, told, chosen)
    if separator is None and not look.joined:
        look.twofold.extend(_read_otherwise(options, told, chosen))
    reading = Ticks(
        item=item,
        column=column,
        separator=chosen,
        pieces=look.pieces,
        other=options.other,
        whole=whole,
        missing=frozenset(missing),
        again=frozenset(look.again),
    )
    n_words = sum(n for cell, n in counts.items() if cell in whole)
    return reading, (*_twofold(reader, look.twofold), *_left_over(reader, options, told, look, n_words))


def _missing(reader: Reader, options: Options, counts: Counts) -> set[str]:
    usual = usually_missing(options.lexicon)
    return {
        *usual,
        *reader.missing,
        *(cell for cell in counts if reader.stands_for_nothing(cell) or cell.strip() in usual),
    }


def best_separator(told: Counts, options: Options, platform: str = "") -> str:
    """The separator by which most cells are options and nothing else; of equals, the one by which more options are found."""
    common = sorted(told.items(), key=lambda each: (-each[1], each[0]))[:_LOOKED_AT]
    usual = _USUAL.get(platform)
    separators = [each for each in SEPARATORS if each == usual or any(each in cell for cell, _ in common)]

    def worth(separator: str) -> tuple[int, int, int]:
        entire = found = 0
        for cell, n in common:
            parse = longest_first(parses(cell, separator, options))
            entire += n * (not parse.rest)
            found += n * len(parse.pieces)
        return entire, found, int(separator == usual)

    if len(separators) < 2:
        return separators[0] if separators else SEPARATORS[0]
    return max(separators, key=lambda separator: (worth(separator), -SEPARATORS.index(separator)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What the cells of a column hold: each choice's spellings, pieces that were typed, cells that hold nothing else, and
    cells that can be read in two ways."""

    pieces: dict[str, ChoiceValue]
    typed: dict[str, int]
    only_typed: dict[str, int]
    unknown: dict[str, int]
    twofold: list[str]
    again: list[str]
    """Cells in which an option is ticked twice."""
    joined: list[str]
    """Cells that hold several options, and so show what stands between them."""


def _look(options: Options, told: Counts, separator: str) -> _Look:
    pieces = {**options.spellings, **_numbered(options)}
    look = _Look(pieces=pieces, typed={}, only_typed={}, unknown={}, twofold=[], again=[], joined=[])
    padded = False
    for cell, n in told.items():
        found = parses(cell, separator, options)
        if len(found) > 1 and len({frozenset(map(options.choice, each.pieces)) for each in found}) > 1:
            look.twofold.append(cell)
        parse = longest_first(found)
        if ticked_again(parse, separator):
            look.again.append(cell)
        if len(parse.pieces) > 1:
            look.joined.append(cell)
        for piece in parse.pieces:
            if (value := options.choice(piece)) is not None:
                pieces.setdefault(piece, value)
            padded = padded or piece != piece.strip()
        for piece in parse.rest:
            look.typed[piece.strip()] = look.typed.get(piece.strip(), 0) + n
        if parse.rest:
            look.unknown[cell] = n
            if not parse.pieces:
                look.only_typed[cell] = n
    if padded:
        pieces.update({f" {piece}": value for piece, value in options.spellings.items()})
    return look


def _read_otherwise(options: Options, told: Counts, chosen: str) -> Iterator[str]:
    """Cells that another separator takes apart into other options, while none shows which separator it is."""
    for cell in told:
        meant = frozenset(map(options.choice, longest_first(parses(cell, chosen, options)).pieces))
        others = [each for separator in SEPARATORS if separator in cell for each in parses(cell, separator, options)]
        if any(not each.rest and frozenset(map(options.choice, each.pieces)) != meant for each in others):
            yield cell


def _numbered(options: Options) -> dict[str, ChoiceValue]:
    """Codes that are numbers, as tables write them where some cells of the column are empty: `3.0`."""
    return {
        f"{number:.1f}": value
        for number, value in options.lexicon.numbers.items()
        if number.is_integer() and options.choice(f"{number:.1f}") == value
    }


def _twofold(reader: Reader, cells: list[str]) -> Iterator[Oddity]:
    if cells:
        listed = ", ".join(quoted(reader.language, cell) for cell in cells[:3])
        repair = say(reader.language, "bm_twofold_repair")
        yield Oddity(
            kind="ambiguous", text=say(reader.language, "bm_twofold", cells=listed), repair=repair, serious=True
        )


def _left_over(reader: Reader, options: Options, told: Counts, look: _Look, n_words: int) -> Iterator[Oddity]:
    """What is typed: it counts as “Other” where there is such a choice. A column of nothing else answers another question."""
    if not look.typed:
        return
    listed = [unknown_cell(reader.language, options.lexicon, piece, n) for piece, n in most(look.typed)]
    n_all, n_only = sum(told.values()), sum(look.only_typed.values())
    if options.other is None:
        yield from odd_values(reader, look.unknown, n_all - sum(look.unknown.values()) + n_words, listed)
    elif n_only > MOSTLY * n_all and (
        n_all >= ENOUGH or (n_only == n_all and (n_all >= _FEW or _are_codes(look.typed)))
    ):
        text = say(reader.language, "bm_values_most", n=n_only, of=n_all, listed=", ".join(listed))
        repair = say(reader.language, "bm_values_repair")
        yield Oddity(kind="values", text=text, repair=repair, serious=True)
    else:
        text = say(reader.language, "bm_typed", listed=", ".join(listed))
        yield Oddity(kind="typed", text=text, repair="", serious=False)


def _are_codes(pieces: Iterable[str]) -> bool:
    """Whether these are numbers, which nobody types under “Other”: they are codes that the questionnaire does not know."""
    return all(code_number(piece) is not None for piece in pieces)


def learn_ticks(reading: Ticks, questionnaire: Questionnaire, cells: Iterable[str]) -> Ticks | None:
    """The reading with the spellings and words of these cells that it knows after all; None where there are none."""
    options = Options.of(questionnaire, reading.item)
    pieces, whole, missing = dict(reading.pieces), dict(reading.whole), set(reading.missing)
    again = set(reading.again)
    usual = usually_missing(options.lexicon)
    for cell in cells:
        if is_blank(cell) or cell in whole or cell in missing:
            continue
        if (word := options.word(cell)) is not None:
            whole[cell] = word
        elif cell.strip() in usual or is_unseen(cell):
            missing.add(cell)
        else:
            parse = longest_first(parses(cell, reading.separator, options))
            again.update([cell] if ticked_again(parse, reading.separator) else [])
            for piece in parse.pieces:
                if (value := options.choice(piece)) is not None:
                    pieces.setdefault(piece, value)
    learnt = replace(reading, pieces=pieces, whole=whole, missing=frozenset(missing), again=frozenset(again))
    return learnt if learnt != reading else None


def explain_ticks(reading: Ticks, questionnaire: Questionnaire, cell: str, language: str) -> str:
    """What in the cell is no option, or cannot stand beside the others."""
    answer = answer_in(reading, lambda _: cell)
    ticked = answer if isinstance(answer, tuple) else ()
    if (why := why_not_together(questionnaire, reading.item, ticked, language)) is not None:
        return why
    options = Options.of(questionnaire, reading.item, {p: v for p, v in reading.pieces.items() if v not in WORDS})
    parse = longest_first(parses(cell, reading.separator, options))
    beside = next((word for piece in parse.rest if parse.pieces and (word := options.word(piece.strip()))), None)
    if beside is not None:
        return say(language, "bm_x_alone", choice=quoted(language, say(language, beside)))
    if not parse.rest and (twice := _twice(parse)):
        return say(language, "bm_x_again", choice=quoted(language, twice[0].strip()))
    if (word := options.lexicon.word_not_allowed(cell)) is not None:
        return say(language, "bm_x_word", cell=quoted(language, cell), word=say(language, word))
    piece = (parse.rest or (cell,))[0].strip()
    hint = nearest_label(options.lexicon, piece)
    shown = quoted(language, piece)
    if hint is None:
        return say(language, "bm_x_option", cell=shown)
    return say(language, "bm_x_nearest", cell=shown, near=quoted(language, hint))
