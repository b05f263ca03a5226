"""SurveyMonkey: two header rows, question over option or row; or one, where somebody merged them before sharing."""

from __future__ import annotations

from readiness.batch.reading.platforms.head import (
    Described,
    Draft,
    Head,
    Kinds,
    Platform,
    by_siblings,
    clean,
    filled_right,
    plain,
    position_of,
)

_KINDS: Kinds = {
    **dict.fromkeys(("respondent id", "respondentid"), "id"),
    **dict.fromkeys(("collector id", "collectorid", "custom data 1", "custom data", "customdata"), "technical"),
    **dict.fromkeys(("start date", "startdate", "date created"), "started"),
    **dict.fromkeys(("end date", "enddate", "date modified"), "ended"),
    **dict.fromkeys(
        ("ip address", "ipaddress", "email address", "emailaddress", "first name", "firstname"), "personal"
    ),
    **dict.fromkeys(("last name", "lastname"), "personal"),
}
_WHOLE = frozenset(
    (
        *("response", "open-ended response", "réponse", "réponse ouverte", "réponse libre", "antwort"),
        *("offene antwort", "beantwortung mit offenem ende", "respuesta", "respuesta abierta", "resposta", "risposta"),
    )
)
"""What the second row says where the question has one column only."""


def recognises(head: Head) -> bool:
    names = head.names
    return position_of(names, "respondent id", "respondentid") is not None and (
        position_of(names, "collector id", "collectorid") is not None
    )


def describe(head: Head) -> Described:
    rows = (2 if _two_rows(head) else 1) if head.forced is None else head.forced
    drafts = _two(head) if rows > 1 else _merged(head)
    return Described(header_rows=rows, drafts=drafts)


def _two_rows(head: Head) -> bool:
    """Under the respondent's id the second header row is empty, and a response is not."""
    at = position_of(head.names, "respondent id", "respondentid") or 0
    below = head.row(1)
    return not clean(below[at]) and any(clean(cell) for cell in below)


def _two(head: Head) -> tuple[Draft, ...]:
    drafts = []
    for upper, lower, own in zip(filled_right(head.first), head.row(1), head.names, strict=True):
        if kind := _KINDS.get(own):
            drafts.append(Draft(text=upper, kind=kind))
        else:
            drafts.append(Draft(text=upper, sub="" if plain(lower) in _WHOLE else clean(lower)))
    return tuple(drafts)


def _merged(head: Head) -> tuple[Draft, ...]:
    texts = [clean(cell) for cell in head.first]
    return tuple(
        Draft(text=text, sub=sub, kind=_KINDS.get(own, "answer"))
        for (text, sub), own in zip(by_siblings(texts, " - "), head.names, strict=True)
    )


SURVEYMONKEY = Platform(key="surveymonkey", name="SurveyMonkey", recognises=recognises, describes=describe)
