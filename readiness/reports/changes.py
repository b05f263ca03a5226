"""What would change the advice: the shortest ways for the report, and every set and bar for whoever asks."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from readiness.model.assessment import Assessment
from readiness.model.decision import Also, Bar, Flip, Move, Sensitivity, Single, Steadiness, Tornado
from readiness.reports.numbers import apart, tenths
from readiness.reports.outline import Block, Cell, Entry, Facts, Heading, Listing, Paragraph, Table
from readiness.reports.phrases import decimals_shown, joined, quoted_courses, stance_title, unit
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
    if found is None:
        return
    if told := list(_change_blocks(assessment, found)):
        yield Heading(text=say(language, "k_changes" if assessment.stances else "k_changes_level"))
        yield from told


def _change_blocks(assessment: Assessment, found: Sensitivity) -> Iterator[Block]:
    language = assessment.language
    for sentence in _what_counts(assessment):
        yield Paragraph(text=sentence)
    for outcome in OUTCOMES:
        yield from _ways(assessment, _told(found.flips, outcome))
    if any(flip.size is not None for outcome in ("now", "best") for flip in _told(found.flips, outcome)):
        yield Paragraph(text=say(language, "k_least_means"), tone="quiet")
    told = [flip for outcome in OUTCOMES for flip in _told(found.flips, outcome)]
    if any((flip.size or 0) > NAMED or len(flip.singles) > 1 for flip in told):
        yield Paragraph(text=say(language, "k_hint"), tone="quiet")
    for sentence in _steady_sentences(assessment, found.steadiness):
        yield Paragraph(text=sentence)
    for tornado in found.tornadoes:
        if tornado.figure == "difference" or not assessment.stances:
            yield from _tornado(assessment, tornado, LONGEST)


def _told(flips: Sequence[Flip], outcome: Outcome) -> list[Flip]:
    """The sets that the report tells of for an outcome, those of changes at will; the smallest first."""
    mine = [flip for flip in flips if flip.outcome == outcome and flip.reach != "step"]
    return sorted(mine, key=lambda flip: math.inf if flip.size is None else flip.size)


def _what_counts(assessment: Assessment) -> Iterator[str]:
    """That risks which are not rated are not counted; and where it is too close to call, that the answers lean to none."""
    language, years, found = assessment.language, assessment.simulation, assessment.stance
    if years is not None and years.n_rated < years.n_applicable:
        yield say(language, "k_changes_rated", rated=years.n_rated, all=years.n_applicable)
    if found is not None and found.too_close:
        courses = quoted_courses(assessment, found.too_close)
        key = "k_changes_close_two" if len(found.too_close) == 2 else "k_changes_close"
        yield say(language, key, courses=courses, best=stance_title(assessment, found.best))


def _ways(assessment: Assessment, flips: Sequence[Flip]) -> Iterator[Block]:
    """A set of few changes with each change named, of the others what there is to say."""
    for flip in flips:
        if flip.reach != "any":
            continue
        if _is_short(flip):
            told = _is_told(assessment, flip)
            yield Paragraph(text=_few(assessment, flip, "above" if told else "listed"))
            if not told:
                yield Listing(entries=(_entry(assessment, flip),))
            continue
        opened = next((each for each in flips if _opens(each, flip)), None)
        yield Paragraph(text=" ".join(_why_not(assessment, flip, opened)), tone="quiet")
        if opened is not None and _is_short(opened):
            yield Listing(entries=(_entry(assessment, opened),))


def _is_short(flip: Flip) -> bool:
    return flip.size is not None and flip.size <= NAMED


def _is_told(assessment: Assessment, flip: Flip) -> bool:
    """Whether the same changes have been told of already, for what fits now."""
    flips = assessment.sensitivity.flips if assessment.sensitivity else ()
    same = (each for each in flips if each.outcome == "now" and each.reach == flip.reach)
    return flip.outcome == "best" and any(each.moves == flip.moves for each in same)


def _few(assessment: Assessment, flip: Flip, where: Literal["listed", "above"]) -> str:
    """How many changes do it, and of single ones how many there are to choose from."""
    language, does = assessment.language, _does(assessment, flip.outcome, flip.direction)
    if flip.size == 1:
        many = "one" if len(flip.singles) == 1 else "each"
        return say(language, f"k_{many}_{flip.by}_{where}", does=does, n=_spelled(len(flip.singles), language))
    key = f"k_few_{flip.by}" if flip.proved else f"k_found_{flip.by}"
    n = _spelled(flip.size or 0, language)
    return say(language, key, does=does, n=n) + say(language, f"k_such_{where}")


def _opens(one: Flip, other: Flip) -> bool:
    """Whether the one is the other with what is not known answered as well."""
    return one.reach == "open" and (one.by, one.direction) == (other.by, other.direction)


def _does(assessment: Assessment, outcome: Outcome, direction: Literal["up", "down"] | None = None) -> str:
    """“change what fits now”, “raise the level” …"""
    if outcome == "now" and assessment.stance is not None and assessment.stance.now is None:
        return say(assessment.language, "k_does_now_none")
    return say(assessment.language, f"k_does_{outcome}_{direction}" if direction else f"k_does_{outcome}")


def _entry(assessment: Assessment, flip: Flip, single: Single | None = None) -> Entry:
    """What would follow from a set of changes, or from one of those that do it alone; and the changes."""
    moves = flip.moves if single is None else (single.move,)
    language, ends = assessment.language, "k_if" if len(moves) == 1 else "k_if_all"
    clauses = [_move(move, language) for move in moves]
    marks = [";"] * (len(clauses) - 1) + ["."]
    return Entry(
        text=_outcome(flip.outcome, flip if single is None else single, language) + say(language, ends),
        details=tuple(clause + mark for clause, mark in zip(clauses, marks, strict=True)),
    )


def _outcome(outcome: Outcome, found: Flip | Single, language: str) -> str:
    """Everything that follows: what it is told for, and what else of level and courses is another then."""
    also = [Also(outcome=outcome, to=found.to, to_title=found.to_title), *found.also]
    by_outcome = {each.outcome: each for each in also}
    best, now = by_outcome.get("best"), by_outcome.get("now")
    if best is not None and now is not None and best.to == now.to and best.to is not None:
        also = [each for each in also if each.outcome not in ("best", "now")]
        at = 0 if outcome != "level" else 1
        clauses = [_clause(each, language) for each in also]
        clauses.insert(at, say(language, "k_to_both", to=best.to_title))
    else:
        clauses = [_clause(each, language) for each in also]
    words = joined(clauses, say(language, "n_and"))
    return words[0].upper() + words[1:]


def _clause(found: Also, language: str) -> str:
    """“the level would become …”"""
    return say(
        language, f"k_to_{found.outcome}_none" if found.to is None else f"k_to_{found.outcome}", to=found.to_title
    )


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
        key = f"k_few_{flip.by}" if flip.proved else f"k_found_{flip.by}"
        return say(language, key, does=does, n=flip.size) + "."
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
    key = "k_open_far" if not _is_short(opened) else "k_open_one" if opened.size == 1 else "k_open"
    return say(language, key, n=_spelled(opened.size, language))


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
            key = f"k_steady_none_{each.by}" + ("_one" if each.singles == 1 else "")
            yield say(language, key, what=what, n=_spelled(each.singles, language))
        else:
            key = f"k_steady_{each.by}_one" if each.moves == 1 else f"k_steady_{each.by}"
            yield say(language, key, what=what, n=_spelled(each.moves, language))


def _spelled(n: int, language: str) -> str:
    return say(language, f"k_n{n}") if n <= 6 else str(n)


def _tornado(assessment: Assessment, tornado: Tornado, most: int) -> Iterator[Block]:
    language, shown = assessment.language, _figures(assessment, tornado)
    if tornado.figure == "score":
        yield Paragraph(text=say(language, "k_tornado_score", now=shown(tornado.now)))
    else:
        words = {
            "other": stance_title(assessment, tornado.other),
            "best": stance_title(assessment, assessment.stance.best if assessment.stance else None),
            "now": shown(tornado.now),
            "unit": unit(assessment),
        }
        yield Paragraph(text=say(language, "k_tornado_difference", **words))
    yield Table(
        heads=tuple(say(language, key) if key else "" for key in ("", "k_single", "k_low", "k_high", "")),
        rows=tuple(
            (
                Cell(text=bar.id),
                Cell(text=_what(bar, language)),
                Cell(text=shown(bar.low), number=True),
                Cell(text=shown(bar.high), number=True),
                Cell(text=say(language, f"k_flips_{tornado.figure}") if bar.flips else ""),
            )
            for bar in tornado.bars[:most]
        ),
    )


def _what(bar: Bar, language: str) -> str:
    return f"{bar.text} ({say(language, f'l_{bar.half}').lower()})" if bar.half else bar.text


def _figures(assessment: Assessment, tornado: Tornado) -> Callable[[float], str]:
    """How the figures of a tornado are shown: scores in tenths, differences no finer than the exposures of the courses."""
    if tornado.figure == "score" or assessment.stance is None or tornado.other is None:
        return lambda value: tenths(value, assessment.language)
    decimals = decimals_shown(assessment)
    places = min(decimals[assessment.stance.best], decimals[tornado.other])
    return lambda value: apart(value, places, assessment.language)


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
    for sentence in _what_counts(assessment):
        yield Paragraph(text=sentence)
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
        key = "k_open_key_rated" if any(each.state == "unrated" for each in assessment.risks) else "k_open_key"
        yield Paragraph(text=say(language, key), tone="quiet")
    if flip.size is None:
        yield Paragraph(text=_with_unknown(flip, language) if flip.reach == "open" else _far(assessment, flip))
        return
    if flip.size == 1:
        key = "k_size_one" if len(flip.singles) == 1 else "k_size_each"
        yield Paragraph(text=say(language, key, n=len(flip.singles)))
        yield Listing(entries=tuple(_entry(assessment, flip, single) for single in flip.singles))
        return
    yield Paragraph(text=say(language, "k_size" if flip.proved else "k_size_unproved", n=flip.size))
    yield Listing(entries=(_entry(assessment, flip),))


def _fact(steady: Steadiness, language: str) -> tuple[str, str]:
    alone = "k_moves_none_one" if steady.singles == 1 else "k_moves_none"
    key = "k_any" if steady.moves is None else "k_moves" if steady.moves else alone
    shown = say(language, key, n=steady.moves or steady.singles, of=steady.of)
    if not steady.proved:
        shown += " " + say(language, "k_unproved")
    what = say(language, f"k_what_{steady.outcome}")
    return f"{what[0].upper()}{what[1:]}, {say(language, f'k_{steady.by}')}", shown
