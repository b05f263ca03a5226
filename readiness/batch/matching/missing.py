"""What no column answers: a stop where a score would miss something, and a note where it would not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from readiness.batch.export import Export
from readiness.batch.mapping import Trouble
from readiness.batch.matching.board import Board
from readiness.batch.matching.candidates import Candidates
from readiness.batch.matching.headers import Header
from readiness.batch.matching.places import all_named, short
from readiness.batch.matching.readings_found import Found
from readiness.batch.matching.slots import Slot
from readiness.batch.readings import TickColumns
from readiness.model.questionnaire import Questionnaire
from readiness.words import say

_LISTED = 12


def unmatched_troubles(
    questionnaire: Questionnaire,
    export: Export,
    slots: tuple[Slot, ...],
    board: Board,
    found: Found,
    headers: Sequence[Header],
    language: str,
) -> Iterator[Trouble]:
    """A trouble for each scored question without a column, and for each row, option or rating that a column among `headers`,
    which answer nothing, may hold while others of its kind have theirs; one for all that is left."""
    look = _Look(Candidates(questionnaire, export, slots, board, headers), language)
    answered = {reading.item for reading in found.readings}
    by_owner: dict[str, list[Slot]] = defaultdict(list)
    for slot in slots:
        if slot.part in ("whole", "row") and slot.item not in answered and _is_wanted(slot, slots, board):
            by_owner[slot.owner].append(slot)
    for missing in by_owner.values():
        if missing[0].scored:
            yield _unmatched(questionnaire, missing, language)
    yield from _options(look, found)
    unscored = [slot for missing in by_owner.values() for slot in missing if not slot.scored]
    likely = [slot for slot in unscored if look.candidates(slot)]
    yield from (look.lost(slot, "bm_lost_row" if slot.part == "row" else "bm_unmatched") for slot in likely)
    if left := [slot.item for slot in unscored if slot not in likely]:
        yield look.note("bm_unscored", left)
    yield from _ratings(look, answered)
    yield from _importances(look)


@dataclass(frozen=True, slots=True)
class _Look:
    """What is needed to see whether a column that answers nothing may hold what has no column."""

    left: Candidates
    language: str

    @property
    def slots(self) -> tuple[Slot, ...]:
        return self.left.slots

    @property
    def board(self) -> Board:
        return self.left.board

    def candidates(self, slot: Slot) -> tuple[Header, ...]:
        return self.left.of(slot)

    def perhaps(self, text: str, columns: Sequence[int]) -> str:
        """The text, with the columns that it may be."""
        if not columns:
            return text
        named = all_named(self.left.export, columns, self.language)
        return say(self.language, "bm_perhaps", text=text, columns=named)

    def lost(self, slot: Slot, key: str) -> Trouble:
        """A stop: something has no column, and there are columns that may be it."""
        columns = tuple(header.position for header in self.candidates(slot))
        asked = slot.sub_text or slot.main_text
        words = short(asked.in_(self.language)) if asked is not None else ""
        text = self.perhaps(say(self.language, key, item=slot.item, question=words), columns)
        repair = say(self.language, "bm_unmatched_repair")
        return Trouble(kind="unmatched", item=slot.item, columns=columns, text=text, repair=repair)

    def note(self, key: str, items: list[str]) -> Trouble:
        text = say(self.language, key, items=_listed(items))
        return Trouble(kind="unmatched", item=None, columns=(), text=text, repair="", serious=False)


def _is_wanted(slot: Slot, slots: tuple[Slot, ...], board: Board) -> bool:
    """Whether nothing has been said of it yet: it is not meant to stay empty, nor told of as contended for."""
    if slot in board.closed_slots:
        return False
    parts = [each for each in slots if each.part == "option" and each.item == slot.item and each.scored]
    return not any(each in board.closed_slots for each in parts)


def _unmatched(questionnaire: Questionnaire, missing: list[Slot], language: str) -> Trouble:
    owner = missing[0].owner
    question = next(each for each in questionnaire.every_question() if each.id == owner)
    words = short(question.text.in_(language))
    repair = say(language, "bm_unmatched_repair")
    if missing[0].part == "row":
        rows = _listed([slot.item for slot in missing])
        text = say(language, "bm_unmatched_rows", question=words, items=rows)
        return Trouble(kind="unmatched", item=missing[0].item, columns=(), text=text, repair=repair)
    text = say(language, "bm_unmatched", question=words, item=owner)
    return Trouble(kind="unmatched", item=owner, columns=(), text=text, repair=repair)


def _options(look: _Look, found: Found) -> Iterator[Trouble]:
    """Options that have no column while others of their question have: what is ticked there would be lost."""
    for reading in found.readings:
        if not isinstance(reading, TickColumns):
            continue
        has = {tick.value for tick in reading.ticks}
        lost = [
            slot
            for slot in look.slots
            if slot.part == "option"
            and slot.item == reading.item
            and slot.option not in has
            and slot.option not in ("not_applicable", "dont_know")
            and slot not in look.board.closed_slots
        ]
        if lost:
            names = _listed([slot.name for slot in lost])
            text = say(look.language, "bm_unmatched_options", item=reading.item, options=names)
            may_be = tuple(
                dict.fromkeys(
                    header.position for slot in lost if not slot.catches_other for header in look.candidates(slot)
                )
            )
            serious = bool(may_be) or any(slot.scored and not slot.catches_other for slot in lost)
            yield Trouble(
                kind="unmatched",
                item=reading.item,
                columns=may_be,
                text=look.perhaps(text, may_be),
                repair=say(look.language, "bm_unmatched_repair"),
                serious=serious,
            )


def _ratings(look: _Look, answered: set[str]) -> Iterator[Trouble]:
    """Ratings without a column. None at all is usual, since many surveys do not ask for them."""
    halves = [slot for slot in look.slots if slot.part == "half" and slot not in look.board.closed_slots]
    lost = [slot for slot in halves if slot.item not in answered]
    likely = [slot for slot in lost if look.candidates(slot)]
    yield from (look.lost(slot, "bm_lost_rating") for slot in likely)
    left = [slot.item for slot in lost if slot not in likely]
    if left and len(lost) == len(halves):
        text = say(look.language, "bm_no_ratings")
        yield Trouble(kind="unrated", item=None, columns=(), text=text, repair="", serious=False)
    elif left:
        yield look.note("bm_some_ratings", left)


def _importances(look: _Look) -> Iterator[Trouble]:
    """Importances without a column while others have one: those questions count as the questionnaire weighs them."""
    asked = [slot for slot in look.slots if slot.part == "importance"]
    lost = [slot.name for slot in asked if slot not in look.board.taken]
    if lost and len(lost) < len(asked):
        yield look.note("bm_some_importances", lost)


def _listed(items: list[str]) -> str:
    shown = [f"`{item}`" for item in items[:_LISTED]]
    return ", ".join(shown) + (" …" if len(items) > _LISTED else "")
