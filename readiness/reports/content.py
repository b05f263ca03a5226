"""The report of one assessment as an outline: each part a function from assessment to blocks, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from readiness.model.assessment import (
    Assessment,
    Discussed,
    GroupResult,
    Pointer,
    RatingResult,
    RiskResult,
    ScaleStep,
    SideResult,
    StanceResult,
    Unknown,
)
from readiness.model.decision import StanceVerdict
from readiness.model.need import NeedResult
from readiness.reports.answer_checks import answer_checks
from readiness.reports.cases import cases
from readiness.reports.changes import changes
from readiness.reports.decision import certainty
from readiness.reports.head import head
from readiness.reports.numbers import amount, percent, plain_number, tenths
from readiness.reports.outline import (
    Bar,
    Bars,
    Block,
    Cell,
    Entry,
    Heading,
    Listing,
    Outline,
    Paragraph,
    Placed,
    Ranked,
    Side,
    Sides,
    Table,
)
from readiness.reports.phrases import (
    effort_words,
    exposures_shown,
    level_sentences,
    need_phrase,
    score_shown,
    stance_title,
    unit,
    verdict,
)
from readiness.reports.plan import plan_blocks
from readiness.words import say

MOST_NOTES = 3
"""How many risks of a side bring their note: those that weigh most."""
MOST_UNKNOWN = 12
"""How many unknowns a report lists; the assessment holds them all."""


def report(assessment: Assessment) -> Outline:
    """The whole report."""
    blocks = [block for part in PARTS for block in part(assessment)]
    return Outline(title=assessment.questionnaire.title, language=assessment.language, blocks=tuple(blocks))


def answer(assessment: Assessment) -> Iterator[Block]:
    """The verdict."""
    first, *others = verdict(assessment)
    yield Heading(text=say(assessment.language, "h_verdict" if assessment.stances else "h_result"))
    yield Paragraph(text=first, tone="verdict")
    for sentence in others:
        yield Paragraph(text=sentence)


def readiness(assessment: Assessment) -> Iterator[Block]:
    """The level with its bounds and the distance to the next edge."""
    language, overall = assessment.language, assessment.overall
    yield Heading(text=say(language, "h_level"))
    title = assessment.level.title if assessment.level else say(language, "l_score")
    yield Bars(
        bars=(_bar(assessment, overall, title, 0)._replace(shown=tenths(overall.percent, language)),),
        edges=tuple((level.start, level.title) for level in assessment.levels),
    )
    yield Paragraph(text=" ".join(level_sentences(assessment)))
    if assessment.level:
        yield Paragraph(text=assessment.level.meaning, tone="quiet")
        if assessment.level.next:
            yield Paragraph(text=assessment.level.next, tone="quiet")
    yield from _closed_gates(assessment)
    counts = overall.counts
    yield Paragraph(
        text=say(
            language,
            "v_judged",
            judged=counts.judged,
            all=counts.applicable,
            dont_know=counts.dont_know,
            unanswered=counts.unanswered,
            na=counts.not_applicable,
        ),
        tone="quiet",
    )


def _closed_gates(assessment: Assessment) -> Iterator[Block]:
    """Every closed gate, whether or not it is the one that holds the level now."""
    closed = [gate for gate in assessment.gates if gate.state == "closed"]
    if closed:
        language = assessment.language
        yield Paragraph(text=say(language, "h_closed_gates") + say(language, "colon").rstrip())
        yield Listing(
            entries=tuple(
                Entry(text=gate.reason, mark=gate.id, aside=say(language, "q_cap", cap=gate.cap_title))
                for gate in closed
            )
        )


def sections(assessment: Assessment) -> Iterator[Block]:
    """A bar for each section, with target, coverage and n."""
    yield Heading(text=say(assessment.language, "h_sections"))
    yield Bars(
        bars=tuple(_section_bars(assessment, assessment.overall, 0)), key=say(assessment.language, "v_sections_key")
    )


def _section_bars(assessment: Assessment, group: GroupResult, depth: int) -> Iterator[Bar]:
    for child in group.children:
        if isinstance(child, GroupResult) and child.kind == "section":
            yield _bar(assessment, child, child.text, depth)
            yield from _section_bars(assessment, child, depth + 1)


def _bar(assessment: Assessment, group: GroupResult, label: str, depth: int) -> Bar:
    language, counts = assessment.language, group.counts
    shown, note = score_shown(assessment, group.percent), f"n {counts.judged}/{counts.applicable}"
    if group.coverage < 1:
        note += f" ({percent(100 * group.coverage, language)})"
    if not group.applicable:
        shown, note = say(language, "not_applicable"), ""
    target = "" if group.target is None or not group.applicable else percent(group.target, language)
    return Bar(
        label=label,
        id=group.id,
        percent=group.percent,
        upper=100 * group.bounds.upper if group.applicable else None,
        target=group.target if group.applicable else None,
        shown=shown,
        note=note,
        target_shown=say(language, "l_target", target=target) if target else "",
        depth=depth,
    )


def risk(assessment: Assessment) -> Iterator[Block]:
    """Both sides of the register, side by side."""
    if not assessment.sides:
        return
    language = assessment.language
    yield Heading(text=say(language, "h_risks"))
    yield Sides(
        sides=tuple(_side(assessment, side) for side in assessment.sides),
        labels=(
            say(language, "l_likelihood"),
            say(language, "l_impact"),
            say(language, "l_inherent"),
            say(language, "l_residual"),
        ),
        key=" ".join(_map_keys(assessment)),
    )


def _map_keys(assessment: Assessment) -> Iterator[str]:
    yield say(assessment.language, "v_map_key", unit=unit(assessment))
    ratings = [rating for each in assessment.risks for rating in (each.likelihood, each.impact)]
    if any(rating is not None and rating.own for rating in ratings):
        yield say(assessment.language, "v_own_range")


def _side(assessment: Assessment, side: SideResult) -> Side:
    language = assessment.language
    found = [each for each in assessment.risks if each.side == side.side]
    rated = sorted(
        (each for each in found if each.state == "rated"), key=lambda each: (-(each.residual or 0.0), each.id)
    )
    unrated = [each.id for each in found if each.state == "unrated"]
    return Side(
        title=say(language, f"h_{side.side}"),
        size=(len(assessment.likelihood_scale), len(assessment.impact_scale)),
        placed=tuple(_placed(assessment, each) for each in rated),
        ranked=tuple(
            Ranked(
                id=each.id,
                title=each.title,
                likelihood=_rating(each.likelihood, language, 100),
                impact=_rating(each.impact, language),
                inherent=amount(each.inherent, language),
                residual=amount(each.residual, language),
                note=each.note or "" if at < MOST_NOTES else "",
            )
            for at, each in enumerate(rated)
        ),
        total=_total(side, language),
        unrated=say(language, "v_unrated_list", ids=", ".join(unrated)) if unrated else "",
    )


def _rating(rating: RatingResult | None, language: str, times: int = 1) -> str:
    """The step rated, or the respondent's own range: a probability in percent, an impact in the unit."""
    if rating is None:
        return "–"
    if rating.step is not None:
        return str(rating.step)
    low, high = (plain_number(times * end, language) for end in (rating.low, rating.high))
    return say(language, "l_bounds", low=low, high=high) + ("\u00a0%" if times == 100 else "")


