"""Going on with a response after its questionnaire was edited: what fits stays, and nothing of the rest is lost."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from readiness.loading.load import load_questionnaire, read_document
from readiness.loading.response_file import ResponseFile
from readiness.loading.responses import Fitted, resume
from readiness.loading.saving import plain_response
from readiness.loading.shipped import shipped_examples, shipped_questionnaires
from readiness.model.problem import Severity
from readiness.model.questionnaire import Questionnaire
from readiness.model.response import Answer, OpportunityRating, Response, RiskRating
from readiness.reports.sheet_yaml import blank_yaml
from tests.running import run

Part = Literal["answers", "risks", "opportunities"]

SURVEY = """\
format: 1
id: survey
version: "1"
title: Survey
unit: CAD
scales:
  agreement:
    - {value: 1, label: Never}
    - {value: 2, label: Sometimes}
    - {value: 3, label: Always}
  impact:
    - {value: 1, label: Slight, severity: [1000, 10000]}
    - {value: 2, label: Severe, severity: [10000, 100000]}
    - {value: 3, label: Grave, severity: [100000, 1000000]}
roles:
  - {id: leader, title: Leader}
  - {id: communicator, title: Communicator}
sections:
  - id: all
    title: All
    questions:
      - {id: kept, type: yes_no, text: Is it kept?}
      - {id: plan, type: scale, scale: agreement, text: Is there a plan?, allow: [dont_know], importance: true}
      - {id: policy, type: yes_no, text: Is there a policy?, allow: [not_applicable]}
      - id: channels
        type: choices
        text: Which channels?
        choices:
          - {value: blog, label: Blog, points: 1}
          - {value: video, label: Video, points: 2}
          - {value: radio, label: Radio, points: 3}
      - {id: staff, type: number, text: How many people?, max: 100}
      - id: steps
        type: grid
        scale: agreement
        text: How often do you?
        rows:
          - {id: listen, text: Listen}
          - {id: reply, text: Reply}
      - {id: remarks, type: text, text: Anything else?}
risks:
  - {id: leak, side: participating, text: A leak}
  - {id: rumour, side: not_participating, text: A rumour}
  - {id: fire, side: not_participating, text: A fire}
opportunities:
  - {id: hiring, text: People apply}
  - {id: praise, text: People praise}
"""

ANSWERED = """\
# Written on a train
format: 1
questionnaire: {id: survey, version: "1"}
respondent: {name: Sam, role: leader}
answers:
  # the first
  kept: yes   # always
  plan: {value: dont_know, importance: 2}
  policy:
    value: not_applicable
    note: |
      Why

      not?
  channels: [blog, video]   # both
  staff: 60
  steps: {listen: 1, reply: 3}
  # the last
  remarks: words
risks:
  leak: {likelihood: 2, impact: 3, note: "twice"}   # at most
  # of the town
  rumour: dont_know
opportunities:
  # of all things
  hiring: {likelihood: 1, gain: 2}
  praise: not_applicable
