"""The steps of a plan: the order to do them in, and how each one's effort, score and exposures come about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from readiness.advice.aims import Aim
from readiness.advice.answers import item_text, shown_change, shown_value
from readiness.advice.context import Context
from readiness.advice.encoding import Choices
from readiness.advice.improvements import MIDDLE, score_before, share_of_grid
from readiness.advice.search import price_of
from readiness.advice.variations import Node, Outcome, State, Value, Variations
from readiness.model.base import EDGE
from readiness.model.decision import FoundOut, Improvement, LinkWeight, RiskChange, Standing
from readiness.model.questionnaire import GridQuestion, Question, Risk
from readiness.risk.exposure import Exposure
from readiness.scoring.formulas import counts
from readiness.scoring.tree import OVERALL, Item
from readiness.words import say

MOST_ORDERED = 60
"""Of longer plans the steps are ordered by what each brings alone."""

Sequencing = Callable[[Sequence[Improvement]], Sequence[str]]
"""Given the steps in the order of the plan, their ids in the order in which they will be done."""


class Steps:
    """What makes the steps of one plan."""

    def __init__(self, context: Context, base: Variations, aim: Aim, choices: Mapping[str, Choices]) -> None:
        self.context, self.base, self.aim, self.choices = context, base, aim, choices
        self.sections = {
            question.id: context.words(section.title)
            for section in base.questionnaire.every_section()
            for question in section.questions
        }

    def made(
        self,
        changed: Mapping[str, Value],
        sequencing: Sequencing | None = None,
        *,
        after: Mapping[str, Value] | None = None,
    ) -> tuple[Improvement, ...]:
        """The steps in order, each with where things stand once it and all before it are done, those of `after` first."""
        done = dict(after or {})
        ordered = self._ordered(changed, done)
        found = self._in_order(ordered, changed, done)
        if sequencing is None or not found:
            return found
        return self._in_order(sequencing(found), changed, done)

    def _in_order(
        self, ordered: Sequence[str], changed: Mapping[str, Value], done: Mapping[str, Value]
    ) -> tuple[Improvement, ...]:
        so_far, found = dict(done), []
        everything = {**done, **changed}
        for order, name in enumerate(ordered, len(done) + 1):
            before = dict(so_far)
            so_far[name] = changed[name]
            found.append(self._improvement(order, name, before, so_far, everything))
        return tuple(found)

    def standing(self, outcome: Outcome) -> Standing:
        """Where things stand, in words."""
        levels, order = self.base.questionnaire.levels, self.base.order
        level = None if outcome.level is None else levels[outcome.level]
        surely = None if outcome.surely is None else levels[outcome.surely]
        return Standing(
            percent=None if outcome.score is None else 100 * outcome.score,
            level=level.id if level else None,
            level_title=self.context.words(level.title) if level else None,
            surely=surely.id if surely else None,
            surely_title=self.context.words(surely.title) if surely else None,
            now=order[outcome.now] if outcome.now >= 0 else None,
            best=order[outcome.best] if outcome.best >= 0 else None,
            # with too few risks rated on a side, what is rated adds up to nothing that could be compared
            exposures=dict(zip(order, outcome.exposures, strict=True)) if outcome.best >= 0 else {},
        )

    # ---- the order ----

    def _ordered(self, changed: Mapping[str, Value], done: Mapping[str, Value]) -> list[str]:
        """Each next step takes most off the exposure of the course aimed at, for its effort; or adds most to the score.

        A step on a question that only another step opens waits for it.
        """
        left = sorted(changed, key=list(self.base.items).index)
        waits = {name: set(self._follows(name, {**done, **changed})) for name in left}
        if len(left) > MOST_ORDERED:
            left.sort(key=lambda name: self._worth(self.base, name, changed[name]), reverse=True)
            return _waiting(left, waits)
        so_far, ordered = dict(done), list[str]()
        while left:
            ready = [name for name in left if not waits[name] & set(left)] or left
            then = self.base.with_answers(so_far)
            best = max(ready, key=lambda name: self._worth(then, name, changed[name]))
            left.remove(best)
            so_far[best] = changed[best]
            ordered.append(best)
        return ordered

    def _worth(self, then: Variations, name: str, value: Value) -> tuple[float, float]:
        """What a step takes off the exposure, and adds to the score, for each person-day, after those done before."""
        before, after = then.now, then.single(name, value)
        price = max(self.price(name, value), 1e-9)
        course = self.aim.at if self.aim.kind == "stance" else before.best
        fall = before.exposures[course] - after.exposures[course] if before.exposures and course >= 0 else 0.0
        return round(fall / price, 9), round(((after.score or 0.0) - (before.score or 0.0)) / price, 9)

    def _follows(self, name: str, changed: Mapping[str, Value]) -> tuple[str, ...]:
        """The steps without which this one's question would not be asked."""
        if self.base.base.nodes[name].visible:
            return ()
        deciding = [each for each in changed if each != name and self.base.items[each].question in self.base.deciding]
        found = []
        for each in deciding:
            without = {other: value for other, value in changed.items() if other != each}
            if not self.base.worked_out(without)[0].nodes[name].visible:
                found.append(each)
        return tuple(found)

    def price(self, name: str, value: Value) -> float:
        """What an answer costs, in person-days."""
        return price_of(self.choices[name], value)

    # ---- a step ----

    def _improvement(
        self,
        order: int,
        name: str,
        before: Mapping[str, Value],
        done: Mapping[str, Value],
        everything: Mapping[str, Value],
    ) -> Improvement:
        context, item = self.context, self.base.items[name]
        question = context.questions[item.question]
        improve = question.improve
        was, becomes = shown_change(context, question, self.base.answers(name).value, done[name])
        scored = item.method != "unscored"
        state, exposed, _ = self.base.worked_out(done)
        earlier, exposed_before, _ = self.base.worked_out(before)
        return Improvement(
            order=order,
            id=name,
            text=item_text(context, item),
            row=self._row(question, name),
            section=self.sections.get(item.question, ""),
            area=question.area,
            was=was,
            becomes=becomes,
            was_known=self.base.answers(name).value not in (None, "dont_know"),
            at_least=item.method in ("lookup", "bands", "linear")
            and self.base.score_of(item, done[name]) < MIDDLE - EDGE,
            effort=round(self.price(name, done[name]), 9),
            whole=improve.effort * share_of_grid(self.base, item) if improve and improve.effort is not None else None,
            score_before=score_before(self.base, item) if scored else None,
            score_after=self.base.score_of(item, done[name]) if scored else None,
            was_judged=bool(earlier.nodes[name].judged) or not scored,
            counts_for=tuple(self._links(state, item)) if scored else (),
            risks=tuple(self._risks(item.question, earlier, state, exposed_before, exposed)),
            follows=self._follows(name, everything),
            owner=context.maybe(improve.owner) if improve else None,
            advice=context.words(improve.advice) if improve else None,
            evidence=context.maybe(question.evidence),
            after=self.standing(self.base.outcome(done)),
        )

    def _row(self, question: Question, name: str) -> str | None:
        """The words of the row of a grid that an item is."""
        rows = question.rows if isinstance(question, GridQuestion) else ()
        return next((self.context.words(row.text) for row in rows if f"{question.id}.{row.id}" == name), None)

    # ---- what is found out ----

    def found_out(self, alike: Mapping[str, tuple[Value, ...]]) -> tuple[FoundOut, ...]:
        """What unknown items turn out to be, with every answer that comes to the same."""
        found = []
        for name, values in alike.items():
            item = self.base.items[name]
            question = self.context.questions[item.question]
            shown = tuple(shown_value(self.context, question, value) for value in values)
            found.append(FoundOut(id=name, text=item_text(self.context, item), values=shown))
        return tuple(found)

    def finding_out(self, found: FoundOut, order: int, after: Standing) -> Improvement:
        """The step by which something unknown becomes known."""
        question = self.context.questions[self.base.items[found.id].question]
        return Improvement(
            kind="find_out",
            order=order,
            id=found.id,
            text=found.text,
            row=self._row(question, found.id),
            section=self.sections.get(question.id, ""),
            area=question.area,
            was=shown_value(self.context, question, self.base.answers(found.id).value),
            becomes=say(self.context.language, "n_or").join(found.values),
            was_known=False,
            effort=0.0,
            owner=None,
            advice=None,
            evidence=self.context.maybe(question.evidence),
            after=after,
        )

    def _links(self, state: State, item: Item) -> Iterator[LinkWeight]:
        """Its weight in each mean around it; nothing where one of the groups around it is no mean."""
        around = self.base.chains.get(item.id, ())
        if any(group.aggregate != "mean" for group in around):
            return
        inner = item.id
        for group in around:
            nodes = [state.nodes[child.id] for child in group.children if counts(child)]
            whole = sum(node.weight for node in nodes if node.judged)
            yield LinkWeight(group=self._title(group.id), weight=state.nodes[inner].weight, of=whole)
            inner = group.id

    def _title(self, name: str) -> str:
        if name == OVERALL:
            return OVERALL
        if name in self.context.questions:
            return self.context.words(self.context.questions[name].text)
        section = next(each for each in self.base.questionnaire.every_section() if each.id == name)
        return self.context.words(section.title)

    def _risks(
        self,
        question: str,
        earlier: State,
        state: State,
        before: Mapping[str, Exposure[float, bool]],
        after: Mapping[str, Exposure[float, bool]],
    ) -> Iterator[RiskChange]:
        """What becomes of each rated risk that the question controls."""
        for risk in self.base.controlled.get(question, ()):
            if not (before[risk.id].rated and after[risk.id].rated):
                continue
            yield from self._changes(risk, question, (earlier.nodes[question], state.nodes[question]), before, after)

    def _changes(
        self,
        risk: Risk,
        question: str,
        nodes: tuple[Node, Node],
        before: Mapping[str, Exposure[float, bool]],
        after: Mapping[str, Exposure[float, bool]],
    ) -> Iterator[RiskChange]:
        was, becomes = (node.score if node.judged else 0.0 for node in nodes)
        for control in risk.controls:
            if control.question == question:
                yield RiskChange(
                    id=risk.id,
                    text=self.context.words(risk.text),
                    reduces=control.reduces,
                    by=control.by,
                    score_before=was,
                    score_after=becomes,
                    before=before[risk.id].residual,
                    after=after[risk.id].residual,
                    shares=dict(zip(self.base.order, self.base.shares[risk.id], strict=True)),
                )


def _waiting(listed: Sequence[str], waits: Mapping[str, set[str]]) -> list[str]:
    """The same order, but that each waits for those it needs."""
    left, found = list(listed), list[str]()
    while left:
        ready = next((name for name in left if not waits[name] & set(left)), left[0])
        left.remove(ready)
        found.append(ready)
    return found
