"""The summary of a batch as a document: what is printed, and written as JSON and CSV.

Figures are unrounded. None is the absence of a figure: nobody has one, or too few do (`minimum_group`). A figure of the
whole is there only where at least `minimum_group` responses stand behind it, and so is one of a group. How many did something
is told only where it counts neither fewer than that nor leaves fewer (`HowMany`).
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from readiness.batch.summary.minimum import NO_MINIMUM
from readiness.model.assessment import Program, QuestionnaireMeta
from readiness.model.base import Many, Share, Strictly, Words

Count = Annotated[int, Field(ge=0)]
Amount = Annotated[float, Field(ge=0)]


class LeftOutRows(Strictly):
    """Rows that a rule leaves out."""

    reason: Words
    rows: Count


class Counts(Strictly):
    """What became of every row of the sources: rows = scored + rejected + left out."""

    rows: Count
    scored: Count
    rejected: Count
    left_out: Many[LeftOutRows] = ()

    @model_validator(mode="after")
    def _nothing_is_lost(self) -> Counts:
        found = self.scored + self.rejected + sum(each.rows for each in self.left_out)
        if found != self.rows:
            raise ValueError(f"scored, rejected and left out make {found} rows, and there are {self.rows}")
        return self


class ResponseRate(Strictly):
    """How many of those invited answered."""

    invited: Annotated[int, Field(ge=1)]
    responses: Count
    """Rows scored, finished or not."""
    rate: Share | None
    """None where there are more responses than were invited: one of the two numbers is not what it seems."""


class HowMany(Strictly):
    """How many responses did something, or are so.

    `exact`: `n`. `few`: at least one, and fewer than the minimum group. `nearly_all`: all but so few. `withheld`: not told,
    for being few or for giving away how many others are.
    """

    band: Literal["exact", "few", "nearly_all", "withheld"]
    n: Count | None = None

    @model_validator(mode="after")
    def _a_number_where_it_is_exact(self) -> Self:
        if (self.n is not None) != (self.band == "exact"):
            raise ValueError("there is a number if, and only if, it is exact")
        return self


class Spread(Strictly):
    """How scores (0..1) are distributed. Everything is None, and `tenths` empty, where too few have one.

    A percentile is there where at least the minimum group lies at or below it, and at or above; the least and the most
    where so many lie within a thousandth of them.
    """

    n: Count | None = None
    """How many have a score; None also where it would tell how few have none."""
    mean: Share | None = None
    sd: Amount | None = None
    """Standard deviation, with n − 1."""
    least: Share | None = None
    p5: Share | None = None
    p25: Share | None = None
    median: Share | None = None
    p75: Share | None = None
    p95: Share | None = None
    most: Share | None = None
    tenths: Many[Count | None] = ()
    """How many lie in each tenth: from 0 up to 10 %, and so on; the last one holds 100 % too. None where it is withheld."""

    @model_validator(mode="after")
    def _each_score_lies_in_one_tenth(self) -> Self:
        told = [n for n in self.tenths if n is not None]
        if self.tenths and len(self.tenths) != 10:
            raise ValueError("there are ten tenths")
        if len(told) == 10 and self.n is not None and sum(told) != self.n:
            raise ValueError("the ten tenths do not add up to n")
        return self


class NodeSummary(Strictly):
    """The whole (`overall`) or one section."""

    id: str
    title: str
    depth: Count
    """How deep the section lies: 0 for the whole and for top sections."""
    score: Spread
    coverage: Share | None
    """The mean coverage."""
    judged: Count | None
    """Answers over all responses: judged, don't know, unanswered, not applicable."""
    dont_know: Count | None
    unanswered: Count | None
    not_applicable: Count | None


class Counted(HowMany):
    """How many hold, fit or did something that has a name. `share` is of all responses scored, where `n` is told."""

    id: str
    title: str
    share: Share | None = None


class Levels(Strictly):
    """Levels held. Shares are of all responses scored."""

    held: Many[Counted]
    without: HowMany
    """Responses that hold none, since too little of them is judged."""
    uncertain: HowMany
    """Responses whose lowest and highest possible level differ."""


class Courses(Strictly):
    """Which course fits now, and which is best. Shares are of all responses scored."""

    now: Many[Counted]
    now_without: HowMany
    best: Many[Counted]
    best_without: HowMany
    margin: Share | None
    """The mean margin between the best course and the next; None where too few have one."""


class Exposure(Strictly):
    """The exposure of a side or under a course, over the responses that have one. Percentiles and `n` as in `Spread`."""

    kind: Literal["side", "course"]
    id: str
    title: str
    n: Count | None
    mean: Amount | None
    p25: Amount | None
    median: Amount | None
    p75: Amount | None
    rated: Amount | None = None
    """For a side: the mean number of its risks that were rated."""


class Time(Strictly):
    """How long a response took, in seconds. Percentiles as in `Spread`."""

    source: Literal["seconds", "timestamps"]
    formats: Many[str] = ()
    """How the times are written, as `strftime` names it; several where the sample cannot tell them apart."""
    n: Count | None
    median: Amount | None
    p25: Amount | None
    p75: Amount | None
    odd: HowMany
    """Times that are not written so, that end before they begin, or that can be read in two ways which differ."""
    speeders: HowMany | None
    """Responses that took less than a third of the median; None where too few have a time."""