# the end
"""


@dataclass(frozen=True)
class Edit:
    """A change to the questionnaire, and the one entry that does not fit it any more."""

    old: str
    new: str
    part: Part
    name: str
    lines: str
    """Those of the entry in the response."""

    def of(self, text: str) -> str:
        assert text.count(self.old) == 1
        return text.replace(self.old, self.new)


WHY = "  policy:\n    value: not_applicable\n    note: |\n      Why\n\n      not?\n"
EDITS = {
    "question-removed": Edit(
        "      - {id: remarks, type: text, text: Anything else?}\n", "", "answers", "remarks", "  remarks: words\n"
    ),
    "question-renamed": Edit("{id: staff,", "{id: people,", "answers", "staff", "  staff: 60\n"),
    "choice-removed": Edit(
        "          - {value: video, label: Video, points: 2}\n",
        "",
        "answers",
        "channels",
        "  channels: [blog, video]   # both\n",
    ),
    "choice-is-exclusive": Edit(
        "label: Video,", "label: Video, exclusive: true,", "answers", "channels", "  channels: [blog, video]   # both\n"
    ),
    "type-changed": Edit(
        "{id: staff, type: number, text: How many people?, max: 100}",
        "{id: staff, type: text, text: Which people?}",
        "answers",
        "staff",
        "  staff: 60\n",
    ),
    "number-out-of-bounds": Edit("max: 100", "max: 50", "answers", "staff", "  staff: 60\n"),
    "word-not-allowed": Edit("allow: [not_applicable]", "allow: [dont_know]", "answers", "policy", WHY),
    "row-removed": Edit(
        "          - {id: reply, text: Reply}\n", "", "answers", "steps", "  steps: {listen: 1, reply: 3}\n"
    ),
    "risk-removed": Edit(
        "  - {id: rumour, side: not_participating, text: A rumour}\n", "", "risks", "rumour", "  rumour: dont_know\n"
    ),
    "step-removed": Edit(
        "    - {value: 3, label: Grave, severity: [100000, 1000000]}\n",
        "",
        "risks",
        "leak",
        '  leak: {likelihood: 2, impact: 3, note: "twice"}   # at most\n',
    ),
    "opportunity-removed": Edit(
        "  - {id: praise, text: People praise}\n", "", "opportunities", "praise", "  praise: not_applicable\n"
    ),
}
VERSIONS = ["1", "2"]


@dataclass(frozen=True)
class Sittings:
    """A folder with a questionnaire and a response to it, which is opened again and again."""

    folder: Path

    @property
    def response(self) -> Path:
        return self.folder / "answers.yaml"

    @property
    def questionnaire(self) -> Path:
        return self.folder / "survey.yaml"

    def asked(self, text: str) -> Questionnaire:
        """Put this questionnaire in place of the last."""
        self.questionnaire.write_text(text, encoding="utf-8")
        loaded = load_questionnaire(self.questionnaire)
        assert loaded.value is not None, loaded.problems
        return loaded.value

    def resumed(self, text: str) -> Fitted:
        """The response against this questionnaire."""
        return resume(read_document(self.response), self.asked(text))

    def sat(self, text: str, **answers: object) -> Fitted:
        """A whole sitting: opened, answered, saved."""
        questionnaire = self.asked(text)
        file = ResponseFile(self.response, "")
        document = file.read()
        assert document is not None
        fitted = resume(document, questionnaire)
        file.keep(document)
        given = {name: Answer(value=each) for name, each in answers.items()}  # type: ignore[arg-type]  # Pydantic checks it
        response = found(fitted)
        response = response.model_copy(update={"answers": {**response.answers, **given}})
        assert file.save(response) is None
        return fitted

    def read(self) -> Response:
        document = read_document(self.response)
        assert document.problems == ()
        return Response.model_validate(document.value)

    def text(self) -> str:
        return self.response.read_text(encoding="utf-8")


def found(fitted: Fitted) -> Response:
    assert fitted.response is not None, fitted.problems
    return fitted.response


def aside(response: Response, part: Part) -> dict[str, object]:
    return dict(getattr(response.set_aside, part, {}))


@pytest.fixture
def sittings(tmp_path: Path) -> Sittings:
    place = Sittings(tmp_path)
    place.response.write_text(ANSWERED, encoding="utf-8")
    return place


@pytest.fixture(params=VERSIONS, ids=["same-version", "other-version"])
def version(request: pytest.FixtureRequest) -> str:
    """The edited questionnaire's."""
    return str(request.param)


@pytest.fixture(params=sorted(EDITS))
def edit(request: pytest.FixtureRequest) -> Edit:
    return EDITS[request.param]


@pytest.fixture
def edited(edit: Edit, version: str) -> str:
    return edit.of(SURVEY).replace('version: "1"', f'version: "{version}"')


