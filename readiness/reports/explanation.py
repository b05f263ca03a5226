"""The arithmetic behind one number of an assessment, as an outline: each line can be redone by hand.

Everything shown stands in the assessment; nothing is scored again here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from readiness.model.assessment import (
    Assessment,
    GateResult,
    GroupResult,
    ItemResult,
    RatingResult,
    RiskResult,
    SideResult,
    StanceResult,
)
from readiness.model.base import EDGE
from readiness.model.need import NeedResult
from readiness.reports.answer_checks import explain_checks
from readiness.reports.cases import explain_cases
from readiness.reports.changes import explain_sensitivity
from readiness.reports.decision import explain_simulation, how_sure
from readiness.reports.numbers import exact, in_100, percent, tenths
from readiness.reports.outline import Block, Cell, Entry, Facts, Heading, Listing, Outline, Paragraph, Table
from readiness.reports.phrases import (
    comparable,
    gate_phrase,
    level_sentences,
    level_title,
    need_phrase,
    no_stance,
    score_shown,
    stance_title,
    unit,
)
from readiness.reports.plan_explained import explain_plan
from readiness.words import say


def explain(assessment: Assessment, name: str = "overall") -> Outline | None:
    """What stands behind the number called `name`; None where nothing is called so."""
    blocks = _find(assessment, name)
    if blocks is None:
        return None
    title = say(assessment.language, "e_title", id=name)
    return Outline(title=title, language=assessment.language, blocks=tuple(blocks))


WHOLE_PARTS: dict[str, Callable[[Assessment], Iterator[Block]]] = {
    "simulation": explain_simulation,
    "sensitivity": explain_sensitivity,
    "plan": explain_plan,
    "cases": explain_cases,
    "checks": explain_checks,
}
"""Parts of an assessment that are explained whole, by what they are called."""
DECIDED = frozenset({"sensitivity", "plan", "cases"})
"""Those of them that only an assessment with its decision has."""


def known_ids(assessment: Assessment) -> list[str]:
    """Everything that can be explained."""
    ids = ["level"] if assessment.levels else []
    ids += ["stance"] if assessment.stances else []
    ids += [side.side for side in assessment.sides]
    ids += WHOLE_PARTS
    ids += [each.id for each, _ in _nodes(assessment.overall)]
    for listed in (assessment.risks, assessment.opportunities, assessment.gates, assessment.stances, assessment.levels):
        ids += [each.id for each in listed]
    return [*ids, *(fact.id for fact in assessment.profile)]


def _find(assessment: Assessment, name: str) -> Iterator[Block] | None:
    if name == "level":
        return _level(assessment) if assessment.levels else None
    if name == "stance":
        return _stances(assessment) if assessment.stances else None
    for node, parent in _nodes(assessment.overall):
        if node.id == name:
            return _item(assessment, node, parent) if isinstance(node, ItemResult) else _group(assessment, node, parent)
    return _find_elsewhere(assessment, name)


def _part(assessment: Assessment, name: str) -> Iterator[Block]:
    """A part of the assessment, or that there is nothing of it."""
    blocks = tuple(WHOLE_PARTS[name](assessment))
    return iter(blocks or (Paragraph(text=say(assessment.language, "k_nothing")),))


def _find_elsewhere(assessment: Assessment, name: str) -> Iterator[Block] | None:
    for risk in (*assessment.risks, *assessment.opportunities):
        if risk.id == name:
            return _risk(assessment, risk)
    for side in assessment.sides:
        if side.side == name:
            return _side(assessment, side)
    for gate in assessment.gates:
        if gate.id == name:
            return _gate(assessment, gate)
    for stance in assessment.stances:
        if stance.id == name:
            return _stance(assessment, stance)
    if any(level.id == name for level in assessment.levels):
        return _level(assessment)
    if name in WHOLE_PARTS:
        return _part(assessment, name)
    for fact in assessment.profile:
        if fact.id == name:
            rows = (
                (say(assessment.language, "e_question"), fact.text),
                (say(assessment.language, "e_answer"), fact.shown),
            )
            note = Paragraph(text=say(assessment.language, "e_not_scored"))
            return iter((Facts(rows=rows), note))
    return None


def _nodes(
    group: GroupResult, parent: GroupResult | None = None
) -> Iterator[tuple[ItemResult | GroupResult, GroupResult | None]]:
    yield group, parent
    for child in group.children:
        if isinstance(child, GroupResult):
            yield from _nodes(child, group)
        else:
            yield child, group


def _item(assessment: Assessment, item: ItemResult, parent: GroupResult | None) -> Iterator[Block]:
    language = assessment.language
    yield Facts(
        rows=(
            (say(language, "e_question"), item.text),
            (say(language, "e_answer"), item.shown),
            *_said(item, language),
        )
    )
    if item.choices and item.method != "unscored":
        yield Heading(text=say(language, "e_h_choices"))
        yield _choices(item, language)
    yield Heading(text=say(language, "e_h_arithmetic"))
    for line in _item_lines(item, language):
        yield Paragraph(text=line)
    yield from _where(assessment, item, parent)
    yield from _help(item, language)


def _said(node: ItemResult | GroupResult, language: str) -> Iterator[tuple[str, str]]:
    """What the respondent added to an answer."""
    rows = (("e_note", node.note), ("e_confidence", node.confidence), ("e_evidence", "; ".join(node.evidence)))
    return ((say(language, key), text) for key, text in rows if text)


def _choices(item: ItemResult, language: str) -> Table:
    return Table(
        heads=("", say(language, "e_choice"), say(language, "e_points"), say(language, "e_chosen")),
        rows=tuple(
            (
                Cell(text=str(choice.value)),
                Cell(text=choice.label),
                Cell(text="–" if choice.points is None else exact(choice.points, language), number=True),
                Cell(text="◀" if choice.chosen else ""),
            )
            for choice in item.choices
        ),
    )


def _item_lines(item: ItemResult, language: str) -> Iterator[str]:
    if item.state in ("not_asked", "undecided", "not_scored", "not_applicable"):
        yield say(language, f"e_{item.state}")
        return
    if item.state in ("dont_know", "unanswered"):
        yield say(language, "e_unknown" if item.score is None else "e_zero")
        return
    assert item.score is not None
    score = exact(item.score, language)
    if item.disqualified:
        yield say(language, "e_disqualified")
    elif item.method == "linear":
        assert item.ends is not None and isinstance(item.answer, int | float)
        forward = 1 - item.score if item.reverse else item.score
        yield say(
            language,
            "e_item_linear",
            answer=exact(item.answer, language),
            worst=exact(item.ends[0], language),
            best=exact(item.ends[1], language),
            score=exact(forward, language),
        )
    else:
        yield from _forward(item, language)
    if item.reverse and not item.disqualified:
        yield say(language, "e_item_reverse", forward=exact(1 - item.score, language), score=score)
    yield say(language, "e_percent", score=score, percent=percent(item.percent, language))


def _forward(item: ItemResult, language: str) -> Iterator[str]:
    """Points as they were earned, before `reverse`, and how they scale."""
    assert item.score is not None
    forward = 1 - item.score if item.reverse else item.score
    points = item.least + forward * (item.most - item.least)
    if item.method in ("ticks", "count"):
        ticked = sum(choice.points or 0.0 for choice in item.choices if choice.chosen)
        cap = say(language, "e_cap", cap=exact(item.cap, language)) if item.cap is not None else ""
        yield say(language, f"e_item_{item.method}", sum=exact(ticked, language), cap=cap)
    if item.method == "bands":
        assert isinstance(item.answer, int | float)
        start = max((edge for edge, _ in item.bands if edge <= item.answer), default=item.bands[0][0])
        yield say(language, "e_item_band", start=exact(start, language), points=exact(points, language))
    yield say(
        language,
        "e_item",
        points=exact(points, language),
        least=exact(item.least, language),
        most=exact(item.most, language),
        score=exact(forward, language),
    )


def _where(assessment: Assessment, node: ItemResult | GroupResult, parent: GroupResult | None) -> Iterator[Block]:
    """The group it counts in, and the risks it controls."""
    language = assessment.language
    entries: list[Entry] = []
    if parent is not None and node.applicable:
        total = sum(child.weight for child in parent.children if child.applicable)
        text = say(
            language,
            "e_counts_in",
            group=parent.text,
            id=parent.id,
            weight=exact(node.weight, language),
            total=exact(total, language),
        )
        entries.append(Entry(text=text))
    for risk in assessment.risks:
        for control in risk.controls:
            if control.question == node.id:
                text = say(
                    language,
                    "e_controls_risk",
                    factor=say(language, f"e_{control.reduces}"),
                    risk=risk.id,
                    title=risk.title,
                    by=exact(control.by, language),
                )
                entries.append(Entry(text=text))
    if entries:
        yield Heading(text=say(language, "e_h_where"))
        yield Listing(entries=tuple(entries))


def _help(item: ItemResult | GroupResult, language: str) -> Iterator[Block]:
    as_of = item.as_of if isinstance(item, ItemResult) else None
    rows = (
        ("e_low", item.help.low),
        ("e_high", item.help.high),
        ("e_would_prove", item.help.evidence),
        ("e_advice", item.help.advice),
        ("e_source", item.source),
        ("e_as_of", as_of.isoformat() if as_of else None),
    )
    found = tuple((say(language, key), text) for key, text in rows if text)
    if found:
        yield Heading(text=say(language, "e_h_help"))
        yield Facts(rows=found)


def _group(assessment: Assessment, group: GroupResult, parent: GroupResult | None) -> Iterator[Block]:
    language = assessment.language
    name = say(language, "e_question" if group.kind == "grid" else "l_section")
    yield Facts(rows=((name, group.text), *_said(group, language)))
    yield Heading(text=say(language, "e_h_parts"))
    yield _parts(group, language)
    yield Heading(text=say(language, "e_h_arithmetic"))
    for line in _group_lines(assessment, group):
        yield Paragraph(text=line)
    yield from _where(assessment, group, parent)
    yield from _help(group, language)
    if group.kind == "overall" and assessment.level is not None:
        yield Paragraph(text=" ".join(level_sentences(assessment)))


def _parts(group: GroupResult, language: str) -> Table:
    product = "e_step_met" if group.aggregate == "staged" else "e_product"
    heads = ("", "e_child", "e_weight", "e_score", product, "e_lower", "e_upper")
    return Table(
        heads=tuple(say(language, key) if key else "" for key in heads),
        rows=tuple(
            (Cell(text=child.id), Cell(text=_part_text(group, child)), *_numbers(group, child, language))
            for child in group.children
            if not (isinstance(child, ItemResult) and child.method == "unscored")
        ),
    )


def _part_text(group: GroupResult, child: ItemResult | GroupResult) -> str:
    """The part with its answer; a grid's row without the question, which stands above."""
    text = child.text.removeprefix(group.text).strip(" []") if group.kind == "grid" else child.text
    return f"{text} → {child.shown}" if isinstance(child, ItemResult) else text


