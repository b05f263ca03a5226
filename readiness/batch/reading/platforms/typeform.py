"""Typeform: `#` first, its own columns last; options as columns whose headers do not say the question."""

from __future__ import annotations

from readiness.batch.reading.platforms.head import Described, Draft, Head, Kinds, Platform, finished_by, position_of
from readiness.batch.reading.platforms.plain import parts

_KINDS: Kinds = {
    "#": "id",
    "start date (utc)": "started",
    "submit date (utc)": "ended",
    "network id": "personal",
    "response type": "finished",
    "stage date (utc)": "technical",
    "tags": "technical",
    "ending": "technical",
}


def recognises(head: Head) -> bool:
    names = head.names
    return "submit date (utc)" in names and bool({"#", "network id", "start date (utc)"} & set(names))


def describe(head: Head) -> Described:
    names = head.names
    drafts = []
    for cell, own in zip(head.first, names, strict=True):
        text, sub = parts(cell)
        drafts.append(Draft(text=text, sub=sub, kind=_KINDS.get(own, "answer")))
    finished = finished_by(position_of(names, "response type"), "completed")
    rows = 1 if head.forced is None else head.forced
    return Described(header_rows=rows, drafts=tuple(drafts), finished=finished)


TYPEFORM = Platform(key="typeform", name="Typeform", recognises=recognises, describes=describe)
