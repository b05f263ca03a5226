"""Jotform: a submission date, `Question >> Row`, and several choices in one cell, a line each."""

from __future__ import annotations

from readiness.batch.reading.platforms.head import Described, Draft, Head, Kinds, Platform, plain
from readiness.batch.reading.platforms.plain import parts

_KINDS: Kinds = {
    "submission date": "ended",
    "submission id": "id",
    "submission ip": "personal",
    **dict.fromkeys(("last update date", "approval status", "no label", "form id", "flow status"), "technical"),
}


def recognises(head: Head) -> bool:
    names = head.names
    return "submission date" in names[: head.offset + 1] or {"submission date", "submission id"} <= set(names)


def describe(head: Head) -> Described:
    drafts = []
    for cell in head.first:
        text, sub = parts(cell)
        drafts.append(Draft(text=text, sub=sub, kind=_KINDS.get(plain(cell), "answer")))
    return Described(header_rows=1 if head.forced is None else head.forced, drafts=tuple(drafts))


JOTFORM = Platform(key="jotform", name="Jotform", recognises=recognises, describes=describe)