class TestAfterAnEdit:
    def test_what_does_not_fit_is_set_aside_as_it_was(self, sittings: Sittings, edit: Edit, edited: str) -> None:
        before, response = sittings.read(), found(sittings.resumed(edited))
        for part in ("answers", "risks", "opportunities"):
            moved = {edit.name} if part == edit.part else set()
            entries = getattr(before, part)
            assert aside(response, part) == {name: each for name, each in entries.items() if name in moved}
            assert set(getattr(response, part)) == set(entries) - moved

    def test_what_fits_is_what_it_was(self, sittings: Sittings, edit: Edit, edited: str) -> None:
        before, after = (plain_response(each) for each in (sittings.read(), found(sittings.resumed(edited))))
        entries = before[edit.part]
        assert isinstance(entries, dict)
        del entries[edit.name], after["set_aside"]
        assert {**after, "questionnaire": None} == {**before, "questionnaire": None}

    def test_the_response_is_one_to_the_questionnaire_as_it_is(
        self, sittings: Sittings, version: str, edited: str
    ) -> None:
        assert found(sittings.resumed(edited)).questionnaire.version == version

    def test_one_warning_names_it_at_its_line(self, sittings: Sittings, edit: Edit, edited: str) -> None:
        fitted = sittings.resumed(edited)
        first = ANSWERED[: ANSWERED.index(edit.lines)].count("\n") + 1
        assert fitted.errors == ()
        assert [(each.severity, each.source) for each in fitted.problems] == [
            (Severity.WARNING, str(sittings.response))
        ]
        (warning,) = fitted.problems
        assert warning.line in range(first, first + edit.lines.count("\n"))
        assert edit.name in f"{warning.path} {warning.message}"
        assert fitted.misfits == fitted.problems

    def test_the_saved_file_holds_it_and_every_other_line(
        self, sittings: Sittings, edit: Edit, version: str, edited: str
    ) -> None:
        before = sittings.read()
        sittings.sat(edited)
        assert aside(sittings.read(), edit.part) == {edit.name: getattr(before, edit.part)[edit.name]}
        wanted = ANSWERED.replace(edit.lines, "")
        if version == "2":
            wanted = wanted.replace(' {id: survey, version: "1"}', "\n  id: survey\n  version: '2'")
        assert sittings.text().partition("set_aside:\n")[0] == wanted

    def test_the_comments_stay(self, sittings: Sittings, edit: Edit, edited: str) -> None:
        sittings.sat(edited)
        own = edit.lines.partition("#")[2]
        said = [line.partition("#")[2] for line in ANSWERED.split("\n") if "#" in line]
        assert [each for each in said if each and each not in own and f"#{each}" not in sittings.text()] == []

    def test_the_saved_file_is_scored_and_what_was_set_aside_named(
        self, sittings: Sittings, edit: Edit, edited: str
    ) -> None:
        sittings.sat(edited)
        ran = run("score", sittings.response)
        assert ran.code == 0, ran.err
        assert f"set_aside.{edit.part}.{edit.name}" in ran.err
        assert "set aside" in ran.err

    def test_it_comes_back_with_its_question(self, sittings: Sittings, edit: Edit, edited: str) -> None:
        before = sittings.read()
        sittings.sat(edited)
        fitted = sittings.sat(SURVEY)
        assert fitted.problems == ()
        assert found(fitted).set_aside is None
        assert plain_response(sittings.read()) == plain_response(before)
        ran = run("score", sittings.response)
        assert (ran.code, ran.err) == (0, "")

    def test_the_comments_are_there_when_it_is_back(self, sittings: Sittings, edit: Edit, edited: str) -> None:
        sittings.sat(edited)
        sittings.sat(SURVEY)
        assert "# Written on a train\n" in sittings.text()
        assert "  # the first\n  kept: yes   # always\n" in sittings.text()

    def test_it_stays_set_aside_from_sitting_to_sitting(self, sittings: Sittings, edit: Edit, edited: str) -> None:
        sittings.sat(edited)
        text = sittings.text()
        again = sittings.sat(edited, kept="yes")
        assert sittings.text() == text
        assert len(again.misfits) == 1

    def test_a_warning_of_what_was_set_aside_before_points_to_it(
        self, sittings: Sittings, edit: Edit, edited: str
    ) -> None:
        sittings.sat(edited)
        (warning,) = sittings.resumed(edited).problems
        assert warning.path.startswith(f"set_aside.{edit.part}.{edit.name}")


class TestWithoutAnEdit:
    @pytest.mark.parametrize("name", sorted(shipped_examples()))
    def test_an_example_is_gone_on_with_as_it_is(self, tmp_path: Path, name: str) -> None:
        content = shipped_examples()[name].read_bytes()
        path = tmp_path / "a.yaml"
        path.write_bytes(content)
        file = ResponseFile(path, "")
        document = file.read()
        assert document is not None
        asked = load_questionnaire(shipped_questionnaires()[Response.model_validate(document.value).questionnaire.id])
        assert asked.value is not None
        fitted = resume(document, asked.value)
        assert fitted.problems == ()
        file.keep(document)
        assert file.save(found(fitted)) is None
        assert path.read_bytes() == content

    @pytest.mark.parametrize("name", sorted(shipped_questionnaires()))
    def test_a_blank_sheet_is_gone_on_with_as_it_is(self, tmp_path: Path, name: str) -> None:
        questionnaire = load_questionnaire(shipped_questionnaires()[name]).value
        assert questionnaire is not None
        path = tmp_path / "a.yaml"
        path.write_text(blank_yaml(questionnaire, "fr"), encoding="utf-8")
        file = ResponseFile(path, "")
        document = file.read()
        assert document is not None
        fitted = resume(document, questionnaire)
        assert fitted.problems == ()
        file.keep(document)
        assert file.save(found(fitted)) is None
        assert path.read_text(encoding="utf-8") == blank_yaml(questionnaire, "fr")

    def test_an_answer_fills_its_entry_in_a_blank_sheet(self, sittings: Sittings) -> None:
        blank = blank_yaml(sittings.asked(SURVEY), "en")
        sittings.response.write_text(blank, encoding="utf-8")
        sittings.sat(SURVEY, kept="yes", staff=3)
        assert sittings.text() == blank.replace("  kept:\n", "  kept: 'yes'\n").replace("  staff:\n", "  staff: 3\n")


