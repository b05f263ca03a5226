"""Which slots a column may answer, by its codes and by its words: the ways of looking, surer ones first.

Each way gives claims; the board settles them. Nothing here looks at cells.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from readiness.batch.matching.board import Claim
from readiness.batch.matching.headers import Header, base_and_part, beginning, forms, shortened, without_groups
from readiness.batch.matching.normal_form import header_form, repaired
from readiness.batch.matching.slots import Slot, halves_named, is_other, loose, speaks_of_importance, tight

K = TypeVar("K")
_OTHER = "\x00"
"""Stands in an index for whatever words an option for anything else may have."""
_LEAST_ROW_BEGINNING = 15
_LEAST_OPTIONS = 2
"""So many columns must be options of one question before any of them is taken for one without its question's words."""


@dataclass(slots=True)
class Names:
    """Every slot under each name that it may go by."""

    slots: tuple[Slot, ...]
    sections: frozenset[str] = frozenset()
    """The ids of sections, in the loose form: groups in front of codes may bear them."""
    codes: dict[str, list[Slot]] = field(default_factory=lambda: defaultdict(list))
    loose_codes: dict[str, list[Slot]] = field(default_factory=lambda: defaultdict(list))
    tight_codes: dict[str, list[Slot]] = field(default_factory=lambda: defaultdict(list))
    words: dict[tuple[str, str], list[Slot]] = field(default_factory=lambda: defaultdict(list))
    alone: dict[str, list[Slot]] = field(default_factory=lambda: defaultdict(list))
    owners: dict[str, list[Slot]] = field(default_factory=lambda: defaultdict(list))
    """Rows and options by their question's id, in the loose form."""
    rated: dict[str, list[Slot]] = field(default_factory=lambda: defaultdict(list))
    """Halves of ratings by the words of the risk."""

    @classmethod
    def of(cls, slots: tuple[Slot, ...], sections: Iterable[str] = ()) -> Names:
        names = cls(slots, frozenset(map(loose, sections)))
        for slot in slots:
            names._add_codes(slot)
            names._add_words(slot)
        return names

    def _add_codes(self, slot: Slot) -> None:
        for code in slot.codes:
            _put(self.codes, code, slot)
        for code in (*slot.codes, *slot.loose_codes):
            _put(self.loose_codes, loose(code), slot)
            _put(self.tight_codes, tight(code), slot)
        if slot.part in ("row", "option"):
            _put(self.owners, loose(slot.owner), slot)

    def _add_words(self, slot: Slot) -> None:
        subs = [header_form(sub) for sub in slot.subs] + ([_OTHER] if slot.catches_other else [])
        match slot.part:
            case "whole":
                for main in slot.mains:
                    _put(self.words, (header_form(main), ""), slot)
            case "row" | "option":
                for sub in subs:
                    _put(self.alone, sub, slot)
                    for main in slot.mains:
                        _put(self.words, (header_form(main), sub), slot)
            case "half":
                for sub in subs:
                    _put(self.rated, sub, slot)
            case "importance":
                pass


def _put(index: dict[K, list[Slot]], key: K, slot: Slot) -> None:
    if slot not in index[key]:
        index[key].append(slot)


Open = Callable[[Slot], bool]


# By code


@dataclass(frozen=True, slots=True)
class _Hit:
    """The slots that a code leads to. `rank` says how plainly: to the letter, loosely, without its group, without joints;
    `group` is what was taken off the front."""

    header: Header
    rank: int
    slots: tuple[Slot, ...]
    group: str = ""


def by_code(names: Names, headers: Iterable[Header], wants: Open) -> list[Claim]:
    """Columns whose id is one of the questionnaire's. Of two that lead to one slot, the one that says it more plainly stands."""
    headers = list(headers)
    found = [hit for header in headers if (hit := _code_hit(names, header, wants)) is not None]
    found = [hit for hit in found if _is_group(names, hit.group, headers)]
    return _plainest(found)


def by_code_without_a_word(names: Names, headers: Iterable[Header], wants: Open) -> list[Claim]:
    """Columns whose id is one of the questionnaire's once something is taken off its front that need not be a group's name:
    `age-group` is hardly `group`. A guess."""
    found = [hit for header in headers if (hit := _code_hit(names, header, wants)) is not None and hit.group]
    return [replace(claim, how="fuzzy", score=0.0, note=_LONE_GROUP) for claim in _plainest(found)]


_LONE_GROUP = "group"
_NUMBERED_PART = re.compile(r".*?(?:___?|[\[_/.:-])-?\d+\]?")


