"""The decision: how sure it is, what would change it, the least effort to get there, and what else to look at.

Parts of an assessment (`model.assessment`). Losses and exposures are in the questionnaire's unit a year, efforts in
person-days; None means that there is no such number, never zero. Texts are in the assessment's language.
"""

from typing import Literal

from readiness.model.base import Share
from readiness.model.need import NeedResult
from readiness.model.questionnaire import StanceId
from readiness.model.result import Result


class Exceedance(Result):
    """How often a year costs more than this."""

    loss: float
    probability: Share


class SimulatedStance(Result):
    """One course over the simulated years; losses and regret in the questionnaire's unit a year."""

    id: StanceId
    expected: float
    """The closed form of the mean."""
    lower: float | None
    """What `expected` would be if everything unknown, the risks that are not rated with it, turned out best. None where
    losses are in a unit of the respondent's own, in which what is not rated has no scale."""
    upper: float | None
    """The same if everything unknown turned out worst."""
    mean: float
    standard_error: float
    p5: float
    p50: float
    p95: float
    least_risky: Share
    """The share of years in which it cost least; a tie counts for each in equal parts."""
    regret: float
    """What it cost, on average, more than the course that was cheapest in the same year."""
    regret_p95: float
    exceedance: tuple[Exceedance, ...]


class Driver(Result):
    """A risk by which two courses differ."""

    id: str
    title: str
    difference: float
    """Its exposure under the other course, less that under the best: above 0 it speaks for the best."""
    likelihood: Share
    """How likely it is to come about in a year, controls counted, under whichever of the two makes it likelier."""


class Comparison(Result):
    """The best course against another: what their exposures differ by, the risks that weigh most in it first."""

    other: StanceId
    difference: float
    """Expected exposure of the other less that of the best."""
    cheaper: Share
    """The share of years in which the best cost less than the other, half of the ties included."""
    drivers: tuple[Driver, ...]


class SimulationResult(Result):
    """Simulated years, in which all courses meet the same luck. They hold the rated risks only."""

    years: int
    seed: int
    n_rated: int
    """How many risks are rated, and drawn."""
    n_applicable: int
    """How many risks apply. Where not all of these are rated, every figure here leaves the others out."""
    quiet: Share
    """The share of years in which no course cost anything."""
    stances: tuple[SimulatedStance, ...]
    comparisons: tuple[Comparison, ...]


class Move(Result):
    """One answer, or one half of a rating, and what it would have to be."""

    id: str
    """The question, the row of a grid (`question.row`), or the risk."""
    half: Literal["likelihood", "impact"] | None = None
    """For a risk, which rating of it."""
    text: str
    was: str
    """Empty where `becomes` says the change by itself: what else would be ticked, and what no longer."""
    becomes: str
    unknown: bool = False
    """Whether it is not answered now, or not known."""
    steps: int
    """How many steps of its scale apart; for what has none, 1."""


class Also(Result):
    """Another outcome that the same changes bring about."""

    outcome: Literal["level", "best", "now"]
    to: str | None
    """None where that would be no level, or no course."""
    to_title: str | None


class Single(Result):
    """One change that is enough by itself, by as few steps as do it."""

    move: Move
    to: str | None
    to_title: str | None
    also: tuple[Also, ...] = ()


class Flip(Result):
    """The smallest set of changes of its kind, answers alone or ratings alone, that makes the outcome another."""

    outcome: Literal["level", "best", "now"]
    """What changes: the level held, the course of least exposure, or the one that fits now."""
    by: Literal["answers", "ratings"]
    reach: Literal["any", "step", "open"]
    """`any`: each answer given may change to whatever can be answered; `step`: each may move one step of its scale only.
    In both what is not known stays so. `open`: what is not known may be answered too, and the outcome then holds whatever
    the answers still unknown turn out to be; sought only where `any` finds nothing. Risks that are not rated are not
    counted in any of them."""
    direction: Literal["up", "down"] | None = None
    """For a level."""
    size: int | None
    """None where no set of changes does it."""
    to: str | None = None
    """The level or course that it leads to; None where that would be no course."""
    to_title: str | None = None
    also: tuple[Also, ...] = ()
    """What else the same changes make another."""
    moves: tuple[Move, ...] = ()
    singles: tuple[Single, ...] = ()
    """Where one change is enough: all that do it alone, each answer or half of a rating once, the nearest first."""
    proved: bool
    """Whether no smaller set does it, or none at all, for certain."""


