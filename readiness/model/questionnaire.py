"""The questionnaire: what is asked, how it is scored, and what follows from the answers.

One class for each thing a file may hold; a field for each key. What a single key or map may hold is
checked here; rules that need the whole file (unknown ids, cycles, order) live in `loading.rules`.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from readiness.model.base import Day, Id, Language, Many, Percent, Positive, Share, Strictly, Text, Words
from readiness.model.condition import ChoiceValue, Condition

StanceId = Literal["stay_out", "listen", "engage"]
Side = Literal["participating", "not_participating"]
SIDES: tuple[Side, Side] = ("participating", "not_participating")
Aggregate = Literal["mean", "sum", "min", "max", "staged"]
Word = Literal["not_applicable", "dont_know"]

STANCES: tuple[StanceId, ...] = ("stay_out", "listen", "engage")
"""From the least to the most commitment; of two equal exposures the earlier one counts as best."""
NOT_APPLICABLE: Word = "not_applicable"
DONT_KNOW: Word = "dont_know"
LIKELIHOOD_SCALE = "likelihood"
IMPACT_SCALE = "impact"
GAIN_SCALE = "gain"


class Choice(Strictly):
    """One answer that can be chosen."""

    value: ChoiceValue
    """What stands for the choice in a response: a number or a word."""
    label: Text
    """What the respondent reads."""
    points: float | None = None
    """What the choice earns. Left out: the value itself, where that is a number."""
    exclusive: bool = False
    """Cannot stand with other choices ("none of these")."""
    disqualifies: bool = False
    """The question scores zero, whatever else is chosen."""
    advice: Text | None = None
    """What to do for those who chose this."""
    probability: Annotated[tuple[float, float], Field(strict=False)] | None = None
    """On the `likelihood` scale: the yearly probability range, between 0 and 1."""
    severity: Annotated[tuple[float, float], Field(strict=False)] | None = None
    """On the `impact` and `gain` scales: the severity range, 5th to 95th percentile, in the unit."""

    @property
    def worth(self) -> float | None:
        """What the choice earns: its points, else its value where that is a number, else None."""
        if self.points is not None:
            return self.points
        return float(self.value) if isinstance(self.value, int | float) else None

    @model_validator(mode="after")
    def _ranges(self) -> "Choice":
        for name, pair, top in (("probability", self.probability, 1.0), ("severity", self.severity, None)):
            if pair is not None:
                check_range(name, pair, below=top)
        return self


WIDEST = 50_000
"""Beyond σ = 2 · 1.6449 the mean of a lognormal lies above its 95th percentile: exp(2 · 1.6449 · 3.29) is about this."""


SMALLEST = 1e-6
"""A loss of a millionth of a unit, or a risk of once in a million years, is as good as none; less is a slip of the hand."""


def check_range(name: str, pair: tuple[float, float], *, below: float | None) -> None:
    """Refuse a range that is reversed, not above 0, absurdly small, or not under `below`.

    Raises ValueError, which Pydantic turns into a problem at the range's line.
    """
    low, high = pair
    if low > high:
        raise ValueError(f"`{name}` runs backwards: {low:g} is above {high:g}; write the smaller number first")
    if low <= 0:
        raise ValueError(f"`{name}` must be above 0, not {low:g}; nothing is impossible, so give a small number")
    if low < SMALLEST:
        sensible = "once in a million years" if below is not None else "a millionth of the unit"
        raise ValueError(
            f"`{name}` is too small to mean anything: {low:g} is under {sensible}; write at least {SMALLEST:f}"
        )
    if below is None and high > WIDEST * low:
        raise ValueError(
            f"`{name}` is too wide to mean anything: {high:g} is over {WIDEST:,} times {low:g}, and its mean would lie "
            "beyond its own 95th percentile; narrow it, or split the risk in two"
        )
    if below is not None and high >= below:
        raise ValueError(f"`{name}` must stay under {below:g}, not {high:g}; nothing is certain; write 0.5 for 50 %")


class Anchors(Strictly):
    """What an answer looks like in practice, at both ends."""

    low: Text
    high: Text


class Improve(Strictly):
    """How to earn a better answer."""

    effort: Positive | None = None
    """Person-days from the worst answer to the best; a part of the way costs its part."""
    advice: Text
    owner: Text | None = None
    """Who would do it."""


class _Question(Strictly):
    """What every question has."""

    id: Id
    text: Text
    """The question as it is asked."""
    help: Text | None = None
    why: Text | None = None
    """Why it matters, in a sentence for an executive."""
    weight: Positive = 1.0
    """How much it counts against its neighbours."""
    required: bool = False
    """Meant to be answered: a score without it carries a caution."""
    when: Condition | None = None
    """Asked only when this holds; until then it leaves numerator and denominator."""
    allow: Many[Word] = ()
    """Which of `not_applicable` and `dont_know` may be answered."""
    evidence: Text | None = None
    """What would prove the answer."""
    anchors: Anchors | None = None
    improve: Improve | None = None
    area: Id | None = None
    """The area of work it belongs to; ties questions to risks and cases."""
    source: Text | Many[Words] | None = None
    """The id of an entry of `sources` (or a list of ids), or free words."""
    as_of: Day | None = None
    """For a question that rests on a rule: the day on which the rule was read."""


class _Scored(_Question):
    """What every question has that earns points."""

    reverse: bool = False
    """A high answer is a bad sign: the item score becomes 1 − s."""
    importance: bool = False
    """The respondent also says how much it matters; that number multiplies the weight."""
    scored: bool = True
    """false: asked and shown, but earns nothing."""


class _Chosen(_Scored):
    scale: Id | None = None
    """The name of a scale of this file."""
    choices: Annotated[Many[Choice], Field(min_length=2)] | None = None
    """The choices, where they serve this question alone."""

    @model_validator(mode="after")
    def _scale_or_choices(self) -> "_Chosen":
        if self.scale is not None and self.choices is not None:
            raise ValueError("has both `scale` and `choices`; keep one")
        if self.scale is None and self.choices is None:
            raise ValueError("has nothing to choose from; add `scale` (the name of a scale) or `choices` (its own)")
        return self


class ScaleQuestion(_Chosen):
    """One step of an ordered scale."""

    type: Literal["scale"]


class ChoiceQuestion(_Chosen):
    """One of several choices."""

    type: Literal["choice"]


class ChoicesQuestion(_Chosen):
    """Any number of choices."""

    type: Literal["choices"]
    score: Literal["sum", "count"] = "sum"
    """`sum`: the points of what is ticked; `count`: how many are ticked, exclusive ones apart."""
    cap: Positive | None = None
    """More than this earns nothing further. Left out: everything that can be earned."""


class YesNoQuestion(_Scored):
    """`yes` (1 point) or `no` (0 points)."""

    type: Literal["yes_no"]


class Band(Strictly):
    """What numbers from here up to the next band earn."""

    from_: Annotated[float, Field(alias="from")]
    points: float


class Linear(Strictly):
    """Points in proportion between two ends; beyond them, no more and no less."""

    worst: float
    """The number that scores 0."""
    best: float
    """The number that scores 1. May be below `worst`."""

    @model_validator(mode="after")
    def _apart(self) -> "Linear":
        if self.worst == self.best:
            raise ValueError("`worst` and `best` are the same, so no answer could be better than another; vary them")
        return self


class NumberQuestion(_Scored):
    """A number; scored by `bands` or `linear`, and not scored where neither is given."""

    type: Literal["number"]
    unit: Text | None = None
    min: float | None = None
    """The least number that is accepted."""
    max: float | None = None
    whole: bool = False
    """Whole numbers only."""
    bands: Annotated[Many[Band], Field(min_length=2)] | None = None
    linear: Linear | None = None

    def fault(self, number: float) -> Literal["not_whole", "too_low", "too_high"] | None:
        """Why this number cannot be the answer; None where it can."""
        if self.whole and number != int(number):
            return "not_whole"
        if self.min is not None and number < self.min:
            return "too_low"
        if self.max is not None and number > self.max:
            return "too_high"
        return None

    @model_validator(mode="after")
    def _bands_rise(self) -> "NumberQuestion":
        if self.bands is not None and self.linear is not None:
            raise ValueError("has both `bands` and `linear`; keep one")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"`min` {self.min:g} is above `max` {self.max:g}; exchange them")
        if self.bands is not None:
            edges = [band.from_ for band in self.bands]
            if any(low >= high for low, high in pairwise(edges)):
                raise ValueError(
                    "`bands` must rise strictly in their `from`, so that each number has one band; sort them"
                )
        return self


class TextQuestion(_Question):
    """Free words. Never scored."""

    type: Literal["text"]


class DateQuestion(_Question):
    """A day. Never scored."""

    type: Literal["date"]


class Row(Strictly):
    """One row of a grid."""

    id: Id
    text: Text
    weight: Positive = 1.0


class GridQuestion(_Chosen):
    """One scale over several rows; its score is the weighted mean of its rows."""

    type: Literal["grid"]
    rows: Annotated[Many[Row], Field(min_length=1)]


Question = Annotated[
    ScaleQuestion
    | ChoiceQuestion
    | ChoicesQuestion
    | YesNoQuestion
    | NumberQuestion
    | TextQuestion
    | DateQuestion
    | GridQuestion,
    Field(discriminator="type"),
]
ScoredQuestion = ScaleQuestion | ChoiceQuestion | ChoicesQuestion | YesNoQuestion | NumberQuestion | GridQuestion
ChosenQuestion = ScaleQuestion | ChoiceQuestion | ChoicesQuestion | GridQuestion


class Section(Strictly):
    """Questions that belong together; sections nest."""

    id: Id
    title: Text
    about: Text | None = None
    weight: Positive = 1.0
    when: Condition | None = None
    aggregate: Aggregate = "mean"
    met_at: Annotated[float, Field(gt=0, le=100)] = 100.0
    """For `staged`: the percent from which a step counts as met."""
    target: Percent | None = None
    """The score this organisation ought to aim for, in percent."""
    questions: Many[Question] = ()
    sections: Many["Section"] = ()

    @model_validator(mode="after")
    def _holds_something(self) -> "Section":
        if not self.questions and not self.sections:
            raise ValueError("holds no `questions` and no `sections`; add some, or remove it")
        return self


class Level(Strictly):
    """A step of readiness. You hold the highest whose own and all lower requirements are met."""

    id: Id
    title: Text
    from_: Annotated[Percent, Field(alias="from")]
    """The overall score, in percent, from which it can be held."""
    meaning: Text
    next: Text | None = None
    """What to do next."""
    requires: Condition | None = None


class Gate(Strictly):
    """A condition that caps the level, with its reason."""

    id: Id
    when: Condition
    """The gate is closed while this holds."""
    cap: Id
    """The highest level that can be held while it is closed."""
    reason: Text
    as_of: Day | None = None


class Control(Strictly):
    """An answer that lowers a risk."""

    question: Id
    reduces: Literal["likelihood", "impact"]
    by: Annotated[float, Field(gt=0, le=0.9)]
    """The share taken away when the question scores 1; in proportion below that."""


class _Rated(Strictly):
    id: Id
    title: Text | None = None
    """A few words for lists; left out, `text` serves."""
    text: Text
    """What may happen, in a sentence."""
    about: Text | None = None
    when: Condition | None = None
    under: dict[StanceId, Share] = {}
    """What part of its likelihood remains under a stance."""
    area: Id | None = None
    source: Text | Many[Words] | None = None
    as_of: Day | None = None

    @property
    def name(self) -> Text:
        """The short title, or the whole text where there is none."""
        return self.title or self.text


class Risk(_Rated):
    """Something that may go wrong, on one side or the other."""

    side: Side
    controls: Many[Control] = ()


class Opportunity(_Rated):
    """Something that may go well: the same, with gain for severity. Never netted against risk."""


DEFAULT_UNDER: Mapping[str, Mapping[StanceId, float]] = {
    "participating": {"stay_out": 0.0, "listen": 0.0, "engage": 1.0},
    "not_participating": {"stay_out": 1.0, "listen": 1.0, "engage": 0.0},
    "opportunity": {"stay_out": 0.0, "listen": 0.0, "engage": 1.0},
}


def share_under(risk: Risk | Opportunity, stance: StanceId) -> float:
    """What part of the likelihood remains under a stance, 0..1: as stated, else the side's default."""
    side = risk.side if isinstance(risk, Risk) else "opportunity"
    return risk.under.get(stance, DEFAULT_UNDER[side][stance])


