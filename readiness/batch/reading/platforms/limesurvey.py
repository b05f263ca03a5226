"""LimeSurvey: headings as codes, as text (whole or cut), or as code and text with a mark of the user's between them."""

from __future__ import annotations

import re
from dataclasses import replace

from readiness.batch.export import ColumnKind
from readiness.batch.reading.platforms.head import (
    Described,
    Draft,
    Head,
    Kinds,
    Platform,
    bracketed,
    clean,
    finished_by,
    plain,
    position_of,
)

_CODES: Kinds = {
    "id": "id",
    "submitdate": "ended",
    "lastpage": "technical",
    "startlanguage": "language",
    "seed": "technical",
    "startdate": "started",
    "datestamp": "technical",
    "ipaddr": "personal",
    "refurl": "technical",
    "token": "personal",
    "firstname": "personal",
    "lastname": "personal",
    "email": "personal",
    "interviewtime": "seconds",
}
_TEXTS: Kinds = {
    **dict.fromkeys(("response id", "id de la réponse", "antwort id", "antwort-id", "id. de respuesta"), "id"),
    **dict.fromkeys(("date submitted", "date de soumission", "datum abgeschickt", "fecha de envío"), "ended"),
    **dict.fromkeys(("last page", "dernière page", "letzte seite", "última página"), "technical"),
    **dict.fromkeys(("start language", "langue de départ", "start-sprache", "startsprache"), "language"),
    **dict.fromkeys(("seed", "tête de série", "zufallsstartwert", "semilla", "referrer url"), "technical"),
    **dict.fromkeys(("date started", "date de lancement", "datum gestartet"), "started"),
    **dict.fromkeys(("date last action", "date de la dernière action", "datum letzte aktivität"), "technical"),
    **dict.fromkeys(("ip address", "adresse ip", "ip-adresse", "token", "access code", "code d'accès"), "personal"),
    **dict.fromkeys(("first name", "last name", "email address"), "personal"),
    **dict.fromkeys(("total time", "temps total", "gesamtzeit"), "seconds"),
}
_TIMING = re.compile(r"groupTime\d+$|(Group|Question) time: |Temps pour (le groupe|la question)")


def recognises(head: Head) -> bool:
    return _style(head) is not None


def _style(head: Head) -> str | None:
    """codes, texts, both (code and text); or swapped: texts over codes, as in the format VV."""
    marks = ("submitdate", "lastpage", "startlanguage", "seed", "datestamp")
    if len(set(marks) & set(head.names)) >= 2 and "id" in head.names:
        return "codes"
    if sum(any(cell.startswith(mark) for mark in marks) for cell in head.names) >= 2:
        return "both"
    if {"submitdate", "lastpage"} <= {plain(cell) for cell in head.row(1)}:
        return "swapped"
    found = {_TEXTS[each] for each in head.names if each in _TEXTS}
    known = sum(each in _TEXTS for each in head.names)
    return "texts" if known >= 3 and {"id", "ended"} <= found and "status" not in head.names else None


def describe(head: Head) -> Described:
    style = _style(head)
    drafts: tuple[Draft, ...]
    match style:
        case "both":
            mark = _mark(head)
            drafts = tuple(_both(cell, mark) for cell in head.first)
        case "swapped":
            drafts = tuple(_coded(code, text) for code, text in zip(head.row(1), head.first, strict=True))
        case "codes":
            drafts = tuple(_coded(cell, "") for cell in head.first)
        case _:
            joined = "Response_ID" in head.first  # the option “convert spaces to underscores”
            drafts = tuple(_worded(cell.replace("_", " ") if joined else cell) for cell in head.first)
    drafts = _without_timing(drafts)
    rows = head.forced if head.forced is not None else 2 if style == "swapped" else 1
    ended = position_of([draft.kind for draft in drafts], "ended")
    return Described(header_rows=rows, drafts=drafts, finished=finished_by(ended))


def _without_timing(drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """`policyTime` is how long `policy` took, if there is such a question."""
    codes = {draft.code.partition("[")[0] for draft in drafts}
    return tuple(
        replace(draft, kind="technical")
        if draft.kind == "answer" and draft.code.endswith("Time") and draft.code[:-4] in codes - {""}
        else draft
        for draft in drafts
    )


def _mark(head: Head) -> str:
    """What stands between code and text: what all of LimeSurvey's own headings have in common after their codes."""
    rests = [
        clean(cell)[len(code) :]
        for code in sorted(_CODES, key=len, reverse=True)
        for cell in head.first
        if clean(cell).startswith(code) and len(clean(cell)) > len(code)
    ]
    marks = [rest for rest in rests if not rest[0].isalnum()]
    shared = marks[0] if marks else ". "
    while any(not rest.startswith(shared) for rest in marks):
        shared = shared[:-1]
    found = re.match(r"[\W_]+", shared)
    return found[0] if found else ". "


def _both(cell: str, mark: str) -> Draft:
    code, found, text = clean(cell).partition(mark)
    return _coded(code, text) if found else _coded(cell, "")


def _coded(code: str, text: str) -> Draft:
    code = clean(code)
    words, sub = bracketed(text)
    return Draft(code=code, text=words, sub=sub, kind=_kind(code, _CODES.get(code.casefold())))


def _worded(cell: str) -> Draft:
    text, sub = bracketed(cell)
    return Draft(text=text, sub=sub, kind=_kind(clean(cell), _TEXTS.get(plain(cell))))


def _kind(heading: str, known: ColumnKind | None) -> ColumnKind:
    if known is not None:
        return known
    return "technical" if _TIMING.match(heading) else "answer"


LIMESURVEY = Platform(key="limesurvey", name="LimeSurvey", recognises=recognises, describes=describe)
