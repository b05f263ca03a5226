"""How columns are named to people: by a spreadsheet's letter and the header, never by what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterable

from readiness.batch.export import Column, Export
from readiness.batch.matching.headers import shown
from readiness.words import say

_SHORT = 70


def letter(position: int) -> str:
    """The spreadsheet's name of a column; positions count from 0."""
    name, left = "", position + 1
    while left:
        left, at = divmod(left - 1, 26)
        name = chr(ord("A") + at) + name
    return name


def position_of_letter(name: str) -> int | None:
    """The place, from 0, that a spreadsheet's letter names; None where it is none."""
    if not re.fullmatch(r"[A-Za-z]{1,3}", name):
        return None
    place = 0
    for sign in name.upper():
        place = place * 26 + ord(sign) - ord("A") + 1
    return place - 1


def short(words: str, most: int = _SHORT) -> str:
    """Words on one line, cut where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def named(column: Column, language: str) -> str:
    """A column as messages name it: `column G “How mature …”`."""
    words = short(shown(column))
    if not words:
        return say(language, "bm_column_bare", letter=letter(column.position))
    return say(language, "bm_column", letter=letter(column.position), header=words)


def all_named(export: Export, positions: Iterable[int], language: str) -> str:
    """Several of them in one sentence, at most six."""
    places = list(positions)
    listed = [named(export.columns[at], language) for at in places[:6]]
    more = [say(language, "bm_more", n=len(places) - 6)] if len(places) > 6 else []
    return ", ".join((*listed, *more))