def _numbers(group: GroupResult, child: ItemResult | GroupResult, language: str) -> tuple[Cell, ...]:
    if not child.applicable:
        return (*(Cell(text="–", number=True) for _ in range(5)),)
    score = child.judged_score
    cells = (
        exact(child.weight, language),
        "–" if score is None else exact(score, language),
        "–" if score is None else _product(group, child.weight, score, language),
        exact(child.bounds.lower, language),
        exact(child.bounds.upper, language),
    )
    return tuple(Cell(text=text, number=True) for text in cells)


def _product(group: GroupResult, weight: float, score: float, language: str) -> str:
    """Weight × score; in a staged group, whether the step is met."""
    if group.aggregate != "staged":
        return exact(weight * score, language)
    return say(language, "l_met" if score >= group.met_at - EDGE else "l_not_met")


def _group_lines(assessment: Assessment, group: GroupResult) -> Iterator[str]:
    language = assessment.language
    if not group.applicable:
        yield say(language, "e_not_asked" if group.kind != "grid" else "e_not_applicable")
        return
    if group.judged_score is None:
        yield say(language, "e_nothing")
        return
    yield _aggregate_line(group, language)
    percentage = 100 * group.judged_score
    shown = tenths(percentage, language) if group.kind == "overall" else score_shown(assessment, percentage)
    yield say(language, "e_percent", score=exact(group.judged_score, language), percent=shown)
    yield say(language, "e_coverage", coverage=exact(group.coverage, language))
    if group.score is None:
        minimum = percent(100 * assessment.questionnaire.minimum_coverage, language)
        yield say(language, "e_withheld", minimum=minimum)
    yield say(language, "e_bounds", low=exact(group.bounds.lower, language), high=exact(group.bounds.upper, language))


