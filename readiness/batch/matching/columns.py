"""From a questionnaire and an export to a mapping: which column answers what, how that was decided, and what is in the way.

The order is that of trust: a person's mapping file, ids, words, rows alone, cut headers; then what is merely alike, which a
person confirms. A column and a question are each used once. What fits in two ways is decided by nobody but a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from readiness.batch.export import Export
from readiness.batch.mapping import Mapping, Trouble
from readiness.batch.matching.board import Board, Claim, Contest
from readiness.batch.matching.headers import Header, headers_of, shown
from readiness.batch.matching.likeness import by_likeness, language_of, unlike
from readiness.batch.matching.mapping_file import Decisions, decisions_of
from readiness.batch.matching.missing import unmatched_troubles
from readiness.batch.matching.naming import (
    Names,
    by_beginning,
    by_code,
    by_code_and_row,
    by_code_without_a_word,
    by_count,
    by_importance_words,
    by_rating_words,
    by_row_alone,
    by_row_code,
    by_words,
    hits_by_words,
    rows_called,
)
from readiness.batch.matching.places import all_named, named, short
from readiness.batch.matching.readings_found import readings_found
from readiness.batch.matching.slots import Slot, loose, slots_of
from readiness.model.column_map import MappingFile
from readiness.model.questionnaire import Questionnaire
from readiness.words import say

_GENERIC = re.compile(r"(?:q|qid|question|item|var|v|x|col|column|field|f|s)?_?\d+(?:_\d+)*")
"""Ids that a platform gives by itself, so that the same one may well stand for another question there."""


def match(
    questionnaire: Questionnaire,
    export: Export,
    *,
    explicit: MappingFile | None = None,
    accept_fuzzy: bool = False,
    missing: Collection[str] = (),
    language: str = "en",
) -> Mapping:
    """Every column of the export held against the questionnaire. `missing` are cells that stand for no answer anywhere;
    `language` is that of the troubles' texts."""
    matcher = _Matcher(questionnaire, export, decisions_of(explicit, questionnaire, export), accept_fuzzy, language)
    matcher.settle()
    found = readings_found(questionnaire, export, matcher.slots, matcher.board, matcher.decisions, missing, language)
    troubles = [*matcher.board.troubles, *found.troubles]
    troubles += unmatched_troubles(
        questionnaire, export, matcher.slots, matcher.board, found, matcher.open_headers(), language
    )
    used = {at for each in found.matches for at in each.columns}
    open_ones = (header.position for header in matcher.headers if header.position not in used)
    return Mapping(
        readings=found.readings,
        importances=found.importances,
        matches=found.matches,
        troubles=tuple(troubles),
        unmapped=tuple(at for at in open_ones if at not in matcher.decisions.ignored),
    )


