"""What is settled so far: which slot each column answers, and what two columns or two slots contend for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from readiness.batch.mapping import How, Trouble
from readiness.batch.matching.headers import Header
from readiness.batch.matching.slots import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One column, and every slot that it may answer by one way of looking."""

    header: Header
    slots: tuple[Slot, ...]
    how: How
    note: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """Columns and slots that fit each other in more than one way, so that nothing is decided."""

    headers: tuple[Header, ...]
    slots: tuple[Slot, ...]


@dataclass(slots=True)
class Board:
    """Every column goes to one slot at most, and every slot to one column."""

    taken: dict[Slot, Claim] = field(default_factory=dict)
    columns: dict[int, Slot] = field(default_factory=dict)
    closed_columns: set[int] = field(default_factory=set)
    """Columns that are ignored, or contended for."""
    closed_slots: set[Slot] = field(default_factory=set)
    """Slots that are meant to stay empty, or that are contended for."""
    troubles: list[Trouble] = field(default_factory=list)

    def is_open(self, header: Header) -> bool:
        return header.position not in self.columns and header.position not in self.closed_columns

    def wants(self, slot: Slot) -> bool:
        return slot not in self.taken and slot not in self.closed_slots

    def take(self, claim: Claim, slot: Slot | None = None, *, how: How | None = None) -> None:
        """Settle it: the claim's only slot, or this one of them."""
        slot = claim.slots[0] if slot is None else slot
        settled = Claim(header=claim.header, slots=(slot,), how=how or claim.how, note=claim.note, score=claim.score)
        self.taken[slot] = settled
        self.columns[claim.header.position] = slot

    def release(self, slot: Slot) -> None:
        """Undo what was settled for a slot, and leave both it and its column alone from now on."""
        claim = self.taken.pop(slot)
        del self.columns[claim.header.position]
        self.close((claim.header,), (slot,))

    def close(self, headers: Iterable[Header], slots: Iterable[Slot]) -> None:
        self.closed_columns |= {header.position for header in headers}
        self.closed_slots |= set(slots)

    def settle(self, claims: Sequence[Claim]) -> list[Contest]:
        """Take what fits in one way. Equal headers and equal questions of the same number go in order."""
        contests: list[Contest] = []
        for group in _groups(claims):
            slots = _slots_of(group)
            if len(group) == len(slots) == 1:
                self.take(group[0])
            elif len(group) == len(slots) and all(len(claim.slots) == len(slots) for claim in group):
                self._in_order(group, slots)
            else:
                contests.append(Contest(headers=tuple(claim.header for claim in group), slots=tuple(slots)))
        return contests

    def _in_order(self, group: list[Claim], slots: list[Slot]) -> None:
        """The words of some may be equal to the letter, which settles those; the rest go in the order of both."""
        for claim in list(group):
            if len(same := [slot for slot in slots if _to_the_letter(claim, slot)]) == 1 and (
                sum(_to_the_letter(other, same[0]) for other in group) == 1
            ):
                self.take(claim, same[0])
                group.remove(claim)
                slots.remove(same[0])
        alone = len(group) == 1
        for claim, slot in zip(group, slots, strict=True):
            self.take(claim, slot, how=claim.how if alone else "position")


def _to_the_letter(claim: Claim, slot: Slot) -> bool:
    return any(
        (main in slot.mains or not main) and (sub in slot.subs or (not sub and not slot.subs))
        for main, sub in claim.header.pairs
    )


def _slots_of(group: Iterable[Claim]) -> list[Slot]:
    return list(dict.fromkeys(slot for claim in group for slot in claim.slots))


def _groups(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Claims that share a slot, directly or through others; each group and the groups in the order of the columns."""
    owner: dict[Slot, list[Claim]] = {}
    groups: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda each: each.header.position):
        touching = list({id(owner[slot]): owner[slot] for slot in claim.slots if slot in owner}.values())
        joined = [each for group in touching for each in group]
        group = sorted([*joined, claim], key=lambda each: each.header.position)
        groups = [each for each in groups if not any(each is other for other in touching)] + [group]
        for slot in _slots_of(group):
            owner[slot] = group
    return sorted(groups, key=lambda group: group[0].header.position)
