"""How sure the advice is: briefly for the report, and figure by figure for whoever asks."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.model.assessment import Assessment
from readiness.model.decision import Comparison, Driver, SimulatedStance, SimulationResult, StanceVerdict
from readiness.reports.numbers import adds_up, amount, apart, chances, exact, exact_apart, in_100, percent
from readiness.reports.outline import Block, Cell, Heading, Paragraph, Table
from readiness.reports.phrases import decimals_shown, exposures_shown, joined, no_stance, stance_title, unit
from readiness.words import say

DRIVERS = 3
"""How many risks are named by which two courses differ."""
FAR = 0.25
"""From this share on an exposure is said to be far less than another."""
SELDOM = 0.8
"""A risk that comes about less often than this weighs in the average without being in many a single year."""

TIED = 0.005
"""From this share of years without any cost on, it is told how ties count."""


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
    yield _years(assessment, years, found)
    yield Paragraph(text=" ".join(_key(assessment, years)), tone="quiet")
    told = [(each, sentence) for each in years.comparisons if (sentence := _apart(assessment, each))]
    for _, sentence in told:
        yield Paragraph(text=sentence)
    if not all(_adds_up(assessment, each) for each, _ in told if each.difference > 0):
        yield Paragraph(text=say(language, "k_apart_key"), tone="quiet")


def how_sure(assessment: Assessment) -> Iterator[str]:
    """What the figures leave out, how often the best course costs least, and why it is too close to call where it is."""
    language, found, years = assessment.language, assessment.stance, assessment.simulation
    if found is None or years is None or found.probability is None:
        return
    if left_out := " ".join(_left_out(assessment, found, years)):
        yield left_out
    some = years.n_rated < years.n_applicable
    if found.too_close:
        opening = say(language, "k_close_rated" if some else "k_close")
        yield " ".join((opening, *_close(assessment, found, years)))
        return
    shown = None if some else chances(found.probability, language, edge=found.probability_needed)
    words = {"best": stance_title(assessment, found.best), "chances": shown, "n": in_100(found.probability)}
    yield say(language, "k_chances_rated" if some else "k_chances" if shown else "k_in_years", **words)


def _left_out(assessment: Assessment, found: StanceVerdict, years: SimulationResult) -> Iterator[str]:
    """That what is not rated, or not known, is not in the figures, and what it could make of them."""
    language = assessment.language
    if years.n_rated < years.n_applicable:
        yield say(language, "k_rated_only", rated=years.n_rated, all=years.n_applicable)
        ranges = _ranges(assessment, years)
        yield say(language, "k_range" if ranges else "k_no_range", ranges=ranges, unit=unit(assessment))
        yield say(language, "k_rated_open" if found.unrated_may_change_best else "k_rated_settled")
    elif not found.holds_whatever_is_unknown and any(each.lower != each.upper for each in years.stances):
        yield say(language, "k_unknown", ranges=_ranges(assessment, years), unit=unit(assessment))


def _ranges(assessment: Assessment, years: SimulationResult) -> str:
    """“128 to 698 by “Stay out” and 125 to 643 by “Listen””; empty where the unknown has no bounds."""
    language = assessment.language
    if any(each.lower is None or each.upper is None for each in years.stances):
        return ""
    ranges = [
        say(
            language,
            "k_range_of",
            low=amount(each.lower, language),
            high=amount(each.upper, language),
            course=stance_title(assessment, each.id),
        )
        for each in years.stances
    ]
    return joined(ranges, say(language, "n_and"))


def _close(assessment: Assessment, found: StanceVerdict, years: SimulationResult) -> Iterator[str]:
    """Which of averages and single years makes it too close, and what lies behind it."""
    language, (best, *others) = assessment.language, _by_average(years, found)
    often = max(others, key=lambda each: each.least_risky)
    shown = exposures_shown(assessment)
    words = {
        "best": stance_title(assessment, best.id),
        "unit": unit(assessment),
        "less": shown[best.id],
        "n": in_100(best.least_risky, edge=found.probability_needed),
        "needed": in_100(found.probability_needed),
        "often": stance_title(assessment, often.id),
        "m": in_100(often.least_risky),
    }
    if "margin" in found.too_close_by:
        words |= {"other": stance_title(assessment, others[0].id), "more": shown[others[0].id]}
        margin, least = percent(100 * found.margin, language), percent(100 * found.margin_needed, language)
        key = "k_close_same" if words["less"] == words["more"] else "k_close_margin"
        yield say(language, key, margin=margin, least=least, **words)
        yield say(language, "k_close_both" if "years" in found.too_close_by else "k_close_years_too", **words)
        return
    words["more"] = shown[often.id]
    far = often.expected - best.expected >= FAR * often.expected
    yield say(language, "k_close_far" if far else "k_close_less", **words)
    yield say(language, "k_close_years", **words)
    driver = next((each.drivers[0] for each in years.comparisons if each.other == often.id and each.drivers), None)
    if driver is not None and driver.difference > 0 and driver.likelihood < SELDOM:
        yield say(language, "k_close_driver", driver=_risk(driver), n=in_100(driver.likelihood))


def _by_average(years: SimulationResult, found: StanceVerdict) -> list[SimulatedStance]:
    """The courses that are too close to each other, the best first and then by what an average year costs."""
    listed = [each for each in years.stances if each.id in found.too_close]
    return sorted(listed, key=lambda each: (each.id != found.best, each.expected))


def _years(assessment: Assessment, years: SimulationResult, found: StanceVerdict) -> Table:
    """What a year costs by each course. The average is exact, and so the same here as where exposures are told."""
    language, edge, shown = assessment.language, 100 * found.probability_needed, exposures_shown(assessment)
    heads = ("l_stance", "k_least", "k_mean", "k_good", "k_bad", "k_regret")
    return Table(
        heads=tuple(say(language, key) for key in heads),
        rows=tuple(
            (
                Cell(text=stance_title(assessment, each.id)),
                Cell(text=percent(100 * each.least_risky, language, edges=(edge,)), number=True),
                Cell(text=shown[each.id], number=True),
                *(Cell(text=amount(figure, language), number=True) for figure in (each.p5, each.p95, each.regret)),
            )
            for each in years.stances
        ),
    )


def _key(assessment: Assessment, years: SimulationResult) -> Iterator[str]:
    """What the columns mean; of a year that costs nothing no year is called better."""
    language = assessment.language
    yield say(language, "k_years_key", years=amount(years.years, language), unit=unit(assessment))
    quiet = [each.p5 == 0 for each in years.stances]
    yield say(language, "k_good_zero" if all(quiet) else "k_good_some_zero" if any(quiet) else "k_good_key")
    yield say(language, "k_bad_some_zero" if any(each.p95 == 0 for each in years.stances) else "k_bad_key")
    if years.quiet >= TIED:
        yield say(language, "k_ties_key")
    yield say(language, "k_regret_key")


def _apart(assessment: Assessment, comparison: Comparison) -> str:
    """The risks that speak most for the best course against another, and the strongest that speaks against it."""
    language = assessment.language
    for_it = [each for each in comparison.drivers if each.difference > 0][:DRIVERS]
    against = [each for each in comparison.drivers if each.difference < 0][:1]
    if not for_it:
        return ""
    named = [f"{_risk(each)} {amount(each.difference, language)}" for each in for_it]
    best = assessment.stance.best if assessment.stance else None
    sentence = say(
        language,
        "k_apart" if comparison.difference > 0 else "k_apart_same",
        best=stance_title(assessment, best),
        other=stance_title(assessment, comparison.other),
        difference=difference_shown(assessment, comparison),
        unit=unit(assessment),
        drivers=joined(named, say(language, "n_and")),
    )
    for each in against:
        driver = f"{_risk(each)} {amount(-each.difference, language)}"
        sentence += " " + say(language, "k_against", other=stance_title(assessment, comparison.other), driver=driver)
    return sentence


def difference_shown(assessment: Assessment, comparison: Comparison) -> str:
    """How much more the other course exposes to, no finer than the exposures of the two."""
    best, places = assessment.stance.best if assessment.stance else comparison.other, decimals_shown(assessment)
    return apart(comparison.difference, min(places[best], places[comparison.other]), assessment.language)


def _adds_up(assessment: Assessment, comparison: Comparison) -> bool:
    """Whether the difference as shown is that of the two exposures as shown, as far as its decimals go."""
    best = assessment.stance.best if assessment.stance else comparison.other
    exposures = {each.id: each.exposure or 0.0 for each in assessment.stances}
    places = decimals_shown(assessment)
    ends = [(exposures[name], places[name]) for name in (comparison.other, best)]
    return adds_up(comparison.difference, *ends)


def _risk(driver: Driver) -> str:
    return f"{driver.title} ({driver.id})"


# ---- in full ----


def explain_simulation(assessment: Assessment) -> Iterator[Block]:
    """Every figure of the simulated years, beside its closed form, and how to draw them again."""
    language, years = assessment.language, assessment.simulation
    if years is None:
        yield Paragraph(text=f"{no_stance(assessment)} {say(language, 'k_no_figure')}")
        return
    words = {
        "years": amount(years.years, language),
        "seed": years.seed,
        "n": years.n_rated,
        "all": years.n_applicable,
    }
    yield Paragraph(text=say(language, "k_how_drawn", **words))
    if years.quiet:
        yield Paragraph(text=say(language, "k_quiet", quiet=percent(100 * years.quiet, language)))
    for sentence in how_sure(assessment):
        yield Paragraph(text=sentence)
    heads = (
        "l_stance",
        "k_expected",
        "k_drawn",
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
    losses = list(_losses(years))
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


def _losses(years: SimulationResult) -> Iterator[float]:
    """How much a year may cost more than, up to the first that no year of any course does."""
    for points in zip(*(each.exceedance for each in years.stances), strict=True):
        yield points[0].loss
        if not any(point.probability for point in points):
            return


def _comparison(assessment: Assessment, comparison: Comparison) -> Iterator[Block]:
    language = assessment.language
    assert assessment.stance is not None and assessment.simulation is not None
    best, other = stance_title(assessment, assessment.stance.best), stance_title(assessment, comparison.other)
    yield Heading(text=say(language, "k_against_other", best=best, other=other))
    named = (assessment.stance.best, comparison.other)
    one, two = (each.expected for each in assessment.simulation.stances if each.id in named)
    difference, cheaper = exact_apart(comparison.difference, one, two, language), exact(comparison.cheaper, language)
    yield Paragraph(text=say(language, "k_cheaper", difference=difference, cheaper=cheaper, best=best, other=other))
    yield Table(
        heads=("", say(language, "l_risk"), say(language, "k_difference")),
        rows=tuple(
            (Cell(text=each.id), Cell(text=each.title), Cell(text=exact(each.difference, language), number=True))
            for each in comparison.drivers
        ),
    )
