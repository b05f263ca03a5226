"""Laws of scoring, held against random questionnaires and random answers. Each states for what it holds."""

from __future__ import annotations

import copy
from collections.abc import Iterator

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from readiness.model.assessment import Assessment, GroupResult, ItemResult
from readiness.model.questionnaire import GridQuestion, Question, Questionnaire
from readiness.model.response import Response
from readiness.scoring.answers import given_by
from readiness.scoring.formulas import hold_level, item_score
from readiness.scoring.operations import Given, Scalar
from readiness.scoring.tree import Group, Item, compile_tree
from tests.strategies import (
    EVERYTHING,
    LAW,
    PLAIN,
    Features,
    Node,
    Scored,
    Written,
    answered,
    assessed,
    but,
    fitted,
    judged_answer,
    questionnaires,
    real,
    responses,
    scored,
    scored_by,
    some_answer,
    values_of,
    written_questionnaires,
)

UNCONDITIONAL = Features(conditions=False, risks=False)
UNSTAGED = Features(
    aggregates=("mean", "sum", "min", "max"), conditions=False, importance=True, levels=False, risks=False
)
CLOSE = 1e-12

Case = tuple[Questionnaire, Response]


def items_of(questionnaire: Questionnaire, *, scored_ones: bool = True) -> list[Item]:
    return [item for item in compile_tree(questionnaire).items() if (item.method != "unscored") is scored_ones]


def groups_of(questionnaire: Questionnaire) -> list[Group]:
    return list(compile_tree(questionnaire).groups())


def question_of(questionnaire: Questionnaire, item: Item) -> Question:
    return next(question for question in questionnaire.every_question() if question.id == item.question)


def answers_to(questionnaire: Questionnaire, item: Item) -> list[Given]:
    """Every answer to an item that has a score."""
    values = values_of(questionnaire, question_of(questionnaire, item))
    return [Given(value=tuple(each) if isinstance(each, list) else each) for each in values]  # type: ignore[arg-type]  # plain values


def groups(evaluation: Scored) -> dict[str, Node]:
    return {group.id: evaluation.nodes[group.id] for group in evaluation.tree.groups()}


@st.composite
def changed(draw: st.DrawFn, features: Features = UNCONDITIONAL) -> tuple[Questionnaire, Scored, Scored, Item]:
    """The same answers but for one item, whose answer is worse in the first than in the second."""
    questionnaire, response = draw(answered(features))
    item = draw(st.sampled_from(items_of(questionnaire)))
    one, other = sorted(
        draw(st.lists(st.sampled_from(answers_to(questionnaire, item)), min_size=2, max_size=2)),
        key=lambda answer: item_score(item, answer, Scalar()),
    )
    given_ = given_by(response)
    return (
        questionnaire,
        scored_by(questionnaire, but(given_, **{item.id: one})),
        scored_by(questionnaire, but(given_, **{item.id: other})),
        item,
    )


class TestABetterAnswerNeverLowers:
    """All five aggregates, nested and mixed; without conditions, which may change what is asked."""

    @pytest.mark.parametrize("aggregate", ["mean", "sum", "min", "max", "staged"])
    @settings(LAW, max_examples=30)
    @given(st.data())
    def test_a_score_of_one_aggregate(self, aggregate: str, data: st.DataObject) -> None:
        features = Features(aggregates=(aggregate,), conditions=False, levels=False, risks=False)
        _, worse, better, _ = data.draw(changed(features))
        for name, node in groups(worse).items():
            assert node.score <= groups(better)[name].score + CLOSE

    @settings(LAW)
    @given(changed())
    def test_a_score_or_a_bound_where_aggregates_mix(self, case: tuple[Questionnaire, Scored, Scored, Item]) -> None:
        _, worse, better, _ = case
        for name, node in groups(worse).items():
            other = groups(better)[name]
            assert node.score <= other.score + CLOSE
            assert node.lower <= other.lower + CLOSE
            assert node.upper <= other.upper + CLOSE

    @settings(LAW)
    @given(changed())
    def test_the_level(self, case: tuple[Questionnaire, Scored, Scored, Item]) -> None:
        questionnaire, worse, better, _ = case
        low, high = (hold_level(each, questionnaire.levels, questionnaire.gates) for each in (worse, better))
        assert low.index <= high.index
        assert (low.low <= high.low, low.high <= high.high) == (True, True)

    @settings(LAW)
    @given(changed())
    def test_the_coverage(self, case: tuple[Questionnaire, Scored, Scored, Item]) -> None:
        _, worse, better, _ = case
        assert {k: v.coverage for k, v in groups(worse).items()} == {k: v.coverage for k, v in groups(better).items()}


