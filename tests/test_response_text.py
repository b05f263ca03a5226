"""A response file stays as a person wrote it: what changed is written anew, and nothing else is touched."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from readiness.loading.load import load_questionnaire
from readiness.loading.response_text import ResponseText, blank, taken_apart
from readiness.loading.saving import plain_response, response_yaml, to_yaml
from readiness.loading.shipped import shipped_examples, shipped_questionnaires
from readiness.loading.yaml_core import parse
from readiness.model.response import Answer, Dissent, Respondent, Response, RiskRating, SetAside
from readiness.reports.sheet_yaml import blank_yaml
from tests.strategies import LAW, Features, questionnaires
from tests.strategies import responses as responses_to

Change = Callable[[Response], Response]

HEAD = "# Written on a train\nformat: 1\nquestionnaire: {id: good, version: '2.0'}\n"
BY_HAND = """\
# yaml-language-server: $schema=response.schema.json
# Written on a train.
format: 1
questionnaire: {id: good, version: "2.0"}   # as of May

organization: "A firm"   # ours
respondent:
  name: Sam     # that is me
date: 2026-03-31

# ---- the answers ----
answers:

  # Is there a policy?
  policy: yes      # since May

  plan:   # three of five
    value: 3

    # from the minutes
    note: >-
      Written in May,
      read by nobody.

  channels: [blog,   video]
  steps: {listen: 1, reply: ~}
  'staff':
  # what follows is for Anna
  hours: 1.50


# ---- the risks ----
risks:
    leak: {likelihood: 2, impact: 1}   # not again
    # nobody knows
    rumour: dont_know
