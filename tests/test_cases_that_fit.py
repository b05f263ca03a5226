"""The cases that fit: near by areas, as many of each side, and no figure said louder than its sources allow."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from readiness.advice.assess import assess
from readiness.advice.cases import MOST_OF_A_SIDE, fitting_cases
from readiness.loading.load import load_cases
from readiness.loading.responses import load_response
from readiness.loading.shipped import shipped_cases, shipped_examples
from readiness.model.assessment import Assessment
from readiness.model.cases import Case, CaseLibrary
from readiness.model.decision import CaseFigure, FittingCase
from readiness.reports.cases import cases, explain_cases
from readiness.reports.outline import Block, Heading, Listing, Outline, Paragraph
from readiness.reports.plain import render
from tests.strategies import Written, fitted, real

Part = Callable[[Assessment], Iterator[Block]]

HARM, BENEFIT, RECOVERY, ABSENT = "participating_harm", "participating_benefit", "recovery", "absent_or_late"
ANSWERS = {"plan": "no", "staff": "no", "rules": "yes"}


def case(name: str, side: str, *areas: str, **keys: object) -> Written:
    return {
        "id": name,
        "title": f"The title of {name}",
        "organization": f"Makers of {name}",
        "sector": "Retail",
        "country": "Nowhere",
        "year": 2015,
        "side": side,
        "areas": list(areas or ("crisis",)),
        "summary": f"What happened at {name}.",
        "lesson": f"What follows from {name}.",
        "confidence": "high",
        "sources": [
            {"id": 1, "title": "Report", "publisher": "Press", "year": 2016, "address": "https://example.org/1"}
        ],
        **keys,
    }


def library(*written: Written, **keys: object) -> CaseLibrary:
    head = {"format": 1, "id": "l", "version": "1", "title": "L", "as_of": "2026-01-01"}
    return CaseLibrary.model_validate({**head, "cases": list(written), **keys})


def question(name: str, area: str, **keys: object) -> Written:
    return {"id": name, "type": "yes_no", "text": f"Is there {name}?", "area": area, **keys}


def risk(name: str, side: str, area: str, **keys: object) -> Written:
    return {"id": name, "side": side, "title": name.title(), "text": f"It is {name}.", "area": area, **keys}


QUESTIONS = [question("plan", "crisis"), question("staff", "people"), question("rules", "records")]
RISKS = [
    risk("storm", "participating", "crisis"),
    risk("slip", "participating", "people"),
    risk("silence", "not_participating", "crisis"),
]


def rated(**exposures: float) -> Written:
    """A loss that is known, once in two years, so that the exposure is what is given here."""
    return {name: {"probability": [0.5, 0.5], "loss": [2 * each, 2 * each]} for name, each in exposures.items()}


STAY_OUT = rated(storm=30, slip=10, silence=5)
"""Taking part exposes to more."""
ENGAGE = {**rated(storm=3, slip=1), "silence": {"probability": [0.9, 0.9], "loss": [50, 50]}}


def assessment(ratings: Written = STAY_OUT, answers: Written | None = None, **keys: object) -> Assessment:
    profile = [{"id": "place", "type": "text", "text": "Where?"}]
    sections = [{"id": "s", "title": "S", "questions": QUESTIONS}]
    written = {"id": "q", "format": 1, "version": "1", "title": "Q", "profile": profile, "sections": sections}
    questionnaire = real({**written, "risks": RISKS, **keys})
    given = ANSWERS if answers is None else answers
    return assess(questionnaire, fitted(questionnaire, {"answers": given, "risks": ratings}))


def ids(found: Assessment, *written: Written) -> list[str]:
    return [each.id for each in fitting_cases(found, library(*written))]


def with_cases(found: Assessment, *written: Written) -> Assessment:
    return found.model_copy(update={"cases": fitting_cases(found, library(*written))})


def drawn(*blocks: Block) -> str:
    return render(Outline(title="", language="en", blocks=blocks))


# Which cases


def test_each_side_brings_its_nearest() -> None:
    near, far = ("crisis",), ("crisis", "records")
    written = [case("h2", HARM, *far), case("h1", HARM, *near), case("a2", ABSENT, *far), case("a1", ABSENT, *near)]
    found = fitting_cases(assessment(), library(*written))
    assert [(each.side, each.id) for each in found] == [
        ("took_part", "h1"),
        ("took_part", "h2"),
        ("stayed_out", "a1"),
        ("stayed_out", "a2"),
    ]


@pytest.mark.parametrize(
    ("harms", "absent", "each"), [(1, 1, 1), (3, 1, 1), (1, 3, 1), (3, 3, MOST_OF_A_SIDE), (0, 3, 0), (3, 0, 0)]
)
def test_there_are_as_many_of_one_side_as_of_the_other(harms: int, absent: int, each: int) -> None:
    written = [case(f"h{at}", HARM) for at in range(harms)] + [case(f"a{at}", ABSENT) for at in range(absent)]
    found = fitting_cases(assessment(), library(case("none", HARM, "nowhere"), *written))
    assert [one.side for one in found] == ["took_part"] * each + ["stayed_out"] * each


@pytest.mark.parametrize("good", [BENEFIT, RECOVERY])
@pytest.mark.parametrize(
    ("ratings", "shown"),
    [
        pytest.param(ENGAGE, ["h1", "good"], id="engaging-has-the-least-exposure"),
        pytest.param(STAY_OUT, ["h1", "h2"], id="staying-out-has"),
        pytest.param(rated(storm=3, slip=1, silence=4.1), ["h1", "h2"], id="too-close-to-call"),
        pytest.param({}, ["h1", "h2"], id="nothing-rated"),
    ],
)
def test_what_went_well_is_shown_only_where_engaging_is_clearly_best_and_after_a_harm(
    ratings: Written, shown: list[str], good: str
) -> None:
    written = [case("h1", HARM), case("h2", HARM), case("good", good), case("a1", ABSENT), case("a2", ABSENT)]
    assert ids(assessment(ratings), *written) == [*shown, "a1", "a2"]


def test_what_went_well_alone_is_not_set_against_staying_out() -> None:
    assert ids(assessment(ENGAGE), case("good", BENEFIT), case("a", ABSENT)) == []


@pytest.mark.parametrize(
    "first",
    [
        pytest.param(case("b", HARM, confidence="high", year=2005), id="confidence-before-year"),
        pytest.param(case("b", HARM, confidence="medium", year=2016), id="the-newer"),
        pytest.param(case("b", HARM, confidence="medium", year=2009, until=2016), id="by-when-it-ended"),
        pytest.param(case("a", HARM, confidence="medium", year=2015), id="by-id"),
    ],
)
def test_of_equally_near_cases(first: Written) -> None:
    other = case("ab", HARM, confidence="medium", year=2015)
    assert ids(assessment(), other, first, case("x", ABSENT))[0] == first["id"]
    assert ids(assessment(), first, other, case("x", ABSENT))[0] == first["id"]


# Nearness


def test_the_shares_are_those_of_the_weakest_answers_and_of_the_risks_of_the_cases_side() -> None:
    """`plan` and `staff` cost as much as each other; of participating 30 of 40 is crisis, of not participating all of it."""
    harm, absent = fitting_cases(assessment(), library(case("h", HARM, "crisis"), case("a", ABSENT, "crisis")))
    assert (harm.weak_share, harm.risk_share) == (0.5, 0.75)
    assert (absent.weak_share, absent.risk_share) == (0.5, 1)
    assert harm.areas == absent.areas == ("crisis",)
    told = drawn(*explain_cases(with_cases(assessment(), case("h", HARM, "crisis"), case("a", ABSENT, "crisis"))))
    weight = "50\u00a0% of what the weakest answers cost, and 75\u00a0% of what the main risks set the courses apart by"
    assert weight in told


def test_why_a_case_is_shown_is_said_by_what_both_are_about() -> None:
    """By the titles that the library gives to areas, never by shares; an area without one reads as words all the same."""
    cases_ = [case("h", HARM, "crisis", "late-news"), case("a", ABSENT, "crisis")]
    harm, _ = fitting_cases(assessment(), library(*cases_, areas={"crisis": "urgent events"}))
    assert harm.matches == (
        "The case is about urgent events, as are weak answers of yours: “Is there plan?” (plan).",
        "The case is about urgent events, as are main risks of participating here: Storm (storm).",
    )
    assert harm.likeness == (
        "One of the nearest in the library, but no twin: its field is “Retail”, its place, “Nowhere”, is not one that the "
        "profile names, and the case is also about late news."
    )


def test_every_area_of_the_shipped_library_has_a_title_in_both_languages() -> None:
    shipped = load_cases(shipped_cases()).value
    assert shipped is not None
    named = {area for each in shipped.cases for area in each.areas}
    named |= {area for each in shipped.statistics for area in each.areas}
    assert named <= set(shipped.areas)
    assert all(title.in_("en") != title.in_("fr") for title in shipped.areas.values())


def test_a_risk_that_lives_alike_under_every_course_tells_none_of_them_apart() -> None:
    alike = {"stay_out": 0.5, "listen": 0.5, "engage": 0.5}
    found = assessment(risks=[{**RISKS[0], "under": alike}, *RISKS[1:]])
    (harm, _) = fitting_cases(found, library(case("h", HARM, "people", "crisis"), case("a", ABSENT)))
    assert harm.risk_share == 1
    assert harm.matches[1].endswith(": Slip (slip).")


def test_many_areas_do_not_make_a_case_near_to_everybody() -> None:
    broad = case("a", HARM, "crisis", "x", "y", "z")
    assert ids(assessment(), broad, case("b", HARM, "crisis"), case("out", ABSENT))[0] == "b"


@pytest.mark.parametrize(
    ("told", "nearer"),
    [("We work in Canada.", "there"), ("Canadaland", "here"), ("", "here")],
    ids=["named", "part-of-another-word", "not-told"],
)
def test_a_place_that_the_profile_names_parts_cases_that_are_as_near(told: str, nearer: str) -> None:
    answers = {**ANSWERS, "place": told} if told else ANSWERS
    found = assessment(answers=answers)
    written = [case("here", HARM), case("there", HARM, country="United States / Canada"), case("out", ABSENT)]
    first = fitting_cases(found, library(*written))[0]
    assert first.id == nearer
    assert ("The profile names Canada too." in first.matches) == (nearer == "there")


def test_the_place_does_not_outweigh_the_areas() -> None:
    written = [case("b", HARM, "crisis"), case("a", HARM, "crisis", "records", country="Canada"), case("out", ABSENT)]
    assert ids(assessment(answers={**ANSWERS, "place": "Canada"}), *written)[0] == "b"


@pytest.mark.parametrize(
    "areas",
    [
        pytest.param(("elsewhere",), id="no-area-in-common"),
        pytest.param(("elsewhere", "crisis"), id="not-the-main-one"),
        pytest.param(("records",), id="a-strong-answer-is-no-reason"),
    ],
)
def test_a_case_that_fits_by_nothing_is_not_shown(areas: tuple[str, ...]) -> None:
    assert ids(assessment(), case("h", HARM, *areas), case("a", ABSENT)) == []


def test_too_little_in_common_is_not_near() -> None:
    small, rest = question("small", "odd", weight=0.5), question("rest", "crisis", weight=9.5)
    sections = [{"id": "s", "title": "S", "questions": [small, rest]}]
    found = assessment(answers={"small": "no", "rest": "no"}, sections=sections)
    assert ids(found, case("h", HARM, "odd"), case("a", ABSENT)) == []


def test_too_few_answers_or_ratings_are_no_reason() -> None:
    unanswered = fitting_cases(assessment(answers={"plan": "no"}), library(case("h", HARM), case("a", ABSENT)))
    assert [len(each.matches) for each in unanswered] == [1, 1]  # by risk alone
    assert [each.weak_share for each in unanswered] == [None, None]
    unrated = fitting_cases(assessment({}), library(case("h", HARM), case("a", ABSENT)))
    assert ["weak answers" in each.matches[0] for each in unrated] == [True, True]
    assert ids(assessment({}, {}), case("h", HARM), case("a", ABSENT)) == []


def test_where_there_is_no_course_to_choose_there_are_no_sides() -> None:
    written = case("h", HARM), case("a", ABSENT)
    assert ids(assessment(stances=[]), *written) == []
    assert ids(assessment({}, risks=[]), *written) == []


def test_a_grid_counts_in_the_area_of_its_question() -> None:
    grid = {
        "id": "g",
        "type": "grid",
        "text": "How is it?",
        "area": "people",
        "choices": [{"value": 0, "label": "Bad"}, {"value": 1, "label": "Good"}],
        "rows": [{"id": "x", "text": "Day"}, {"id": "y", "text": "Night"}],
    }
    sections = [{"id": "s", "title": "S", "questions": [grid]}]
    found = assessment({}, {"g": {"x": 0, "y": 0}}, sections=sections)
    (harm, _) = fitting_cases(found, library(case("h", HARM, "people"), case("a", ABSENT, "people")))
    assert "“How is it?” (g)" in harm.matches[0]


# What is said of a case

FIGURES = [
    {"text": "Sure.", "confidence": "high", "sources": [1]},
    {"text": "Likely.", "confidence": "medium", "sources": [1], "caveat": "One outlet."},
    {"text": "Disputed.", "confidence": "low", "sources": [1], "caveat": "Denied."},
    {"text": "Told.", "confidence": "medium"},
]
TOLD = [
    case("h", HARM, year=2011, until=2013, region="North", figures=FIGURES, avoid=["Everybody was ruined."]),
    case("a", ABSENT, confidence="low", caution="Say that it is disputed."),
]


def test_figures_keep_their_grade_and_caveat_and_disputed_ones_are_left_out() -> None:
    harm, _ = fitting_cases(assessment(), library(*TOLD))
    source = ("[1] Report, Press, 2016",)
    assert harm.figures == (
        CaseFigure(text="Sure.", confidence="high", caveat=None, sources=source),
        CaseFigure(text="Likely.", confidence="medium", caveat="One outlet.", sources=source),
        CaseFigure(text="Told.", confidence="medium", caveat=None, sources=()),
    )


@pytest.mark.parametrize("part", [cases, explain_cases])
def test_a_case_is_drawn_with_its_years_grades_and_cautions_and_without_what_is_not_to_be_said(part: Part) -> None:
    text = drawn(*part(with_cases(assessment(), *TOLD)))
    for expected in (
        "The title of h [Makers of h, North, Nowhere, 2011–2013]",
        "The title of a [Makers of a, Nowhere, 2015]",
        "Figure: Sure. (high confidence)",
        "Figure: Likely. (medium confidence) One outlet.",
        "The account as a whole: low confidence",
        "In telling it: Say that it is disputed.",
        "Lesson: What follows from a.",
        "Source: [1] Report, Press, 2016",
        "not how often",
    ):
        assert expected in text
    for unsaid in ("Disputed.", "Denied.", "ruined"):
        assert unsaid not in text


def test_the_explanation_has_every_figure_and_address_and_the_report_fewer() -> None:
    found = with_cases(assessment(), *TOLD)
    brief, full = drawn(*cases(found)), drawn(*explain_cases(found))
    assert ("Told." in brief, "Told." in full) == (False, True)
    assert ("https://example.org/1" in brief, "https://example.org/1" in full) == (False, True)


def test_a_source_without_a_year_says_so() -> None:
    source = {"id": 2, "title": "Page", "publisher": "Firm", "address": "https://example.org/2"}
    harm, _ = fitting_cases(assessment(), library(case("h", HARM, sources=[source]), case("a", ABSENT)))
    assert harm.sources == ("[2] Page, Firm, no year, https://example.org/2",)


def test_without_cases_the_report_says_nothing_and_the_explanation_says_so() -> None:
    assert list(cases(assessment())) == []
    assert [type(block) for block in explain_cases(assessment())] == [Paragraph]


def test_what_is_found_is_as_promised() -> None:
    for each in fitting_cases(assessment(), library(*TOLD)):
        assert FittingCase.model_validate_json(each.model_dump_json()) == each


# What is shipped


@cache
def shipped() -> CaseLibrary:
    loaded = load_cases(shipped_cases()).value
    assert isinstance(loaded, CaseLibrary)
    return loaded


@cache
def example(name: str, language: str) -> Assessment:
    given = load_response(shipped_examples()[name])
    assert given.questionnaire is not None
    assert given.response is not None
    found = assess(given.questionnaire, given.response, language=language)
    return found.model_copy(update={"cases": fitting_cases(found, shipped())})


@pytest.mark.parametrize("part", [cases, explain_cases])
@pytest.mark.parametrize("one", shipped().cases, ids=[each.id for each in shipped().cases])
def test_every_shipped_case_is_drawn_with_its_year_and_nothing_to_avoid(one: Case, part: Part) -> None:
    area = one.areas[0]
    found = assessment({}, {"any": "no"}, sections=[{"id": "s", "title": "S", "questions": [question("any", area)]}])
    as_harm = one.model_copy(update={"side": HARM})  # so that it is shown, whichever side it is of
    both = library(case("a", ABSENT, area))
    both = both.model_copy(update={"cases": (as_harm, *both.cases)})
    blocks = tuple(part(found.model_copy(update={"cases": fitting_cases(found, both)})))
    listed = [entry for block in blocks if isinstance(block, Listing) for entry in block.entries]
    assert (listed[0].text, str(one.year) in listed[0].aside) == (one.title.in_("en"), True)
    assert str(one.until or one.year) in listed[0].aside
    text = drawn(*blocks)
    assert one.caution is None or one.caution.in_("en") in text
    assert not any(claim.in_("en") in text for claim in one.avoid)
    assert not any(figure.text.in_("en") in text for figure in one.figures if figure.confidence == "low")


@pytest.mark.parametrize("name", shipped_examples())
def test_a_shipped_example_gets_the_same_cases_in_both_languages_and_as_many_of_each_side(name: str) -> None:
    english, french = example(name, "en").cases, example(name, "fr").cases
    assert [each.id for each in english] == [each.id for each in french]
    assert len(english) % 2 == 0
    assert bool(english) == bool(example(name, "en").stances)
    assert {each.side for each in english} in (set(), {"took_part", "stayed_out"})


@pytest.mark.parametrize(
    ("language", "keys", "told", "said"),
    [
        ("fr", {}, "en", "Les cas sont en anglais."),
        ("en", {}, "en", None),
        ("fr-CA", {"language": "fr"}, "fr", None),
        ("en", {"language": "fr"}, "fr", "The cases are told in French."),
        ("en", {"language": "de"}, "de", "The cases are told in de."),
    ],
)
def test_cases_in_another_language_than_the_readers_say_so_once(
    language: str, keys: Written, told: str, said: str | None
) -> None:
    found = assessment().model_copy(update={"language": language})
    fitting = fitting_cases(found, library(case("h", HARM), case("a", ABSENT), **keys))
    assert {each.language for each in fitting} == {told}
    for part in (cases, explain_cases):
        text = drawn(*part(found.model_copy(update={"cases": fitting})))
        assert text.count(said or "The cases are told") == (1 if said else 0)
        assert said is not None or "Les cas sont" not in text


def test_a_case_that_is_written_in_the_readers_language_is_told_in_it() -> None:
    found = assessment().model_copy(update={"language": "fr"})
    both = {"en": "What happened.", "fr": "Ce qui est arrivé."}
    fitting = fitting_cases(found, library(case("h", HARM, summary=both), case("a", ABSENT, summary=both)))
    assert [(each.language, each.summary) for each in fitting] == [("fr", "Ce qui est arrivé.")] * 2


def test_the_report_is_in_the_language_of_the_assessment() -> None:
    heading = next(block for block in cases(example("quick-bakery", "fr")) if isinstance(block, Heading))
    assert heading.text == "Des cas qui se rapprochent du vôtre"