def _plainest(found: Sequence[_Hit]) -> list[Claim]:
    ranks: dict[Slot, int] = {}
    for hit in found:
        for slot in hit.slots:
            ranks[slot] = min(hit.rank, ranks.get(slot, hit.rank))
    return [
        Claim(header=hit.header, slots=hit.slots, how="id")
        for hit in found
        if all(ranks[slot] == hit.rank for slot in hit.slots)
    ]


def _is_group(names: Names, group: str, headers: Sequence[Header]) -> bool:
    """Whether what stands before a code names a group: a path, a section, or what several columns have before their codes."""
    if not group or group.endswith("/") or loose(re.split(r"[/.:-]", group[:-1])[-1]) in names.sections:
        return True
    return sum(any(code.startswith(group) for code in header.codes) for header in headers) > 1


def _code_hit(names: Names, header: Header, wants: Open) -> _Hit | None:
    best: _Hit | None = None
    for code in header.codes:
        for rank, (hits, group) in enumerate(_ranked(names, code)):
            slots = tuple(slot for slot in hits if wants(slot) and not _is_counted(names, header, code, slot))
            slots = tuple(slot for slot in slots if slot.part == "whole") or slots
            if slots and (best is None or rank < best.rank):
                best = _Hit(header, rank, slots, group)
    return best


def _is_counted(names: Names, header: Header, code: str, slot: Slot) -> bool:
    """Whether the number at the code's end is the platform's own count and not this row's or option's code: the header's words
    name another one of the same question."""
    if slot.part not in ("row", "option") or not _NUMBERED_PART.fullmatch(code):
        return False
    named_here = [each for each in names.owners[loose(slot.owner)] if _is_named(each, header)]
    return bool(named_here) and slot not in named_here


def _is_named(slot: Slot, header: Header) -> bool:
    subs, other = _subs(header)
    return _has_row(slot, subs, other)


def _subs(header: Header) -> tuple[set[str], bool]:
    """The header's words that may be those of a row, and whether they are an option's for anything else."""
    words = [*(sub for _, sub in header.pairs if sub), *header.alone]
    return {form for each in words for form in forms(each)}, any(map(is_other, words))


def _ranked(names: Names, code: str) -> Iterator[tuple[list[Slot], str]]:
    ends = list(without_groups(code))
    yield names.codes.get(code, []), ""
    yield names.loose_codes.get(loose(code), []), ""
    yield next(((names.codes[end], group) for end, group in ends if end in names.codes), ([], ""))
    yield next(
        ((names.loose_codes[loose(end)], group) for end, group in ends if loose(end) in names.loose_codes), ([], "")
    )
    # Platforms that allow letters and digits only write `areas_quality` as `areasquality`; with digits `a1_2` might be `a12`.
    yield (names.tight_codes.get(tight(code), []) if code.isalpha() else []), ""


def by_code_and_row(names: Names, headers: Iterable[Header], wants: Open) -> list[Claim]:
    """Columns whose code names the question, and whose words name the row or option: `Q3_1`, `MAT[SQ002]`."""
    claims: list[Claim] = []
    for header in headers:
        subs, other = _subs(header)
        for slots in _questions_named(names, header):
            fits = [slot for slot in slots if wants(slot) and _has_row(slot, subs, other)]
            if fits:
                claims.append(Claim(header=header, slots=tuple(fits), how="id"))
                break
    return claims


def _questions_named(names: Names, header: Header) -> Iterator[list[Slot]]:
    for code in header.codes:
        for base, _ in base_and_part(code):
            for each in (base, *shortened(base)):
                if loose(each) in names.owners:
                    yield names.owners[loose(each)]


def _has_row(slot: Slot, subs: set[str], other: bool) -> bool:
    return any(header_form(sub) in subs for sub in slot.subs) or (slot.catches_other and other)


def by_row_code(names: Names, headers: Sequence[Header], wants: Open) -> list[Claim]:
    """Columns whose code is a row's id without its question's, as where the names of groups were left out of the headers: only
    if every row of the question has such a column. A guess."""
    found: dict[Slot, list[Header]] = defaultdict(list)
    for header in headers:
        for slot in names.slots:
            if slot.part == "row" and wants(slot) and loose(slot.sub_code) in map(loose, header.codes):
                found[slot].append(header)
    whole = {slot.owner for slot in found} - {
        slot.owner for slot in names.slots if slot.part == "row" and wants(slot) and slot not in found
    }
    by_header: dict[int, list[Slot]] = defaultdict(list)
    for slot, several in found.items():
        for header in several if slot.owner in whole else ():
            by_header[header.position].append(slot)
    return [
        Claim(header=header, slots=tuple(by_header[header.position]), how="row text")
        for header in headers
        if header.position in by_header
    ]


