"""What no column answers: a stop where a score would miss something, and a note where it would not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from readiness.batch.board import Board
from readiness.batch.mapping import Trouble
from readiness.batch.places import short
from readiness.batch.readings import TickColumns
from readiness.batch.readings_found import Found
from readiness.batch.slots import Slot
from readiness.model.questionnaire import Questionnaire
from readiness.words import say

_LISTED = 12


def unmatched_troubles(
    questionnaire: Questionnaire, slots: tuple[Slot, ...], board: Board, found: Found, language: str
) -> Iterator[Trouble]:
    """A trouble for each scored question without a column; one for all others, and one for ratings."""
    answered = {reading.item for reading in found.readings}
    by_owner: dict[str, list[Slot]] = defaultdict(list)
    for slot in slots:
        if slot.part in ("whole", "row") and slot.item not in answered and _is_wanted(slot, slots, board):
            by_owner[slot.owner].append(slot)
    for missing in by_owner.values():
        if missing[0].scored:
            yield _unmatched(questionnaire, missing, language)
    yield from _options(slots, board, found, language)
    unscored = [slot.item for missing in by_owner.values() for slot in missing if not slot.scored]
    if unscored:
        text = say(language, "bm_unscored", items=_listed(unscored))
        yield Trouble(kind="unmatched", item=None, columns=(), text=text, repair="", serious=False)
    yield from _ratings(slots, board, answered, language)


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


def _options(slots: tuple[Slot, ...], board: Board, found: Found, language: str) -> Iterator[Trouble]:
    """Options that have no column while others of their question have: what is ticked there would be lost."""
    for reading in found.readings:
        if not isinstance(reading, TickColumns):
            continue
        has = {tick.value for tick in reading.ticks}
        lost = [
            slot
            for slot in slots
            if slot.part == "option"
            and slot.item == reading.item
            and slot.option not in has
            and slot.option not in ("not_applicable", "dont_know")
            and slot not in board.closed_slots
        ]
        if lost:
            text = say(language, "bm_unmatched_options", item=reading.item, options=_listed([s.name for s in lost]))
            serious = any(slot.scored and not slot.catches_other for slot in lost)
            repair = say(language, "bm_unmatched_repair")
            yield Trouble(kind="unmatched", item=reading.item, columns=(), text=text, repair=repair, serious=serious)


def _ratings(slots: tuple[Slot, ...], board: Board, answered: set[str], language: str) -> Iterator[Trouble]:
    """Ratings without a column. None at all is usual, since many surveys do not ask for them."""
    halves = [slot for slot in slots if slot.part == "half" and slot not in board.closed_slots]
    lost = [slot.item for slot in halves if slot.item not in answered]
    if not lost:
        return
    key = "bm_no_ratings" if len(lost) == len(halves) else "bm_some_ratings"
    text = say(language, key) if key == "bm_no_ratings" else say(language, key, items=_listed(lost))
    yield Trouble(kind="unmatched", item=None, columns=(), text=text, repair="", serious=False)


def _listed(items: list[str]) -> str:
    shown = [f"`{item}`" for item in items[:_LISTED]]
    return ", ".join(shown) + (" …" if len(items) > _LISTED else "")