def _aggregate_line(group: GroupResult, language: str) -> str:
    assert group.judged_score is not None
    score = exact(group.judged_score, language)
    judged = [child for child in group.children if child.applicable and child.judged_score is not None]
    match group.aggregate:
        case "mean":
            total = sum(child.weight * (child.judged_score or 0.0) for child in judged)
            weights = sum(child.weight for child in judged)
            return say(language, "e_mean", total=exact(total, language), weights=exact(weights, language), score=score)
        case "sum":
            assert group.points is not None
            points = group.points
            return say(
                language,
                "e_sum",
                earned=exact(points.earned, language),
                least=exact(points.least, language),
                most=exact(points.most, language),
                score=score,
            )
        case "staged":
            return say(language, "e_staged", met=percent(100 * group.met_at, language), score=score)
        case _:
            return say(language, f"e_{group.aggregate}", score=score)


def _risk(assessment: Assessment, risk: RiskResult) -> Iterator[Block]:
    language = assessment.language
    heading = "l_opportunity" if risk.side == "opportunity" else "l_risk"
    rows = [(say(language, heading), f"{risk.id}: {risk.text}")]
    if risk.note:
        rows.append((say(language, "e_note"), risk.note))
    if risk.source:
        rows.append((say(language, "e_source"), risk.source))
    yield Facts(rows=tuple(rows))
    yield Heading(text=say(language, "e_h_arithmetic"))
    impact_key = "l_gain" if risk.side == "opportunity" else "l_impact"
    for key, rating, how in (
        ("l_likelihood", risk.likelihood, "e_mean_p"),
        (impact_key, risk.impact, "e_mean_g" if risk.side == "opportunity" else "e_mean_s"),
    ):
        if rating is not None:
            yield Paragraph(text=_rating_line(say(language, key), rating, language))
            yield Paragraph(text=say(language, how), tone="quiet")
    if risk.inherent is None or risk.residual is None:
        low, high = exact(risk.bounds.lower, language), exact(risk.bounds.upper, language)
        yield Paragraph(text=say(language, "e_unrated", low=low, high=high))
    else:
        yield from _exposure(assessment, risk)
    yield from _controls(risk, language)
    yield Heading(text=say(language, "e_share"))
    yield Facts(
        rows=tuple((stance_title(assessment, name), exact(share, language)) for name, share in risk.under.items())
    )