@st.composite
def shuffled(draw: st.DrawFn) -> tuple[Written, Written]:
    """A questionnaire, and the same with its sections, questions, rows and choices in another order."""
    written = draw(written_questionnaires(UNSTAGED))
    other = copy.deepcopy(written)

    def shuffle(holder: Written, key: str) -> None:
        if holder.get(key):
            holder[key] = draw(st.permutations(holder[key]))

    def walk(section: Written) -> None:
        for question in section["questions"]:
            shuffle(question, "rows")
            shuffle(question, "choices")
        shuffle(section, "questions")
        shuffle(section, "sections")
        for inner in section["sections"]:
            walk(inner)

    shuffle(other, "sections")
    for section in other["sections"]:
        walk(section)
    return written, other


class TestOrderIsIrrelevant:
    """To all but `staged`, whose order is its meaning; without conditions, which look back."""

    @settings(LAW)
    @given(st.data())
    def test_of_sections_questions_rows_and_choices(self, data: st.DataObject) -> None:
        one, other = map(real, data.draw(shuffled()))
        response = data.draw(responses(one))
        first, second = scored(one, response), scored(other, response)
        for name, node in first.nodes.items():
            found = second.nodes[name]
            for number in ("score", "lower", "upper", "coverage", "earned", "least", "most"):
                assert getattr(node, number) == pytest.approx(getattr(found, number), abs=1e-9)
            assert (node.applicable, node.judged) == (found.applicable, found.judged)

    @settings(LAW)
    @given(answered())
    def test_of_answers(self, case: Case) -> None:
        questionnaire, response = case
        backwards = dict(reversed(response.answers.items()))
        turned = response.model_copy(update={"answers": backwards})
        assert scored(questionnaire, turned).nodes == scored(questionnaire, response).nodes

    @settings(LAW)
    @given(answered())
    def test_of_ticks(self, case: Case) -> None:
        questionnaire, response = case
        given_ = given_by(response)

        def turned(item: str) -> Given:
            answer = given_(item)
            value = answer.value[::-1] if isinstance(answer.value, tuple) else answer.value
            return Given(value=value, importance=answer.importance)

        assert scored_by(questionnaire, turned).nodes == scored(questionnaire, response).nodes


def group_results(group: GroupResult) -> Iterator[GroupResult]:
    yield group
    for child in group.children:
        if isinstance(child, GroupResult):
            yield from group_results(child)


def counted(group: GroupResult) -> list[ItemResult | GroupResult]:
    return [child for child in group.children if child.judged_score is not None]