class Bar(Result):
    """A single answer, or half of a rating, taken to its worst and to its best."""

    id: str
    half: Literal["likelihood", "impact"] | None = None
    text: str
    was: str
    low: float
    """The figure with the answer at the end that makes the figure least."""
    low_shown: str
    high: float
    high_shown: str
    flips: bool
    """Whether one of the ends changes what the tornado is about: the level, or the best course."""


class Tornado(Result):
    """One figure, and how far each single change moves it; the longest bars first."""

    figure: Literal["score", "difference"]
    """`score`: the overall score in percent. `difference`: exposure of the runner-up less that of the best course."""
    other: StanceId | None = None
    """For a difference: the runner-up."""
    now: float
    bars: tuple[Bar, ...]


class Steadiness(Result):
    """How many answers, or ratings, may move one step of their scale, whichever they are, and the advice stands."""

    outcome: Literal["level", "course"]
    """The level held; or both the best course and the one that fits now."""
    by: Literal["answers", "ratings"]
    moves: int | None
    """None where no number of such moves changes it."""
    singles: int = 0
    """How many change it by moving alone; 0 where none does."""
    of: int
    """How many could move at all."""
    proved: bool


class Sensitivity(Result):
    """What would change the advice."""

    flips: tuple[Flip, ...]
    steadiness: tuple[Steadiness, ...]
    tornadoes: tuple[Tornado, ...]


class StanceVerdict(Result):
    """Which course has the least exposure, which fits now, and what stands between."""

    best: StanceId
    now: StanceId | None
    """None where no stance's needs are met."""
    too_close: tuple[StanceId, ...] = ()
    """The best and the stances within the margin of it, or that take so many years from it that it costs least in fewer
    than `probability_needed`; empty where the best stands clear."""
    too_close_by: tuple[Literal["margin", "years"], ...] = ()
    """What makes it so: averages that hardly differ, or too few single years in which the best costs least; or both."""
    margin: float
    """How far the second best lies above the best, as a share of the second best."""
    margin_needed: float
    probability: Share | None = None
    """In what share of simulated years the best stance cost least; None in documents of before there were any."""
    probability_needed: Share = 0.6
    """Below this the best stance is too close to another to call, whatever the margin."""
    holds_whatever_is_unknown: bool
    """Whether best and now stay what they are, however the unknown turns out; never claimed falsely, sometimes late."""
    unrated_may_change_best: bool = False
    """Whether risks that are not rated could make another stance the best."""
    between: tuple[NeedResult, ...] = ()
    """The unmet needs of the best stance, where it is not the one that fits now."""


class Standing(Result):
    """Where something stands: the whole's score, its level, the course that fits, and what each course exposes to."""

    percent: float | None
    level: str | None
    level_title: str | None
    surely: str | None = None
    surely_title: str | None = None
    """The level held whatever the unknown may be; lower than the level, or the same."""
    now: StanceId | None
    best: StanceId | None
    exposures: dict[str, float]


class LinkWeight(Result):
    """What something counts for in the mean of what it lies in."""

    group: str
    """The title of that section, or grid; of the whole, `overall`."""
    weight: float
    of: float
    """The weights of everything judged there, added."""


class RiskChange(Result):
    """What a step takes off one risk, by one control."""

    id: str
    text: str
    reduces: Literal["likelihood", "impact"]
    by: Share
    """How much of it the control takes off at its best."""
    score_before: Share
    score_after: Share
    """Of the question that is the control, 0..1."""
    before: float
    after: float
    """The risk's residual exposure a year, all its controls counted."""
    shares: dict[str, float]
    """What part of it lives under each course."""