def _rating_line(what: str, rating: RatingResult, language: str) -> str:
    label = rating.label or say(language, "e_own_range")
    if rating.step is not None:
        label = f"{rating.step} = {label}"
    return say(
        language,
        "e_rating",
        what=what,
        label=label,
        low=exact(rating.low, language),
        high=exact(rating.high, language),
        mean=exact(rating.mean, language),
    )


def _exposure(assessment: Assessment, risk: RiskResult) -> Iterator[Block]:
    language = assessment.language
    assert risk.likelihood and risk.impact and risk.inherent is not None and risk.residual is not None
    inherent = exact(risk.inherent, language)
    p, s = exact(risk.likelihood.mean, language), exact(risk.impact.mean, language)
    formula = "e_gain" if risk.side == "opportunity" else "e_inherent"
    yield Paragraph(text=say(language, formula, p=p, s=s, value=f"{inherent} {unit(assessment)}"))
    if risk.side != "opportunity":
        yield Paragraph(
            text=say(
                language,
                "e_residual",
                inherent=inherent,
                lik=exact(risk.likelihood_left, language),
                imp=exact(risk.impact_left, language),
                value=f"{exact(risk.residual, language)} {unit(assessment)}",
            )
        )


def _controls(risk: RiskResult, language: str) -> Iterator[Block]:
    if not risk.controls:
        return
    yield Heading(text=say(language, "e_h_controls"))
    heads = ("", "e_control", "e_reduces", "e_by", "e_score", "e_factor")
    yield Table(
        heads=tuple(say(language, key) if key else "" for key in heads),
        rows=tuple(
            (
                Cell(text=control.question),
                Cell(text=control.text),
                Cell(text=say(language, f"e_{control.reduces}")),
                Cell(text=exact(control.by, language), number=True),
                Cell(text="–" if control.score is None else exact(control.score, language), number=True),
                Cell(text=exact(control.factor, language), number=True),
            )
            for control in risk.controls
        ),
    )
    yield Paragraph(text=say(language, "e_floor"), tone="quiet")


