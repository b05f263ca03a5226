"""What to ask first: the open step that most narrows what is still possible, for the level and for the course.

Narrowing is measured on two bounds. The *level*'s is the width of the overall score's bounds. The *course*'s is the
width of the bounds on the differences in exposure between each two courses. A step's worth is the share of each that
would be gone once it is answered; an answer to come counts as the mean of the worst and the best, a rating to come as
the middle of its scales. What is settled counts no more. What decides whether other things are asked comes before all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise

from readiness.interview.interview import Interview
from readiness.interview.settled import settled
from readiness.interview.steps import Key, Step
from readiness.model.condition import Condition, QuestionCondition, parts
from readiness.model.questionnaire import Risk, share_under
from readiness.risk.exposure import Rated, Register, exposure, offered, weigh
from readiness.risk.ratings import rating_of
from readiness.scoring.answers import given_by
from readiness.scoring.formulas import Evaluation, Held, Values, counts, evaluate, group_values, having, hold_level
from readiness.scoring.operations import Given, Scalar
from readiness.scoring.tree import Group, Item

State = Evaluation[float, bool, Given]
Node = Values[float, bool]


def next_best(interview: Interview) -> Key | None:
    """The open step to ask next; None where none is open, or no further answer can change anything."""
    steps = tuple(step for step in interview.open_steps() if step.key not in interview.skipped)
    if not steps:
        return None
    if (first := _decider(interview, steps)) is not None:
        return first.key
    ranked = _Ranking(interview)
    if ranked.settled.both:
        return None
    worth = [(ranked.worth(step), -at) for at, step in enumerate(steps)]
    best, at = max(worth)
    return steps[-at].key if best > 0 else None


def _decider(interview: Interview, steps: tuple[Step, ...]) -> Step | None:
    """The first open question that decides whether something else is asked."""
    questionnaire = interview.questionnaire
    conditions: list[Condition] = [
        each.when
        for each in (
            *questionnaire.every_question(),
            *questionnaire.every_section(),
            *questionnaire.risks,
            *questionnaire.opportunities,
        )
        if each.when is not None
    ]
    deciding = {
        part.question for condition in conditions for _, part in parts(condition) if isinstance(part, QuestionCondition)
    }
    return next((step for step in steps if step.key.kind == "question" and step.key.id in deciding), None)


class _Ranking:
    """The bounds as they stand, and by how much each step would narrow them."""

    def __init__(self, interview: Interview) -> None:
        questionnaire = interview.questionnaire
        self.questionnaire = questionnaire
        self.evaluation: State = interview.evaluation
        if interview.tree.unanswered_is_zero:  # silence is a zero for the score, and not for what may still come
            tree = replace(interview.tree, unanswered_is_zero=False)
            self.evaluation = evaluate(tree, given_by(interview.response), Scalar())
        self.held: Held[float, bool] = hold_level(self.evaluation, questionnaire.levels, questionnaire.gates)
        self.rating = rating_of(questionnaire, interview.response)
        self.register: Register[float, bool] = weigh(self.evaluation, questionnaire, self.rating)
        self.pairs = tuple(combinations(offered(questionnaire), 2))
        self.chains = dict(_chains(interview.tree.root, ()))
        root = self._node(interview.tree.root.id)
        self.score_width = root.upper - root.lower if root.applicable else 0.0
        self.stance_width = sum(self._spread(risk) * self._width(risk) for risk in questionnaire.risks)
        self.settled = settled(interview)
        self.controlled: dict[str, list[Risk]] = {}
        for risk in questionnaire.risks:
            for control in {control.question for control in risk.controls}:
                self.controlled.setdefault(control, []).append(risk)

    def _node(self, name: str) -> Node:
        return self.evaluation.nodes[name]

    def worth(self, step: Step) -> float:
        """The share of both bounds that would be gone, 0..2; of those that are not settled."""
        match step.key.kind:
            case "opportunity":
                return 0.0
            case "risk":
                assert isinstance(step.thing, Risk)
                gone = self._spread(step.thing) * self._narrowed_by_rating(step.thing)
                return gone / self.stance_width if self.stance_width and not self.settled.stance else 0.0
            case "question":
                return self._worth_of_question(step.key.id)

    def _worth_of_question(self, name: str) -> float:
        chain = self.chains.get(name)
        if chain is None:
            return 0.0
        worth = 0.0
        ends = [self._known(chain, score) for score in (0.0, 1.0)]
        if self.score_width and not self.settled.level:
            widths = [end[-1].upper - end[-1].lower for end in ends]
            worth += 1 - sum(widths) / len(widths) / self.score_width
        if self.stance_width and not self.settled.stance:
            worth += self._narrowed_by_answer(name, [end[0] for end in ends]) / self.stance_width
        return worth

    # ---- the level ----

    def _known(self, chain: tuple[Item | Group, ...], score: float) -> list[Node]:
        """The values of a question and of all groups around it, had it this score. The question first."""
        first = chain[0]
        node = self._answered(self._node(first.id), score)
        if isinstance(first, Group):
            rows = [self._row(row.id, score) for row in first.children]
            node = group_values(self.evaluation, first, True, False, rows)
        found = [node]
        for inner, outer in pairwise(chain):
            assert isinstance(outer, Group)
            old = self._node(outer.id)
            children = [
                found[-1] if child is inner else self._node(child.id) for child in outer.children if counts(child)
            ]
            found.append(group_values(self.evaluation, outer, old.visible, old.undecided, children))
        return found

    def _row(self, name: str, score: float) -> Node:
        node = self._node(name)
        return self._answered(node, score) if self.evaluation.answers(name).value is None else node

    @staticmethod
    def _answered(node: Node, score: float) -> Node:
        return node if not node.applicable or node.judged else having(node, score, Scalar())

    # ---- the course ----

    def _spread(self, risk: Risk) -> float:
        """How differently the courses let a risk live: the sum over all pairs of the difference of its shares."""
        return sum(abs(share_under(risk, one) - share_under(risk, other)) for one, other in self.pairs)

    def _width(self, risk: Risk) -> float:
        found = self.register.risks[risk.id]
        return found.upper - found.lower if found.applicable else 0.0

    def _narrowed_by_rating(self, risk: Risk) -> float:
        found, rated = self.register.risks[risk.id], self.rating(risk.id)
        if not found.applicable or found.rated:
            return 0.0
        middle = exposure(self.evaluation, risk, _in_the_middle(rated))
        return self._width(risk) - (middle.upper - middle.lower)

    def _narrowed_by_answer(self, name: str, ends: list[Node]) -> float:
        """What an answer takes off the bounds of the risks that it controls."""
        gone = 0.0
        before = self.evaluation.nodes.get(name)
        for risk in self.controlled.get(name, ()):
            widths = []
            for end in ends:
                self.evaluation.nodes[name] = end
                found = exposure(self.evaluation, risk, self.rating(risk.id))
                widths.append(found.upper - found.lower if found.applicable else 0.0)
            gone += self._spread(risk) * (self._width(risk) - sum(widths) / len(widths))
        if before is not None:
            self.evaluation.nodes[name] = before
        return gone


def _in_the_middle(rated: Rated[float, bool]) -> Rated[float, bool]:
    """A rating of which what is not known lies in the middle of its scale."""
    return replace(
        rated,
        probability=rated.probability
        if rated.likelihood_known
        else (rated.probability_least + rated.probability_most) / 2,
        severity=rated.severity if rated.impact_known else (rated.severity_least + rated.severity_most) / 2,
        likelihood_known=True,
        impact_known=True,
    )


def _chains(group: Group, outer: tuple[Group, ...]) -> Iterator[tuple[str, tuple[Item | Group, ...]]]:
    """Each scored question with the groups around it, the innermost first."""
    for child in group.children:
        if isinstance(child, Item) or child.kind == "grid":
            if counts(child):
                yield child.id, (child, group, *outer)
        else:
            yield from _chains(child, (group, *outer))


def widths(interview: Interview) -> dict[Key, float]:
    """What each open step is worth, for explaining the order."""
    ranked = _Ranking(interview)
    return {step.key: ranked.worth(step) for step in interview.open_steps()}