# the end
"""


def taken(text: str) -> tuple[ResponseText, Response]:
    """A sound text taken apart, and what it says."""
    document = parse(text, source="f")
    assert document.problems == ()
    read = Response.model_validate(document.value)
    return taken_apart(text, document, read), read


def read_back(text: str) -> Response:
    document = parse(text, source="f")
    assert document.problems == (), text
    return Response.model_validate(document.value)


def said(response: Response) -> str:
    """All that a response says, to compare: the number 1 is not true here, and an empty entry says nothing."""
    written = plain_response(response)
    for part in ("answers", "risks", "opportunities"):
        entries = written.get(part)
        written[part] = (
            {name: each for name, each in entries.items() if each is not None} if isinstance(entries, dict) else {}
        )
    return json.dumps(written, sort_keys=True)


def rewritten(text: str, change: Change) -> str:
    """The text after a change, which it must say."""
    kept, read = taken(text)
    changed = change(read)
    found = kept.text(changed)
    assert said(read_back(found)) == said(changed), found
    return found


def difference(before: str, after: str) -> list[str]:
    """The lines that went and came, as YAML counts lines."""
    lines = difflib.ndiff(before.split("\n"), after.split("\n"))
    return [line for line in lines if line[0] in "+-"]


def answered(**values: object) -> Change:
    """These answers given; an `Answer`, or a bare value."""
    given = {name: each if isinstance(each, Answer) else Answer(value=each) for name, each in values.items()}  # type: ignore[arg-type]  # Pydantic checks it
    return lambda response: response.model_copy(update={"answers": {**response.answers, **given}})


def but(**changed: object) -> Change:
    """The same response with other keys."""
    return lambda response: response.model_copy(update=changed)


def without(*names: str) -> Change:
    """The same response less some answers."""
    return lambda response: response.model_copy(
        update={"answers": {name: each for name, each in response.answers.items() if name not in names}}
    )


def same(response: Response) -> Response:
    return response


# ---- nothing changed ----


@pytest.mark.parametrize("name", sorted(shipped_examples()))
def test_an_example_stays_as_it_is(name: str) -> None:
    text = shipped_examples()[name].read_text(encoding="utf-8")
    assert rewritten(text, same) == text


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", sorted(shipped_questionnaires()))
def test_a_blank_sheet_stays_as_it_is(name: str, language: str) -> None:
    questionnaire = load_questionnaire(shipped_questionnaires()[name]).value
    assert questionnaire is not None
    text = blank_yaml(questionnaire, language)
    assert rewritten(text, same) == text


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(BY_HAND, id="all-at-once"),
        pytest.param(BY_HAND.rstrip("\n"), id="no-line-break-at-the-end"),
        pytest.param(BY_HAND + "\n\n# \n  # deep\n\n", id="blank-lines-and-comments-at-the-end"),
        pytest.param("---\n" + BY_HAND, id="document-start"),
        pytest.param("--- # begins\n" + BY_HAND, id="document-start-with-a-comment"),
        pytest.param("\n\n" + BY_HAND, id="blank-lines-first"),
        pytest.param(HEAD + "answers: {}\n", id="no-answers"),
        pytest.param(HEAD + "answers:\n  a: 1\nset_aside:\n  answers: {b: 2}  # old\n", id="set-aside"),
        pytest.param(HEAD + "answers:\n       a: 1\n       b:\n        value: 2\n", id="odd-indentation"),
        pytest.param(HEAD + "answers:\n  a:\n  - x\n  -   y\n", id="a-list-that-is-not-indented"),
        pytest.param(HEAD + 'answers:\n  a: "x\n\n    # y"\n', id="quoted-over-lines"),
        pytest.param(HEAD + "answers:\n  a: x\n    y\n\n    z\n", id="plain-over-lines"),
        pytest.param(HEAD + "answers:\n  a: |+\n    x\n\n\n  b: 1\n", id="block-that-keeps-its-blank-lines"),
        pytest.param(HEAD + "answers:\n  a: |\n    x", id="block-at-an-end-without-a-line-break"),
        pytest.param(HEAD + "answers:\n  ? a\n  : 1\n", id="complex-keys"),
        pytest.param("answers:\n  a: 1\nformat: 1\nquestionnaire: {id: good}\n", id="another-order"),
        pytest.param('"format": 1\n"questionnaire": {"id": good}\n"answers":\n  "a": 1\n', id="quoted-keys"),
        pytest.param(HEAD + "answers:\n  a:\t1\t# tabs\n", id="tabs-between"),
        pytest.param(HEAD + f"answers:\n  a: {'long ' * 20_000}\n", id="a-very-long-value"),
        pytest.param(HEAD + "answers: {\n   a: 1,\n   b: 2\n}\n", id="a-flow-map-over-lines"),
    ],
)
def test_a_text_that_says_the_same_stays(text: str) -> None:
    assert rewritten(text, same) == text


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"], ids=["next-line", "line-separator", "paragraph"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# a<>b\n" + HEAD + "answers:\n  # c\n  a: 1\n", id="in-the-first-comment"),
        pytest.param(HEAD + "answers:\n  # a<># b\n  a: 1\n", id="in-a-comment"),
        pytest.param(HEAD + "answers:\n  a: 1  # a<>b\n", id="in-a-comment-behind-a-value"),
        pytest.param(HEAD + "organization: 'x<>y'\nanswers:\n  # c\n  a: 1\n", id="in-quotes"),
        pytest.param(HEAD + "answers:\n  b: x<>y\n  # c\n  a: 1\n", id="in-plain-text"),
        pytest.param(HEAD + "answers:\n  b: |\n    x<>y\n  # c\n  a: 1\n", id="in-a-block"),
    ],
)
class TestOddLineSeparators:
    """YAML 1.2, the program's reader and every editor take them for characters like others; Python splits at them."""

    def test_the_text_stays(self, text: str, sign: str) -> None:
        text = text.replace("<>", sign)
        assert rewritten(text, same) == text

    def test_another_answer_changes_its_own_line(self, text: str, sign: str) -> None:
        text = text.replace("<>", sign)
        old = next(line for line in text.split("\n") if line.startswith("  a: 1"))
        assert difference(text, rewritten(text, answered(a=2))) == [f"- {old}", f"+ {old.replace('1', '2', 1)}"]


# ---- one answer changed ----

