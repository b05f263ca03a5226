"""A table of no known platform: headers are ids or questions, and a few names say what else a column is."""

from __future__ import annotations

from readiness.batch.reading.platforms.head import (
    Described,
    Draft,
    Head,
    Kinds,
    Platform,
    bracketed,
    clean,
    filled_right,
    is_code,
    plain,
)

_KINDS: Kinds = {
    **dict.fromkeys(("id", "response id", "respondent id", "respondentid", "responseid", "record id", "uuid"), "id"),
    **dict.fromkeys(("identifier", "identifiant"), "id"),
    **dict.fromkeys(("started", "start", "start time", "start date", "startdate", "started at"), "started"),
    **dict.fromkeys(("ended", "end", "end time", "end date", "enddate", "completion time", "submitted"), "ended"),
    **dict.fromkeys(("submitted at", "submit date", "completed at", "timestamp", "horodateur"), "ended"),
    **dict.fromkeys(("duration (seconds)", "duration (in seconds)", "durée (s)"), "seconds"),
    **dict.fromkeys(("user language", "userlanguage"), "language"),
}
"""Names that nobody gives a question: `progress`, `duration` or `language` may well be asked."""


def describe(head: Head) -> Described:
    rows = 1 if head.forced is None else head.forced
    if rows == 0:
        return Described(header_rows=0, drafts=(Draft(),) * len(head.first))
    if rows == 1:
        return Described(header_rows=1, drafts=tuple(draft(cell) for cell in head.first))
    return Described(header_rows=rows, drafts=_stacked(head, rows))


def draft(cell: str, kinds: Kinds = _KINDS) -> Draft:
    """One header as an id or as words."""
    text, sub = parts(cell)
    return Draft(code=clean(cell) if is_code(cell) else "", text=text, sub=sub, kind=kinds.get(plain(cell), "answer"))


def parts(cell: str) -> tuple[str, str]:
    """`Question [Row]` and `Question >> Row` in their parts."""
    before, mark, after = clean(cell).rpartition(" >> ")
    return (before.strip(), after.strip()) if mark else bracketed(cell)


def _stacked(head: Head, rows: int) -> tuple[Draft, ...]:
    """Several header rows: the first says the question, once for its columns; the last says the row or option."""
    firsts = filled_right(head.first)
    drafts = []
    for at, first in enumerate(firsts):
        lower = [clean(head.row(row)[at]) for row in range(1, rows)]
        sub = next((each for each in reversed(lower) if each), "")
        code = first if is_code(first) and clean(head.first[at]) else ""
        drafts.append(Draft(code=code, text=first, sub=sub, kind=_KINDS.get(plain(first), "answer")))
    return tuple(drafts)


PLAIN = Platform(key="plain", name="plain table", recognises=lambda head: True, describes=describe)