class Improvement(Result):
    """One step of a plan."""

    kind: Literal["improve", "find_out"] = "improve"
    """`find_out`: something unknown, on which it depends what the target takes, is to become known. It changes nothing by
    itself, and takes no effort that the questionnaire states."""
    order: int
    """From 1, in the order in which to do it."""
    id: str
    """The question, or the row of a grid (`question.row`)."""
    text: str
    """The question as it is asked; of a row of a grid with its own words behind."""
    row: str | None = None
    """The words of the row alone."""
    section: str
    """The title of the section."""
    area: str | None
    was: str
    """Empty where `becomes` says the change by itself: what else is to be ticked, and what no longer."""
    becomes: str
    """The answer to be reached; of what is to be found out the answer that the further steps are planned for."""
    was_known: bool = True
    """Whether there was an answer before."""
    at_least: bool = False
    """Whether the answer to be reached scores under half: it is then what the target needs, and more would be better."""
    effort: float
    """Person-days, unrounded."""
    whole: float | None = None
    """Person-days of the whole way, from the worst answer to the best."""
    score_before: Share | None = None
    score_after: Share | None = None
    """The answer's own score, 0..1; None for an answer that earns nothing. Before, what is not known counts as 0."""
    was_judged: bool = True
    """Whether the answer was known, and so counted in the means."""
    counts_for: tuple[LinkWeight, ...] = ()
    """Its weight in each mean around it, the innermost first; empty where something else than means lies around it."""
    risks: tuple[RiskChange, ...] = ()
    """The rated risks that it takes something off."""
    follows: tuple[str, ...] = ()
    """Steps without which its question would not be asked, and which so must come before it."""
    owner: str | None
    advice: str | None
    evidence: str | None
    """What will prove that it is done."""
    after: Standing
    """Where things stand once this and all before it are done."""


class FrontierPoint(Result):
    """The best score that so much effort can buy, with what is unknown at its worst."""

    effort: float
    percent: float
    level: str | None
    """The level held then, whatever the unknown may be."""
    held_back: tuple[str, ...] = ()
    """What keeps the level below the one that the score alone would give: gates, and levels whose own requirement fails."""


class Obstacle(Result):
    """What keeps a target from being reached, whatever is done."""

    kind: Literal["score", "coverage", "section", "question", "gate", "level", "exposure", "fact", "unrated"]
    subject: str | None
    text: str


class PlanNeed(Result):
    """One thing that the target asks for."""

    kind: Literal["need", "score", "coverage"]
    need: NeedResult | None = None
    """For a need: how it stands before the plan."""
    percent: float | None = None
    """For a score: what is to be reached."""
    before: bool
    after: bool
    """Whether it surely holds before the steps and after them."""


class FoundOut(Result):
    """Something unknown, and what it may turn out to be."""

    id: str
    text: str
    values: tuple[str, ...]
    """Answers between which nothing tells a difference here."""


class PlanCase(Result):
    """What the target takes where the unknown turns out so."""

    found: tuple[FoundOut, ...]
    state: Literal["reached", "unreachable"]
    effort: float | None
    """Person-days; None where no steps are sure to reach the target then, whatever else is unknown."""
    n_steps: int = 0
    without: tuple[str, ...] = ()
    """Of the plan's steps those that are not needed then."""
    besides: tuple[str, ...] = ()
    """Questions that must be answered better then and are no step of the plan, or must go further than its step does."""
    planned: bool = False
    """Whether the steps of the plan are those of this case."""
    enough: bool = False
    """Whether the steps of the plan, as far as they apply, reach the target then as well."""


class NoPlan(Result):
    """Why there is nothing to plan for, where no target was named."""

    state: Literal["no_target"] = "no_target"
    reason: Literal["stay_out_fits", "nothing_better", "views", "uncosted"]
    """`stay_out_fits`: to stay out exposes to least and can be done as things stand. `nothing_better`: no better course is
    known, and no level lies above. `views`: the questionnaire asks for views, and no view is a target by itself.
    `uncosted`: no question states an effort."""
    text: str
    """The same as a sentence."""