THREE = HEAD + "answers:\n  # first\n  a: 1  # one\n\n  # second\n  b: 2\n  c: 3\n# last\n"


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        pytest.param(answered(policy="no"), ["-   policy: yes      # since May", "+   policy: 'no'      # since May"]),
        pytest.param(answered(hours=2), ["-   hours: 1.50", "+   hours: 2"]),
        pytest.param(answered(staff=7), ["-   'staff':", "+   staff: 7"]),
        pytest.param(
            answered(channels=("blog",)),
            ["-   channels: [blog,   video]", "+   channels:", "+     - blog"],
        ),
        pytest.param(
            answered(steps={"listen": 1, "reply": 2}),
            ["-   steps: {listen: 1, reply: ~}", "+   steps:", "+     listen: 1", "+     reply: 2"],
        ),
        pytest.param(
            answered(plan=4),
            [
                "-   plan:   # three of five",
                "-     value: 3",
                "- ",
                "-     # from the minutes",
                "-     note: >-",
                "-       Written in May,",
                "-       read by nobody.",
                "+   plan: 4",
            ],
        ),
        pytest.param(
            lambda response: response.model_copy(update={"risks": {**response.risks, "rumour": "not_applicable"}}),
            ["-     rumour: dont_know", "+     rumour: not_applicable"],
        ),
        pytest.param(
            lambda response: response.model_copy(
                update={"risks": {**response.risks, "leak": RiskRating(likelihood=2, impact=2)}}
            ),
            [
                "-     leak: {likelihood: 2, impact: 1}   # not again",
                "+     leak:",
                "+       likelihood: 2",
                "+       impact: 2",
            ],
        ),
        pytest.param(
            but(organization="Another"), ['- organization: "A firm"   # ours', "+ organization: Another   # ours"]
        ),
        pytest.param(answered(extra=True), ["+   extra: true"]),
        pytest.param(without("policy"), ["-   policy: yes      # since May"]),
        pytest.param(but(language="fr"), ["+ language: fr"]),
        pytest.param(but(set_aside=SetAside(answers={"x": Answer(value=1)})), ["+ set_aside:", "+   answers:"]),
    ],
    ids=[
        "one-line-keeps-its-comment",
        "number",
        "empty-one",
        "flow-list",
        "flow-map",
        "long-form",
        "word",
        "rating",
        "organization",
        "new-answer",
        "answer-taken-away",
        "new-key",
        "set-aside",
    ],
)
def test_a_change_touches_its_own_lines_alone(change: Change, lines: list[str]) -> None:
    found = [line for line in difference(BY_HAND, rewritten(BY_HAND, change)) if not line.startswith("+     x: 1")]
    assert sorted(found) == sorted(lines)


def test_a_new_answer_comes_right_after_the_last_one() -> None:
    assert "  c: 3\n  d: 4\n# last\n" in rewritten(THREE, answered(d=4))


def test_new_answers_come_in_the_order_in_which_they_were_given() -> None:
    assert "  c: 3\n  e: 5\n  d: 4\n# last\n" in rewritten(THREE, answered(e=5, d=4))


def test_a_new_answer_stands_as_deep_as_the_others() -> None:
    text = HEAD + "answers:\n     a: 1\n"
    assert rewritten(text, answered(b={"x": 1})) == text + "     b:\n       x: 1\n"


def test_a_new_key_comes_after_everything() -> None:
    found = rewritten(THREE, but(organization="A firm", respondent=Respondent(name="Sam")))
    assert found == THREE + "organization: A firm\nrespondent:\n  name: Sam\n"


def test_the_first_rating_brings_its_container() -> None:
    found = rewritten(THREE, but(risks={"leak": "dont_know"}))
    assert found == THREE + "risks:\n  leak: dont_know\n"


@pytest.mark.parametrize(
    "change",
    [pytest.param(answered(d=4), id="answer"), pytest.param(but(language="fr"), id="key"), pytest.param(same, id="no")],
)
def test_a_file_without_a_last_line_break_keeps_its_comments(change: Change) -> None:
    text = HEAD + "# why\nanswers:\n  # first\n  a: 1  # one"
    assert rewritten(text, change).startswith(text)


def test_a_block_at_an_end_without_a_line_break_stays_word_for_word() -> None:
    """The last line of such a block has no line break of its own, and must not get one that would be read."""
    found = rewritten(HEAD + "answers:\n  # first\n  a: |\n    x", answered(b=1))
    assert "# first" in found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("a: 'x # y' # why", "a: 2 # why", id="after-quotes-that-hold-its-sign"),
        pytest.param('a: "x # y"  # why # not', "a: 2  # why # not", id="with-its-sign-inside"),
        pytest.param("a: [x, y] # why", "a: 2 # why", id="after-a-list"),
        pytest.param("a: # why", "a: 2 # why", id="after-nothing"),
        pytest.param("a: x#y", "a: 2", id="no-comment-at-all"),
        pytest.param("a: 'x # y'", "a: 2", id="quotes-alone"),
        pytest.param("a: {value: 1, note: 'x # y'} # why", "a: 2 # why", id="after-a-long-form-on-one-line"),
    ],
)
def test_a_comment_behind_a_value_of_one_line_stays(before: str, after: str) -> None:
    text = HEAD + f"answers:\n  {before}\n  b: 1\n"
    assert difference(text, rewritten(text, answered(a=2))) == [f"-   {before}", f"+   {after}"]