class TestPartsSumToTheWhole:
    """From the assessment alone, by arithmetic of the reader's own."""

    @settings(LAW)
    @given(answered(Features(aggregates=("mean",), risks=False)).map(assessed))
    def test_a_mean_is_the_weighted_mean_of_what_was_judged(self, assessment: Assessment) -> None:
        for group in group_results(assessment.overall):
            weight = sum(child.weight for child in counted(group))
            total = sum(child.weight * (child.judged_score or 0) for child in counted(group))
            assert group.judged_score == (pytest.approx(total / weight) if weight else None)

    @settings(LAW)
    @given(answered(Features(risks=False)).map(assessed))
    def test_points_add_up(self, assessment: Assessment) -> None:
        for group in group_results(assessment.overall):
            for name in ("earned", "least", "most"):
                parts = [child.weight * getattr(child.points, name) for child in counted(group)]
                assert (getattr(group.points, name) if group.points else 0) == pytest.approx(sum(parts), abs=1e-9)

    @settings(LAW)
    @given(answered(Features(risks=False)).map(assessed))
    def test_a_sum_is_points_gained_out_of_points_that_could_be(self, assessment: Assessment) -> None:
        for group in group_results(assessment.overall):
            if group.aggregate == "sum" and group.points:
                gained, could = group.points.earned - group.points.least, group.points.most - group.points.least
                assert group.judged_score == pytest.approx(gained / could, abs=1e-9)

    @settings(LAW)
    @given(answered(Features(risks=False)).map(assessed))
    def test_counts_add_up(self, assessment: Assessment) -> None:
        for group in group_results(assessment.overall):
            inner = [child.counts for child in group.children if isinstance(child, GroupResult)]
            states = [child.state for child in group.children if isinstance(child, ItemResult)]
            for name in ("dont_know", "unanswered", "not_applicable"):
                found = sum(getattr(each, name) for each in inner) + states.count(name)
                assert getattr(group.counts, name) == found
            assert group.counts.judged <= group.counts.applicable

    @settings(LAW)
    @given(answered(Features(risks=False)).map(assessed))
    def test_min_and_max_are_those_of_a_part(self, assessment: Assessment) -> None:
        for group in group_results(assessment.overall):
            scores = [child.judged_score or 0 for child in counted(group)]
            if group.aggregate in ("min", "max") and scores:
                assert group.judged_score == (min(scores) if group.aggregate == "min" else max(scores))

    @settings(LAW)
    @given(answered(Features(risks=False)).map(assessed))
    def test_coverage_is_the_judged_share_of_the_weight(self, assessment: Assessment) -> None:
        for group in group_results(assessment.overall):
            if group.aggregate != "sum":
                there = [child for child in group.children if child.applicable]
                whole = sum(child.weight for child in there)
                covered = sum(child.weight * child.coverage for child in there)
                assert group.coverage == pytest.approx(covered / whole if whole else 0.0)


def removable(written: Written) -> Iterator[tuple[Written, int]]:
    """Every question with its section, where the section holds more than that question."""

    def walk(section: Written) -> Iterator[tuple[Written, int]]:
        for at in range(len(section["questions"])):
            if len(section["questions"]) + len(section["sections"]) > 1:
                yield section, at
        for inner in section["sections"]:
            yield from walk(inner)

    for section in written["sections"]:
        yield from walk(section)


@settings(LAW)
@given(st.data())
def test_a_question_not_applicable_is_a_question_removed(data: st.DataObject) -> None:
    """For every aggregate; the coverage counts too, and the bounds."""
    written = data.draw(written_questionnaires(Features(conditions=False, risks=False)))
    spots = list(removable(written))
    assume(spots)
    section, at = data.draw(st.sampled_from(spots))
    section["questions"][at]["allow"] = ["not_applicable", "dont_know"]
    whole = real(written)
    without = copy.deepcopy(written)
    for other, place in removable(without):
        if other["id"] == section["id"] and place == at:
            name = other["questions"].pop(at)["id"]
            break
    assume(any(item.method != "unscored" for item in compile_tree(Questionnaire.model_validate(without)).items()))
    response = data.draw(responses(whole))
    answers = {key: value for key, value in response.answers.items() if key != name}
    left_out = scored(whole, response.model_copy(update={"answers": {**answers, name: fitted(whole, {"answers": {name: "not_applicable"}}).answers[name]}}))  # fmt: skip
    removed = scored(Questionnaire.model_validate(without), response.model_copy(update={"answers": answers}))
    ignored = ("n_not_applicable", "visible")
    for group, node in groups(removed).items():
        found = groups(left_out)[group]
        assert {k: getattr(found, k) for k in node.__slots__ if k not in ignored} == {
            k: getattr(node, k) for k in node.__slots__ if k not in ignored
        }