class SectionMean(Strictly):
    """The mean score of one section in one group."""

    id: str
    mean: Share | None
    """None where nobody in the group has a score, or too few."""


class CoarseShare(Strictly):
    """How much of a group holds a level or a course: no closer than protects the few.

    `few`: fewer than the minimum group, or none. `nearly_all`: all but fewer than the minimum. `about`: `share` is the
    nearest tenth. `exact`: `share` is what it is, which happens only without a minimum.
    """

    id: str | None
    """None: those without a level or course."""
    band: Literal["few", "about", "nearly_all", "exact"]
    share: Share | None = None


class GroupSummary(Strictly):
    """One group. Where it is withheld there is nothing but its name."""

    name: str | None
    """None: those whose cell is blank."""
    withheld: bool
    n: Count | None = None
    mean: Share | None = None
    median: Share | None = None
    sections: Many[SectionMean] = ()
    levels: Many[CoarseShare] = ()
    """Empty where it is not shown."""
    now: Many[CoarseShare] = ()
    best: Many[CoarseShare] = ()

    @model_validator(mode="after")
    def _withheld_is_silent(self) -> GroupSummary:
        figures = (self.n, self.mean, self.median)
        if self.withheld and (figures != (None, None, None) or self.sections or self.levels or self.now or self.best):
            raise ValueError("a withheld group shows no figure")
        return self


class GroupTable(Strictly):
    """All groups of one column, the largest first, withheld ones last and by name."""

    column: str
    title: str
    """What people call the column: the words of its question in the summary's language, else its header."""
    state: Literal["shown", "all_withheld", "too_many"]
    """`all_withheld`: no group is large enough, so not even their names are given, which would count them. `too_many`: the
    column has so many values that it names respondents rather than groups."""
    groups: Many[GroupSummary] = ()

    @model_validator(mode="after")
    def _lists_what_is_shown(self) -> GroupTable:
        if (self.state == "shown") != any(not group.withheld for group in self.groups):
            raise ValueError("groups are listed if, and only if, one of them is shown")
        return self


class ItemReliability(Strictly):
    """One item among those of its section, over complete cases."""

    id: str
    item_rest: Annotated[float, Field(ge=-1, le=1)] | None
    """Its correlation with the sum of the other items; None where either has no variance."""
    alpha_without: float | None
    """Alpha of the section's other items; None for fewer than two, or without variance."""


class SectionReliability(Strictly):
    """How far the items of one section go together. `n` counts complete cases: responses with every item judged."""

    id: str
    title: str
    items: Count
    n: Count | None
    """None where they, or the others, are too few."""
    alpha: Annotated[float, Field(le=1)] | None
    why: Literal["few_items", "few_cases", "no_variance"] | None = None
    """Why there is no alpha."""
    each: Many[ItemReliability] = ()

    @model_validator(mode="after")
    def _alpha_or_a_reason(self) -> SectionReliability:
        if (self.alpha is None) == (self.why is None):
            raise ValueError("there is either an alpha or a reason for none")
        return self


class DeadItem(Strictly):
    """An item that tells responses hardly apart."""

    id: str
    text: str
    why: Many[Literal["unanswered", "no_variance", "same_answer"]]
    """`unanswered`: not judged in more than half of the responses. `same_answer`: 95 % or more have the same score."""
    judged: Share | None
    """The share of all responses in which it is judged; None where that would count few that are, or are not."""
    same: Share | None
    """The share of its most frequent score among those judged; None where too few are judged, or few have another."""


class Reliability(Strictly):
    """What the items say of the sections."""

    sections: Many[SectionReliability]
    dead: Many[DeadItem]
    items: Count
    """How many items were looked at."""


class Summary(Strictly):
    """The whole summary of one batch."""

    format: Literal[1] = 1
    program: Program
    language: str
    questionnaire: QuestionnaireMeta
    counts: Counts
    minimum_group: Annotated[int, Field(ge=NO_MINIMUM)]
    """No figure stands on fewer responses than this, and no count of fewer is told. 1: they are, because that was asked for."""
    withheld: bool
    """Fewer responses than `minimum_group` were scored, so nothing is said about them."""
    finished: HowMany | None = None
    unfinished: HowMany | None = None
    """None where the export does not tell."""
    response_rate: ResponseRate | None = None
    nodes: Many[NodeSummary] = ()
    """The whole first, then every section in the order of the questionnaire."""
    levels: Levels | None = None
    courses: Courses | None = None
    exposures: Many[Exposure] = ()
    checks: Many[Counted] = ()
    time: Time | None = None
    languages: Many[Counted] = ()
    """The most frequent first; `id` is as exported. Last, with an empty `id`, all others and those of which none is known."""
    groups: Many[GroupTable] = ()
    reliability: Reliability | None = None
    """None where no item scores were given."""

    @property
    def small_groups_shown(self) -> bool:
        """Whether there is no minimum: whatever is shown may be about one person."""
        return self.minimum_group == NO_MINIMUM
