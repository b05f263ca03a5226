"""The assessment: the computed result, complete enough that every number in it can be followed to an answer.

Scores, bounds and coverage are 0..1 and `percent` is 0..100, all unrounded; rounding belongs to reports. None
means that there is no such number, never zero. Texts are in `language`.
"""

from typing import Literal

from readiness.model.base import Day, Many, Share
from readiness.model.condition import ChoiceValue
from readiness.model.decision import AnswerCheck, FittingCase, Plan, Sensitivity, SimulationResult, StanceVerdict
from readiness.model.need import NeedResult
from readiness.model.questionnaire import Side, StanceId
from readiness.model.result import Result

State = Literal["judged", "dont_know", "unanswered", "not_applicable", "not_asked", "undecided", "not_scored"]
Given = bool | int | float | str | Many[bool | int | float | str] | None


class Points(Result):
    """Points earned by what was judged, with the least and the most that could be earned there."""

    earned: float
    least: float
    most: float


class Bounds(Result):
    """The number if everything unknown turned out worst, and best."""

    lower: float
    upper: float


class Counts(Result):
    """Items below: those that apply, and what became of them."""

    applicable: int
    judged: int
    dont_know: int
    unanswered: int
    not_applicable: int


class ScoredChoice(Result):
    """One choice of an item, and whether it was chosen."""

    value: ChoiceValue
    label: str
    points: float | None
    chosen: bool
    advice: str | None = None


class Help(Result):
    """What the questionnaire says about an item, for those who want a better answer."""

    low: str | None = None
    high: str | None = None
    evidence: str | None = None
    advice: str | None = None
    effort: float | None = None
    """Person-days."""
    owner: str | None = None


class Scored(Result):
    """What items and groups have in common."""

    id: str
    text: str
    """The question, or the section's title."""
    weight: float
    """As written, times importance."""
    importance: float | None = None
    """What the respondent said, where asked."""
    applicable: bool
    score: Share | None
    """None where nothing is judged, or less than the minimum coverage."""
    percent: float | None
    judged_score: Share | None
    """The score of whatever was judged, even below the minimum coverage; it is what the level above counts with."""
    points: Points | None
    bounds: Bounds
    coverage: Share


class ItemResult(Scored):
    """One item: a question, or a row of a grid."""

    kind: Literal["item"] = "item"
    question: str
    type: str
    state: State
    answer: Given = None
    shown: str
    """The answer in words."""
    choices: tuple[ScoredChoice, ...] = ()
    method: str
    reverse: bool = False
    disqualified: bool = False
    cap: float | None = None
    bands: tuple[tuple[float, float], ...] = ()
    ends: tuple[float, float] | None = None
    least: float
    most: float
    note: str | None = None
    evidence: tuple[str, ...] = ()
    confidence: str | None = None
    area: str | None = None
    source: str | None = None
    as_of: Day | None = None
    help: Help = Help()
    required: bool = False


class GroupResult(Scored):
    """A section, a grid, or the whole (id `overall`)."""

    kind: Literal["overall", "section", "grid"]
    aggregate: str
    note: str | None = None
    """For a grid, what the respondent added, and what the questionnaire says of it."""
    evidence: tuple[str, ...] = ()
    confidence: str | None = None
    source: str | None = None
    help: Help = Help()
    met_at: Share = 1.0
    target: float | None = None
    """Percent."""
    counts: Counts
    children: tuple["ItemResult | GroupResult", ...]


class LevelStep(Result):
    """One level of the questionnaire."""

    id: str
    title: str
    start: float
    """The percent from which it can be held."""
    meaning: str
    next: str | None = None
    requirement: "NeedResult | None" = None


class LevelResult(Result):
    """The level held, and why not another."""

    held: str
    title: str
    meaning: str
    next: str | None
    by_score: str
    """The level that the score alone reaches."""
    lowest: str
    highest: str
    """The span if everything unknown turned out worst, and best."""
    to_next: float | None
    """Percentage points to the next level's start. None at the top, and where the score has reached that start and
    something else holds the level back: `capped_by`, `lacking`."""
    capped_by: tuple[str, ...] = ()
    """Gates that hold it below what it would be."""
    lacking: str | None = None
    """The level whose requirement is the first not met, where that holds it back."""


class GateResult(Result):
    """A gate: closed caps the level, undecided may."""

    id: str
    state: Literal["closed", "open", "undecided"]
    cap: str
    cap_title: str
    reason: str
    as_of: Day | None = None
    condition: NeedResult


class ControlResult(Result):
    """One control of a risk: how far its answer reaches."""

    question: str
    text: str
    reduces: Literal["likelihood", "impact"]
    by: float
    score: Share | None
    """The item score it counts with; None where it is not known, and then it takes nothing away."""
    factor: float
    """1 − by × score."""


class RatingResult(Result):
    """How likelihood or impact was rated: by a step of its scale, or by the respondent's own range."""

    step: int | None
    label: str | None
    low: float
    high: float
    mean: float
    own: bool


class RiskResult(Result):
    """One risk or opportunity."""

    id: str
    side: Side | Literal["opportunity"]
    title: str
    text: str
    state: Literal["rated", "unrated", "not_applicable", "not_asked"]
    likelihood: RatingResult | None
    impact: RatingResult | None
    """For an opportunity, the gain."""
    inherent: float | None
    residual: float | None
    bounds: Bounds
    """Of the residual exposure."""
    likelihood_left: float
    impact_left: float
    controls: tuple[ControlResult, ...] = ()
    under: dict[str, float]
    """What part of its likelihood remains under each stance."""
    area: str | None = None
    source: str | None = None
    as_of: Day | None = None
    note: str | None = None
    confidence: str | None = None


