"""What would change the advice: the shortest ways for the report, and every set and bar for whoever asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from readiness.model.assessment import Assessment
from readiness.model.decision import Bar, Flip, Move, Steadiness, Tornado
from readiness.reports.numbers import amount, percent
from readiness.reports.outline import Block, Cell, Entry, Facts, Heading, Listing, Paragraph, Table
from readiness.reports.phrases import stance_title, unit
from readiness.words import say

NAMED = 5
"""Sets of more changes than this are counted in the report, and named in the explanation only."""
LONGEST = 5
"""How many bars of each tornado the report shows."""

Outcome = Literal["now", "best", "level"]
OUTCOMES: tuple[Outcome, ...] = ("now", "best", "level")
"""What fits now is the advice, and comes first; then which course exposes to least, and the level."""


# ---- in the report ----


def changes(assessment: Assessment) -> Iterator[Block]:
    """What would change the advice, how steady it stands, and the single answers that move it most."""
    found, language = assessment.sensitivity, assessment.language
    if found is None or not (found.flips or found.tornadoes):
        return
    yield Heading(text=say(language, "k_changes" if assessment.stances else "k_changes_level"))
    for outcome in OUTCOMES:
        yield from _ways(assessment, _told(found.flips, outcome), outcome)
    if any((flip.size or 0) > NAMED for outcome in OUTCOMES for flip in _told(found.flips, outcome)):
        yield Paragraph(text=say(language, "k_hint"), tone="quiet")
    for sentence in _steady_sentences(assessment, found.steadiness):
        yield Paragraph(text=sentence)
    for tornado in found.tornadoes:
        if tornado.figure == "difference" or not assessment.stances:
            yield from _tornado(assessment, tornado, LONGEST)


def _told(flips: Sequence[Flip], outcome: Outcome) -> list[Flip]:
    """The sets that the report tells of for an outcome: those of changes at will, but none twice."""
    mine = [flip for flip in flips if flip.outcome == outcome and flip.reach != "step"]
    if outcome != "best":
        return mine
    return [flip for flip in mine if _twin(flips, flip, "now") is None]


def _twin(flips: Sequence[Flip], flip: Flip, outcome: Outcome) -> Flip | None:
    """The flip by which the same changes bring about another outcome with the same course."""
    same = (each for each in flips if each.outcome == outcome and each.reach == flip.reach)
    return next((each for each in same if flip.moves and each.moves == flip.moves and each.to == flip.to), None)


def _ways(assessment: Assessment, flips: Sequence[Flip], outcome: Outcome) -> Iterator[Block]:
    """The sets of few changes with each change named, then what is said of the others."""
    language = assessment.language
    few = [flip for flip in flips if flip.reach == "any" and flip.size is not None and flip.size <= NAMED]
    if few:
        words = {"does": _does(assessment, outcome), "n": _spelled(len(few), language)}
        yield Paragraph(text=say(language, "k_way" if len(few) == 1 else "k_ways", **words))
        yield Listing(entries=tuple(_entry(assessment, flip) for flip in few))
    for flip in flips:
        if flip.reach == "any" and flip not in few:
            opened = next((each for each in flips if _opens(each, flip)), None)
            yield Paragraph(text=" ".join(_why_not(assessment, flip, opened)), tone="quiet")
            if opened is not None and opened.size is not None and opened.size <= NAMED:
                yield Listing(entries=(_entry(assessment, opened),))


def _opens(one: Flip, other: Flip) -> bool:
    """Whether the one is the other with what is not known answered as well."""
    return one.reach == "open" and (one.by, one.direction) == (other.by, other.direction)


def _does(assessment: Assessment, outcome: Outcome, direction: Literal["up", "down"] | None = None) -> str:
    """“change what fits now”, “raise the level” …"""
    if outcome == "now" and assessment.stance is not None and assessment.stance.now is None:
        return say(assessment.language, "k_does_now_none")
    return say(assessment.language, f"k_does_{outcome}_{direction}" if direction else f"k_does_{outcome}")


def _entry(assessment: Assessment, flip: Flip) -> Entry:
    """What would follow from a set of changes, and the changes."""
    language, ends = assessment.language, "k_if" if len(flip.moves) == 1 else "k_if_all"
    clauses = [_move(move, language) for move in flip.moves]
    marks = [";"] * (len(clauses) - 1) + ["."]
    return Entry(
        text=_outcome(assessment, flip) + say(language, ends),
        details=tuple(clause + mark for clause, mark in zip(clauses, marks, strict=True)),
    )


def _outcome(assessment: Assessment, flip: Flip) -> str:
    """What follows from a set of changes."""
    language, flips = assessment.language, assessment.sensitivity.flips if assessment.sensitivity else ()
    if flip.to is None:
        return say(language, "k_to_none")
    if flip.outcome == "now" and _twin(flips, flip, "best") is not None:
        return say(language, "k_to_both", to=flip.to_title)
    return say(language, f"k_to_{flip.outcome}", to=flip.to_title)


def _move(move: Move, language: str) -> str:
    """One change as a clause: what would be otherwise, and how it is now; the id last, for looking it up."""
    words = {"id": move.id, "text": move.text, "was": move.was, "becomes": move.becomes}
    if move.half is not None:
        return say(language, f"k_move_{move.half}", **words)
    if move.unknown:
        return say(language, "k_move_unknown", **words)
    return say(language, "k_move" if move.was else "k_move_ticks", **words)


def _why_not(assessment: Assessment, flip: Flip, opened: Flip | None) -> Iterator[str]:
    """That no few changes do it, or none; and where none of the answers given does, whether what is not known would."""
    yield _far(assessment, flip)
    some_unknown = any(each.bounds is None for each in assessment.unknown)
    if flip.by == "answers" and flip.size is None and some_unknown:
        yield _with_unknown(opened, assessment.language)


def _far(assessment: Assessment, flip: Flip) -> str:
    """That no few changes do it, or none at all."""
    language = assessment.language
    does = _does(assessment, flip.outcome, flip.direction)
    if flip.size is not None:
        key = f"k_least_{flip.by}" if flip.proved else f"k_about_{flip.by}"
        return say(language, key, does=does, n=flip.size)
    if flip.by == "ratings" and flip.outcome == "now" and not _others_open(assessment):
        return say(language, "k_never_needs", does=does)
    if not flip.proved:
        return say(language, f"k_none_found_{flip.by}", does=does)
    return say(language, f"k_never_{flip.by}_{flip.reach}", does=does)


def _with_unknown(opened: Flip | None, language: str) -> str:
    """What answering the unknown as well would do."""
    if opened is None:
        return say(language, "k_open_left")
    if opened.size is None:
        return say(language, "k_open_never" if opened.proved else "k_open_none_found")
    return say(language, "k_open" if opened.size <= NAMED else "k_open_far", n=opened.size)


def _others_open(assessment: Assessment) -> bool:
    """Whether any course has what it needs, besides the one that fits now."""
    now = assessment.stance.now if assessment.stance else None
    return any(stance.available and stance.id != now for stance in assessment.stances)


def _steady_sentences(assessment: Assessment, found: Sequence[Steadiness]) -> Iterator[str]:
    """“Any two of the answers given may move one step without changing …”; nothing of what is not proved."""
    language = assessment.language
    for each in found:
        if not each.of or not each.proved or (each.outcome == "level" and assessment.stances):
            continue
        what = say(language, f"k_what_{each.outcome}")
        if each.moves is None:
            yield say(language, f"k_steady_all_{each.by}", what=what)
        elif each.moves == 0:
            yield say(language, f"k_steady_none_{each.by}", what=what)
        else:
            key = f"k_steady_{each.by}_one" if each.moves == 1 else f"k_steady_{each.by}"
            yield say(language, key, what=what, n=_spelled(each.moves, language))


def _spelled(n: int, language: str) -> str:
    return say(language, f"k_n{n}") if n <= 6 else str(n)


def _tornado(assessment: Assessment, tornado: Tornado, most: int) -> Iterator[Block]:
    language = assessment.language
    if tornado.figure == "score":
        yield Paragraph(text=say(language, "k_tornado_score", now=percent(tornado.now, language)))
    else:
        words = {
            "other": stance_title(assessment, tornado.other),
            "best": stance_title(assessment, assessment.stance.best if assessment.stance else None),
            "now": _signed(tornado.now, language),
            "unit": unit(assessment),
        }
        yield Paragraph(text=say(language, "k_tornado_difference", **words))
    yield Table(
        heads=tuple(say(language, key) if key else "" for key in ("", "k_single", "k_low", "k_high", "")),
        rows=tuple(
            (
                Cell(text=bar.id),
                Cell(text=_what(bar, language)),
                Cell(text=_end(tornado, bar.low, language), number=True),
                Cell(text=_end(tornado, bar.high, language), number=True),
                Cell(text=say(language, f"k_flips_{tornado.figure}") if bar.flips else ""),
            )
            for bar in tornado.bars[:most]
        ),
    )


def _what(bar: Bar, language: str) -> str:
    return f"{bar.text} ({say(language, f'l_{bar.half}').lower()})" if bar.half else bar.text


def _end(tornado: Tornado, value: float, language: str) -> str:
    return percent(value, language) if tornado.figure == "score" else _signed(value, language)


def _signed(value: float, language: str) -> str:
    return f"−{amount(-value, language)}" if value < 0 else amount(value, language)


# ---- in full ----


def explain_sensitivity(assessment: Assessment) -> Iterator[Block]:
    """Every smallest set with all its changes, how it was proved, the steadiness, and both tornadoes whole."""
    language, found = assessment.language, assessment.sensitivity
    if found is None:
        yield Paragraph(text=say(language, "k_no_sensitivity"))
        return
    if not (found.flips or found.tornadoes):
        yield Paragraph(text=say(language, "k_nothing_to_change"))
        return
    yield Paragraph(text=say(language, "k_how_found"))
    for outcome in OUTCOMES:
        for flip in found.flips:
            if flip.outcome == outcome:
                yield from _in_full(assessment, flip)
    if found.steadiness:
        yield Heading(text=say(language, "k_steady"))
        yield Facts(rows=tuple(_fact(each, language) for each in found.steadiness))
    for tornado in found.tornadoes:
        yield Heading(text=say(language, f"k_h_{tornado.figure}"))
        yield from _tornado(assessment, tornado, len(tornado.bars))


def _in_full(assessment: Assessment, flip: Flip) -> Iterator[Block]:
    """One set, however long."""
    language, words = assessment.language, {"does": _does(assessment, flip.outcome, flip.direction)}
    words |= {"by": say(language, f"k_{flip.by}"), "reach": say(language, f"k_{flip.reach}_reach")}
    yield Heading(text=say(language, "k_flip", **words))
    if flip.reach == "open":
        yield Paragraph(text=say(language, "k_open_key"), tone="quiet")
    if flip.size is None:
        yield Paragraph(text=_with_unknown(flip, language) if flip.reach == "open" else _far(assessment, flip))
        return
    yield Paragraph(text=say(language, "k_size" if flip.proved else "k_size_unproved", n=flip.size))
    yield Listing(entries=(_entry(assessment, flip),))


def _fact(steady: Steadiness, language: str) -> tuple[str, str]:
    key = "k_any" if steady.moves is None else "k_moves" if steady.moves else "k_moves_none"
    shown = say(language, key, n=steady.moves, of=steady.of)
    if not steady.proved:
        shown += " " + say(language, "k_unproved")
    what = say(language, f"k_what_{steady.outcome}")
    return f"{what[0].upper()}{what[1:]}, {say(language, f'k_{steady.by}')}", shown