def test_a_comment_stays_where_it_is_the_last_line_and_not_ended() -> None:
    text = HEAD + "answers:\n  a: 1  # why"
    assert rewritten(text, answered(a=2)).rstrip("\n") == HEAD + "answers:\n  a: 2  # why"


# ---- values that could run into what follows them ----

NOTES = [
    pytest.param("x\n\n", id="ends-in-a-blank-line"),
    pytest.param("x\n\n\n\n", id="ends-in-blank-lines"),
    pytest.param("x\ny\n", id="lines"),
    pytest.param("x\ny", id="lines-not-ended"),
    pytest.param("x\n# y\n", id="a-line-that-looks-like-a-comment"),
    pytest.param("x\n\xa0\ny", id="a-line-of-a-no-break-space"),
    pytest.param("x\n\u3000\ny", id="a-line-of-a-wide-space"),
    pytest.param("x\n\u2028\ny\x85z", id="odd-separators"),
    pytest.param("x\n \ny", id="a-line-of-a-space"),
    pytest.param("\n\nx", id="begins-with-blank-lines"),
    pytest.param("  x\n y\n", id="begins-with-spaces"),
    pytest.param("x\n---\ny\n...\n", id="document-marks"),
    pytest.param("long " * 60, id="long"),
    pytest.param("l" * 50_000, id="long-without-a-space"),
    pytest.param("x\ty\n\tz\n", id="tabs"),
    pytest.param("# x", id="comment"),
    pytest.param("é\x00\x1b\x7f\ufeff\U0001f600", id="signs"),
]
AROUND = [
    pytest.param("  a: 1\n  b: 2\n", id="nothing"),
    pytest.param("  a: 1\n\n\n  b: 2\n", id="blank-lines"),
    pytest.param("  a: 1\n              # deep\n  b: 2\n", id="a-deep-comment"),
    pytest.param("  a: 1\n# shallow\n  b: 2\n", id="a-comment-at-the-margin"),
    pytest.param("  a: 1", id="the-end"),
    pytest.param("  a: 1\n\n\n", id="blank-lines-at-the-end"),
]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("note", NOTES)
def test_any_note_is_read_back_whatever_stands_around_it(note: str, around: str) -> None:
    text = HEAD + "answers:\n" + around
    found = rewritten(text, answered(a=Answer(value=1, note=note)))
    assert rewritten(found, answered(c=3)).startswith("# Written on a train\n")


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("note", NOTES)
def test_an_answer_that_changes_twice_is_read_back_twice(note: str, around: str) -> None:
    kept, read = taken(HEAD + "answers:\n" + around)
    for value in (1, 2):
        changed = answered(a=Answer(value=value, note=note), d=Answer(value=value, note=note))(read)
        assert said(read_back(kept.text(changed))) == said(changed)


@pytest.mark.parametrize(
    "block",
    [
        pytest.param("|\n      x\n      # no comment\n", id="block"),
        pytest.param(">\n      x\n\n      # no comment\n", id="folded"),
        pytest.param("|+\n      x\n\n\n", id="kept-blank-lines"),
        pytest.param('"x\n      # no comment"\n', id="quoted"),
    ],
)
def test_lines_of_text_that_look_like_comments_go_with_their_text(block: str) -> None:
    text = HEAD + f"answers:\n  a:\n    value: 1\n    note: {block}  b: 2\n"
    found = rewritten(text, answered(a=Answer(value=1, note="p\nq")))
    assert found == HEAD + "answers:\n  a:\n    value: 1\n    note: |-\n      p\n      q\n  b: 2\n"