def _placed(assessment: Assessment, each: RiskResult) -> Placed:
    assert each.likelihood is not None and each.impact is not None
    return Placed(
        id=each.id + ("*" if each.likelihood.own or each.impact.own else ""),
        likelihood=_position(each.likelihood, assessment.likelihood_scale),
        impact=_position(each.impact, assessment.impact_scale),
    )


def _position(rating: RatingResult, scale: tuple[ScaleStep, ...]) -> int:
    """The step rated, counted from 1; for the respondent's own range, the first step that reaches its middle."""
    for at, step in enumerate(scale, 1):
        if rating.step == step.value or (rating.step is None and rating.mean <= step.high):
            return at
    return len(scale)


def _total(side: SideResult, language: str) -> str:
    if not side.n_rated:
        return say(language, "v_side_none" if side.n_applicable else "v_side_empty")
    whole = "v_side_one" if side.n_applicable == 1 else "v_side_exact"
    key = whole if side.n_rated == side.n_applicable else "v_side_some"
    return say(
        language,
        key,
        n=side.n_applicable,
        rated=side.n_rated,
        inherent=amount(side.inherent, language),
        residual=amount(side.residual, language),
        low=amount(side.bounds.lower, language),
        high=amount(side.bounds.upper, language),
    )


def courses(assessment: Assessment) -> Iterator[Block]:
    """Exposure under each stance, and which can be taken."""
    if not assessment.stances:
        return
    language, found, shown = assessment.language, assessment.stance, exposures_shown(assessment)
    yield Heading(text=say(language, "h_stances"))
    yield Table(
        heads=tuple(
            say(language, key) if key else ""
            for key in ("l_stance", "l_exposure", "l_range", "l_gain_short", "l_open_to_you", "")
        ),
        rows=tuple(
            (
                Cell(text=stance.title),
                Cell(text=shown[stance.id], number=True),
                Cell(text=_span(stance.bounds.lower, stance.bounds.upper, language), number=True),
                Cell(text=amount(stance.gain, language) if assessment.opportunities else "–", number=True),
                Cell(text=_needs_met(stance, language)),
                Cell(text=", ".join(_marks(found, stance.id, language))),
            )
            for stance in assessment.stances
        ),
    )
    yield Paragraph(text=say(language, "v_courses_key", unit=unit(assessment)), tone="quiet")
    steps = next((s for s in assessment.stances if found and s.id == found.now), None)
    if steps:
        yield Paragraph(text=steps.meaning, tone="quiet")


