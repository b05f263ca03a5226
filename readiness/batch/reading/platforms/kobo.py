"""KoboToolbox: XML names or labels, groups as prefixes, several choices as a summary cell and columns of 0 and 1."""

from __future__ import annotations

import re
from collections import Counter

from readiness.batch.export import ColumnKind
from readiness.batch.reading.platforms.head import Described, Draft, Head, Kinds, Platform, clean, is_code

KINDS: Kinds = {
    **dict.fromkeys(("start",), "started"),
    **dict.fromkeys(("end",), "ended"),
    **dict.fromkeys(("_id",), "id"),
    **dict.fromkeys(("today", "_uuid", "_submission_time", "_validation_status", "_notes", "_status"), "technical"),
    **dict.fromkeys(("__version__", "_version_", "_version", "_tags", "_index", "_xform_id_string"), "technical"),
    **dict.fromkeys(
        ("meta/instanceid", "meta/instancename", "meta/rootuuid", "formhub/uuid", "_parent_index"), "technical"
    ),
    **dict.fromkeys(("_submitted_by", "deviceid", "phonenumber", "username", "simserial", "subscriberid"), "personal"),
    **dict.fromkeys(("email", "_geolocation", "imei"), "personal"),
}
_PLACE = re.compile(r"_.+_(latitude|longitude|altitude|precision)$")
_OWN = frozenset(("_uuid", "_submission_time", "_index", "_validation_status", "_submitted_by"))


def recognises(head: Head) -> bool:
    return len(_OWN & {clean(cell) for cell in head.first}) >= 2


def describe(head: Head) -> Described:
    headers = tuple(clean(cell) for cell in head.first)
    rows = head.forced if head.forced is not None else 2 if _is_tagged(head.row(1)) else 1
    questions = [each for each in headers if _kind(each) == "answer"]
    if all(is_code(each) for each in questions):
        drafts = tuple(Draft(code=each, kind=_kind(each)) for each in headers)
    else:
        drafts = _labelled(headers)
    return Described(header_rows=rows, drafts=drafts)


def _is_tagged(row: tuple[str, ...]) -> bool:
    """A row of HXL tags: `#org+type`, or nothing."""
    filled = [clean(cell) for cell in row if clean(cell)]
    return bool(filled) and all(re.match(r"#[A-Za-z]", each) for each in filled)


def _kind(header: str) -> ColumnKind:
    if known := KINDS.get(header.casefold()):
        return known
    return "personal" if _PLACE.match(header) else "answer"


def _labelled(headers: tuple[str, ...]) -> tuple[Draft, ...]:
    """Labels: an option follows its question, a question its group; a slash may also just be a slash."""
    groups = Counter(header.rpartition("/")[0] for header in headers)
    return tuple(_label(header, headers, groups) for header in headers)


def _label(header: str, headers: tuple[str, ...], groups: Counter[str]) -> Draft:
    kind = _kind(header)
    code = header if is_code(header) else ""
    before, mark, after = header.rpartition("/")
    if kind != "answer" or not mark or (groups[before] < 2 and before not in headers):
        return Draft(code=code, text=header, kind=kind)
    if before in headers or before.rstrip().endswith(("?", ":", ".")):
        outer = before.rpartition("/")[0]
        text = before.removeprefix(f"{outer}/") if groups[outer] > 1 and outer else before
        return Draft(code=code, text=text.strip(), sub=after.strip(), kind=kind)
    return Draft(code=code, text=after.strip(), kind=kind)


KOBO = Platform(key="kobo", name="KoboToolbox", recognises=recognises, describes=describe)
