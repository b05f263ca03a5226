"""What a column may be called: its codes, and its words split into question and row wherever platforms join the two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from readiness.batch.export import Column, Export
from readiness.batch.matching.normal_form import cut_short, header_form, repaired

Pair = tuple[str, str]
"""A question's words and those of its row or option; the latter "" where there are none."""

_NO_ROW = frozenset({"response", "open-ended response", "selected choice", "reponse", "réponse", "réponse ouverte"})
"""What platforms write where a row would stand, and there is none."""
_SPLITS = (
    re.compile(r"(?P<main>.*\S)\s*\(choice=(?P<sub>.*)\)\s*", re.DOTALL),
    re.compile(r"(?P<main>.*\S)\s*\[(?P<sub>[^\[\]]*)\]\s*", re.DOTALL),
    re.compile(r"(?P<main>)\s*\[(?P<sub>[^\[\]]*)\]\s*", re.DOTALL),
)
_JOINTS = (" >> ", " - ", " – ", " — ", "/", ": ", ":")
"""What stands between a question and its row. Words may hold the same signs, so every place is tried."""
_MOST_JOINTS = 12
_NEVER_CODE = re.compile(
    r"_TEXT$|_DO(?:_|$)|_(?:First|Last) Click$|_Page Submit$|_Click Count$| - Topics$", re.IGNORECASE
)
_NEVER_TEXT = re.compile(r"\s*(?:Points|Feedback) - ", re.IGNORECASE)
_CODE = re.compile(r"[^\s]+")
_PARTS = re.compile(r"[/.:-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A column and the names it may go by, likelier ones first.

    `pairs` are its words as written, each split in two or not; `alone` are words that may be a row's or an option's without
    its question. `codes` are its ids, each with whether parts may be taken off its front.
    """

    column: Column
    codes: tuple[str, ...]
    pairs: tuple[Pair, ...]
    alone: tuple[str, ...]

    @property
    def position(self) -> int:
        return self.column.position

    @property
    def words(self) -> str:
        """Its words in one piece, as a report names it."""
        return shown(self.column)


def headers_of(export: Export) -> tuple[Header, ...]:
    """The columns that may answer something; names, timing and the like never do."""
    return tuple(header_of(column) for column in export.of_kind("answer") if not never_answers(column))


def never_answers(column: Column) -> bool:
    """Whether it is one of those that belong to a question but do not answer it, whatever its kind was taken for."""
    # A text question's ImportId ends in _TEXT as well; the code is what tells the typed half of another question.
    return _NEVER_CODE.search(column.code) is not None or any(
        _NEVER_TEXT.match(words) for words in (column.text, *column.cells)
    )


def shown(column: Column) -> str:
    """The header as a person would name it."""
    if column.text and column.sub:
        return f"{column.text} [{column.sub}]"
    return column.text or column.sub or column.code or next(filter(None, column.cells), "")


def header_of(column: Column) -> Header:
    """A column with the names it may go by."""
    sub = "" if header_form(column.sub) in _NO_ROW else column.sub.strip()
    text = column.text.strip()
    pairs = [(text, sub)] if text or sub else []
    whole = [text] if not sub else [f"{text} - {sub}" if text else sub]
    whole += [cell.strip() for cell in column.cells if len(column.cells) == 1]
    for words in filter(None, whole):
        pairs += [(words, ""), *splits(words)]
    codes = [column.code, *column.more_codes]
    if not any(codes) and not sub:
        codes = [text]
    alone = [sub] if sub and not text else [text] if text and not sub else []
    return Header(
        column=column,
        codes=tuple(dict.fromkeys(code.strip() for code in codes if code.strip())),
        pairs=tuple(dict.fromkeys(pair for pair in pairs if any(pair))),
        alone=tuple(dict.fromkeys([*alone, *(sub for main, sub in pairs if not main and sub)])),
    )


def splits(words: str) -> Iterator[Pair]:
    """Every way in which a platform may have joined a question and its row or option; either may stand first."""
    for pattern in _SPLITS:
        if found := pattern.fullmatch(words):
            yield found["main"].strip(), found["sub"].strip()
    for joint in _JOINTS:
        pieces = words.split(joint)
        for at in range(1, min(len(pieces), _MOST_JOINTS)):
            before, after = joint.join(pieces[:at]).strip(), joint.join(pieces[at:]).strip()
            if before and after:
                yield before, after
                yield after, before


def shortened(code: str) -> Iterator[str]:
    """The code without its first part, without its first two, and so on: what is left without the names of groups."""
    return (rest for rest, _ in without_groups(code))


def without_groups(code: str) -> Iterator[Pair]:
    """The same, each with what was taken off, the joint at its end."""
    if _CODE.fullmatch(code):
        for joint in _PARTS.finditer(code):
            if (rest := code[joint.end() :]) and joint.start():
                yield rest, code[: joint.end()]


def base_and_part(code: str) -> Iterator[Pair]:
    """A code that names a question and then a row or option by the platform's own count: `MAT[SQ002]`, `Q3_1`."""
    if found := re.fullmatch(r"(.+?)\[([^\[\]]+)\](?:\[[^\[\]]+\])?", code):
        yield found[1], found[2]
    elif "[" not in code:
        for joint in re.finditer(r"___|[_/.:-]", code):
            if code[: joint.start()] and code[joint.end() :]:
                yield code[: joint.start()], code[joint.end() :]


def forms(words: str) -> tuple[str, ...]:
    """The normal form, and that of the text as it was meant where it was garbled."""
    meant = repaired(words)
    return (header_form(words),) if meant is None else (header_form(words), header_form(meant))


def beginning(words: str) -> str | None:
    """What is left of words that were cut short; None where they were not, or too little is left to tell by."""
    found = cut_short(words)
    return found if found is not None and len(found) >= 8 else None