def _span(low: float, high: float, language: str) -> str:
    """A range in words; one number where both ends read alike."""
    ends = amount(low, language), amount(high, language)
    return ends[0] if ends[0] == ends[1] else say(language, "l_bounds", low=ends[0], high=ends[1])


def _needs_met(stance: StanceResult, language: str) -> str:
    """Yes, no, or not known."""
    if stance.available:
        return say(language, "yes")
    return say(language, "l_unknown" if stance.needs and stance.needs.state == "unknown" else "no")


def _marks(found: StanceVerdict | None, name: str, language: str) -> Iterator[str]:
    """What sets a course apart from the others."""
    if found is not None and name == found.best:
        yield say(language, "l_best_marker")
    if found is not None and name in found.too_close:
        yield say(language, "l_close_marker")
    if found is not None and name == found.now:
        yield say(language, "l_now_marker")


def between(assessment: Assessment) -> Iterator[Block]:
    """What stands between now and the best stance, and the first steps of the one that fits now."""
    found, language = assessment.stance, assessment.language
    if found is None:
        return
    for stance in assessment.stances:
        if stance.unmet and stance.id != found.now and stance.id in (found.best, *found.too_close):
            yield Heading(text=say(language, "h_between", best=stance.title))
            yield _needs(stance.unmet, language)
    steps = next((stance.next for stance in assessment.stances if stance.id == found.now), None)
    if steps and not found.too_close:  # nothing irreversible is advised on the strength of a close call
        yield Heading(text=say(language, "h_first_steps", now=stance_title(assessment, found.now)))
        yield Paragraph(text=steps)


def _needs(needs: tuple[NeedResult, ...], language: str) -> Listing:
    return Listing(
        entries=tuple(
            Entry(
                text=need_phrase(need, language),
                mark=need.subject or next((part.subject for part in need.inside if part.subject), None) or "",
                aside=say(language, "l_not_met" if need.state == "not_met" else "l_unknown"),
                details=tuple(
                    line
                    for part in need.questions()
                    for line in _advice(part.advice, part.effort, part.owner, language)
                ),
            )
            for need in needs
        )
    )


def opportunities(assessment: Assessment) -> Iterator[Block]:
    """What may go well, beside risk and not netted against it."""
    rated = [each for each in assessment.opportunities if each.state == "rated"]
    if not rated:
        return
    language = assessment.language
    rated.sort(key=lambda each: (-(each.residual or 0.0), each.id))
    yield Heading(text=say(language, "h_opportunities"))
    heads = ("", "l_opportunity", "l_likelihood", "l_gain", "l_gain_a_year")
    yield Table(
        heads=tuple(say(language, key) if key else "" for key in heads),
        rows=tuple(
            (
                Cell(text=each.id),
                Cell(text=each.title),
                Cell(text=_rating(each.likelihood, language, 100), number=True),
                Cell(text=_rating(each.impact, language), number=True),
                Cell(text=amount(each.residual, language), number=True),
            )
            for each in rated
        ),
    )


def answers(assessment: Assessment) -> Iterator[Block]:
    """The weakest answers with what to do, and the strongest."""
    keys = ("h_weakest", "h_strongest") if assessment.stances else ("h_lowest", "h_highest")
    for key, pointers, with_advice in ((keys[0], assessment.weakest, True), (keys[1], assessment.strongest, False)):
        if pointers:
            yield Heading(text=say(assessment.language, key))
            if with_advice and assessment.stance is not None and assessment.stance.now == "stay_out":
                yield Paragraph(text=say(assessment.language, "v_weak_stay_out"))
            yield Listing(entries=tuple(_pointer(each, assessment.language, with_advice) for each in pointers))


def _pointer(pointer: Pointer, language: str, with_advice: bool) -> Entry:
    details = [say(language, "l_you_answered", answer=pointer.shown)]
    if with_advice:
        details += _advice(pointer.advice, pointer.effort, pointer.owner, language)
    return Entry(text=pointer.text, mark=pointer.id, aside=percent(pointer.percent, language), details=tuple(details))


