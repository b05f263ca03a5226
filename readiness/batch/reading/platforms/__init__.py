"""The survey platforms whose exports are known, and which of them an export comes from."""

from __future__ import annotations

from dataclasses import replace

from readiness.batch.export import ColumnKind, LeftOut
from readiness.batch.reading.faults import Notice
from readiness.batch.reading.platforms.alchemer import ALCHEMER
from readiness.batch.reading.platforms.google import GOOGLE
from readiness.batch.reading.platforms.head import Described, Draft, Head, Platform, clean, name, plain, without_persons
from readiness.batch.reading.platforms.jotform import JOTFORM
from readiness.batch.reading.platforms.kobo import KOBO
from readiness.batch.reading.platforms.limesurvey import LIMESURVEY
from readiness.batch.reading.platforms.microsoft import MICROSOFT, WORDS
from readiness.batch.reading.platforms.odk import ODK
from readiness.batch.reading.platforms.plain import PLAIN
from readiness.batch.reading.platforms.qualtrics import QUALTRICS
from readiness.batch.reading.platforms.redcap import REDCAP
from readiness.batch.reading.platforms.surveymonkey import SURVEYMONKEY
from readiness.batch.reading.platforms.typeform import TYPEFORM

PLATFORMS: tuple[Platform, ...] = (
    QUALTRICS,
    SURVEYMONKEY,
    ALCHEMER,
    LIMESURVEY,
    ODK,
    KOBO,
    REDCAP,
    TYPEFORM,
    JOTFORM,
    GOOGLE,
    MICROSOFT,
    PLAIN,
)
"""In the order in which they are tried: the surest signs first, and last what anything is."""

KEYS: tuple[str, ...] = tuple(platform.key for platform in PLATFORMS)

_MARKING: frozenset[ColumnKind] = frozenset(("id", "started", "ended"))
"""Kinds of columns in which no answer can be equal to a header."""


def platform_of(head: Head, forced: str | None) -> Platform | None:
    """The platform told, or else detected; None for one that is told and not known."""
    if forced is not None:
        return next((each for each in PLATFORMS if forced.casefold() in (each.key, each.name.casefold())), None)
    return next(each for each in PLATFORMS if each.recognises(head))


def described(head: Head, platform: Platform) -> Described:
    """What the platform says of the export, and what holds for exports of any."""
    found = platform.describes(head)
    drafts = without_persons(_without_fillers(found.drafts, head, found.header_rows), head)
    notices = (Notice(words="bs_row_numbers"),) if head.numbered else ()
    repeated = _repeated_headers(head, drafts, found.header_rows)
    return replace(found, drafts=drafts, left_out=found.left_out + repeated, notices=found.notices + notices)


def _without_fillers(drafts: tuple[Draft, ...], head: Head, rows: int) -> tuple[Draft, ...]:
    """Row numbers, and columns without a header and without content: a delimiter at the end of every line."""
    return tuple(
        replace(draft, kind="technical")
        if (at == 0 and head.numbered)
        or (rows and not (draft.code or draft.text or draft.sub) and not head.body(rows, at))
        else draft
        for at, draft in enumerate(drafts)
    )


def _repeated_headers(head: Head, drafts: tuple[Draft, ...], rows: int) -> tuple[LeftOut, ...]:
    """Header rows further down, from files that were put together: by their own cells, and by those found in the head."""
    marking = [at for at, draft in enumerate(drafts) if draft.kind in _MARKING]
    found: dict[int, set[str]] = {at: set() for at in marking}
    if marking:  # one column suffices, and every rule is asked of every row
        at = next((each for each in marking if drafts[each].kind == "id"), marking[0])
        found[at] = {each.strip() for each in (head.row(row)[at] for row in range(rows)) if clean(each)}
    texts = {plain(cell) for row in head.rows[:rows] for cell in row} - {""}
    for row in head.rows[rows:]:
        if (marked := _marked(row, texts, found)) is not None:
            found[marked].add(row[marked].strip())
    return tuple(
        LeftOut(reason="repeated header", column=name(at), values=frozenset(values))
        for at, values in found.items()
        if values
    )


def _marked(row: tuple[str, ...], texts: set[str], found: dict[int, set[str]]) -> int | None:
    """The column by which a row gives itself away as a header in another order or language; None for any other row."""
    filled = [plain(cell) for cell in row if clean(cell)]
    alike = sum(cell in texts or cell in WORDS for cell in filled)
    if len(filled) < 3 or alike * 2 < len(filled):
        return None
    return next((at for at in found if plain(row[at]) in texts | set(WORDS)), None)
