"""Google Forms: a time stamp first, and the questions in their own words; as downloaded, or as saved from Sheets."""

from __future__ import annotations

from readiness.batch.reading.platforms.head import Described, Draft, Head, Kinds, Platform, plain
from readiness.batch.reading.platforms.plain import parts

_STAMPS = (
    *("timestamp", "horodateur", "zeitstempel", "marca temporal", "marca de tiempo", "carimbo de data/hora"),
    *("informazioni cronologiche", "tijdstempel", "sygnatura czasowa", "отметка времени", "タイムスタンプ", "时间戳记"),
)
_KINDS: Kinds = {
    **dict.fromkeys(_STAMPS, "ended"),
    **dict.fromkeys(("email address", "username", "adresse e-mail", "nom d'utilisateur", "e-mail-adresse"), "personal"),
    **dict.fromkeys(("score", "note", "punkte"), "technical"),
}


def recognises(head: Head) -> bool:
    names = head.names[head.offset :]
    return bool(names) and names[0] in _STAMPS


def describe(head: Head) -> Described:
    drafts = []
    for at, cell in enumerate(head.first):
        text, sub = parts(cell)
        kind = _KINDS.get(plain(cell), "answer") if at <= head.offset + 2 else "answer"
        drafts.append(Draft(text=text, sub=sub, kind=kind))
    return Described(header_rows=1 if head.forced is None else head.forced, drafts=tuple(drafts))


GOOGLE = Platform(key="google", name="Google Forms", recognises=recognises, describes=describe)