@dataclass(slots=True)
class _Matcher:
    questionnaire: Questionnaire
    export: Export
    decisions: Decisions
    accept_fuzzy: bool
    language: str
    board: Board = field(default_factory=Board)
    slots: tuple[Slot, ...] = ()
    headers: tuple[Header, ...] = ()
    names: Names = field(init=False)

    def __post_init__(self) -> None:
        self.slots = slots_of(self.questionnaire)
        self.headers = headers_of(self.export)
        self.names = Names.of(self.slots, (section.id for section in self.questionnaire.every_section()))

    def settle(self) -> None:
        """Every way of looking in turn, each at what the ones before left open."""
        self.by_map()
        self.look(by_code)
        self.look(by_code_and_row)
        self.hold_codes_against_words()
        for way in (by_words, by_rating_words, by_importance_words):
            self.look(way)
        self.look(by_row_alone)
        self.look(by_row_code)
        self.look(by_beginning)
        self.propose(by_code_without_a_word(self.names, self.open_headers(), self.board.wants))
        self.propose(by_count(self.names, self.open_headers(), self.board.wants))
        open_slots = [slot for slot in self.slots if self.board.wants(slot) and not self.served(slot)]
        self.propose(by_likeness(self.slots, self.open_headers(), open_slots))
        self.tell_doubles()

    def open_headers(self) -> list[Header]:
        return [header for header in self.headers if self.board.is_open(header)]

    def served(self, slot: Slot) -> bool:
        """Whether its question has columns already, in the other of the two ways that several choices are written."""
        return slot.part in ("whole", "option") and any(
            taken.item == slot.item and {taken.part, slot.part} == {"whole", "option"} for taken in self.board.taken
        )

    def look(self, way: Callable[[Names, Sequence[Header], Callable[[Slot], bool]], list[Claim]]) -> None:
        for contest in self.board.settle(way(self.names, self.open_headers(), self.board.wants)):
            self.contend(contest)

    def by_map(self) -> None:
        """What a person has decided."""
        decisions = self.decisions
        self.board.troubles += decisions.troubles(self.language)
        self.board.closed_columns |= decisions.ignored
        by_name = {slot.name: slot for slot in self.slots}
        self.board.closed_slots |= {
            slot
            for slot in self.slots
            if {slot.name, slot.item, slot.owner} & decisions.none and slot.part != "importance"
        }
        known = {header.position: header for header in self.headers}
        for at, name in decisions.answers.items():
            header = known.get(at) or decisions.header(at)
            self.board.take(Claim(header=header, slots=(by_name[name],), how="map"))

    def contend(self, contest: Contest) -> None:
        """Nothing is taken where more than one thing fits: it is told, with what there is to choose from."""
        self.board.close(contest.headers, contest.slots)
        columns = tuple(header.position for header in contest.headers)
        scored = any(slot.scored for slot in contest.slots)
        placed = all_named(self.export, columns, self.language)
        meant = ", ".join(f"`{slot.name}`" for slot in contest.slots[:6])
        one = len(contest.slots) == 1
        key = "bm_ambiguous_columns" if one else "bm_ambiguous_slots"
        self.board.troubles.append(
            Trouble(
                kind="ambiguous",
                item=contest.slots[0].item,
                columns=columns,
                text=say(self.language, key, columns=placed, items=meant),
                repair=say(self.language, "bm_ambiguous_repair"),
                serious=scored,
            )
        )

    def hold_codes_against_words(self) -> None:
        """A code may be the platform's own and its question another one: its words must not say so."""
        for slot, claim in list(self.board.taken.items()):
            header = claim.header
            if claim.how != "id":
                continue
            others = self.other_meaning(header, slot)
            if others:
                self.board.release(slot)
                self.board.close((), others)
                self.contradiction(header, slot, others[0])
            elif _has_words(header) and _is_generic(slot) and not self.said(header) and unlike(header, slot):
                self.board.release(slot)
                self.board.closed_columns.discard(header.position)
                self.board.closed_slots.discard(slot)
                self.propose([Claim(header=header, slots=(slot,), how="fuzzy", score=0.0)])

    def other_meaning(self, header: Header, slot: Slot) -> tuple[Slot, ...]:
        """What the words of a column say that has the code of this slot, where they say something else."""
        if not _has_words(header):
            if header.column.code:
                return ()
            # The code is but a word, which may as well be a row's or an option's.
            rows = rows_called(self.names, header)
            return tuple(each for each in rows if each.owner != slot.owner) if slot not in rows else ()
        said = self.said(header)
        return said if said and slot not in said else ()

    def said(self, header: Header) -> tuple[Slot, ...]:
        return hits_by_words(self.names, header)

    def tell_doubles(self) -> None:
        """Columns with the words of a question that another column answers already, by its code or by a person's word."""
        for header in self.open_headers():
            for slot in hits_by_words(self.names, header):
                if slot not in self.board.taken:
                    continue
                places = (self.board.taken[slot].header.position, header.position)
                columns = all_named(self.export, places, self.language)
                text = say(self.language, "bm_double", columns=columns, item=slot.name)
                self.board.troubles.append(
                    Trouble(kind="ambiguous", item=slot.item, columns=places, text=text, repair="", serious=False)
                )

    def contradiction(self, header: Header, slot: Slot, other: Slot) -> None:
        values = {"column": named(header.column, self.language), "item": slot.name, "other": other.name}
        self.board.troubles.append(
            Trouble(
                kind="ambiguous",
                item=slot.item,
                columns=(header.position,),
                text=say(self.language, "bm_code_and_words", code=header.column.code, **values),
                repair=say(self.language, "bm_ambiguous_repair"),
                serious=slot.scored or other.scored,
            )
        )

    def propose(self, claims: Iterable[Claim]) -> None:
        """What is merely likely: taken if guesses are accepted, and told as a question to a person otherwise."""
        for claim in claims:
            slot = claim.slots[0]
            if not self.board.is_open(claim.header) or not self.board.wants(slot):
                continue
            if self.accept_fuzzy:
                self.board.take(claim)
                continue
            self.board.close((claim.header,), (slot,))
            self.board.troubles.append(self._question(claim, slot))

    def _question(self, claim: Claim, slot: Slot) -> Trouble:
        key = _question_key(claim)
        values: dict[str, object] = {"column": named(claim.header.column, self.language), "item": slot.name}
        if key in ("bm_fuzzy", "bm_unlike"):
            spoken = language_of(claim.header, slot, self.language) if key == "bm_fuzzy" else self.language
            values |= {"question": short(slot.words(spoken)), "percent": int(claim.score * 100)}
        return Trouble(
            kind="fuzzy",
            item=slot.item,
            columns=(claim.header.position,),
            text=say(self.language, key, **values),
            repair=say(self.language, "bm_fuzzy_repair"),
            serious=slot.scored,
        )


def _has_words(header: Header) -> bool:
    """Whether it has words beside its code."""
    codes = {loose(code) for code in header.codes}
    return bool(header.pairs) and loose(shown(header.column)) not in codes


def _question_key(claim: Claim) -> str:
    """What is asked of a person about a likely column."""
    if claim.how == "position":
        return "bm_counted"
    if claim.score:
        return "bm_fuzzy"
    return "bm_lone_group" if claim.note else "bm_unlike"


def _is_generic(slot: Slot) -> bool:
    """Whether a platform gives such an id by itself; a row's or an option's number is one."""
    part = slot.part in ("row", "option") and slot.sub_code.lstrip("-").isdigit()
    return bool(slot.mains) and (part or _GENERIC.fullmatch(loose(slot.owner)) is not None)