def _side(assessment: Assessment, side: SideResult) -> Iterator[Block]:
    language = assessment.language
    yield Paragraph(text=say(language, "e_side"))
    found = [risk for risk in assessment.risks if risk.side == side.side]
    heads = ("", "l_risk", "l_inherent", "l_residual", "e_lower", "e_upper")
    rows: list[tuple[Cell, ...]] = [
        (
            Cell(text=risk.id),
            Cell(text=risk.title),
            Cell(text="–" if risk.inherent is None else exact(risk.inherent, language), number=True),
            Cell(text="–" if risk.residual is None else exact(risk.residual, language), number=True),
            Cell(text=exact(risk.bounds.lower, language), number=True),
            Cell(text=exact(risk.bounds.upper, language), number=True),
        )
        for risk in found
    ]
    totals = (side.inherent, side.residual, side.bounds.lower, side.bounds.upper)
    rows.append((Cell(text="Σ"), Cell(text=""), *(Cell(text=exact(each, language), number=True) for each in totals)))
    yield Table(heads=tuple(say(language, key) if key else "" for key in heads), rows=tuple(rows))


def _stances(assessment: Assessment) -> Iterator[Block]:
    language, found = assessment.language, assessment.stance
    yield Table(
        heads=(say(language, "l_stance"), say(language, "e_exposure"), say(language, "l_open_to_you")),
        rows=tuple(
            (
                Cell(text=f"{stance.id}: {stance.title}"),
                Cell(text=exact(comparable(assessment, stance), language), number=True),
                Cell(text=say(language, "yes" if stance.available else "no")),
            )
            for stance in assessment.stances
        ),
    )
    if found is None:
        yield Paragraph(text=no_stance(assessment))
        return
    yield Paragraph(text=say(language, "e_best", best=stance_title(assessment, found.best)))
    yield Paragraph(text=say(language, "e_now", now=stance_title(assessment, found.now)))
    margin, needed = percent(100 * found.margin, language), percent(100 * found.margin_needed, language)
    years = in_100(found.probability_needed)
    best = say(language, "quoted", words=stance_title(assessment, found.best))
    yield Paragraph(text=say(language, "e_margin", best=best, margin=margin, needed=needed, years=years))
    for sentence in how_sure(assessment):
        yield Paragraph(text=sentence)
    for stance in assessment.stances:
        yield from _needs(stance.needs, stance.title, language)