EMPTIES = {
    "nothing": ("answers", "staff", "", Answer(value=60)),
    "long-form": ("answers", "staff", "{value: , note: }", Answer(value=60)),
    "rows": ("answers", "steps", "{listen: , reply: }", Answer(value={"listen": 1, "reply": 3})),
    "risk": ("risks", "leak", "", RiskRating(likelihood=2, impact=3)),
    "risk-halves": ("risks", "leak", "{likelihood: , impact: }", RiskRating(likelihood=2, impact=3)),
    "opportunity-halves": (
        "opportunities",
        "hiring",
        "{likelihood: , gain: }",
        OpportunityRating(likelihood=1, gain=2),
    ),
}


class TestWhatWasSetAside:
    BEGIN = 'format: 1\nquestionnaire: {id: survey, version: "1"}\n'

    @pytest.mark.parametrize("name", sorted(EMPTIES))
    def test_takes_the_place_of_an_empty_entry(self, sittings: Sittings, name: str) -> None:
        part, key, empty, value = EMPTIES[name]
        written = plain_response(
            Response.model_validate({"format": 1, "questionnaire": {"id": "x"}, part: {key: value}})
        )
        text = f"{self.BEGIN}{part}:\n  {key}: {empty}\nset_aside: {{{part}: {written[part]}}}\n"
        sittings.response.write_text(text if part == "answers" else f"{text}answers: {{}}\n")
        fitted = sittings.sat(SURVEY)
        assert getattr(found(fitted), part)[key] == value
        assert found(fitted).set_aside is None
        assert getattr(sittings.read(), part)[key] == value

    @pytest.mark.parametrize(
        ("part", "newer", "older"),
        [
            ("answers", "staff: 3", "staff: 60"),
            ("answers", "staff: {value: 3, note: x}", "staff: {value: 60, note: y}"),
            ("answers", "channels: []", "channels: [blog]"),
            ("answers", "kept: no", "kept: yes"),
            ("answers", "plan: dont_know", "plan: 3"),
            ("risks", "leak: {likelihood: 1}", "leak: {likelihood: 2, impact: 2}"),
            ("risks", "leak: dont_know", "leak: {likelihood: 2, impact: 2}"),
            ("opportunities", "hiring: not_applicable", "hiring: {likelihood: 2, gain: 2}"),
        ],
    )
    def test_never_takes_the_place_of_a_newer_answer(
        self, sittings: Sittings, part: Part, newer: str, older: str
    ) -> None:
        answers = "" if part == "answers" else "answers: {}\n"
        sittings.response.write_text(f"{self.BEGIN}{answers}{part}: {{{newer}}}\nset_aside: {{{part}: {{{older}}}}}\n")
        before = sittings.read()
        assert plain_response(found(sittings.resumed(SURVEY)))[part] == plain_response(before)[part]

    def test_is_not_lost_to_a_flag_alone(self, sittings: Sittings) -> None:
        """The question is of another type now. Somebody flags it and does not answer it."""
        edited = EDITS["type-changed"].of(SURVEY)
        sittings.sat(edited)
        sittings.response.write_text(sittings.text().replace("answers:\n", "answers:\n  staff: {discuss: true}\n", 1))
        sittings.sat(edited)
        assert aside(sittings.read(), "answers") == {"staff": Answer(value=60)}
        assert sittings.read().answers["staff"].discuss

    def test_is_kept_beside_another_that_comes_later(self, sittings: Sittings) -> None:
        first = EDITS["question-removed"].of(SURVEY)
        sittings.sat(first)
        sittings.sat(EDITS["risk-removed"].of(first))
        response = sittings.read()
        assert set(aside(response, "answers")) == {"remarks"}
        assert set(aside(response, "risks")) == {"rumour"}

    def test_comes_back_one_by_one(self, sittings: Sittings) -> None:
        first = EDITS["question-removed"].of(SURVEY)
        both = EDITS["risk-removed"].of(first)
        sittings.sat(both)
        sittings.sat(first)
        assert set(aside(sittings.read(), "answers")) == {"remarks"}
        assert aside(sittings.read(), "risks") == {}
        sittings.sat(SURVEY)
        assert sittings.read().set_aside is None

    def test_may_be_everything(self, sittings: Sittings) -> None:
        text = "# mine\n" + self.BEGIN + "answers:\n  # why\n  remarks: words\n"
        sittings.response.write_text(text)
        sittings.sat(EDITS["question-removed"].of(SURVEY))
        assert sittings.read().answers == {}
        assert "# why\n" in sittings.text()
        assert run("score", sittings.response).code == 0