@st.composite
def masked(draw: st.DrawFn, features: Features) -> tuple[Questionnaire, Scored, Scored]:
    """Answers, and the same with some of them not yet given."""
    questionnaire, response = draw(answered(features, judged_answer))
    hidden = draw(st.sets(st.sampled_from([item.id for item in items_of(questionnaire)])))
    given_ = given_by(response)
    partly = but(given_, **{item: Given(importance=given_(item).importance) for item in hidden})
    return questionnaire, scored_by(questionnaire, partly), scored(questionnaire, response)


class TestBounds:
    """Of every aggregate; nesting is stated without conditions and importance, which change what counts how much."""

    @settings(LAW)
    @given(answered())
    def test_contain_the_score(self, case: Case) -> None:
        for node in groups(scored(*case)).values():
            if node.judged:
                assert node.lower - CLOSE <= node.score <= node.upper + CLOSE

    @settings(LAW, max_examples=80)
    @given(masked(PLAIN))
    def test_contain_whatever_is_answered_later(self, case: tuple[Questionnaire, Scored, Scored]) -> None:
        _, before, after = case
        for name, node in groups(after).items():
            if node.judged:
                assert groups(before)[name].lower - CLOSE <= node.score <= groups(before)[name].upper + CLOSE

    @settings(LAW, max_examples=80)
    @given(masked(PLAIN))
    def test_shrink_as_answers_arrive(self, case: tuple[Questionnaire, Scored, Scored]) -> None:
        _, before, after = case
        for name, node in groups(after).items():
            assert groups(before)[name].lower <= node.lower + CLOSE
            assert node.upper <= groups(before)[name].upper + CLOSE

    @settings(LAW)
    @given(masked(PLAIN))
    def test_close_once_everything_is_answered(self, case: tuple[Questionnaire, Scored, Scored]) -> None:
        for node in groups(case[2]).values():
            if node.applicable:
                assert node.lower == pytest.approx(node.score, abs=CLOSE)
                assert node.upper == pytest.approx(node.score, abs=CLOSE)

    @settings(LAW)
    @given(masked(PLAIN), st.sampled_from(["worst", "best"]))
    def test_are_reached_by_the_worst_and_the_best_answers(
        self, case: tuple[Questionnaire, Scored, Scored], end: str
    ) -> None:
        questionnaire, before, _ = case
        reach = {item.id: extreme(questionnaire, item, end) for item in items_of(questionnaire)}
        assume(all(score in (0.0, 1.0) for score, _ in reach.values()))
        unknown = {name: answer for name, (_, answer) in reach.items() if not before.nodes[name].judged}
        settled = scored_by(questionnaire, but(before.answers, **unknown))
        for name, node in groups(before).items():
            if node.applicable:
                reached = node.lower if end == "worst" else node.upper
                assert groups(settled)[name].score == pytest.approx(reached, abs=CLOSE)


def extreme(questionnaire: Questionnaire, item: Item, end: str) -> tuple[float, Given]:
    """The worst or the best answer to an item, with its score."""
    found = [(item_score(item, answer, Scalar()), answer) for answer in answers_to(questionnaire, item)]
    return (min if end == "worst" else max)(found, key=lambda each: each[0])


@settings(LAW)
@given(questionnaires())
def test_the_worst_answer_to_every_question_scores_zero(questionnaire: Questionnaire) -> None:
    for item in items_of(questionnaire):
        assert extreme(questionnaire, item, "worst")[0] == 0.0