@pytest.mark.parametrize(
    ("text", "change"),
    [
        pytest.param("  a: |\n    x\n  b: 2\n        # deep\n  c: 3\n", without("b"), id="of-an-answer-taken-away"),
        pytest.param("  a: |\n    x\n  b: 2\n        # deep\n", without("b"), id="of-the-last-answer-taken-away"),
        pytest.param(
            "  a: |\n    x\nlanguage: fr\n        # deep\nrisks: {}\n", but(language=None), id="of-a-key-taken-away"
        ),
        pytest.param("  a: 1\n        # deep\n", answered(b="x\ny"), id="below-a-new-answer"),
        pytest.param("  a: 1\nlanguage: fr\n        # deep\n", but(organization="x\ny"), id="below-a-new-key"),
        pytest.param(
            "  a: |\n    x\nset_aside:\n  answers: {b: 1}\n        # deep\n",
            but(set_aside=None),
            id="of-what-was-set-aside",
        ),
    ],
)
def test_a_comment_deeper_than_a_block_never_becomes_its_text(text: str, change: Change) -> None:
    assert "# deep" in rewritten(HEAD + "answers:\n" + text, change)


@pytest.mark.parametrize("written", ["true", "1", "1.0", "'1'", "yes", "false", "0"])
@pytest.mark.parametrize("value", [True, 1, "1", False, 0, "yes"], ids=repr)
def test_true_is_not_one(written: str, value: object) -> None:
    """Python takes them for equal; a questionnaire does not."""
    found = read_back(taken(HEAD + f"answers:\n  a: {written}\n")[0].text(answered(a=value)(taken(HEAD)[1])))
    assert type(found.answers["a"].value) is type(value) or written == "1.0"
    assert found.answers["a"].value == value


def test_half_a_character_costs_no_comment() -> None:
    kept, read = taken(THREE)
    found = kept.text(answered(b="caf\udce9")(read))
    assert difference(THREE, found) == ["-   b: 2", "+   b: caf\ufffd"]


# ---- taking away ----


@pytest.mark.parametrize(
    ("text", "change", "after"),
    [
        pytest.param(
            HEAD + "# why\nanswers:\n  a: 1\nset_aside:\n  answers:\n    b: 1\n# end\n",
            but(set_aside=None),
            HEAD + "# why\nanswers:\n  a: 1\n# end\n",
            id="set-aside",
        ),
        pytest.param(
            HEAD + "answers:\n  # why\n  a: 1\nrisks:\n  # how\n  leak: dont_know\n# end\n",
            but(risks={}),
            None,
            id="the-last-rating",
        ),
        pytest.param(HEAD + "# why\nanswers:\n  # how\n  a: 1\n# end\n", but(answers={}), None, id="the-last-answer"),
        pytest.param(
            HEAD + "# why\nanswers: {a: 1, b: 2}\n# end\n", but(answers={}), None, id="all-answers-on-one-line"
        ),
        pytest.param(
            HEAD + "# why\nanswers:\n  # how\n  a: 1\nrisks: {leak: dont_know}\n# end\n",
            but(risks={}),
            HEAD + "# why\nanswers:\n  # how\n  a: 1\n# end\n",
            id="all-ratings-on-one-line",
        ),
        pytest.param(
            HEAD + "# why\norganization: x  # ours\nanswers:\n  a: 1\n", but(organization=None), None, id="organization"
        ),
        pytest.param(
            HEAD + "# why\nrespondent:\n  name: Sam\nanswers:\n  a: 1\n",
            but(respondent=Respondent()),
            None,
            id="respondent",
        ),
        pytest.param(
            HEAD + "# why\ndate: 2026-03-31\nlanguage: fr\nanswers:\n  a: 1\n",
            but(date=None, language=None),
            None,
            id="date-and-language",
        ),
    ],
)
def test_what_is_taken_away_goes_alone(text: str, change: Change, after: str | None) -> None:
    """Where `after` is None, it is enough that the text says it and every comment is there."""
    found = rewritten(text, change)
    assert after is None or found == after
    assert all(line.strip() in found for line in text.split("\n") if line.lstrip().startswith("#"))


def test_what_was_set_aside_is_written_and_comes_back() -> None:
    kept, read = taken(THREE)
    aside = without("b")(read).model_copy(update={"set_aside": SetAside(answers={"b": Answer(value=2)})})
    text = kept.text(aside)
    assert difference(THREE, text) == ["-   b: 2", "+ set_aside:", "+   answers:", "+     b: 2"]
    again = rewritten(text, lambda response: answered(b=2)(response).model_copy(update={"set_aside": None}))
    assert sorted(again.split("\n")) == sorted(THREE.split("\n"))


