"""Columns find their questions by a person's word, by id, by words; what is merely alike, or fits twice, is decided by nobody."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.batch.matching.columns import match
from readiness.batch.matching.likeness import alike, may_mean_the_same
from readiness.batch.matching.normal_form import header_form
from readiness.batch.readings import Importance, OneOf, TickColumns
from tests.strategies import LAW
from tests.tables import (
    Head,
    asking,
    choices,
    code,
    decided,
    grid,
    match_of,
    matched,
    of_kind,
    reading_of,
    scale,
    stops,
    table,
    trouble_of,
)

POLICY = scale(
    "policy", {"en": "Do we have a written data policy?", "fr": "Avons-nous une politique de données écrite ?"}
)
TRUST = scale("trust", {"en": "Our figures can be trusted.", "fr": "On peut se fier à nos chiffres."})
AREAS = grid(
    "areas",
    {"en": "How mature is each area?", "fr": "Quelle est la maturité de chaque domaine ?"},
    {
        "quality": {"en": "Data quality", "fr": "Qualité des données"},
        "governance": {"en": "Governance", "fr": "Gouvernance"},
    },
)
TOOLS = choices(
    "tools",
    {"en": "Which tools do you use?", "fr": "Quels outils utilisez-vous ?"},
    {"note": {"en": "Notebooks", "fr": "Carnets"}, "sql": "SQL", "other": {"en": "Other", "fr": "Autre"}},
)
SECTOR = {"id": "sector", "type": "text", "text": "In which sector do you work?"}
RISKS = [
    {
        "id": "P1",
        "side": "participating",
        "title": {"en": "Backlash", "fr": "Indignation"},
        "text": {"en": "A post draws anger.", "fr": "Une publication suscite la colère."},
    },
    {
        "id": "N1",
        "side": "not_participating",
        "text": {"en": "Complaints spread unheard.", "fr": "Des plaintes se répandent."},
    },
]

ASKED = asking(POLICY, TRUST, AREAS, TOOLS, profile=[SECTOR], risks=RISKS)
ONE = asking(POLICY)


# By id


@pytest.mark.parametrize(
    ("head", "item"),
    [
        ("policy", "policy"),
        ("POLICY", "policy"),
        ("group_pm0cj55/policy", "policy"),
        ("all.policy", "policy"),
        ("form-all-policy", "policy"),
        ("areas.quality", "areas.quality"),
        ("areas_quality", "areas.quality"),
        ("areas[quality]", "areas.quality"),
        ("areas/quality", "areas.quality"),
        ("group/areas/quality", "areas.quality"),
        ("all-areas-quality", "areas.quality"),
        ("areasquality", "areas.quality"),
    ],
)
def test_an_id_is_found_however_a_platform_joins_its_parts(head: str, item: str) -> None:
    found = match(ASKED, table([code(head)]))
    assert matched(found) == {item: (0,)}
    assert match_of(found, item).how == "id"
    assert not match_of(found, item).guessed


@pytest.mark.parametrize("form", ["tools[{}]", "tools/{}", "tools___{}", "tools_{}", "tools.{}", "form/tools/{}"])
def test_options_are_found_by_their_codes(form: str) -> None:
    found = match(ASKED, table([code(form.format(option)) for option in ("note", "sql", "other")]))
    reading = reading_of(found, "tools")
    assert isinstance(reading, TickColumns)
    assert [(tick.column, tick.value) for tick in reading.ticks] == [("c0", "note"), ("c1", "sql"), ("c2", "other")]


def test_a_negative_code_of_a_checkbox_is_another_option_than_the_positive_one() -> None:
    question = {
        "id": "q",
        "type": "choices",
        "text": "Which?",
        "choices": [{"value": 1, "label": "One"}, {"value": -1, "label": "None of them"}],
    }
    found = match(asking(question), table([code("q____1"), code("q___1")]))
    reading = reading_of(found, "q")
    assert isinstance(reading, TickColumns)
    assert {tick.value: tick.column for tick in reading.ticks} == {-1: "c0", 1: "c1"}


def test_the_import_id_counts_as_a_code() -> None:
    found = match(ONE, table([code("Q7", more_codes=("policy",))]))
    assert matched(found) == {"policy": (0,)}


def test_a_code_names_the_question_and_words_name_the_row() -> None:
    heads = [
        code("areas_1", text="Rate these", sub="Governance"),
        code("areas[SQ002]", text="Rate these", sub="Data quality"),
    ]
    assert matched(match(ASKED, table(heads))) == {"areas.governance": (0,), "areas.quality": (1,)}


def test_a_plainer_code_wins_over_one_that_may_mean_the_same() -> None:
    found = match(ASKED, table([code("tools/note"), code("tools/sql"), code("tools/other"), code("tools_other")]))
    assert found.unmapped == (3,)
    assert matched(found)["tools"] == (0, 1, 2)


def test_two_versions_of_one_column_stop_the_run() -> None:
    found = match(ONE, table([code("v1/policy"), code("v2/policy")]))
    assert stops(found) == [("ambiguous", "policy")]
    assert found.readings == ()


def test_rows_without_their_question_are_found_where_all_of_them_are_there() -> None:
    found = match(ASKED, table([code("quality"), code("governance")]))
    assert matched(found) == {"areas.quality": (0,), "areas.governance": (1,)}
    assert all(each.guessed for each in found.matches)
    assert matched(match(ASKED, table([code("quality")]))) == {}


@pytest.mark.parametrize("joint", [".", "-", ":"])
def test_what_several_columns_have_before_their_codes_is_a_group(joint: str) -> None:
    found = match(asking(POLICY, TRUST), table([code(f"base{joint}policy"), code(f"base{joint}trust")]))
    assert matched(found) == {"policy": (0,), "trust": (1,)}


def test_what_one_column_alone_has_before_a_code_may_be_a_part_of_its_name() -> None:
    asked = asking(scale("group", "How well do you work as a group?"))
    assert stops(match(asked, table([code("age-group")]))) == [("fuzzy", "group")]
    assert matched(match(asked, table([code("age-group")]), accept_fuzzy=True)) == {"group": (0,)}


def test_digits_that_run_together_are_not_taken_apart() -> None:
    asked = asking(scale("a12", "Is it so?"), grid("a1", "How?", {"r2": "Two"}))
    assert matched(match(asked, table([code("a1_2")]))) == {}


NUMBERED = {
    "id": "q2",
    "type": "choices",
    "text": "Which tools?",
    "choices": [{"value": 1, "label": "Notebooks"}, {"value": 2, "label": "SQL"}, {"value": 3, "label": "Other"}],
}


def test_a_platform_s_own_count_of_options_gives_way_to_their_words() -> None:
    heads: list[Head] = [
        code(f"Q2_{n}", text="Which tools?", sub=sub) for n, sub in ((1, "SQL"), (2, "Notebooks"), (3, "Other"))
    ]
    reading = reading_of(match(asking(NUMBERED), table(heads)), "q2")
    assert isinstance(reading, TickColumns)
    assert {tick.value: tick.column for tick in reading.ticks} == {2: "c0", 1: "c1", 3: "c2"}


def test_numbers_of_options_are_not_believed_beside_words_in_a_language_that_is_not_the_questionnaire_s() -> None:
    heads: list[Head] = [
        code(f"Q2_{n}", text="Womit arbeiten Sie?", sub=sub)
        for n, sub in ((1, "Hefte"), (2, "Tabellen"), (3, "Anderes"))
    ]
    assert {kind for kind, _ in stops(match(asking(NUMBERED), table(heads)))} == {"fuzzy"}
    assert matched(match(asking(NUMBERED), table(heads), accept_fuzzy=True)) == {"q2": (0, 1, 2)}


def test_a_header_that_is_one_question_s_id_and_another_one_s_row_stops_the_run() -> None:
    asked = asking(AREAS, scale("governance", "Who answers for it all?"))
    found = match(asked, table(["Data quality", "Governance"]))
    assert ("ambiguous", "governance") in stops(found)
    assert matched(match(asked, table([code("governance")]))) == {"governance": (0,)}


def test_a_second_column_with_the_words_of_one_that_was_found_by_its_code_is_told() -> None:
    found = match(ONE, table([code("policy"), "Do we have a written data policy?"]))
    assert matched(found) == {"policy": (0,)}
    assert found.stops == ()
    assert trouble_of(found, "ambiguous").columns == (0, 1)


def test_a_question_that_a_platform_numbers_the_second_time_is_the_second_question() -> None:
    asked = asking(scale("first", "Is it good?"), scale("second", "Is it good?"))
    assert matched(match(asked, table(["Is it good?", "Is it good?2"]))) == {"first": (0,), "second": (1,)}
    assert matched(match(asking(scale("first", "Is it good?")), table(["Is it good?2"]))) == {}


def test_a_code_whose_words_are_another_question_s_stops_the_run() -> None:
    asked = asking(scale("q1", "Is there a plan?"), scale("q2", "Is there a budget?"))
    found = match(asked, table([code("Q1", text="Is there a budget?"), code("Q2", text="Is there a plan?")]))
    assert found.readings == ()
    assert {kind for kind, _ in stops(found)} == {"ambiguous"}


def test_a_code_that_any_platform_gives_is_not_believed_against_words_that_say_otherwise() -> None:
    asked = asking(scale("q1", "Is there a plan?"))
    export = table([code("Q1", text="Before we begin, read this consent form closely")])
    assert stops(match(asked, export)) == [("fuzzy", "q1")]
    assert matched(match(asked, export, accept_fuzzy=True)) == {"q1": (0,)}
    named = asking(scale("plan", "Is there a plan?"))
    assert matched(match(named, table([code("plan", text="Gibt es einen Plan?")]))) == {"plan": (0,)}


def test_the_platform_s_own_count_of_rows_is_a_guess_that_a_person_confirms() -> None:
    export = table([code("areas[SQ001]"), code("areas[SQ002]")])
    found = match(asking(AREAS), export)
    assert [kind for kind, _ in stops(found)] == ["fuzzy", "fuzzy"]
    accepted = match(asking(AREAS), export, accept_fuzzy=True)
    assert matched(accepted) == {"areas.quality": (0,), "areas.governance": (1,)}
    assert match_of(accepted, "areas.quality").how == "position"


# By words


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Do we have a written data policy?", "text"),
        ("Avons-nous une politique de données écrite ?", "text"),
        ("3. do we have a  WRITTEN data policy", "normal text"),
        ("<b>Do we</b> have a written data policy?*", "normal text"),
        ("Avons-nous une politique de donnÃ©es Ã©crite ?", "normal text"),
        ("policy", "id"),
    ],
)
def test_a_question_is_found_by_its_words_in_any_of_its_languages(text: str, how: str) -> None:
    found = match(ONE, table([text]))
    assert matched(found) == {"policy": (0,)}
    assert match_of(found, "policy").how == how


@pytest.mark.parametrize(
    "head",
    [
        ("How mature is each area?", "Governance"),
        "How mature is each area? [Governance]",
        "How mature is each area?  [Governance ]",
        "How mature is each area? - Governance",
        "How mature is each area? – Governance",
        "How mature is each area? >> Governance",
        "How mature is each area?/Governance",
        "Governance:How mature is each area?",
        "Quelle est la maturité de chaque domaine ? [Gouvernance]",
    ],
)
def test_a_row_is_found_however_its_question_is_joined_to_it(head: Head) -> None:
    found = match(ASKED, table([head]))
    assert matched(found) == {"areas.governance": (0,)}
    assert not match_of(found, "areas.governance").guessed


@pytest.mark.parametrize("sub", ["Response", "Selected Choice", "Open-Ended Response", "Réponse"])
def test_what_stands_where_a_row_would_is_no_row(sub: str) -> None:
    assert matched(match(ONE, table([("Do we have a written data policy?", sub)]))) == {"policy": (0,)}


def test_a_question_that_holds_the_joint_itself_is_found_whole() -> None:
    asked = asking(scale("plan", "Plans - written down - are kept?"), scale("other", "kept?"))
    assert matched(match(asked, table(["Plans - written down - are kept?"]))) == {"plan": (0,)}


def test_a_row_alone_is_a_guess_where_one_question_has_it() -> None:
    found = match(ASKED, table(["Data quality", "Gouvernance"]))
    assert matched(found) == {"areas.quality": (0,), "areas.governance": (1,)}
    assert {each.how for each in found.matches} == {"row text"}
    assert all(each.guessed for each in found.matches)


TWICE = asking(
    grid("now", "How is it now?", {"a": "Data quality", "b": "Governance"}),
    grid("soon", "How will it be?", {"a": "Data quality", "b": "Staff"}),
)


@pytest.mark.parametrize("second", ["Data quality", "Data quality2"])
def test_rows_of_two_questions_go_by_position_and_are_listed(second: str) -> None:
    found = match(TWICE, table(["Data quality", "Governance", second, "Staff"]))
    assert matched(found) == {"now.a": (0,), "now.b": (1,), "soon.a": (2,), "soon.b": (3,)}
    assert match_of(found, "now.a").how == match_of(found, "soon.a").how == "position"


def test_a_row_of_two_questions_with_one_column_stops_the_run() -> None:
    beside = match(TWICE, table(["Data quality", "Governance", "Staff"]))
    assert stops(beside) == [("unmatched", "soon.a")]
    assert match_of(beside, "now.a").guessed
    apart = match(TWICE, table(["Governance", "Staff", "Data quality"]))
    assert stops(apart)[0] == ("ambiguous", "now.a")
    assert matched(apart) == {"now.b": (0,), "soon.b": (1,)}


def test_runs_of_options_without_their_question_go_to_the_question_they_stand_in() -> None:
    asked = asking(
        choices("tools", "Which tools?", {"note": "Notebooks", "sql": "SQL"}),
        choices("places", "Which places?", {"home": "Home", "office": "Office", "other": "Other"}),
    )
    found = match(asked, table(["Notebooks", "SQL", "Other", "Home", "Office", "Other"]))
    assert matched(found) == {"tools": (0, 1), "places": (3, 4, 5)}
    assert found.unmapped == (2,)


def test_a_row_that_stands_apart_from_its_question_s_others_is_not_taken_for_it() -> None:
    asked = asking(AREAS, grid("people", "And people?", {"staff": "Staff", "board": "Board"}))
    found = match(asked, table(["Staff", "Board", "Data quality", "Governance", "Data quality"]))
    assert matched(found)["areas.quality"] == (2,)
    assert match_of(found, "areas.quality").guessed
    assert found.unmapped == (4,)


def test_one_option_alone_is_no_question() -> None:
    assert matched(match(ASKED, table(["Other"]))) == {}


def test_equal_headers_and_equal_questions_go_in_order_and_are_listed() -> None:
    asked = asking(scale("first", "Is it good?"), scale("second", "Is it good?"))
    found = match(asked, table(["Is it good?", "Is it good?"]))
    assert matched(found) == {"first": (0,), "second": (1,)}
    assert all(each.how == "position" and each.guessed for each in found.matches)


@pytest.mark.parametrize("second", ["Do we have a written data policy?", "2. do we have a written data policy"])
def test_a_duplicate_header_stops_the_run(second: str) -> None:
    found = match(ONE, table(["Do we have a written data policy?", second]))
    assert stops(found) == [("ambiguous", "policy")]
    assert trouble_of(found, "ambiguous").columns == (0, 1)
    assert found.readings == ()


def test_the_letter_settles_what_the_normal_form_makes_equal() -> None:
    asked = asking(scale("first", "1. Staff"), scale("second", "2. Staff"))
    found = match(asked, table(["2. Staff", "1. Staff"]))
    assert matched(found) == {"first": (1,), "second": (0,)}
    assert not any(each.guessed for each in found.matches)


def test_an_option_s_label_is_found_beside_other_words_for_anything_else() -> None:
    heads = [("Which tools do you use?", sub) for sub in ("Notebooks", "SQL", "Other (please specify)")]
    reading = reading_of(match(ASKED, table(heads)), "tools")
    assert isinstance(reading, TickColumns)
    assert [tick.value for tick in reading.ticks] == ["note", "sql", "other"]


# Cut headers


@pytest.mark.parametrize("head", ["Do we have a wri...", "Do we have a …", "Do we have a wr.. ", "Avons-nous une pol…"])
def test_a_header_that_was_cut_is_the_one_question_that_begins_so(head: str) -> None:
    found = match(ASKED, table([head]))
    assert matched(found) == {"policy": (0,)}
    assert match_of(found, "policy").how == "cut header"
    assert match_of(found, "policy").guessed


def test_a_cut_header_with_its_row_is_that_row() -> None:
    assert matched(match(ASKED, table([("How mature is ..", "Governance")]))) == {"areas.governance": (0,)}


def test_a_cut_header_that_two_questions_begin_with_stops_the_run() -> None:
    asked = asking(scale("a", "How many hours go to cleaning?"), scale("b", "How many hours go to meetings?"))
    found = match(asked, table(["How many hours go..."]))
    assert found.readings == ()
    assert stops(found)[0][0] == "ambiguous"


def test_a_header_that_is_short_but_not_cut_is_no_beginning() -> None:
    assert matched(match(ONE, table(["Do we have a"]))) == {}


# What is alike


NEAR = "Do we have a written datapolicy?"


def test_a_header_that_is_alike_stops_the_run_until_a_person_confirms_it() -> None:
    found = match(ONE, table([NEAR]))
    assert stops(found) == [("fuzzy", "policy")]
    assert found.readings == ()
    assert "% like" in found.stops[0].text
    accepted = match(ONE, table([NEAR]), accept_fuzzy=True)
    assert accepted.stops == ()
    assert match_of(accepted, "policy").how == "fuzzy"
    assert 0.9 <= match_of(accepted, "policy").score < 1
    confirmed = match(ONE, table([NEAR]), explicit=decided(columns=[{"column": 1, "answers": "policy"}]))
    assert confirmed.stops == ()
    assert match_of(confirmed, "policy").how == "map"


@pytest.mark.parametrize(
    ("header", "question"),
    [
        pytest.param(
            "We do not have a written data policy here.", "We do have a written data policy here.", id="negation"
        ),
        pytest.param(
            "Our staff are satisfied with their training", "Our staff are dissatisfied with their training", id="dis"
        ),
        pytest.param(
            "Our figures are reliable and always checked", "Our figures are unreliable and always checked", id="un"
        ),
        pytest.param("We answer all comments within 24 hours", "We answer all comments within 48 hours", id="numbers"),
        pytest.param(
            "Nous avons une politique de données écrite", "Nous n'avons pas une politique de données écrite", id="fr"
        ),
        pytest.param("We don't answer comments on our own pages", "We do answer comments on our own pages", id="n't"),
        pytest.param(
            "How would you rate our internal channels?", "How would you rate our external channels?", id="opposite"
        ),
    ],
)
def test_numbers_negations_and_opposites_make_another_question(header: str, question: str) -> None:
    assert not may_mean_the_same(header_form(header), header_form(question))
    found = match(asking(scale("asked", question)), table([header]), accept_fuzzy=True)
    assert found.readings == ()
    assert stops(found) == [("unmatched", "asked")]


def test_what_is_alike_to_two_questions_is_neither() -> None:
    asked = asking(scale("a", "We review comments about staff"), scale("b", "We review comments about stuff"))
    assert match(asked, table(["We review comments about staf"]), accept_fuzzy=True).readings == ()


def test_a_column_more_like_a_question_that_has_its_column_is_not_taken_for_another() -> None:
    asked = asking(scale("a", "We review comments every month"), scale("b", "We review comment every months"))
    found = match(
        asked, table(["We review comments every month", "We review comments every month."]), accept_fuzzy=True
    )
    assert ("ambiguous", "a") in stops(found)


def test_the_row_must_be_equal_for_a_question_that_is_alike() -> None:
    near = match(ASKED, table([("How mature is eacharea?", "Governance")]), accept_fuzzy=True)
    assert matched(near) == {"areas.governance": (0,)}
    assert matched(match(ASKED, table([("How mature is eacharea?", "Governence")]), accept_fuzzy=True)) == {}


@pytest.mark.parametrize("kind", ["personal", "technical", "status", "id", "started", "seconds", "language"])
def test_columns_that_hold_no_answers_are_never_matched(kind: Any) -> None:
    found = match(ONE, table([of_kind(kind, "Do we have a written data policy?")]), accept_fuzzy=True)
    assert found.readings == ()
    assert found.unmapped == ()


@pytest.mark.parametrize(
    "head",
    [
        code("policy_TEXT", text="Do we have a written data policy? - Text"),
        code("policy_DO_1"),
        "Points - Do we have a written data policy?",
        "Feedback - Do we have a written data policy?",
    ],
)
def test_columns_about_a_question_are_not_its_answers(head: Head) -> None:
    assert match(ONE, table([head]), accept_fuzzy=True).readings == ()


def test_likeness_is_never_certain_and_never_beyond_its_bounds() -> None:
    assert alike("abc", "abc") == 1.0
    assert alike("one thing entirely", "quite another matter") < 0.9
    assert alike("we do it", "we do not do it at all, ever, and that is that") == 0.0


# What is missing


def test_a_scored_question_without_a_column_stops_the_run() -> None:
    found = match(asking(POLICY, TRUST), table(["Do we have a written data policy?"]))
    assert stops(found) == [("unmatched", "trust")]
    assert "trust" in found.stops[0].text
    assert "--map" in found.stops[0].repair


def test_rows_without_a_column_are_told_together() -> None:
    found = match(asking(AREAS), table(["How mature is each area? [Governance]"]))
    assert stops(found) == [("unmatched", "areas.quality")]


def test_profile_and_risks_without_columns_are_notes() -> None:
    found = match(asking(POLICY, profile=[SECTOR], risks=RISKS), table([code("policy")]))
    assert found.stops == ()
    notes = " ".join(trouble.text for trouble in found.troubles)
    assert "sector" in notes
    assert "rates no risks" in notes


def test_ratings_that_are_missing_while_others_are_there_are_listed() -> None:
    found = match(asking(POLICY, risks=RISKS), table([code("policy"), code("P1.likelihood")]))
    assert found.stops == ()
    assert "risk P1 impact" in trouble_of(found, "unmatched").text
    assert "risk P1 likelihood" not in trouble_of(found, "unmatched").text


@pytest.mark.parametrize(
    "head", ["Backlash, severity of", "Gravité : indignation (réponse)", "How bad, then: A post draws anger."]
)
def test_a_rating_that_an_unused_column_may_hold_stops_the_run(head: str) -> None:
    found = match(asking(POLICY, risks=RISKS), table([code("policy"), code("P1.likelihood"), head, "Remarks"]))
    assert stops(found) == [("unmatched", "risk P1 impact")]
    assert found.stops[0].columns == (2,)
    assert "perhaps column C" in found.stops[0].text
    assert any("risk N1 impact" in trouble.text for trouble in found.notes)


def test_the_words_of_the_other_half_or_of_another_risk_make_no_candidate() -> None:
    heads: list[Head] = [
        code("policy"),
        code("P1.likelihood"),
        code("N1.likelihood"),
        code("N1.impact"),
        "Backlash: chances likely",
    ]
    assert match(asking(POLICY, risks=RISKS), table(heads)).stops == ()
    heads[-1] = "Impact of this: Complaints spread unheard."
    assert "risk N1 impact" in matched(match(asking(POLICY, risks=RISKS), table(heads[:3] + heads[4:])))
    assert match(asking(POLICY, risks=RISKS), table(heads)).stops == ()


def test_where_nothing_is_rated_a_title_alone_makes_no_candidate_and_one_with_a_half_does() -> None:
    asked = asking(POLICY, risks=RISKS)
    assert match(asked, table([code("policy"), "Did you ever live through a backlash?"])).stops == ()
    assert match(asked, table([code("policy"), "How likely are you to recommend us?"])).stops == ()
    assert stops(match(asked, table([code("policy"), "Backlash (how likely would it be)"]))) == [
        ("unmatched", "risk P1 likelihood")
    ]


def test_a_column_whose_cells_answer_a_row_that_is_missing_stops_the_run_even_where_the_grid_is_not_scored() -> None:
    unscored = {**AREAS, "scored": False}
    heads: list[Head] = [code("policy"), code("areas.quality"), "Steering?", "Remarks"]
    rows = [["5", "4", "Agree", "Fine"], ["4", "4", "Neither", "No"]]
    found = match(asking(POLICY, unscored), table(heads, rows))
    assert stops(found) == [("unmatched", "areas.governance")]
    assert found.stops[0].columns == (2,)
    assert match(asking(POLICY, unscored), table(heads, [["5", "4", "4", "Fine"]])).stops == ()


def test_a_column_whose_cells_answer_a_question_that_is_missing_stops_the_run_even_where_it_is_not_scored() -> None:
    heads: list[Head] = [code("policy"), "And your mood, please?", "Would you do it again?"]
    rows = [["5", "Agree", "Yes"], ["4", "Neither", "No"]]
    asked = asking(POLICY, scale("mood", "How are you?", scored=False))
    found = match(asked, table(heads, rows))
    assert [(trouble.item, trouble.columns) for trouble in found.stops] == [("mood", (1,))]
    loose = asking(POLICY, {"id": "again", "type": "yes_no", "text": "Again?", "scored": False})
    assert match(loose, table(heads, rows)).stops == ()


@pytest.mark.parametrize("may", [{"none": ["risk P1 impact"]}, {"columns": [{"column": 3, "ignore": True}]}], ids=str)
def test_a_person_settles_a_rating_that_may_stay_without_a_column(may: dict[str, Any]) -> None:
    export = table([code("policy"), code("P1.likelihood"), "Backlash, severity of"])
    asked = asking(POLICY, risks=RISKS[:1])
    assert len(match(asked, export).stops) == 1
    assert match(asked, export, explicit=decided(**may)).stops == ()
    answered = decided(columns=[{"column": 3, "answers": "risk P1 impact"}])
    assert matched(match(asked, export, explicit=answered))["risk P1 impact"] == (2,)


def test_importances_that_are_missing_while_others_are_there_are_listed() -> None:
    asked = asking({**POLICY, "importance": True}, {**TRUST, "importance": True})
    columns = [code("policy"), code("trust"), code("policy.importance")]
    assert "`importance trust`" in match(asked, table(columns)).notes[0].text
    assert match(asked, table(columns[:2])).notes == ()


def test_an_option_of_an_unscored_question_that_an_unused_column_may_hold_stops_the_run() -> None:
    unscored = {**TOOLS, "scored": False}
    heads: list[Head] = [code("policy"), code("tools[note]"), code("tools[other]")]
    assert match(asking(POLICY, unscored), table(heads)).stops == ()
    found = match(asking(POLICY, unscored), table([*heads, "We use SQL, too"]))
    assert [trouble.columns for trouble in found.stops] == [(3,)]


def test_an_option_without_a_column_stops_the_run_and_one_for_anything_else_does_not() -> None:
    lacking = match(asking(TOOLS), table([code("tools[note]"), code("tools[other]")]))
    assert stops(lacking) == [("unmatched", "tools")]
    assert match(asking(TOOLS), table([code("tools[note]"), code("tools[sql]")])).stops == ()


def test_an_unscored_question_is_a_note() -> None:
    found = match(asking(POLICY, scale("mood", "How are you?", scored=False)), table([code("policy")]))
    assert found.stops == ()


def test_columns_that_answer_nothing_are_listed_by_position() -> None:
    assert match(ONE, table([code("policy"), "Favourite colour?", of_kind("personal", "Name")])).unmapped == (1,)


# Ratings and importance


@pytest.mark.parametrize(
    "head",
    [
        *map(
            code,
            ("P1.likelihood", "P1_likelihood", "P1 likelihood", "P1[likelihood]", "p1_likelihood", "likelihood_P1"),
        ),
        *map(
            code,
            ("ratings/P1_likelihood", "P1_vraisemblance", "P1 probabilité", "risk_P1_likelihood", "risk P1 likelihood"),
        ),
        ("How likely is this within a year?", "Backlash"),
        ("Quelle est la probabilité dans l'année ?", "Indignation"),
        ("Backlash", "Likelihood"),
        "How likely is this within a year? [Backlash]",
        "Likelihood: Backlash",
        "Backlash - Likelihood",
        "Indignation : vraisemblance",
        "How probable? [A post draws anger.]",
    ],
    ids=str,
)
def test_a_likelihood_is_found_by_id_and_by_words(head: Head) -> None:
    found = match(ASKED, table([head]))
    assert matched(found) == {"risk P1 likelihood": (0,)}
    assert not match_of(found, "risk P1 likelihood").guessed


@pytest.mark.parametrize(
    "head",
    [
        *map(code, ("N1.impact", "N1_gravité", "N1 impact", "N1[impact]", "impact_N1")),
        ("How grave would the consequences be?", "Complaints spread unheard."),
        "Severity: Complaints spread unheard",
        "Quelle serait la gravité ? [Des plaintes se répandent.]",
    ],
    ids=str,
)
def test_an_impact_is_found_by_id_and_by_words(head: Head) -> None:
    assert matched(match(ASKED, table([head]))) == {"risk N1 impact": (0,)}


def test_a_header_that_speaks_of_both_halves_or_of_neither_is_no_rating() -> None:
    heads: list[Head] = [("How likely and how grave?", "Backlash"), ("What about this?", "Backlash"), "Backlash"]
    assert matched(match(ASKED, table(heads))) == {}


def test_an_opportunity_is_rated_by_gain() -> None:
    asked = asking(POLICY, opportunities=[{"id": "O1", "text": "More people come."}])
    found = match(asked, table([code("O1.likelihood"), ("What would the gain be?", "More people come.")]))
    assert matched(found) == {"opportunity O1 likelihood": (0,), "opportunity O1 gain": (1,)}


@pytest.mark.parametrize(
    "head",
    [
        code("policy.importance"),
        code("policy_importance"),
        "Do we have a written data policy? — importance",
        "How important is this? [Do we have a written data policy?]",
        "Importance : Avons-nous une politique de données écrite ?",
    ],
    ids=str,
)
def test_importance_has_a_column_of_its_own(head: Head) -> None:
    asked = asking({**POLICY, "importance": True})
    found = match(asked, table([code("policy"), head], [["4", "2"], ["5", "0.5"]]))
    assert found.importances == (Importance(item="policy", column="c1"),)
    assert matched(found) == {"policy": (0,), "importance policy": (1,)}


def test_importance_that_is_not_asked_for_is_not_read() -> None:
    assert match(ONE, table([code("policy"), code("policy.importance")])).importances == ()


# A person's word


def test_a_mapping_file_comes_before_everything_else() -> None:
    explicit = decided(columns=[{"column": 2, "answers": "policy"}])
    found = match(asking(POLICY, TRUST), table([code("trust"), code("unlike")]), explicit=explicit)
    assert matched(found) == {"policy": (1,), "trust": (0,)}


def test_what_is_ignored_answers_nothing_and_is_not_listed() -> None:
    explicit = decided(columns=[{"column": "A", "ignore": True}], none=["policy"])
    found = match(ONE, table(["Do we have a written data policy?"]), explicit=explicit)
    assert found.readings == ()
    assert found.stops == ()
    assert found.unmapped == ()


@pytest.mark.parametrize("name", ["areas", "areas.quality"])
def test_what_may_stay_unanswered_does_not_stop_the_run(name: str) -> None:
    found = match(asking(AREAS), table([code("areas.governance")]), explicit=decided(none=[name]))
    assert found.stops == () or name == "areas"
    assert not any(trouble.item == "areas.quality" for trouble in found.stops)


def test_a_person_settles_a_duplicate() -> None:
    export = table(["Do we have a written data policy?"] * 2)
    chosen = match(ONE, export, explicit=decided(columns=[{"column": "B", "answers": "policy"}]))
    assert matched(chosen) == {"policy": (1,)}
    assert chosen.stops == ()


def test_a_person_may_name_a_column_that_was_taken_for_personal() -> None:
    export = table([of_kind("personal", "Name of the policy")])
    assert matched(match(ONE, export, explicit=decided(columns=[{"column": 1, "answers": "policy"}]))) == {
        "policy": (0,)
    }


# Laws


HEADS: list[Head] = [
    code("policy"),
    "Our figures can be trusted.",
    ("How mature is each area?", "Data quality"),
    "Gouvernance",
    *(("Which tools do you use?", sub) for sub in ("Notebooks", "SQL", "Other")),
    "Likelihood: Backlash",
    code("P1.impact"),
    "Nothing of the kind",
    of_kind("personal", "In which sector do you work?"),
]


@given(st.permutations(range(len(HEADS))))
@LAW
def test_the_order_of_the_columns_does_not_matter(order: list[int]) -> None:
    straight, shuffled = match(ASKED, table(HEADS)), match(ASKED, table([HEADS[at] for at in order]))
    assert {item: frozenset(columns) for item, columns in matched(straight).items()} == {
        item: frozenset(order[at] for at in columns) for item, columns in matched(shuffled).items()
    }
    assert {order[at] for at in shuffled.unmapped} == set(straight.unmapped)
    assert sorted(stops(shuffled), key=str) == sorted(stops(straight), key=str)


@given(st.lists(st.sampled_from(HEADS), max_size=12))
@LAW
def test_a_column_and_a_question_are_each_used_once(heads: list[Head]) -> None:
    found = match(ASKED, table(heads))
    used = [at for each in found.matches for at in each.columns]
    assert len(used) == len(set(used))
    assert len({each.item for each in found.matches}) == len(found.matches)
    assert not set(used) & set(found.unmapped)


def test_seven_hundred_columns_are_matched_in_a_moment() -> None:
    asked = asking(*(scale(f"item{n}", f"Statement number {n} about our ways of working") for n in range(60)))
    heads: list[Head] = [f"Something else, of kind {n}, that we asked" for n in range(640)]
    heads += [f"Statement number {n} about our ways of working" for n in range(59)]
    found = match(asked, table(heads))
    assert len(found.matches) == 59
    assert stops(found) == [("unmatched", "item59")]


def test_troubles_are_told_in_french_as_well() -> None:
    found = match(asking(POLICY, TRUST), table([NEAR]), language="fr")
    assert any("aucune colonne" in trouble.text for trouble in found.stops)
    assert any("ressemble" in trouble.text for trouble in found.stops)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_words_that_a_header_is_like_are_quoted_in_the_language_that_it_is_like(language: str) -> None:
    english, french = "Do we have a written data policy?", "Avons-nous une politique de données écrite ?"
    for near, meant in ((NEAR, english), ("Avons nous une politique de donnée écrite", french)):
        (trouble,) = match(ONE, table([near]), language=language).stops
        assert near in trouble.text
        assert meant.replace(" ", " ") in trouble.text.replace(" ", " ")


def test_a_reading_of_a_scale_is_one_value_a_cell() -> None:
    reading = reading_of(match(ONE, table([code("policy")], [["4"], ["Agree"]])), "policy")
    assert isinstance(reading, OneOf)
    assert reading.values["4"] == reading.values["Agree"] == 4