def _advice(advice: str | None, effort: float | None, owner: str | None, language: str) -> Iterator[str]:
    """What to do, with how long it takes and who would do it."""
    if advice is None:
        return
    words = effort_words(effort, language)
    extras = [say(language, "l_effort_whole", effort=words)] if words else []
    if owner:
        extras.append(say(language, "l_owner", owner=owner))
    yield say(language, "l_what_to_do", advice=advice) + (f" ({'; '.join(extras)})" if extras else "")


def unknown(assessment: Assessment) -> Iterator[Block]:
    """What is not known, the widest first."""
    if not assessment.unknown:
        return
    language = assessment.language
    yield Heading(text=say(language, "h_unknown"))
    listed = _most_telling(assessment)
    yield Listing(
        entries=tuple(
            Entry(
                text=each.text,
                mark=each.id,
                aside=_width(assessment, each),
            )
            for each in listed
        )
    )
    if len(assessment.unknown) > len(listed):
        yield Paragraph(text=say(language, "v_more", n=len(assessment.unknown) - len(listed)), tone="quiet")
    yield Paragraph(text=say(language, "v_unknown_key"), tone="quiet")


def _most_telling(assessment: Assessment) -> tuple[Unknown, ...]:
    """The widest answers and the widest risks, half of the list for each where both are many."""
    answers = [each for each in assessment.unknown if each.bounds is None]
    risks = [each for each in assessment.unknown if each.bounds is not None]
    room = max(MOST_UNKNOWN // 2, MOST_UNKNOWN - len(risks))
    return tuple(answers[:room] + risks[: MOST_UNKNOWN - len(answers[:room])])


def _width(assessment: Assessment, unknown: Unknown) -> str:
    """How much hangs on it: a share of the score, or a range of exposure."""
    language = assessment.language
    if unknown.bounds is None:
        shown = percent(unknown.width, language)
        if not unknown.width:
            return say(language, "l_unknown_still", why=say(language, unknown.why))
        return say(language, "l_unknown_width", why=say(language, unknown.why), percent=shown)
    low, high = amount(unknown.bounds.lower, language), amount(unknown.bounds.upper, language)
    return say(language, "l_unrated_width", low=low, high=high, unit=unit(assessment))


def discussion(assessment: Assessment) -> Iterator[Block]:
    """What was flagged for discussion, and where the room was not of one mind; nothing where there is neither."""
    if assessment.discuss:
        yield Heading(text=say(assessment.language, "h_discuss"))
        yield Listing(entries=tuple(_discussed(assessment.language, each) for each in assessment.discuss))


def _discussed(language: str, each: Discussed) -> Entry:
    details = [each.note] if each.note else []
    for voice in each.dissent:
        colon = say(language, "colon")
        said = say(language, "d_dissent", name=voice.respondent, colon=colon, shown=voice.shown)
        details.append(f"{said} ({voice.note})" if voice.note else said)
    return Entry(text=each.text, mark=each.id, aside=each.shown, details=tuple(details))


def cautions(assessment: Assessment) -> Iterator[Block]:
    """What to know before relying on this."""
    if not assessment.cautions:
        return
    language = assessment.language
    yield Heading(text=say(language, "h_cautions"))
    yield Listing(
        entries=tuple(
            Entry(
                text=each.text,
                mark=say(language, f"l_{each.severity}"),
                details=(each.advice,) if each.advice else (),
            )
            for each in assessment.cautions
        )
    )


def profile(assessment: Assessment) -> Iterator[Block]:
    """What kind of organization it is, in its own answers."""
    told = [fact for fact in assessment.profile if fact.shown != say(assessment.language, "unanswered")]
    if told:
        yield Heading(text=say(assessment.language, "h_profile"))
        yield Listing(entries=tuple(Entry(text=fact.text, details=(fact.shown,)) for fact in told))


def foot(assessment: Assessment) -> Iterator[Block]:
    """How to follow a number, and by which names that stand nowhere in the report; only those there are."""
    named = ["overall", *(["level"] if assessment.levels else []), *(["stance"] if assessment.stances else [])]
    yield Paragraph(text=say(assessment.language, "v_explain", named=", ".join(named)), tone="quiet")


PARTS: tuple[Callable[[Assessment], Iterator[Block]], ...] = (
    head,
    answer,
    certainty,
    changes,
    readiness,
    sections,
    risk,
    courses,
    between,
    plan_blocks,
    opportunities,
    answers,
    cases,
    unknown,
    discussion,
    answer_checks,
    cautions,
    profile,
    foot,
)