def by_count(names: Names, headers: Sequence[Header], wants: Open) -> list[Claim]:
    """Columns that bear a question's code and the platform's own count of its rows (`MAT[SQ001]`), and no words to hold that
    against: as many as the question has rows, in the same order. A guess."""
    runs: dict[str, list[Header]] = defaultdict(list)
    for header in headers:
        for code in header.codes:
            base = re.fullmatch(r"(.+?)(?:\[(?:SQ)?0*\d+\]|_0*\d+)", code)
            if base and loose(base[1]) in names.owners and not _says_more(header):
                runs[loose(base[1])].append(header)
                break
    claims: list[Claim] = []
    for owner, run in runs.items():
        slots = names.owners[owner]
        if len(run) == len(slots) and all(map(wants, slots)):
            claims += [
                Claim(header=header, slots=(slot,), how="position") for header, slot in zip(run, slots, strict=True)
            ]
    return claims


def _says_more(header: Header) -> bool:
    """Whether there are words beside the code."""
    known = {loose(code) for code in header.codes}
    return any(loose(words) not in known for pair in header.pairs[:1] for words in pair if words)


# By words


def hits_by_words(names: Names, header: Header) -> tuple[Slot, ...]:
    """The slots whose question, and row where it has one, the header's words are."""
    for main, sub in header.pairs:
        for main_form in forms(main) if main else ():
            for sub_form in forms(sub) if sub else ("",):
                if slots := names.words.get((main_form, sub_form)):
                    return tuple(slots)
            if sub and is_other(sub) and (slots := names.words.get((main_form, _OTHER))):
                return tuple(slots)
    return ()


def by_words(names: Names, headers: Iterable[Header], wants: Open) -> list[Claim]:
    """Columns whose words are a question's in one of its languages, to the letter or in their normal form."""
    headers = list(headers)
    known = {form for header in headers for main, sub in header.pairs if not sub for form in forms(main)}
    claims: list[Claim] = []
    for header in headers:
        hits = hits_by_words(names, header) or _numbered_again(names, header, known)
        slots = tuple(slot for slot in hits if wants(slot))
        if slots:
            exact = any(main in slots[0].mains and (not sub or sub in slots[0].subs) for main, sub in header.pairs)
            claims.append(Claim(header=header, slots=slots, how="text" if exact else "normal text"))
    return claims


def _numbered_again(names: Names, header: Header, known: set[str]) -> tuple[Slot, ...]:
    """A question that was used before, with the number that Microsoft Forms puts behind it then."""
    for form in (form for main, sub in header.pairs if not sub for form in forms(main)):
        plain = header_form(form.rstrip("0123456789"))
        if plain != form and form[-1:].isdigit() and plain in known and (plain, "") in names.words:
            return tuple(names.words[plain, ""])
    return ()


def by_rating_words(names: Names, headers: Iterable[Header], wants: Open) -> list[Claim]:
    """Columns with the words of a risk beside words that say which half of its rating this is."""
    claims: list[Claim] = []
    for header in headers:
        found = dict.fromkeys(
            slot
            for main, sub in header.pairs
            for form in (forms(sub) if sub and main else ())
            for slot in names.rated.get(form, ())
            if wants(slot) and _is_half(slot, main)
        )
        if found:
            claims.append(Claim(header=header, slots=tuple(found), how="text"))
    return claims


def _is_half(slot: Slot, words: str) -> bool:
    named = halves_named(repaired(words) or words)
    also = {"gain", "impact"} if slot.half == "gain" else {slot.half}
    return bool(named) and named <= also


def by_importance_words(names: Names, headers: Iterable[Header], wants: Open) -> list[Claim]:
    """Columns with a question's words beside words that ask how much it matters."""
    asked = [slot for slot in names.slots if slot.part == "importance" and wants(slot)]
    claims: list[Claim] = []
    for header in headers if asked else ():
        said = {form for main, sub in header.pairs if main and speaks_of_importance(main) for form in forms(sub)}
        said |= {form for main, sub in header.pairs if sub and speaks_of_importance(sub) for form in forms(main)}
        if slots := tuple(slot for slot in asked if {header_form(main) for main in slot.mains} & said):
            claims.append(Claim(header=header, slots=slots, how="text"))
    return claims


def by_row_alone(names: Names, headers: Sequence[Header], wants: Open) -> list[Claim]:
    """Columns that hold the words of a row or option without those of its question."""
    known = {form for header in headers for words in header.alone for form in forms(words)}
    claims: list[Claim] = []
    for header in headers:
        slots = tuple(slot for slot in _rows_named(names, header, known) if wants(slot))
        if slots:
            claims.append(Claim(header=header, slots=slots, how="row text"))
    options: dict[str, set[int]] = defaultdict(set)
    for claim in claims:
        for slot in claim.slots:
            options[slot.owner].add(claim.header.position)
    kept = [
        Claim(header=claim.header, slots=fits, how=claim.how)
        for claim in claims
        if (fits := tuple(s for s in claim.slots if s.part == "row" or len(options[s.owner]) >= _LEAST_OPTIONS))
    ]
    return list(_by_neighbours(names, kept))


