"""ODK Central: XML names with their groups before a hyphen; columns of options begin at 0 even where nobody answered."""

from __future__ import annotations

from readiness.batch.export import ColumnKind
from readiness.batch.reading.faults import Notice
from readiness.batch.reading.platforms.head import Described, Draft, Head, Kinds, Platform, clean

_KINDS: Kinds = {
    **dict.fromkeys(("key",), "id"),
    **dict.fromkeys(
        ("submissiondate", "meta-instanceid", "instanceid", "meta-instancename", "submitterid"), "technical"
    ),
    **dict.fromkeys(("attachmentspresent", "attachmentsexpected", "edits", "formversion"), "technical"),
    **dict.fromkeys(("submittername", "deviceid", "username", "phonenumber", "email"), "personal"),
    **dict.fromkeys(("status", "reviewstate"), "status"),
    "start": "started",
    "end": "ended",
    "today": "technical",
}


def recognises(head: Head) -> bool:
    headers = {clean(cell) for cell in head.first}
    return "KEY" in headers and bool(headers & {"SubmissionDate", "SubmitterID", "meta-instanceID", "FormVersion"})


def describe(head: Head) -> Described:
    headers = [clean(cell) for cell in head.first]
    kinds = [_kind(header, headers) for header in headers]
    drafts = tuple(Draft(code=header, kind=kind) for header, kind in zip(headers, kinds, strict=True))
    rows = 1 if head.forced is None else head.forced
    notices = (Notice(words="bs_rejected_kept"),) if _has_rejected(head, headers, rows) else ()
    return Described(header_rows=rows, drafts=drafts, notices=notices)


def _kind(header: str, headers: list[str]) -> ColumnKind:
    if header == "SubmissionDate" and "end" not in headers:
        return "ended"
    return _KINDS.get(header.casefold(), "answer")


def _has_rejected(head: Head, headers: list[str], rows: int) -> bool:
    return "ReviewState" in headers and "rejected" in head.body(rows, headers.index("ReviewState"))


ODK = Platform(key="odk", name="ODK Central", recognises=recognises, describes=describe)