# ---- notation that leaves no lines to keep apart ----


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# why\n{format: 1, questionnaire: {id: good}, answers: {a: 1}}\n", id="a-map-on-one-line"),
        pytest.param('# why\n{\n"format": 1,\n"questionnaire": {"id": "good"},\n"answers": {"a": 1}\n}\n', id="json"),
        pytest.param("# why\nformat: 1\nquestionnaire: {id: good}\nanswers:\n  a: &x 1\n  b: *x\n", id="anchors"),
        pytest.param("# why\nformat: 1\nquestionnaire: {id: good}\nanswers: &x\n  a: 1\nrisks: {}\n", id="unused"),
        pytest.param("# why\nformat: 1\nquestionnaire: {id: good}\nanswers: {a: 1}\n...\n", id="document-end"),
        pytest.param("# why\nformat: 1\nquestionnaire: {id: good}\nanswers: {\n   a: 1,\n   b: 2\n}\n", id="flow-map"),
        pytest.param("# why\nformat: 1\nquestionnaire: {id: good}\nanswers:\n  {a: 1,\n   b: 2}\n", id="flow-below"),
        pytest.param("# why\nformat: 1\nquestionnaire: {id: good}\nanswers: {\n a: 1, b: 2}\n", id="flow-mixed"),
        pytest.param("# why\nformat: 1\nquestionnaire: {id: good}\nanswers:\n  ? a\n  : 1\n  b: 1\n", id="complex"),
        pytest.param("# why\n? format\n: 1\nquestionnaire: {id: good}\nanswers:\n  a: 1\n", id="complex-at-the-top"),
        pytest.param("# why\n%YAML 1.2\n---\nformat: 1\nquestionnaire: {id: good}\nanswers: {a: 1}\n", id="directive"),
    ],
)
@pytest.mark.parametrize("value", [2, "a\nb\n", ("x", "y")], ids=["number", "text", "list"])
def test_any_notation_says_what_it_is_meant_to_say(text: str, value: object) -> None:
    document = parse(text, source="f")
    read = Response.model_validate(document.value)
    kept, changed = taken_apart(text, document, read), answered(a=value, z=1)(read)
    assert said(read_back(kept.text(changed))) == said(changed)
    assert kept.text(changed).startswith("# why\n")


def test_a_text_of_comments_alone_keeps_them() -> None:
    text = "# why\n\n# how\n"
    found = taken_apart(text, parse(text, source="f"), SMALL).text(SMALL)
    assert found == text + response_yaml(SMALL)


