"""How sure the advice is, and what would change it: briefly for the report, and figure by figure for whoever asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from readiness.model.assessment import Assessment
from readiness.model.decision import (
    Bar,
    Comparison,
    Flip,
    Move,
    SimulationResult,
    Steadiness,
    Tornado,
)
from readiness.reports.numbers import amount, chances, exact, percent
from readiness.reports.outline import Block, Cell, Entry, Facts, Heading, Listing, Paragraph, Table
from readiness.reports.phrases import joined, no_stance, stance_title, unit
from readiness.words import say

FEW = 3
"""Sets of more changes than this are counted in the report, and told in the explanation only."""
LONGEST = 5
"""How many bars of each tornado the report shows."""
DRIVERS = 3
"""How many risks it names by which two courses differ."""


# ---- in the report ----


def certainty(assessment: Assessment) -> Iterator[Block]:
    """How often the best course costs least, what a year may cost, and the risks that make the difference."""
    if not assessment.stances:
        return
    language, found, years = assessment.language, assessment.stance, assessment.simulation
    yield Heading(text=say(language, "k_sure"))
    if found is None or years is None:
        yield Paragraph(text=say(language, "k_no_figure"))
        return
    for sentence in how_sure(assessment):
        yield Paragraph(text=sentence)
    yield _years(assessment, years)
    key = say(language, "k_years_key", years=amount(years.years, language), unit=unit(assessment))
    yield Paragraph(text=key, tone="quiet")
    for each in years.comparisons:
        if sentence := _apart(assessment, each):
            yield Paragraph(text=sentence)


def how_sure(assessment: Assessment) -> Iterator[str]:
    """The chances of the best course, and why it is too close to call where it is."""
    language, found, years = assessment.language, assessment.stance, assessment.simulation
    if found is None or years is None or found.probability is None:
        return
    best, needed = stance_title(assessment, found.best), chances(found.probability_needed, language)
    shown = chances(found.probability, language, edge=found.probability_needed)
    if not found.too_close:
        yield say(language, "k_chances", best=best, chances=shown)
        return
    rivals = [each for each in years.stances if each.id in found.too_close and each.id != found.best]
    others = joined(
        [
            say(
                language,
                "k_rival",
                course=stance_title(assessment, each.id),
                chances=chances(each.least_risky, language),
            )
            for each in rivals
        ],
        say(language, "n_and"),
    )
    yield say(language, "k_chances_close", best=best, chances=shown, others=others)
    if found.probability < found.probability_needed:
        yield say(language, "k_close_chances", needed=needed)
    if found.margin <= found.margin_needed:
        margin, least = percent(100 * found.margin, language), percent(100 * found.margin_needed, language)
        yield say(language, "k_close_margin", margin=margin, needed=least)


def _years(assessment: Assessment, years: SimulationResult) -> Table:
    language = assessment.language
    heads = ("l_stance", "k_least", "k_mean", "k_good", "k_bad", "k_regret")
    return Table(
        heads=tuple(say(language, key) for key in heads),
        rows=tuple(
            (
                Cell(text=stance_title(assessment, each.id)),
                Cell(text=percent(100 * each.least_risky, language), number=True),
                *(
                    Cell(text=amount(figure, language), number=True)
                    for figure in (each.mean, each.p5, each.p95, each.regret)
                ),
            )
            for each in years.stances
        ),
    )


def _apart(assessment: Assessment, comparison: Comparison) -> str:
    """The risks that speak most for the best course against another, and the strongest that speaks against it."""
    language = assessment.language
    for_it = [each for each in comparison.drivers if each.difference > 0][:DRIVERS]
    against = [each for each in comparison.drivers if each.difference < 0][:1]
    if not for_it:
        return ""
    named = [f"{each.title} ({each.id}, {amount(each.difference, language)})" for each in for_it]
    sentence = say(
        language,
        "k_apart",
        other=stance_title(assessment, comparison.other),
        difference=amount(comparison.difference, language),
        drivers=joined(named, say(language, "n_and")),
    )
    for each in against:
        weight = amount(-each.difference, language)
        sentence += " " + say(language, "k_against", driver=f"{each.title} ({each.id}, {weight})")
    return sentence


def changes(assessment: Assessment) -> Iterator[Block]:
    """What would change the advice, how steady it stands, and the single answers that move it most."""
    found, language = assessment.sensitivity, assessment.language
    if found is None or not (found.flips or found.tornadoes):
        return
    yield Heading(text=say(language, "k_changes" if assessment.stances else "k_changes_level"))
    yield from _smallest(assessment, found.flips)
    for sentence in _steady_sentences(assessment, found.steadiness):
        yield Paragraph(text=sentence)
    for tornado in found.tornadoes:
        if tornado.figure == "difference" or not assessment.stances:
            yield from _tornado(assessment, tornado, LONGEST)


def _smallest(assessment: Assessment, flips: Sequence[Flip]) -> Iterator[Block]:
    """The sets of few changes, each as what would follow from it; of larger ones only how large."""
    language = assessment.language
    courses_first = sorted(flips, key=lambda flip: flip.outcome == "level")
    small = _distinct(
        flip for flip in courses_first if flip.reach == "any" and flip.size is not None and flip.size <= FEW
    )
    if small:
        count = say(language, "k_thing" if len(small) == 1 else "k_things", n=say(language, f"k_n{len(small)}"))
        yield Paragraph(text=count)
        yield Listing(entries=tuple(_entry(assessment, flip) for flip in small))
    for flip in flips:
        if flip.reach == "any" and (flip.size is None or flip.size > FEW) and flip.outcome != "level":
            yield Paragraph(text=_far(assessment, flip), tone="quiet")


def _distinct(flips: Iterable[Flip]) -> list[Flip]:
    """One entry for what the same changes do: the course that fits changes with the best one."""
    kept: list[Flip] = []
    for flip in flips:
        same = next((at for at, each in enumerate(kept) if each.moves == flip.moves and each.to == flip.to), None)
        if same is None:
            kept.append(flip)
    return kept


def _entry(assessment: Assessment, flip: Flip) -> Entry:
    return Entry(
        text=_outcome(assessment, flip), details=tuple(_move(move, assessment.language) for move in flip.moves)
    )


def _outcome(assessment: Assessment, flip: Flip) -> str:
    """What follows from a set of changes."""
    key = {"level": "k_to_level", "best": "k_to_best", "now": "k_to_now"}[flip.outcome]
    if flip.to is None:
        return say(assessment.language, "k_to_none")
    return say(assessment.language, key, to=flip.to_title)


def _move(move: Move, language: str) -> str:
    if move.half is None:
        what = say(language, "k_move_answer", id=move.id, text=move.text)
    else:
        half = say(language, f"l_{move.half}").lower()
        what = say(language, "k_move_half", id=move.id, text=move.text, half=half)
    if not move.was:
        return say(language, "k_move_ticks", what=what, becomes=move.becomes)
    return say(language, "k_move", what=what, was=move.was, becomes=move.becomes)


def _far(assessment: Assessment, flip: Flip) -> str:
    """That no few changes do it, or none at all."""
    language = assessment.language
    by = say(language, f"k_{flip.by}")
    outcome = say(language, f"k_other_{flip.outcome}")
    if flip.size is None:
        return say(language, "k_never" if flip.proved else "k_none_found", by=by, outcome=outcome)
    return say(language, "k_at_least" if flip.proved else "k_about", by=by, outcome=outcome, n=flip.size)


def _steady_sentences(assessment: Assessment, found: Sequence[Steadiness]) -> Iterator[str]:
    """“Any two answers may move one step and the advice stands.”"""
    language = assessment.language
    for each in found:
        if not each.of or (each.outcome == "level" and assessment.stances):
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
    return say(language, f"k_n{n}").lower() if n <= 6 else str(n)


def _tornado(assessment: Assessment, tornado: Tornado, most: int) -> Iterator[Block]:
    language = assessment.language
    if tornado.figure == "score":
        yield Paragraph(text=say(language, "k_tornado_score", now=percent(tornado.now, language)))
    else:
        other = stance_title(assessment, tornado.other)
        best = stance_title(assessment, assessment.stance.best if assessment.stance else None)
        now = _signed(tornado.now, language)
        yield Paragraph(text=say(language, "k_tornado_difference", best=best, other=other, now=now))
    yield Table(
        heads=tuple(say(language, key) if key else "" for key in ("", "k_single", "k_from", "k_to", "")),
        rows=tuple(
            (
                Cell(text=bar.id),
                Cell(text=_what(bar, language)),
                Cell(text=_end(tornado, bar.low, language), number=True),
                Cell(text=_end(tornado, bar.high, language), number=True),
                Cell(text=say(language, "k_flips") if bar.flips else ""),
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


def explain_simulation(assessment: Assessment) -> Iterator[Block]:
    """Every figure of the simulated years, beside its closed form, and how to draw them again."""
    language, years = assessment.language, assessment.simulation
    if years is None:
        yield Paragraph(text=f"{no_stance(assessment)} {say(language, 'k_no_figure')}")
        return
    quiet = percent(100 * years.quiet, language)
    words = {"years": amount(years.years, language), "seed": years.seed, "n": years.n_risks, "quiet": quiet}
    yield Paragraph(text=say(language, "k_how_drawn", **words))
    for sentence in how_sure(assessment):
        yield Paragraph(text=sentence)
    heads = (
        "l_stance",
        "k_expected",
        "k_mean",
        "k_error",
        "k_low_end",
        "k_middle",
        "k_high_end",
        "k_share_least",
        "k_regret",
        "k_regret_end",
    )
    yield Table(
        heads=tuple(say(language, key) for key in heads),
        rows=tuple(
            (
                Cell(text=each.id),
                *(
                    Cell(text=exact(figure, language), number=True)
                    for figure in (
                        each.expected,
                        each.mean,
                        each.standard_error,
                        each.p5,
                        each.p50,
                        each.p95,
                        each.least_risky,
                        each.regret,
                        each.regret_p95,
                    )
                ),
            )
            for each in years.stances
        ),
    )
    yield Heading(text=say(language, "k_exceedance"))
    yield Paragraph(text=say(language, "k_exceedance_key", unit=unit(assessment)))
    losses = [point.loss for point in years.stances[0].exceedance]
    yield Table(
        heads=(say(language, "k_more_than"), *(stance_title(assessment, each.id) for each in years.stances)),
        rows=tuple(
            (
                Cell(text=exact(loss, language), number=True),
                *(Cell(text=exact(each.exceedance[at].probability, language), number=True) for each in years.stances),
            )
            for at, loss in enumerate(losses)
        ),
    )
    for each in years.comparisons:
        yield from _comparison(assessment, each)


def _comparison(assessment: Assessment, comparison: Comparison) -> Iterator[Block]:
    language = assessment.language
    assert assessment.stance is not None
    best, other = stance_title(assessment, assessment.stance.best), stance_title(assessment, comparison.other)
    yield Heading(text=say(language, "k_against_other", best=best, other=other))
    difference, cheaper = exact(comparison.difference, language), exact(comparison.cheaper, language)
    yield Paragraph(text=say(language, "k_cheaper", difference=difference, cheaper=cheaper, best=best, other=other))
    yield Table(
        heads=("", say(language, "l_risk"), say(language, "k_difference")),
        rows=tuple(
            (Cell(text=each.id), Cell(text=each.title), Cell(text=exact(each.difference, language), number=True))
            for each in comparison.drivers
        ),
    )


def explain_sensitivity(assessment: Assessment) -> Iterator[Block]:
    """Every smallest set with all its changes, how it was proved, the steadiness, and both tornadoes whole."""
    language, found = assessment.language, assessment.sensitivity
    if found is None:
        yield Paragraph(text=say(language, "k_no_sensitivity"))
        return
    yield Paragraph(text=say(language, "k_how_found"))
    for flip in found.flips:
        yield Heading(text=_flip_title(flip, language))
        if flip.size is None:
            yield Paragraph(text=_far(assessment, flip))
            continue
        yield Paragraph(text=say(language, "k_size" if flip.proved else "k_size_unproved", n=flip.size))
        yield Listing(entries=(_entry(assessment, flip),))
    yield Heading(text=say(language, "k_steady"))
    outcomes = {"level": "k_what_level", "course": "k_what_course"}
    yield Facts(
        rows=tuple(
            (
                f"{say(language, outcomes[each.outcome])}, {say(language, f'k_{each.by}')}",
                say(language, "k_any" if each.moves is None else "k_moves", n=each.moves, of=each.of),
            )
            for each in found.steadiness
        )
    )
    for tornado in found.tornadoes:
        yield Heading(text=say(language, f"k_h_{tornado.figure}"))
        yield from _tornado(assessment, tornado, len(tornado.bars))


def _flip_title(flip: Flip, language: str) -> str:
    outcome = say(language, f"k_other_{flip.outcome}")
    if flip.direction:
        outcome = say(language, f"k_level_{flip.direction}")
    return say(
        language,
        "k_flip",
        outcome=outcome,
        by=say(language, f"k_{flip.by}"),
        reach=say(language, f"k_{flip.reach}_reach"),
    )