class SideResult(Result):
    """All risks of one side, as if it were met in full. Exposures are None where none of them is rated."""

    side: Side
    inherent: float | None
    residual: float | None
    bounds: Bounds
    n_applicable: int
    n_rated: int
    coverage: Share
    enough: bool
    """Whether enough are rated to choose a stance."""


class StanceResult(Result):
    """One course: what it exposes to, and whether it can be taken now."""

    id: StanceId
    title: str
    meaning: str
    next: str | None
    exposure: float | None
    """Expected residual exposure a year, over rated risks; None where none is rated, or a side has no risk that applies."""
    inherent: float | None
    bounds: Bounds
    gain: float
    """Expected gain a year, over rated opportunities; never netted."""
    available: bool
    """Whether its needs are known to be met."""
    needs: NeedResult | None
    unmet: tuple[NeedResult, ...] = ()
    """The parts of its needs that are not known to be met."""


class Pointer(Result):
    """An answer worth a leader's attention."""

    id: str
    text: str
    section: str
    shown: str
    percent: float
    advice: str | None
    effort: float | None
    owner: str | None


class Voice(Result):
    """What one person answered where the room agreed on something else."""

    respondent: str
    shown: str
    note: str | None


class Discussed(Result):
    """An answer or rating that was flagged for discussion, or on which the room was not of one mind."""

    id: str
    text: str
    shown: str
    note: str | None
    flagged: bool
    dissent: tuple[Voice, ...]


class Caution(Result):
    """Something to know before relying on the result."""

    kind: Literal[
        "coverage",
        "version",
        "misfit",
        "hidden_answer",
        "required",
        "undecided",
        "rule_date",
        "language",
        "currency",
    ]
    severity: Literal["note", "warning", "serious"]
    subject: str | None = None
    text: str
    advice: str = ""


class Unknown(Result):
    """Something not known that would narrow the bounds."""

    id: str
    text: str
    why: Literal["dont_know", "unanswered", "unrated"]
    width: float
    """How much of the overall score hangs on it, in percentage points, if all above it are means; 0 for risks."""
    bounds: Bounds | None = None
    """For a risk: the least and the most its exposure may be."""


class Fact(Result):
    """A profile question and its answer."""

    id: str
    text: str
    shown: str


class QuestionnaireMeta(Result):
    """Which questionnaire this is the result of."""

    id: str
    version: str
    title: str
    minimum_coverage: float
    unit: str
    """What severities and exposures are counted in."""
    languages: tuple[str, ...] = ()
    """Those of its texts, the default first; none in documents of before they were told."""
    measures: Literal["practice", "views"] = "practice"
    """What is there, or what people think."""


class RespondentMeta(Result):
    """Who answered."""

    name: str | None = None
    role: str | None = None
    role_title: str | None = None


class Program(Result):
    """What computed this."""

    name: str
    version: str


class ScaleStep(Result):
    """A step of a risk scale."""

    value: int
    label: str
    low: float
    high: float


class Assessment(Result):
    """The whole result of one response."""

    format: Literal[1] = 1
    program: Program
    language: str
    questionnaire: QuestionnaireMeta
    answered_version: str | None
    """The version of the questionnaire that the response names."""
    organization: str | None
    respondent: RespondentMeta
    date: Day | None
    overall: GroupResult
    levels: tuple[LevelStep, ...]
    level: LevelResult | None
    """None where there are no levels, or too little is known."""
    gates: tuple[GateResult, ...]
    likelihood_scale: tuple[ScaleStep, ...]
    impact_scale: tuple[ScaleStep, ...]
    gain_scale: tuple[ScaleStep, ...]
    risks: tuple[RiskResult, ...]
    opportunities: tuple[RiskResult, ...]
    sides: tuple[SideResult, ...]
    stances: tuple[StanceResult, ...]
    """Empty where the questionnaire has no risks."""
    stance: StanceVerdict | None
    """None where the questionnaire has no risks, or too few of a side are rated."""
    simulation: SimulationResult | None = None
    """None where there is no stance to choose."""
    sensitivity: Sensitivity | None = None
    """What would change the advice; None where that was not asked for, as while answering."""
    plan: Plan | None = None
    """The least effort to the best course, where it does not fit yet; else to the next level. None where there is neither,
    where the questionnaire states no effort, or where it was not asked for."""
    cases: tuple[FittingCase, ...] = ()
    """The nearest real cases of both sides, those that took part and those that stayed out."""
    answer_checks: tuple[AnswerCheck, ...] = ()
    """What is odd about how it was answered, the serious ones first."""
    strongest: tuple[Pointer, ...]
    weakest: tuple[Pointer, ...]
    unknown: tuple[Unknown, ...]
    discuss: tuple[Discussed, ...] = ()
    """What was flagged for discussion, and where somebody in the room thought otherwise."""
    cautions: tuple[Caution, ...]
    profile: tuple[Fact, ...]

    @property
    def sections(self) -> tuple[GroupResult, ...]:
        """The top sections."""
        return tuple(child for child in self.overall.children if isinstance(child, GroupResult))
