"""Qualtrics: ids, texts and ImportIds in three header rows; two in workbooks and in the legacy format."""

from __future__ import annotations

import json
import re

from readiness.batch.export import ColumnKind, LeftOut
from readiness.batch.reading.platforms.head import (
    Described,
    Draft,
    Head,
    Kinds,
    Platform,
    by_siblings,
    clean,
    finished_by,
    plain,
    position_of,
    rule,
)

_KINDS: Kinds = {
    **dict.fromkeys(("responseid", "response id"), "id"),
    **dict.fromkeys(("startdate",), "started"),
    **dict.fromkeys(("enddate",), "ended"),
    **dict.fromkeys(("recordeddate", "responseset", "distributionchannel"), "technical"),
    **dict.fromkeys(("ipaddress", "name", "recipientlastname", "recipientfirstname", "recipientemail"), "personal"),
    **dict.fromkeys(("emailaddress", "externalreference", "externaldatareference"), "personal"),
    **dict.fromkeys(("locationlatitude", "locationlongitude", "locationaccuracy"), "personal"),
    "duration (in seconds)": "seconds",
    "status": "status",
    "finished": "finished",
    "progress": "progress",
    "userlanguage": "language",
}
_OWN = frozenset(
    ("startdate", "enddate", "status", "progress", "finished", "recordeddate", "responseid", "userlanguage")
)
_IMPORT = re.compile(r'\s*\{\s*"?\'?ImportId')
_TECHNICAL = re.compile(
    r"_(First|Last) Click$|_Page Submit$|_Click Count$|_DO(_|$)|_\d+_TEXT$"
    r"| - (Parent )?Topics$| - Sentiment( Score| Polarity)?$|_Browser$|_Resolution$|_Operating System$"
)
_SELECTED = re.compile(r" - Selected Choice(?= - |$)")


def recognises(head: Head) -> bool:
    return _import_row(head) is not None or _is_legacy(head) or len(_OWN & set(head.names)) >= 4


def _import_row(head: Head) -> int | None:
    """Which row holds ImportIds."""
    for at, row in enumerate(head.rows[:4]):
        filled = [cell for cell in row if clean(cell)]
        if filled and sum(bool(_IMPORT.match(cell)) for cell in filled) * 2 > len(filled):
            return at
    return None


def _is_legacy(head: Head) -> bool:
    return head.names[:2] == ("v1", "v2") and "responseid" in (plain(cell) for cell in head.row(1))


def describe(head: Head) -> Described:
    imports = _import_row(head)
    rows = head.forced if head.forced is not None else _header_rows(head, imports)
    own = [plain(cell) for cell in (head.row(1) if _is_legacy(head) else head.first)]
    codes = [clean(cell) for cell in head.first]
    texts = [clean(cell) for cell in head.row(1)] if rows > 1 else [""] * len(codes)
    ids = [_import_id(cell) for cell in head.row(imports)] if imports is not None else [""] * len(codes)
    parts = _parts(codes, texts)
    drafts = tuple(
        Draft(code=code, text=text, sub=sub, kind=_kind(code, own[at], texts[at]), more_codes=_more(ids[at], code))
        for at, (code, (text, sub)) in enumerate(zip(codes, parts, strict=True))
    )
    finished = finished_by(position_of(own, "finished"), "True", "TRUE", "true", "1", "1.0")
    return Described(header_rows=rows, drafts=drafts, left_out=_left_out(own), finished=finished)


def _header_rows(head: Head, imports: int | None) -> int:
    if imports is not None:
        return imports + 1
    at = position_of(head.names, "responseid")
    below = clean(head.row(1)[at]) if at is not None else ""
    return 1 if below.startswith("R_") else 2


def _import_id(cell: str) -> str:
    try:
        found = json.loads(cell)
    except ValueError:
        return ""
    return str(found.get("ImportId", "")) if isinstance(found, dict) else ""


def _more(identity: str, code: str) -> tuple[str, ...]:
    return (identity,) if identity and identity != code else ()


def _parts(codes: list[str], texts: list[str]) -> list[tuple[str, str]]:
    """`Question - Row` in its parts: by neighbours, or at the last mark where the code says that there is a part."""
    texts = [_SELECTED.sub("", text) for text in texts]
    parts = by_siblings(texts, " - ")
    for at, (text, sub) in enumerate(parts):
        if not sub and re.search(r"_\d+$", codes[at]) and " - " in text:
            before, _, after = text.rpartition(" - ")
            parts[at] = (before.strip(), after.strip())
        if not re.search(r"_\w+$", codes[at]):
            parts[at] = (texts[at], "")  # a question of one column, which only begins like its neighbour
    return parts


def _kind(code: str, own: str, text: str) -> ColumnKind:
    if kind := _KINDS.get(own):
        return kind
    return "technical" if _TECHNICAL.search(code) or text.endswith(" - Topics") or not code else "answer"


def _left_out(own: list[str]) -> tuple[LeftOut, ...]:
    """Numbers and words for the same states; 8 is added to a state's number where the response looks like spam."""
    status = position_of(own, "status")
    channel = position_of(own, "distributionchannel")
    return (
        *rule("preview", status, "Survey Preview", "1", "1.0", "17", "Offline Survey Preview"),
        *rule("test", status, "Survey Test", "2", "2.0"),
        *rule(
            "spam", status, "Spam", "8", "8.0", "9", "12", "40", "Survey Preview/Spam", "Imported/Spam", "Possible Spam"
        ),
        *rule("preview", channel, "preview"),
        *rule("test", channel, "test"),
    )


QUALTRICS = Platform(key="qualtrics", name="Qualtrics", recognises=recognises, describes=describe)
