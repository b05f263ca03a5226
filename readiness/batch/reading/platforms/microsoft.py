"""Microsoft Forms: five columns of its own, in the language of whoever exported, so known by their place and content."""

from __future__ import annotations

import re

from readiness.batch.export import ColumnKind
from readiness.batch.reading.platforms.head import Described, Draft, Head, Platform, clean, plain
from readiness.batch.reading.platforms.plain import parts

_DAY = re.compile(r"\d{4}-\d\d-\d\d[ T]\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d|\d{1,2}-\d{1,2}-\d{2,4} \d")
_OWN: tuple[ColumnKind, ...] = ("id", "started", "ended", "personal", "personal")
_LATER = re.compile(r"modif|änder|geänd|gewijzigd|dernière|última|ultima", re.IGNORECASE)
_QUIZ = ("total points", "quiz feedback", "grade posted time", "gesamtpunktzahl", "quizfeedback", "total de points")
WORDS = (
    "id",
    "start time",
    "completion time",
    "email",
    "name",
    "last modified time",
    "startzeit",
    "fertigstellungszeit",
)
"""Words that a header row pasted further down is known by."""


def recognises(head: Head) -> bool:
    at = head.offset
    names = head.names[at : at + 5]
    if len(names) < 5 or len(head.first) < at + 6 or names[0] != "id":
        return False
    if names[1:3] == ("start time", "completion time"):
        return True
    started, ended = (_days(head, at + 1 + each) for each in (0, 1))
    mail = bool(re.search(r"mail|courriel|correo|邮件|メール", names[3]))
    return started and ended and mail


def _days(head: Head, position: int) -> bool:
    """Whether a column holds times, rows that repeat the header apart."""
    cells = head.body(1, position)
    return bool(cells) and sum(bool(_DAY.match(cell)) for cell in cells) * 2 > len(cells)


def describe(head: Head) -> Described:
    drafts = []
    for at, cell in enumerate(head.first):
        text, sub = parts(cell)
        drafts.append(Draft(text=text, sub=sub, kind=_kind(head, at, cell)))
    return Described(header_rows=1 if head.forced is None else head.forced, drafts=tuple(drafts))


def _kind(head: Head, at: int, cell: str) -> ColumnKind:
    place = at - head.offset
    if place < 0:
        return "technical"
    if place < len(_OWN):
        return _OWN[place]
    if place == len(_OWN) and _LATER.search(cell) and not cell.rstrip().endswith("?"):
        return "technical"
    if place <= len(_OWN) + 1 and plain(cell) in ("language", "langue", "sprache", "idioma"):
        return "language"
    return "technical" if plain(cell) in _QUIZ or _of_a_quiz(head, cell) else "answer"


def _of_a_quiz(head: Head, cell: str) -> bool:
    """`Points - Question` and `Feedback - Question`, in any language: words before another column's whole header."""
    before, mark, after = clean(cell).partition(" - ")
    return bool(mark) and len(before.split()) < 3 and any(clean(other) == after.strip() for other in head.first)


MICROSOFT = Platform(key="microsoft", name="Microsoft Forms", recognises=recognises, describes=describe)
