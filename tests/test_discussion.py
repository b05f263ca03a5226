"""What is flagged for discussion, and who in the room thought otherwise: read, saved, shown, and never scored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.advice.assess import assess
from readiness.loading.responses import load_response
from readiness.loading.saving import plain_answer, plain_rating, plain_response, response_yaml
from readiness.loading.yaml_core import parse
from readiness.model.assessment import Assessment
from readiness.model.questionnaire import Questionnaire
from readiness.model.response import (
    Answer,
    Dissent,
    OpportunityRating,
    RatingDissent,
    Response,
    RiskRating,
)
from tests.running import ACTING, run
from tests.strategies import LAW, answered

GOOD = Path(__file__).parent / "broken" / "_good.yaml"
BEGIN = 'format: 1\nquestionnaire: {id: good, version: "2.0"}\n'
ROOM = (
    BEGIN
    + """\
answers:
  founded: {value: 2001-05-06, discuss: true}
  plan:
    value: 2
    note: We argued.
    discuss: true
    dissent:
      - {respondent: Ana, value: 3, note: It is in the drawer.}
      - {respondent: Ben, value: dont_know}
  policy:
    value: yes
    dissent:
      - {respondent: Ana, value: no}
      - {respondent: Ben, value: false}
      - {respondent: Cid}
  blocked: none
  channels:
    value: [blog]
    dissent: [{respondent: Ana, value: [blog, video]}, {respondent: Ben, value: []}]
  staff: {value: 3, discuss: true}
  hours: {value: 4, dissent: [{respondent: Ana, value: 3}]}
  steps:
    value: {listen: 1, reply: 3}
    dissent: [{respondent: Ana, value: {listen: 2, reply: ~}}]
  remarks: {discuss: true}
  tone: 2
risks:
  leak:
    likelihood: 2
    impact: 1
    note: Hm.
    discuss: true
    dissent: [{respondent: Ana, likelihood: 1, impact: 2, note: "No."}]
  rumour: {likelihood: 1, impact: 1}
opportunities:
  hiring: {likelihood: 1, gain: 2, dissent: [{respondent: Ana, likelihood: 2, impact: dont_know}]}
"""
)

PLAIN = {
    "en": """\
To discuss:
- founded: Founded when? [2001-05-06]
- plan: Is there a plan? [Sometimes]
  We argued.
  Ana answered otherwise: Always (It is in the drawer.)
  Ben answered otherwise: don't know
- policy: Is there a staff policy? [Yes]
  Ana answered otherwise: No
  Ben answered otherwise: No
  Cid answered otherwise: not answered
- channels: Which channels? [Blog]
  Ana answered otherwise: Blog; Video
  Ben answered otherwise: none ticked
- staff: How many people? [3 people]
- hours: Hours to a reply? [4]
  Ana answered otherwise: 3
- steps: How often do you? [Listen: Never; Reply: Always]
  Ana answered otherwise: Listen: Sometimes; Reply: not answered
- remarks: Anything else? [not answered]
- leak: A leak [Likely; Slight]
  Hm.
  Ana answered otherwise: Rare; Severe (No.)
- hiring: People apply. [Rare; Large]
  Ana answered otherwise: Likely; don't know
""",
    "fr": """\
À discuter :
- founded: Fondée quand? [2001-05-06]
- plan: Y a-t-il un plan? [Parfois]
  We argued.
  Ana a répondu autrement : Toujours (It is in the drawer.)
  Ben a répondu autrement : ne sait pas
- policy: Y a-t-il une politique? [Oui]
  Ana a répondu autrement : Non
  Ben a répondu autrement : Non
  Cid a répondu autrement : sans réponse
- channels: Quels canaux? [Blogue]
  Ana a répondu autrement : Blogue; Vidéo
  Ben a répondu autrement : rien de coché
- staff: Combien de personnes? [3 personnes]
- hours: Heures avant une réponse? [4]
  Ana a répondu autrement : 3
- steps: À quelle fréquence? [Écouter : Jamais; Répondre : Toujours]
  Ana a répondu autrement : Écouter : Parfois; Répondre : sans réponse
- remarks: Autre chose? [sans réponse]
- leak: Une fuite [Probable; Léger]
  Hm.
  Ana a répondu autrement : Rare; Grave (No.)
- hiring: Des gens postulent. [Rare; Grand]
  Ana a répondu autrement : Probable; ne sait pas
""",
}
MARKDOWN = {
    "en": """\
## To discuss

- `founded` Founded when? **2001-05-06**
- `plan` Is there a plan? **Sometimes**
  - We argued.
  - Ana answered otherwise: Always (It is in the drawer.)
  - Ben answered otherwise: don't know
