"""REDCap: field names or labels, codes or labels, boxes as a column each, and several rows for one person."""

from __future__ import annotations

import re

from readiness.batch.export import ColumnKind
from readiness.batch.reading.faults import Notice
from readiness.batch.reading.platforms.head import (
    Described,
    Draft,
    Head,
    Kinds,
    Platform,
    clean,
    finished_by,
    is_code,
    plain,
)

_KINDS: Kinds = {
    **dict.fromkeys(("record_id", "record id"), "id"),
    **dict.fromkeys(("redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance"), "id"),
    **dict.fromkeys(("event name", "repeat instrument", "repeat instance"), "id"),
    **dict.fromkeys(("redcap_data_access_group", "data access group"), "technical"),
    **dict.fromkeys(("redcap_survey_identifier", "survey identifier"), "personal"),
    **dict.fromkeys(("complete?",), "finished"),
    **dict.fromkeys(("survey timestamp",), "technical"),
}
_BOX = re.compile(r"(?P<text>.+?)\s*\(choice=(?P<option>.*)\)$", re.DOTALL)
_EVENTS = ("redcap_event_name", "event name", "redcap_repeat_instance", "repeat instance")


def recognises(head: Head) -> bool:
    headers = [clean(cell).casefold() for cell in head.first]
    signs = (
        any(each.startswith("redcap_") for each in headers),
        any(each in ("record_id", "record id") for each in headers),
        any(each == "complete?" or each.endswith("_complete") for each in headers),
        any(re.search(r"___\w", each) or _BOX.match(each) for each in headers),
        any(each in ("event name", "repeat instrument") for each in headers),
    )
    return sum(signs) >= 2


def describe(head: Head) -> Described:
    drafts = tuple(_draft(cell, first=at == head.offset) for at, cell in enumerate(head.first))
    completes = [at for at, draft in enumerate(drafts) if draft.kind == "finished"]
    rows = 1 if head.forced is None else head.forced
    several = any(
        draft.kind == "id" and plain(head.first[at]).replace(" ", "_") in _underscored()
        for at, draft in enumerate(drafts)
    )
    return Described(
        header_rows=rows,
        drafts=drafts,
        finished=finished_by(completes[-1] if completes else None, "2", "2.0", "Complete"),
        notices=(Notice(words="bs_rows_per_person"),) if several else (),
    )


def _underscored() -> frozenset[str]:
    return frozenset(each.replace(" ", "_") for each in _EVENTS)


def _draft(cell: str, *, first: bool) -> Draft:
    words = clean(cell)
    if box := _BOX.match(words):
        return Draft(text=box["text"], sub=box["option"].strip())
    code = words if is_code(words) else ""
    return Draft(code=code, text=words, kind="id" if first else _kind(words))


def _kind(header: str) -> ColumnKind:
    if known := _KINDS.get(header.casefold()):
        return known
    if re.fullmatch(r"[a-z][a-z0-9_]*_complete", header):
        return "finished"
    return "technical" if re.fullmatch(r"[a-z][a-z0-9_]*_timestamp", header) else "answer"


REDCAP = Platform(key="redcap", name="REDCap", recognises=recognises, describes=describe)
