"""Pydantic's locations turned into places in the file, and words that were nearly right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field, ValidationError

from readiness.loading.document import Path_
from readiness.loading.suggestions import did_you_mean, nearest
from readiness.loading.wording import keys_of, problems_from, real_location
from readiness.loading.yaml_core import parse
from readiness.model.base import Id, Many, Strictly, Text, Words
from readiness.model.cases import CaseLibrary
from readiness.model.condition import Condition, QuestionCondition
from readiness.model.questionnaire import Choice, NumberQuestion, Questionnaire, YesNoQuestion
from readiness.model.response import Answer, Response, RiskRating


class Cat(Strictly):
    type: Literal["cat"]
    lives: int


class Dog(Strictly):
    type: Literal["dog"]
    bones: Many[int] = ()


class Zoo(Strictly):
    pets: Many[Annotated[Cat | Dog, Field(discriminator="type")]] = ()
    named: dict[Id, Cat] = {}
    source: Text | Many[Words] | None = None
    size: int | Literal["unknown"] | None = None
    many: bool | int | str | Many[bool | int | str] | dict[str, int | None] | None = None
    cat: Cat | Literal["none"] | None = None
    when: Condition | None = None
    begin: Annotated[int | None, Field(alias="from")] = None


def places(model: type[BaseModel], written: Mapping[str, object]) -> set[Path_]:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(written)
    return {real_location(model, details["loc"])[0] for details in caught.value.errors()}


class TestRealLocation:
    @pytest.mark.parametrize(
        ("written", "place"),
        [
            pytest.param({"pets": [{"type": "cat", "lives": "9"}]}, ("pets", 0, "lives"), id="member-by-type"),
            pytest.param({"pets": [{"type": "dog", "bones": [1, "x"]}]}, ("pets", 0, "bones", 1), id="list-in-member"),
            pytest.param({"pets": [{"type": "cow"}]}, ("pets", 0), id="unknown-member"),
            pytest.param({"pets": [{"type": "cat", "lives": 9, "x": 1}]}, ("pets", 0, "x"), id="unknown-key-in-member"),
            pytest.param({"named": {"a b": {"type": "cat", "lives": 9}}}, ("named", "a b"), id="key-of-a-map"),
            pytest.param({"named": {"a": {"type": "cat"}}}, ("named", "a", "lives"), id="value-of-a-map"),
            pytest.param({"source": 3}, ("source",), id="neither-text-nor-list"),
            pytest.param({"size": "big"}, ("size",), id="neither-number-nor-word"),
            pytest.param({"cat": "some"}, ("cat",), id="neither-model-nor-word"),
            pytest.param({"when": {"question": "a", "at_least": "x"}}, ("when", "at_least"), id="member-by-tag"),
            pytest.param({"when": {"huh": 1}}, ("when",), id="no-tag"),
            pytest.param(
                {"when": {"not": {"section": "s", "below": 101}}}, ("when", "not", "below"), id="tag-inside-tag"
            ),
            pytest.param({"from": "x"}, ("from",), id="alias"),
            pytest.param({"begin": 1}, ("begin",), id="the-name-behind-an-alias-is-unknown"),
        ],
    )
    def test_names_only_what_is_written(self, written: dict[str, object], place: Path_) -> None:
        assert places(Zoo, written) == {place}

    @pytest.mark.parametrize(
        ("written", "deepest"),
        [
            pytest.param({"source": ["a", ""]}, ("source", 1), id="entry-of-a-list-member"),
            pytest.param({"many": [1, [2]]}, ("many", 1), id="entry-of-a-list-among-many-members"),
            pytest.param({"many": {"a": "x"}}, ("many", "a"), id="value-of-a-map-among-many-members"),
            pytest.param({"cat": {"type": "cat", "lives": "9"}}, ("cat", "lives"), id="key-of-a-model-member"),
        ],
    )
    def test_the_deepest_place_within_a_union_is_found(self, written: dict[str, object], deepest: Path_) -> None:
        found = places(Zoo, written)
        assert max(found, key=len) == deepest
        assert found <= {deepest, deepest[:1]}

    @pytest.mark.parametrize(
        ("model", "location", "place", "holder"),
        [
            (
                Questionnaire,
                ("sections", 0, "questions", 1, "yes_no", "x"),
                ("sections", 0, "questions", 1, "x"),
                YesNoQuestion,
            ),
            (
                Questionnaire,
                ("sections", 0, "sections", 2, "questions", 0, "number", "bands", 1, "from"),
                ("sections", 0, "sections", 2, "questions", 0, "bands", 1, "from"),
                None,
            ),
            (Questionnaire, ("profile", 0, "number", "x"), ("profile", 0, "x"), NumberQuestion),
            (Questionnaire, ("scales", "often", 0, "x"), ("scales", "often", 0, "x"), Choice),
            (Questionnaire, ("gates", 0, "when", "question", "x"), ("gates", 0, "when", "x"), QuestionCondition),
            (Response, ("answers", "a", "x"), ("answers", "a", "x"), Answer),
            (
                Response,
                ("risks", "a", "function-after[_one_of_each(), RiskRating]", "x"),
                ("risks", "a", "x"),
                RiskRating,
            ),
        ],
        ids=lambda value: value.__name__ if isinstance(value, type) else None,
    )
    def test_the_model_that_might_have_held_a_key_comes_with_it(
        self, model: type[BaseModel], location: Path_, place: Path_, holder: type[BaseModel] | None
    ) -> None:
        found, holders = real_location(model, location)
        assert found == place
        assert holder is None or holders == [holder]

    def test_keys_are_those_a_person_writes(self) -> None:
        assert keys_of(QuestionCondition) == ["question", "is", "in", "at_least", "below", "answered"]


def said(model: type[BaseModel], text: str) -> list[str]:
    document = parse(text, source="f")
    with pytest.raises(ValidationError) as caught:
        model.model_validate(document.value)
    return [str(problem) for problem in problems_from(caught.value, model, document)]


class TestProblems:
    def test_one_place_draws_one_problem(self) -> None:
        assert said(Zoo, "size: big") == [
            "f:1:7: size: must be a whole number or `unknown`, not `big`; write one of these"
        ]

    def test_a_union_says_what_it_would_have_taken(self) -> None:
        assert said(Zoo, "many: [[1]]") == [
            "f:1:8: many[0]: must be true/false, a whole number or text, not a list; write one of these"
        ]

    def test_a_parent_does_not_echo_its_child(self) -> None:
        assert said(Zoo, "cat: {type: cat, lives: '9'}") == [
            "f:1:25: cat.lives: `9` is text, not a number; remove the quotes"
        ]
        assert said(CaseLibrary, "cases: [{id: 1 a}]")[-1].startswith("f:1:14: cases[0].id: `1 a` cannot serve")

    def test_what_the_notation_already_says_is_not_said_again(self) -> None:
        assert said(Zoo, "pets: [{type: cat, lives: .inf}, {type: cat}]") == [
            "f:1:34: pets[1]: `lives` is missing; add it"
        ]

    def test_a_key_is_pointed_at_as_a_key(self) -> None:
        assert said(Zoo, "named:\n  a b: {type: cat, lives: 1}") == [
            "f:2:3: named.a b: `a b` cannot serve as an id; start with a letter, then letters, digits, `-` and `_` only"
        ]
        assert said(Zoo, "sizes: 3")[0].startswith("f:1:1: sizes: unknown key `sizes`; did you mean `size`?")

    def test_a_rule_about_two_keys_points_at_the_first_that_is_written(self) -> None:
        assert said(Zoo, "when: {question: a, at_least: 5, below: 3}") == [
            "f:1:31: when.at_least: `at_least` 5 leaves nothing `below` 3; exchange them, or remove one"
        ]

    @pytest.mark.parametrize(
        ("written", "repair"),
        [
            ("'3'", "remove the quotes"),
            ("'-3.5e2'", "remove the quotes"),
            ("1,5", "write 1.5 with a point"),
            ("1,500", "write 1500, or 1.500 with a point"),
            ("20 %", "write the number alone, without `%`"),
            ("many", "write digits only, without a point"),
            ("2.5", "write digits only, without a point"),
        ],
    )
    def test_a_number_in_disguise_is_mended(self, written: str, repair: str) -> None:
        (problem,) = said(Cat, f"type: cat\nlives: {written}")
        assert problem.endswith(f"; {repair}")


class TestDidYouMean:
    @pytest.mark.parametrize(
        ("word", "close"),
        [
            ("wieght", "weight"),
            ("Weight", "weight"),
            ("weigth", "weight"),
            ("colour", None),
            ("", None),
            (3, None),
            ("rôle", "role"),
        ],
    )
    def test_the_nearest_word(self, word: object, close: str | None) -> None:
        assert nearest(word, ["weight", "when", "role", "text"]) == close

    def test_is_asked_in_the_spelling_of_the_known_word(self) -> None:
        assert did_you_mean("QUICKCHECK", ["Quick-Check"]) == "did you mean `Quick-Check`?"

    @pytest.mark.parametrize(
        ("known", "otherwise", "repair"),
        [
            pytest.param(["yes", "no"], "", "known here: `yes`, `no`", id="few-are-listed"),
            pytest.param(["yes"], "add it", "add it; known here: `yes`", id="after-what-to-do"),
            pytest.param([str(n) for n in range(9)], "add it", "add it", id="many-are-not"),
            pytest.param([], "add it", "add it", id="none-is-known"),
            pytest.param([], "", "", id="nothing-to-say"),
            pytest.param([1, 2], "", "known here: `1`, `2`", id="numbers"),
        ],
    )
    def test_where_nothing_is_near(self, known: list[Any], otherwise: str, repair: str) -> None:
        assert did_you_mean("xyzzy", known, otherwise=otherwise) == repair
