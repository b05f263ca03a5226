"""The beginning of an export as a platform's description sees it, and what every description is made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from readiness.batch.export import Column, ColumnKind, Finished, LeftOut
from readiness.batch.reading.faults import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The first rows, equally wide, beginning with the first header row. `forced` is the number of header rows, if told."""

    rows: tuple[tuple[str, ...], ...]
    forced: int | None = None

    @property
    def first(self) -> tuple[str, ...]:
        return self.rows[0] if self.rows else ()

    @property
    def names(self) -> tuple[str, ...]:
        """The first row's cells in their plain form, for comparison with a platform's own words."""
        return tuple(plain(cell) for cell in self.first)

    def row(self, at: int) -> tuple[str, ...]:
        """A row; blank where there is none."""
        return self.rows[at] if at < len(self.rows) else ("",) * len(self.first)

    def body(self, header_rows: int, position: int) -> tuple[str, ...]:
        """What stands in a column below the header, blanks left out."""
        return tuple(row[position].strip() for row in self.rows[header_rows:] if row[position].strip())

    @property
    def numbered(self) -> bool:
        """Whether an unnamed first column counts the rows, as pandas and R write it."""
        if not self.first or plain(self.first[0]):
            return False
        counted = [row[0].strip() for row in self.rows[1:] if row[0].strip()]
        if not counted or not all(each.isdecimal() for each in counted):
            return False
        numbers = [int(each) for each in counted]
        return all(after == before + 1 for before, after in pairwise(numbers))

    @property
    def offset(self) -> int:
        """Where the platform's own first column lies."""
        return 1 if self.numbered else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A column's parts before it has its place: what `Column` says of them holds here."""

    code: str = ""
    text: str = ""
    sub: str = ""
    kind: ColumnKind = "answer"
    more_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """An export as its platform writes it. `rules` name columns by position."""

    header_rows: int
    drafts: tuple[Draft, ...]
    left_out: tuple[LeftOut, ...] = ()
    finished: Finished | None = None
    notices: tuple[Notice, ...] = ()

    def columns(self, head: Head) -> tuple[Column, ...]:
        rows = [head.row(at) for at in range(self.header_rows)]
        return tuple(
            Column(
                position=at,
                name=name(at),
                code=draft.code,
                text=draft.text,
                sub=draft.sub,
                cells=tuple(row[at] for row in rows),
                kind=draft.kind,
                more_codes=draft.more_codes,
            )
            for at, draft in enumerate(self.drafts)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A survey platform: what it is called, how its exports are recognised, and how they are described."""

    key: str
    name: str
    recognises: Callable[[Head], bool]
    describes: Callable[[Head], Described]


Kinds = Mapping[str, ColumnKind]
"""A platform's own columns, by their plain names."""


def name(position: int) -> str:
    """What frames call a column."""
    return f"c{position}"


@lru_cache(maxsize=8192)
def plain(cell: str) -> str:
    """A header for comparison with known words: no marks, one blank for many, no underscores, no case."""
    words = unicodedata.normalize("NFKC", cell).replace("\ufeff", "").replace("\0", "").replace("_", " ")
    return " ".join(words.split()).casefold()


def clean(cell: str) -> str:
    """A header's words as they are kept: without marks that nobody sees, and blanks at its ends."""
    return cell.replace("\ufeff", "").replace("\0", "").strip()


def is_code(cell: str) -> bool:
    """Whether a header could be an id: one word without blanks."""
    words = clean(cell)
    return bool(words) and not re.search(r"\s", words) and not words.endswith(("?", "!"))


def bracketed(words: str) -> tuple[str, str]:
    """`Question [Row]` in its parts, by the last pair of brackets; without one, ("…", "")."""
    words = clean(words)
    if not words.endswith("]"):
        return words, ""
    depth = 0
    for at in range(len(words) - 1, -1, -1):
        depth += {"]": 1, "[": -1}.get(words[at], 0)
        if depth == 0:
            return words[:at].strip(), words[at + 1 : -1].strip()
    return words, ""


def filled_right(cells: Sequence[str]) -> tuple[str, ...]:
    """Each blank cell takes the words on its left."""
    found: list[str] = []
    for cell in cells:
        found.append(clean(cell) or (found[-1] if found else ""))
    return tuple(found)


def by_siblings(texts: Sequence[str], mark: str) -> list[tuple[str, str]]:
    """`Question - Row` in its parts, where neighbours share the question: either part may hold the mark itself."""
    parts: list[tuple[str, str]] = []
    for at, text in enumerate(texts):
        near = [texts[other] for other in (at - 1, at + 1) if 0 <= other < len(texts)]
        cuts = [cut.start() for cut in re.finditer(re.escape(mark), text)]
        shared = [cut for cut in cuts if any(other.startswith(text[: cut + len(mark)]) for other in near)]
        cut = shared[-1] if shared else None
        parts.append((text, "") if cut is None else (text[:cut].strip(), text[cut + len(mark) :].strip()))
    return parts


def position_of(names: Sequence[str], *wanted: str) -> int | None:
    """The first column with one of these plain names."""
    return next((at for at, each in enumerate(names) if each in wanted), None)


def rule(reason: str, position: int | None, *values: str) -> tuple[LeftOut, ...]:
    """A rule over one column, or none where the column is missing."""
    if position is None:
        return ()
    return (LeftOut(reason=reason, column=name(position), values=frozenset(values)),)


def finished_by(position: int | None, *values: str) -> Finished | None:
    """Finished where the column holds one of these; without values, where it is not blank."""
    if position is None:
        return None
    return Finished(column=name(position), values=frozenset(values) if values else None)


_PERSONAL = frozenset(
    (
        *(
            "name",
            "full name",
            "your name",
            "first name",
            "last name",
            "surname",
            "given name",
            "username",
            "user name",
        ),
        *("e-mail", "email", "e mail", "email address", "e-mail address", "mail", "your email", "your e-mail"),
        *("phone", "phone number", "telephone", "mobile", "mobile phone", "phonenumber", "street address"),
        *("ip", "ip address", "ip-address", "ipaddress", "token", "password"),
        *(
            "nom",
            "prénom",
            "nom complet",
            "votre nom",
            "courriel",
            "adresse courriel",
            "adresse e-mail",
            "adresse mail",
        ),
        *(
            "téléphone",
            "numéro de téléphone",
            "adresse ip",
            "nom d'utilisateur",
            "vorname",
            "nachname",
            "e-mail-adresse",
        ),
        *("apellido", "correo electrónico", "teléfono"),
    )
)


def without_persons(drafts: Sequence[Draft], head: Head) -> tuple[Draft, ...]:
    """Columns that name somebody, whatever the platform says of them."""
    return tuple(
        replace(draft, kind="personal") if draft.kind == "answer" and _names_somebody(draft, header) else draft
        for draft, header in zip(drafts, head.names, strict=True)
    )


def _names_somebody(draft: Draft, header: str) -> bool:
    words = {header.rstrip(" ?:*"), plain(draft.text).rstrip(" ?:*")} - {""}
    return not draft.sub and bool(words & _PERSONAL)