class Stance(Strictly):
    """A course to take: `stay_out`, `listen` or `engage`."""

    id: StanceId
    title: Text
    meaning: Text
    next: Text | None = None
    """The first steps."""
    needs: Condition | None = None
    """What must be in place before it can be taken; left out, nothing."""


class Check(Strictly):
    """A condition that ought not to hold in honest answers."""

    id: Id
    when: Condition
    severity: Literal["note", "warning", "serious"] = "warning"
    text: Text
    """What looks odd."""
    advice: Text
    """What to ask, or do about it."""


class Role(Strictly):
    """Who answers: leaders and communicators see different things."""

    id: Id
    title: Text
    about: Text | None = None


class Source(Strictly):
    """Where something was found."""

    id: Id
    title: Text
    author: Words | None = None
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    address: Words | None = None
    as_of: Day | None = None
    note: Text | None = None


class Questionnaire(Strictly):
    """A whole questionnaire file."""

    format: Literal[1]
    id: Id
    version: Words
    """Written with quotes: "1.0"."""
    title: Text
    about: Text | None = None
    language: Language | None = None
    """The language the texts are written in. Left out: `en`, or the first of `languages`."""
    languages: Many[Language] = ()
    """All languages the texts are written in, the first one standing in for any that is missing."""
    minutes: Positive | None = None
    """About how long it takes to answer."""
    minimum_coverage: Annotated[float, Field(gt=0, le=1)] = 0.5
    """Below this share of judged weight there is no score, no level and no stance."""
    measures: Literal["practice", "views"] = "practice"
    """`views`: it asks what people think, and not what is there. A higher score is then no aim by itself, and a plan says
    what would have to be seen differently, not what to do."""
    dont_know: Literal["unknown", "zero"] = "unknown"
    """`unknown` earns nothing and costs nothing; `zero` counts as the worst answer."""
    unanswered: Literal["unknown", "zero"] = "unknown"
    aggregate: Aggregate = "mean"
    """How the sections make the whole."""
    met_at: Annotated[float, Field(gt=0, le=100)] = 100.0
    unit: Words = "points"
    """What severities are counted in: `points`, or a currency code such as `CAD`."""
    margin: Share = 0.1
    """Two stances whose exposures differ by less than this share are too close to call."""
    sources: Many[Source] = ()
    scales: dict[Id, Annotated[Many[Choice], Field(min_length=2)]] = {}
    profile: Many[Question] = ()
    """Facts about the organisation: asked first, never scored."""
    roles: Many[Role] = ()
    sections: Annotated[Many[Section], Field(min_length=1)]
    levels: Many[Level] = ()
    gates: Many[Gate] = ()
    risks: Many[Risk] = ()
    opportunities: Many[Opportunity] = ()
    stances: Many[Stance] | None = None
    """Left out: the three stances without needs. An empty list: risks are shown, and no stance is drawn from them."""
    checks: Many[Check] = ()

    @property
    def all_languages(self) -> tuple[str, ...]:
        """Every language of the texts, the default first."""
        first = (self.language,) if self.language else ()
        rest = tuple(code for code in self.languages if code not in first)
        return first + rest or ("en",)

    def choices_of(self, question: ChosenQuestion) -> tuple[Choice, ...]:
        """The question's choices, its own or its scale's; empty if the scale does not exist."""
        if question.choices is not None:
            return question.choices
        return self.scales.get(question.scale or "", ())

    def first_reaching(self, question: Question, edge: float) -> Choice | None:
        """The choice of fewest points that reaches `edge`; None for questions without choices, or if none does."""
        if not isinstance(question, ScaleQuestion | ChoiceQuestion):
            return None
        reached = [(choice.worth, choice) for choice in self.choices_of(question) if choice.worth is not None]
        reached = [each for each in reached if each[0] >= edge]
        return min(reached, key=lambda each: each[0])[1] if reached else None

    def every_section(self) -> Iterator[Section]:
        """All sections, an outer one before those inside it, in the order of the file."""

        def walk(sections: tuple[Section, ...]) -> Iterator[Section]:
            for section in sections:
                yield section
                yield from walk(section.sections)

        return walk(self.sections)

    def every_question(self) -> Iterator[Question]:
        """All questions in the order in which they are asked, the profile first."""
        yield from self.profile
        for section in self.every_section():
            yield from section.questions


QUESTION_TYPES = ("scale", "choice", "choices", "yes_no", "number", "text", "date", "grid")