- `policy` Is there a staff policy? **Yes**
""",
    "fr": """\
## À discuter

- `founded` Fondée quand? **2001-05-06**
- `plan` Y a-t-il un plan? **Parfois**
  - We argued.
  - Ana a répondu autrement : Toujours (It is in the drawer.)
  - Ben a répondu autrement : ne sait pas
- `policy` Y a-t-il une politique? **Oui**
""",
}
HEADINGS = {"en": "To discuss", "fr": "À discuter"}
NEXT = {"en": "Cautions", "fr": "Mises en garde"}


@pytest.fixture
def room(tmp_path: Path) -> Path:
    path = tmp_path / "room.yaml"
    path.write_text(ROOM, encoding="utf-8")
    return path


def read_back(text: str) -> Response:
    document = parse(text, source="f")
    assert document.problems == ()
    return Response.model_validate(document.value)


def printed(path: Path, style: str, language: str) -> str:
    ran = run("score", path, "-q", GOOD, "--format", style, "--lang", language)
    assert ran.code == 0, ran.err
    return ran.out.replace("\u00a0", " ").replace("\u202f", " ")


def assessed(text: str, tmp_path: Path) -> Assessment:
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    fitted = load_response(tmp_path / "a.yaml", questionnaire=str(GOOD))
    assert fitted.questionnaire is not None
    assert fitted.response is not None, fitted.problems
    return assess(fitted.questionnaire, fitted.response)


# ---- read ----


def test_an_answer_is_neither_flagged_nor_disputed_unless_it_says_so() -> None:
    response = read_back(BEGIN + "answers: {plan: 2, staff: {value: 3}}\nrisks: {leak: {likelihood: 1}}\n")
    for said in (*response.answers.values(), response.risks["leak"]):
        assert isinstance(said, Answer | RiskRating)
        assert (said.discuss, said.dissent) == (False, ())


def test_flags_and_voices_are_read() -> None:
    response = read_back(ROOM)
    assert response.answers["plan"] == Answer(
        value=2,
        note="We argued.",
        discuss=True,
        dissent=(
            Dissent(respondent="Ana", value=3, note="It is in the drawer."),
            Dissent(respondent="Ben", value="dont_know"),
        ),
    )
    assert response.answers["channels"].dissent == (
        Dissent(respondent="Ana", value=("blog", "video")),
        Dissent(respondent="Ben", value=()),
    )
    assert response.answers["steps"].dissent == (Dissent(respondent="Ana", value={"listen": 2, "reply": None}),)
    assert response.risks["leak"] == RiskRating(
        likelihood=2,
        impact=1,
        note="Hm.",
        discuss=True,
        dissent=(RatingDissent(respondent="Ana", likelihood=1, impact=2, note="No."),),
    )


@pytest.mark.parametrize("written", ["{discuss: true}", "{dissent: [{respondent: Ana, value: 1}]}"])
def test_a_flag_alone_is_a_long_form_without_an_answer(written: str) -> None:
    assert read_back(BEGIN + f"answers: {{plan: {written}}}\n").answers["plan"].value is None


@pytest.mark.parametrize(
    ("written", "path"),
    [
        pytest.param("answers: {plan: {value: 2, discuss: yes}}", "answers.plan.discuss", id="a-word-for-true"),
        pytest.param("answers: {plan: {value: 2, discuss: 1}}", "answers.plan.discuss", id="one-for-true"),
        pytest.param("answers: {plan: {dissent: [{value: 2}]}}", "answers.plan.dissent[0]", id="nobody"),
        pytest.param(
            "answers: {plan: {dissent: [{respondent: '', value: 2}]}}",
            "answers.plan.dissent[0].respondent",
            id="no-name",
        ),
        pytest.param(
            "answers: {plan: {dissent: [{respondent: A, valu: 2}]}}", "answers.plan.dissent[0].valu", id="unknown-key"
        ),
        pytest.param("answers: {plan: {dissent: Ana}}", "answers.plan.dissent", id="a-name-for-a-list"),
        pytest.param(
            "answers: {}\nrisks: {leak: {dissent: [{respondent: A, value: 2}]}}",
            "risks.leak.dissent[0].value",
            id="a-value-for-a-risk",
        ),
    ],
)
def test_what_is_wrong_in_it_is_said_at_its_place(tmp_path: Path, written: str, path: str) -> None:
    (tmp_path / "a.yaml").write_text(BEGIN + written + "\n")
    fitted = load_response(tmp_path / "a.yaml", questionnaire=str(GOOD))
    assert fitted.response is None
    assert [each.path for each in fitted.errors] == [path]
    assert all(each.repair for each in fitted.errors)


# ---- saved ----


@pytest.mark.parametrize(
    ("answer", "plain"),
    [
        pytest.param(Answer(value=2, discuss=True), {"value": 2, "discuss": True}, id="flagged"),
        pytest.param(Answer(value=2, discuss=False), 2, id="not-flagged"),
        pytest.param(Answer(value=None, discuss=True), {"value": None, "discuss": True}, id="flagged-and-not-answered"),
        pytest.param(
            Answer(value=("a", "b"), dissent=(Dissent(respondent="Ana", value=("a",), note="n"),)),
            {"value": ["a", "b"], "dissent": [{"respondent": "Ana", "value": ["a"], "note": "n"}]},
            id="ticks",
        ),
        pytest.param(
            Answer(value={"a": 1}, dissent=(Dissent(respondent="Ana", value={"a": None}),)),
            {"value": {"a": 1}, "dissent": [{"respondent": "Ana", "value": {"a": None}}]},
            id="rows",
        ),
        pytest.param(
            Answer(value=1, dissent=(Dissent(respondent="Ana"), Dissent(respondent="Ben", value=False))),
            {"value": 1, "dissent": [{"respondent": "Ana"}, {"respondent": "Ben", "value": False}]},
            id="silence-and-no",
        ),
    ],
)
def test_an_answer_is_saved_with_its_flag_and_voices(answer: Answer, plain: object) -> None:
    assert plain_answer(answer) == plain
    assert Answer.model_validate(plain) == answer


@pytest.mark.parametrize(
    ("rating", "plain"),
    [
        pytest.param(RiskRating(likelihood=1, discuss=True), {"likelihood": 1, "discuss": True}, id="risk"),
        pytest.param(RiskRating(discuss=True), {"discuss": True}, id="not-rated"),
        pytest.param(
            OpportunityRating(gain=2, dissent=(RatingDissent(respondent="Ana", likelihood=1, impact="dont_know"),)),
            {"gain": 2, "dissent": [{"respondent": "Ana", "likelihood": 1, "impact": "dont_know"}]},
            id="opportunity",
        ),
        pytest.param(
            RiskRating(probability=(0.1, 0.2), discuss=True, dissent=(RatingDissent(respondent="Ana"),)),
            {"probability": (0.1, 0.2), "discuss": True, "dissent": [{"respondent": "Ana"}]},
            id="own-range",
        ),
    ],
)
def test_a_rating_is_saved_with_its_flag_and_voices(
    rating: RiskRating | OpportunityRating, plain: dict[str, object]
) -> None:
    assert plain_rating(rating) == plain
    assert type(rating).model_validate(plain) == rating


def test_a_whole_response_is_read_back_with_them() -> None:
    response = read_back(ROOM)
    assert read_back(response_yaml(response)) == response


# ---- shown ----


@pytest.mark.parametrize("language", ["en", "fr"])
def test_plain_lines_list_them(room: Path, language: str) -> None:
    assert PLAIN[language] in printed(room, "plain", language)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_markdown_lists_them(room: Path, language: str) -> None:
    assert MARKDOWN[language] in printed(room, "md", language)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_terminal_lists_them(room: Path, language: str) -> None:
    out = printed(room, "terminal", language)
    part = out[out.index(HEADINGS[language]) : out.index(NEXT[language])]
    shown = [" ".join(line.split()) for line in part.split("\n") if line.strip()][1:]
    wanted = [
        line.replace("- ", "• ", 1).replace(":", "", 1) if line.startswith("- ") else line.strip()
        for line in PLAIN[language].splitlines()[1:]
    ]
    assert shown == wanted


@pytest.mark.parametrize("style", ["plain", "terminal", "md"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_where_nothing_is_flagged_nothing_is_said(tmp_path: Path, style: str, language: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(BEGIN + "answers: {plan: {value: 2, discuss: false, dissent: []}}\n")
    assert HEADINGS[language] not in printed(path, style, language)


def test_json_lists_them(room: Path) -> None:
    found: list[dict[str, Any]] = json.loads(printed(room, "json", "en"))["discuss"]
    assert [each["id"] for each in found] == [
        "founded", "plan", "policy", "channels", "staff", "hours", "steps", "remarks", "leak", "hiring",
    ]  # fmt: skip
    assert [each["id"] for each in found if each["flagged"]] == ["founded", "plan", "staff", "remarks", "leak"]
    assert found[1] == {
        "id": "plan",
        "text": "Is there a plan?",
        "shown": "Sometimes",
        "note": "We argued.",
        "flagged": True,
        "dissent": [
            {"respondent": "Ana", "shown": "Always", "note": "It is in the drawer."},
            {"respondent": "Ben", "shown": "don't know", "note": None},
        ],
    }


def test_a_risk_in_ranges_of_its_own_is_not_shown_as_unanswered(tmp_path: Path) -> None:
    text = BEGIN + "answers: {plan: 2}\nrisks: {rumour: {probability: [0.1, 0.2], loss: [1000, 5000], discuss: true}}\n"
    (shown,) = assessed(text, tmp_path).discuss
    assert "not answered" not in shown.shown


def test_a_risk_rated_in_half_says_which_half_is_missing(tmp_path: Path) -> None:
    text = BEGIN + "answers: {plan: 2}\nrisks: {rumour: {likelihood: 2, discuss: true}}\n"
    (shown,) = assessed(text, tmp_path).discuss
    assert shown.shown == "Likely; not answered"


def test_names_and_notes_never_act_on_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    sign = "\\e[2J\\r\\u202e\\x9b"
    path.write_text(
        BEGIN
        + f'answers: {{plan: {{value: 2, note: "{sign}", discuss: true, dissent: [{{respondent: "{sign}", value: "{sign}", '
        f'note: "{sign}"}}]}}}}\n'
    )
    for style in ("plain", "terminal", "md"):
        assert not ACTING.search(printed(path, style, "en"))


def test_a_note_of_several_lines_begins_no_heading_in_markdown(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        BEGIN + 'answers: {plan: {value: 2, note: "x\\n\\n# Fake", dissent: [{respondent: "A\\n# Fake", value: 1}]}}\n'
    )
    assert not any(line.startswith("# Fake") for line in printed(path, "md", "en").split("\n"))


# ---- never scored ----

voices = st.lists(
    st.builds(
        Dissent,
        respondent=st.sampled_from(["Ana", "Ben"]),
        value=st.sampled_from([None, True, 1, "a", "words", "dont_know", ("a",), {"r0": 1}]),
        note=st.sampled_from([None, "n"]),
    ),
    max_size=2,
).map(tuple)
rating_voices = st.lists(
    st.builds(
        RatingDissent,
        respondent=st.just("Ana"),
        likelihood=st.sampled_from([None, 1, 9, "dont_know"]),
        impact=st.sampled_from([None, 2, "not_applicable"]),
    ),
    max_size=2,
).map(tuple)


@st.composite
def disputed(draw: st.DrawFn) -> tuple[Questionnaire, Response, Response]:
    """A response, and the same with flags and voices here and there."""
    questionnaire, response = draw(answered())
    entries: dict[str, dict[str, object]] = {}
    for part in ("answers", "risks", "opportunities"):
        said = voices if part == "answers" else rating_voices
        entries[part] = {
            name: each.model_copy(update={"discuss": draw(st.booleans()), "dissent": draw(said)})
            if isinstance(each, Answer | RiskRating | OpportunityRating)
            else each
            for name, each in getattr(response, part).items()
        }
    return questionnaire, response, response.model_copy(update=entries)


@settings(LAW)
@given(disputed())
def test_flags_and_voices_change_nothing_but_what_is_to_be_discussed(
    case: tuple[Questionnaire, Response, Response],
) -> None:
    questionnaire, quiet, loud = case
    assert assess(questionnaire, loud).model_copy(update={"discuss": ()}) == assess(questionnaire, quiet)


@settings(LAW)
@given(disputed())
def test_what_is_flagged_or_disputed_is_listed_in_order_and_nothing_else(
    case: tuple[Questionnaire, Response, Response],
) -> None:
    questionnaire, _, loud = case
    things = {
        "answers": questionnaire.every_question(),
        "risks": questionnaire.risks,
        "opportunities": questionnaire.opportunities,
    }
    wanted = [
        (thing.id, said.discuss, len(said.dissent))
        for part, listed in things.items()
        for thing in listed
        if isinstance(said := getattr(loud, part).get(thing.id), Answer | RiskRating | OpportunityRating)
        and (said.discuss or said.dissent)
    ]
    assert [(each.id, each.flagged, len(each.dissent)) for each in assess(questionnaire, loud).discuss] == wanted


@settings(LAW)
@given(disputed())
def test_flags_and_voices_are_read_back(case: tuple[Questionnaire, Response, Response]) -> None:
    _, _, loud = case
    assert plain_response(read_back(response_yaml(loud))) == plain_response(loud)