class Plan(Result):
    """The set of improvements of least total effort that reaches a target."""

    target: str
    """The id of a level or a course."""
    target_title: str
    kind: Literal["level", "stance"]
    why: Literal["named", "best", "close", "next"] = "named"
    """Why this target: it was named; it is the best course, which does not fit yet; it is too close to the best course to
    call, and commits to more; or it is the next level."""
    state: Literal["met", "reached", "depends", "over_budget", "unreachable"]
    """`depends`: the target is reached if something unknown turns out so (`cases`, of which there may be more). `over_budget`: the target takes
    more than the budget; the steps are then those of the plan that it buys. Where the target is `unreachable`, a budget
    buys score."""
    measures: Literal["practice", "views"] = "practice"
    """Whether the questionnaire asks for what is there or for what is thought. Of views a plan says what would have to be
    seen differently, and not what to do."""
    effort: float | None
    """Person-days of the steps; None where there are none to take."""
    needed: float | None
    """Person-days that the target takes; None where it cannot be reached."""
    budget: float | None = None
    before: Standing
    improvements: tuple[Improvement, ...] = ()
    after: StanceVerdict | None = None
    """The verdict on the courses once all the steps are done, as an assessment would give it then, simulated years and all;
    None without steps, and where too few risks are rated."""
    rest: tuple[Improvement, ...] = ()
    """The other steps of the plan to the target, which the budget does not buy."""
    needs: tuple[PlanNeed, ...] = ()
    """What the target asks for, where a budget buys a part of the way, or where it is met as far as is known."""
    cases: tuple[PlanCase, ...] = ()
    """What the target takes by what is found out, where no steps reach it whatever that turns out to be."""
    certain: bool = True
    """Of a course that is `met`: whether its needs are, whatever the unknown may be."""
    next_target: str | None = None
    """A course that would expose to less than the one that fits after the steps, and that a plan can reach; none that is
    then too close to call."""
    frontier: tuple[FrontierPoint, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    uncosted: tuple[str, ...] = ()
    """Questions that could be answered better, and state no effort; no plan can count on them."""
    open: tuple[str, ...] = ()
    """Questions that are not answered; the plan takes them at their worst."""
    proved: bool
    """Whether no plan takes less effort, for certain; of an unreachable target, that nothing reaches it, whatever the
    unknown answers turn out to be. Risks count as they are rated."""
    extremes: bool = False
    """Whether steps are among them that are asked for only because the target cannot be reached without."""


class AnswerCheck(Result):
    """Something about how it was answered that deserves a question."""

    kind: Literal[
        "straight_lining",
        "contradiction",
        "all_not_applicable",
        "top_without_evidence",
        "confident_without_note",
        "risks_alike",
        "likelihood_disagrees",
    ]
    severity: Literal["note", "warning", "serious"]
    subjects: tuple[str, ...]
    """The questions, sections or risks it is about."""
    text: str
    """What was found, with the numbers."""
    reason: str
    """Why it matters."""
    ask: str
    """What to ask."""


class CaseFigure(Result):
    """One figure of a case, as far as it may be trusted."""

    text: str
    confidence: Literal["high", "medium", "low"]
    caveat: str | None
    sources: tuple[str, ...]
    """Title, publisher and year of each."""


class FittingCase(Result):
    """A real case that comes near."""

    id: str
    language: str
    """The language that its texts are in, be it another than that of the assessment."""
    title: str
    organization: str
    year: int
    until: int | None
    place: str
    side: Literal["took_part", "stayed_out"]
    matches: tuple[str, ...]
    """Why it is shown, in sentences."""
    areas: tuple[str, ...]
    """The areas that it shares with what is weak or what drives the risk, by id."""
    likeness: str = ""
    """In what it is, or may be, another kind of case: its field, its place, what else it is about."""
    weak_share: Share | None = None
    """What part of the cost of the weakest answers lies in its areas; None where nothing is weak."""
    risk_share: Share | None = None
    """What part of what the main risks of its side set the courses apart by lies in its areas; None where nothing does."""
    summary: str
    lesson: str
    figures: tuple[CaseFigure, ...]
    caution: str | None
    confidence: Literal["high", "medium", "low"]
    sources: tuple[str, ...]