def test_without_the_fast_yaml_library_a_text_is_kept_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML may be built without libyaml, and then has no `CSafeLoader`."""
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert rewritten(THREE, answered(b=5)) == THREE.replace("b: 2", "b: 5")


SMALL = Response.model_validate({"format": 1, "questionnaire": {"id": "good"}, "answers": {"a": 1}})


@pytest.mark.parametrize("head", ["", "# why\n", "# why\n\n"])
def test_a_file_that_is_not_there_yet_begins_with_its_head(head: str) -> None:
    assert blank(head).text(SMALL) == head + response_yaml(SMALL)


# ---- laws ----

QUICKLY = settings(LAW, phases=(Phase.explicit, Phase.reuse, Phase.generate))
"""Without looking for a smaller example, which takes minutes where a whole questionnaire is the example."""
ASKED = Features(aggregates=("mean",), conditions=False, zeros=False, levels=False)
"""Every kind of question and rating; how they count makes no difference here."""

nasty = st.one_of(
    st.sampled_from(["x\n\n", "x\n# y\n", "x\n\xa0\ny", "no", "1e5", " x ", "# x", "a: b", "~", "'\"", "x " * 80]),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
)
bare = st.one_of(st.booleans(), st.integers(0, 3), nasty)
told = st.fixed_dictionaries(
    {},
    optional={
        "note": nasty,
        "evidence": st.lists(nasty, min_size=1, max_size=2).map(tuple),
        "confidence": st.sampled_from(["low", "high"]),
        "discuss": st.just(True),
        "dissent": st.lists(st.builds(Dissent, respondent=nasty, value=bare, note=nasty), max_size=2).map(tuple),
    },
)
names = st.from_regex(r"[a-z]{1,8}", fullmatch=True)
asides = st.one_of(
    st.none(),
    st.none(),
    st.builds(SetAside, answers=st.dictionaries(names, st.builds(Answer, value=bare, note=nasty), min_size=1)),
)


@dataclass(frozen=True)
class Written:
    """A text, and the lines of each entry in it."""

    text: str
    entries: Mapping[tuple[str, str], str]


@st.composite
def with_more(draw: st.DrawFn, response: Response) -> Response:
    """The same answers with what people say besides, and who they are."""
    answers = {
        name: each.model_copy(update=draw(told)) if draw(st.booleans()) else each
        for name, each in response.answers.items()
    }
    return response.model_copy(
        update={
            "answers": answers,
            "organization": draw(st.one_of(st.none(), nasty)),
            "respondent": Respondent(name=draw(st.one_of(st.none(), nasty))),
            "language": draw(st.sampled_from([None, "en", "fr"])),
            "set_aside": draw(asides),
        }
    )


@st.composite
def decorated(draw: st.DrawFn, response: Response) -> Written:
    """A response as a person would write it: comments, blank lines and depths of their own."""
    indent = " " * draw(st.integers(1, 5))
    lines: list[str] = [draw(between)]
    entries: dict[tuple[str, str], str] = {}
    for key, part in plain_response(response).items():
        lines.append(draw(between))
        if key not in ("answers", "risks", "opportunities") or not part:
            lines.append(draw(behind(fragment(key, part, ""))))
            continue
        assert isinstance(part, dict)
        lines.append(f"{key}:{draw(st.sampled_from(['', '  # these']))}\n")
        for name, value in part.items():
            entries[key, name] = draw(behind(fragment(name, value, indent)))
            lines += [draw(between), entries[key, name]]
    return Written("".join([*lines, draw(between)]), entries)


between = st.lists(st.sampled_from(["\n", "# why\n", "  # a: b\n", "          # deep's\n"]), max_size=3).map("".join)


def behind(lines: str) -> st.SearchStrategy[str]:
    """With or without a comment, where they are one line."""
    if lines.count("\n") != 1:
        return st.just(lines)
    return st.sampled_from([lines, lines, f"{lines[:-1]}  # why: 'x\n"])


def fragment(key: str, value: object, indent: str) -> str:
    lines = to_yaml({key: value}).removesuffix("...\n").split("\n")
    return "\n".join(indent + line if line else "" for line in lines)


@st.composite
def mixed(draw: st.DrawFn, one: Response, other: Response) -> Response:
    """Some entries of one, some of the other, some of neither."""
    update: dict[str, Any] = {}
    for part in ("answers", "risks", "opportunities"):
        ours, theirs = getattr(one, part), getattr(other, part)
        chosen = {name: draw(st.sampled_from([ours, ours, theirs, {}])) for name in {**ours, **theirs}}
        update[part] = {name: entries[name] for name, entries in chosen.items() if name in entries}
    for key in ("organization", "respondent", "language", "set_aside"):
        update[key] = getattr(draw(st.sampled_from([one, other])), key)
    return one.model_copy(update=update)


@st.composite
def changes(draw: st.DrawFn) -> tuple[Written, Response, Response]:
    """A text, what it says, and what it is to say."""
    questionnaire = draw(questionnaires(ASKED))
    first = draw(with_more(draw(responses_to(questionnaire))))
    text = draw(decorated(first))
    read = read_back(text.text)
    return text, read, draw(mixed(read, draw(with_more(draw(responses_to(questionnaire))))))


@settings(QUICKLY, max_examples=80)
@given(changes())
def test_whatever_changes_the_text_says_it(case: tuple[Written, Response, Response]) -> None:
    text, read, wanted = case
    found = taken_apart(text.text, parse(text.text, source="f"), read).text(wanted)
    assert said(read_back(found)) == said(wanted)


@settings(QUICKLY, max_examples=80)
@given(changes())
def test_whatever_changes_the_rest_keeps_its_lines(case: tuple[Written, Response, Response]) -> None:
    text, read, wanted = case
    found = taken_apart(text.text, parse(text.text, source="f"), read).text(wanted)
    for (part, name), lines in text.entries.items():
        before, after = getattr(read, part)[name], getattr(wanted, part).get(name, _GONE)
        if before == after and before is not None:
            assert f"\n{lines}" in f"\n{found}"


@settings(QUICKLY, max_examples=40)
@given(changes())
def test_a_text_that_is_taken_apart_is_whole(case: tuple[Written, Response, Response]) -> None:
    text, read, _ = case
    assert taken_apart(text.text, parse(text.text, source="f"), read).text(read) == text.text


_GONE = object()