def rows_called(names: Names, header: Header) -> tuple[Slot, ...]:
    """The rows and options that the header's words are, without a question's."""
    return tuple(slot for words in header.alone for form in forms(words) for slot in names.alone.get(form, ()))


def _rows_named(names: Names, header: Header, known: set[str]) -> list[Slot]:
    for words in header.alone:
        for form in forms(words):
            if form in names.alone:
                return names.alone[form]
            unnumbered = form.rstrip("0123456789").rstrip()
            # Microsoft Forms puts a number behind a statement that it has used before.
            if unnumbered != form and unnumbered in known and unnumbered in names.alone:
                return names.alone[unnumbered]
        if is_other(words) and _OTHER in names.alone:
            return names.alone[_OTHER]
    return []


def _by_neighbours(names: Names, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Where several columns or questions share a row or option, those beside them tell which belongs to which.

    Rows and options of a question stand together. In order, if no neighbour speaks against it; else each row goes to the column
    that stands beside the row before or after it.
    """
    claimed = Counter(slot for claim in claims for slot in claim.slots)
    sure = {
        claim.header.position: claim.slots[0]
        for claim in claims
        if len(claim.slots) == 1 and claimed[claim.slots[0]] == 1
    }
    shared: dict[frozenset[Slot], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.header.position in sure:
            yield claim
        else:
            shared[frozenset(claim.slots)].append(claim)
    for group in shared.values():
        yield from group if _fits_in_order(group, sure) else _beside(names, group, sure)


def _fits_in_order(group: Sequence[Claim], sure: Mapping[int, Slot]) -> bool:
    """Whether there are as many columns as questions, and no column stands among those of another question."""
    slots = group[0].slots
    if len(group) != len(slots):
        return False
    for claim, slot in zip(group, slots, strict=True):
        at = claim.header.position
        around = {sure[place].owner for place in (at - 1, at + 1) if place in sure}
        if around and slot.owner not in around:
            return False
    return True


def _beside(names: Names, group: Sequence[Claim], sure: Mapping[int, Slot]) -> Iterator[Claim]:
    """Each slot with the one column beside its neighbour; columns that are left are nobody's once no slot is."""
    found: dict[int, Slot] = {}
    for slot in group[0].slots:
        beside = [claim.header.position for claim in group if _stands_beside(names, slot, claim.header.position, sure)]
        if len(beside) == 1:
            found.setdefault(beside[0], slot)
    settled = set(found.values()) == set(group[0].slots)
    for claim in group:
        if (slot_found := found.get(claim.header.position)) is not None:
            yield Claim(header=claim.header, slots=(slot_found,), how="position")
        elif not settled:
            yield claim


def _stands_beside(names: Names, slot: Slot, at: int, sure: Mapping[int, Slot]) -> bool:
    """Whether the column on the left holds the row before, or the one on the right the row after."""
    siblings = [each for each in names.owners[loose(slot.owner)] if each.part == slot.part]
    place = siblings.index(slot)
    before = siblings[place - 1] if place > 0 else None
    after = siblings[place + 1] if place + 1 < len(siblings) else None
    return (before is not None and sure.get(at - 1) is before) or (after is not None and sure.get(at + 1) is after)


def by_beginning(names: Names, headers: Iterable[Header], wants: Open) -> list[Claim]:
    """Columns whose words were cut short, where one question alone begins so."""
    claims: list[Claim] = []
    for header in headers:
        found = dict.fromkeys(slot for pair in header.pairs for slot in names.slots if _begins(slot, *pair))
        slots = tuple(slot for slot in found if wants(slot))
        if slots:
            claims.append(Claim(header=header, slots=tuple(found), how="cut header"))
    return claims


def _begins(slot: Slot, main: str, sub: str) -> bool:
    if slot.part not in ("whole", "row", "option"):
        return False
    start = beginning(main)
    if sub:
        return start is not None and _has_row(slot, set(forms(sub)), is_other(sub)) and _any_starts(slot.mains, start)
    if start is None:
        return False
    if slot.part == "whole":
        return _any_starts(slot.mains, start)
    joined = [f"{one} [{row}]" for one in slot.mains for row in slot.subs]
    within = [words for words in joined if len(start) > min(len(header_form(one)) for one in slot.mains)]
    alone = slot.subs if len(start) >= _LEAST_ROW_BEGINNING else ()
    return _any_starts((*within, *alone), start)


def _any_starts(words: Iterable[str], start: str) -> bool:
    return any(header_form(each).startswith(start) for each in words)