def test_an_empty_entry_of_a_question_that_is_gone_is_no_error_later(sittings: Sittings, edit: Edit) -> None:
    """A blank sheet made for the questionnaire before it was edited, answered in part, then scored."""
    sittings.response.write_text(blank_yaml(sittings.asked(SURVEY), "en"), encoding="utf-8")
    fitted = sittings.sat(edit.of(SURVEY), kept="yes")
    assert fitted.errors == ()
    ran = run("score", sittings.response)
    assert (ran.code, ran.err) == (0, "")


def test_nothing_empty_is_set_aside(sittings: Sittings, edit: Edit) -> None:
    sittings.response.write_text(blank_yaml(sittings.asked(SURVEY), "en"), encoding="utf-8")
    fitted = sittings.resumed(edit.of(SURVEY))
    assert fitted.problems == ()
    assert found(fitted).set_aside is None


def test_a_role_that_is_gone_does_not_keep_the_saved_file_from_being_scored(sittings: Sittings) -> None:
    edited = SURVEY.replace("{id: leader,", "{id: head,")
    fitted = sittings.sat(edited)
    assert [each.severity for each in fitted.problems] == [Severity.WARNING]
    ran = run("score", sittings.response)
    assert ran.code == 0, ran.err


def test_a_question_that_does_not_ask_for_importance_any_more_keeps_its_answer(sittings: Sittings) -> None:
    fitted = sittings.sat(SURVEY.replace(", importance: true", ""))
    assert found(fitted).set_aside is None
    assert sittings.read().answers["plan"].importance == 2
    assert run("score", sittings.response).code == 0


def test_a_loss_in_another_unit_is_set_aside(sittings: Sittings) -> None:
    text = ANSWERED.replace("rumour: dont_know", "rumour: {probability: [0.1, 0.2], loss: [1, 2], currency: EUR}")
    sittings.response.write_text(text)
    fitted = sittings.sat(SURVEY)
    assert set(aside(found(fitted), "risks")) == {"rumour"}
    assert run("score", sittings.response).code == 0


class TestWhatCannotBeGoneOnWith:
    def test_a_response_to_another_questionnaire(self, sittings: Sittings) -> None:
        sittings.response.write_text(ANSWERED.replace("id: survey", "id: other"))
        fitted = sittings.resumed(SURVEY)
        assert fitted.response is None
        assert [each.path for each in fitted.errors] == ["questionnaire.id"]

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("", id="empty"),
            pytest.param("# only a comment\n", id="comments"),
            pytest.param(SURVEY, id="questionnaire"),
            pytest.param("- 1\n", id="list"),
            pytest.param(ANSWERED.replace("# the first", "kept: no"), id="a-key-twice"),
            pytest.param(ANSWERED.replace("answers:", "answer:"), id="unknown-key"),
            pytest.param(ANSWERED.replace("[blog, video]", "[blog, video"), id="syntax"),
            pytest.param(ANSWERED + "set_aside: {sections: {}}\n", id="set-aside-of-another-kind"),
        ],
    )
    def test_what_is_no_sound_response(self, sittings: Sittings, text: str) -> None:
        sittings.response.write_text(text)
        fitted = sittings.resumed(SURVEY)
        assert fitted.response is None
        assert fitted.errors