@settings(LAW)
@given(st.data())
def test_unanswered_as_zero_is_answering_worst(data: st.DataObject) -> None:
    """For every aggregate; without conditions, for which silence is still not known."""
    written = data.draw(written_questionnaires(Features(conditions=False, risks=False)))
    questionnaire = real({**written, "unanswered": "zero", "dont_know": "unknown"})
    silent = scored(questionnaire, data.draw(responses(questionnaire)))
    worst = {
        item.id: Given(
            value=extreme(questionnaire, item, "worst")[1].value, importance=silent.answers(item.id).importance
        )
        for item in items_of(questionnaire)
        if silent.answers(item.id).value is None
    }
    spoken = scored_by(questionnaire, but(silent.answers, **worst))
    for name, node in groups(silent).items():
        found = groups(spoken)[name]
        assert (node.score, node.lower, node.upper) == pytest.approx((found.score, found.lower, found.upper), abs=CLOSE)
        assert (node.coverage, node.judged) == (found.coverage, found.judged)


@settings(LAW)
@given(answered())
def test_everything_stays_within_0_and_1(case: Case) -> None:
    for node in scored(*case).nodes.values():
        assert 0 <= node.lower <= 1
        assert 0 <= node.upper <= 1
        assert 0 <= node.score <= 1
        assert 0 <= node.coverage <= 1


@settings(LAW)
@given(answered(PLAIN, judged_answer))
def test_complete_answers_cover_exactly_everything(case: Case) -> None:
    """Reports ask whether the coverage is under 1, so no rounding noise may make it so."""
    for node in groups(scored(*case)).values():
        assert node.coverage == (1.0 if node.applicable else 0.0)


@settings(LAW, max_examples=80)
@given(answered())
def test_the_span_of_the_level_contains_the_level(case: Case) -> None:
    questionnaire, response = case
    held = hold_level(scored(questionnaire, response), questionnaire.levels, questionnaire.gates)
    assert 0 <= held.low <= held.index <= held.high <= max(0, len(questionnaire.levels) - 1)
    assert held.index <= held.by_score


@settings(LAW)
@given(st.data())
def test_what_is_not_scored_never_moves_a_score(data: st.DataObject) -> None:
    """Profile, text, dates and `scored: false`; without conditions, which may ask about any of these."""
    questionnaire, response = data.draw(answered(Features(conditions=False)))
    unscored = {item.question for item in items_of(questionnaire, scored_ones=False)}
    changed_ = dict(response.answers)
    for question in questionnaire.every_question():
        if question.id in unscored:
            value = data.draw(some_answer(questionnaire, question))
            changed_[question.id] = fitted(questionnaire, {"answers": {question.id: value}}).answers[question.id]
    other = response.model_copy(update={"answers": changed_})
    assert groups(scored(questionnaire, other)) == groups(scored(questionnaire, response))


@settings(LAW)
@given(answered(EVERYTHING))
def test_the_same_input_gives_the_same_bytes(case: Case) -> None:
    assert assessed(case).model_dump_json() == assessed(case).model_dump_json()


@settings(LAW)
@given(st.data())
def test_a_grid_answered_not_applicable_is_every_row_answered_so(data: st.DataObject) -> None:
    written = data.draw(written_questionnaires())
    grid_of_two = {"id": "grid", "type": "grid", "text": "?", "scale": "five", "allow": ["not_applicable"]}
    rows = [{"id": name, "text": name} for name in ("one", "two")]
    written["sections"][0]["questions"].append({**grid_of_two, "rows": rows})
    questionnaire = real(written)
    response = data.draw(responses(questionnaire))
    grid = next(each for each in questionnaire.every_question() if isinstance(each, GridQuestion) and each.id == "grid")
    once, each_row = (
        fitted(questionnaire, {"answers": {grid.id: value}}).answers[grid.id]
        for value in ("not_applicable", {row.id: "not_applicable" for row in grid.rows})
    )
    one, other = (
        scored(questionnaire, response.model_copy(update={"answers": {**response.answers, grid.id: answer}}))
        for answer in (once, each_row)
    )
    assert one.nodes == other.nodes
