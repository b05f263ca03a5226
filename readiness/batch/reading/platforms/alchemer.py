"""Alchemer, once SurveyGizmo: `Row or option:Question` in one header row, and a status that says who reached the end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from readiness.batch.reading.platforms.head import (
    Described,
    Draft,
    Head,
    Kinds,
    Platform,
    clean,
    finished_by,
    plain,
    position_of,
)

_KINDS: Kinds = {
    "response id": "id",
    "time started": "started",
    "date submitted": "ended",
    "status": "status",
    "language": "language",
    **dict.fromkeys(
        ("contact id", "ip address", "longitude", "latitude", "city", "state/region", "postal"), "personal"
    ),
    **dict.fromkeys(("legacy comments", "comments", "referer", "sessionid", "user agent", "tags"), "technical"),
    **dict.fromkeys(("country", "extended referer", "extended user agent", "link name"), "technical"),
}
_OWN = frozenset(("time started", "date submitted", "status", "sessionid", "contact id", "user agent", "referer"))


def recognises(head: Head) -> bool:
    names = set(head.names)
    return "response id" in names and len(_OWN & names) >= 3


def describe(head: Head) -> Described:
    texts = [clean(cell) for cell in head.first]
    drafts = tuple(
        Draft(text=text, sub=sub, kind=_KINDS.get(own, "answer"))
        for (sub, text), own in zip(_parts(texts), head.names, strict=True)
    )
    finished = finished_by(position_of(head.names, "status"), "Complete")
    return Described(header_rows=1 if head.forced is None else head.forced, drafts=drafts, finished=finished)


def _parts(texts: Sequence[str]) -> list[tuple[str, str]]:
    """Row and question, where neighbours share the question; both may hold colons."""
    parts: list[tuple[str, str]] = []
    for at, text in enumerate(texts):
        near = [texts[other] for other in (at - 1, at + 1) if 0 <= other < len(texts)]
        cuts = [cut.start() for cut in re.finditer(":", text)]
        shared = [cut for cut in cuts if any(other.endswith(text[cut:]) for other in near)]
        if shared or plain(text).startswith("other - write in"):
            cut = shared[0] if shared else (cuts or [len(text)])[0]
            parts.append((text[:cut].strip(), text[cut + 1 :].strip()))
        else:
            parts.append(("", text))
    return parts


ALCHEMER = Platform(key="alchemer", name="Alchemer", recognises=recognises, describes=describe)