def _stance(assessment: Assessment, stance: StanceResult) -> Iterator[Block]:
    language = assessment.language
    yield Facts(rows=((say(language, "l_stance"), f"{stance.title}: {stance.meaning}"),))
    yield Paragraph(text=say(language, "e_stance"))
    rows = [
        (
            Cell(text=risk.id),
            Cell(text=risk.title),
            Cell(text=exact(risk.residual, language), number=True),
            Cell(text=exact(risk.under[stance.id], language), number=True),
            Cell(text=exact(risk.residual * risk.under[stance.id], language), number=True),
        )
        for risk in assessment.risks
        if risk.residual is not None and risk.under[stance.id] > 0
    ]
    rows.append(
        (
            Cell(text="Σ"),
            Cell(text=""),
            Cell(text=""),
            Cell(text=""),
            Cell(text=exact(stance.exposure, language), number=True),
        )
    )
    heads = ("", "l_risk", "l_residual", "e_share", "e_under")
    yield Table(heads=tuple(say(language, key) if key else "" for key in heads), rows=tuple(rows))
    yield from _needs(stance.needs, say(language, "e_h_needs"), language)


def _needs(need: NeedResult | None, title: str, language: str) -> Iterator[Block]:
    if need is not None:
        yield Heading(text=f"{say(language, 'e_h_needs')}: {title}" if title != say(language, "e_h_needs") else title)
        yield Listing(entries=tuple(_need_entries(need, language, 0)))


def _need_entries(need: NeedResult, language: str, depth: int) -> Iterator[Entry]:
    state = {"met": "l_met", "not_met": "l_not_met", "unknown": "l_unknown"}[need.state]
    if need.kind == "all":
        for part in need.inside:
            yield from _need_entries(part, language, depth)
        return
    yield Entry(text=need_phrase(need, language), mark=need.subject or "", aside=say(language, state), depth=depth)


def _gate(assessment: Assessment, gate: GateResult) -> Iterator[Block]:
    language = assessment.language
    yield Paragraph(text=gate.reason)
    yield Paragraph(text=say(language, "e_gate", state=say(language, f"l_{gate.state}"), cap=gate.cap_title))
    yield Paragraph(text=say(language, "e_gate_when", condition=need_phrase(gate.condition, language)))


def _requirement(need: NeedResult | None, language: str) -> str:
    """A level's own requirement, and whether it is met."""
    if need is None:
        return "–"
    state = say(language, {"met": "l_met", "not_met": "l_not_met", "unknown": "l_unknown"}[need.state])
    return f"[{state}] {need_phrase(need, language)}"


def _level(assessment: Assessment) -> Iterator[Block]:
    language, level = assessment.language, assessment.level
    if level is None:
        yield Paragraph(text=say(language, "v_no_level"))
        return
    heads = ("l_level", "e_from", "e_h_needs")
    yield Table(
        heads=("", *(say(language, key) for key in heads)),
        rows=tuple(
            (
                Cell(text=step.id),
                Cell(text=step.title),
                Cell(text=percent(step.start, language), number=True),
                Cell(text=_requirement(step.requirement, language)),
            )
            for step in assessment.levels
        ),
    )
    shown = tenths(assessment.overall.percent, language)
    reached = next(step for step in assessment.levels if step.id == level.by_score)
    start = percent(reached.start, language)
    yield Paragraph(text=say(language, "e_level_score", percent=shown, level=reached.title, start=start))
    yield Paragraph(text=" ".join(level_sentences(assessment)))
    yield Paragraph(text=say(language, "e_level_held", level=level_title(assessment, level.held)), tone="verdict")
    if assessment.gates:
        yield Heading(text=say(language, "h_gates"))
        yield Listing(
            entries=tuple(
                Entry(
                    text=gate_phrase(gate.state, gate.id, gate.reason, language),
                    mark=gate.id,
                    aside=say(language, f"l_{gate.state}"),
                )
                for gate in assessment.gates
            )
        )
