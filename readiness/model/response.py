"""The response: one respondent's answers and risk ratings, as a person or an interview writes them."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, GetJsonSchemaHandler, ModelWrapValidatorHandler, model_validator
from pydantic_core import CoreSchema

from readiness.model.base import Day, Id, Language, Many, Strictly, Words
from readiness.model.questionnaire import Word, check_range

Plain = bool | int | float | str
"""What a single answer may be before it is held against its question."""
Value = Plain | Many[Plain] | dict[str, Plain | None] | None
"""An answer's value: one thing, the ticked choices, or a grid's rows. None is unanswered."""

ANSWER_KEYS = ("value", "note", "evidence", "confidence", "importance", "discuss", "dissent")
"""The keys of an answer in its long form; no grid row may be called one of these."""
Confidence = Literal["low", "medium", "high"]
Rating = int | Literal["dont_know", "not_applicable"] | None
"""A step of a risk scale, or one of the two words that stand for themselves. None is not rated."""


class Dissent(Strictly):
    """What one person answered where the room agreed on something else."""

    respondent: Words
    value: Value = None
    note: str | None = None


class RatingDissent(Strictly):
    """How one person rated what the room rated otherwise."""

    respondent: Words
    likelihood: Rating = None
    impact: Rating = None
    """For an opportunity, the gain."""
    note: str | None = None


class Answer(Strictly):
    """One answer: a bare value, or a value with what the respondent adds to it."""

    value: Value = None
    note: str | None = None
    evidence: Many[Words] = ()
    """What proves it: a document, a link, a date."""
    confidence: Confidence | None = None
    importance: Annotated[float, Field(gt=0, le=10)] | None = None
    """How much it matters here, for questions that ask: 1 as much as its weight says, 2 twice as much."""
    discuss: bool = False
    """Flagged: to be talked about before anything rests on it."""
    dissent: Many[Dissent] = ()
    """Who answered otherwise, where several people agreed on this answer."""

    @model_validator(mode="wrap")
    @classmethod
    def _bare_or_long(cls, written: Any, handler: ModelWrapValidatorHandler["Answer"]) -> "Answer":
        """Take a bare value as `{value: …}`; a map without any long-form key is a grid's rows."""
        if isinstance(written, cls) or is_long_form(written):
            return handler(written)
        return handler({"value": written})

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        long_form = handler(schema)
        value = handler.resolve_ref_schema(long_form)["properties"]["value"]
        return {"anyOf": [long_form, *value["anyOf"]]}


def is_long_form(written: object) -> bool:
    """Whether an answer is written as `{value: …, note: …}` rather than bare."""
    return isinstance(written, Mapping) and any(key in written for key in ANSWER_KEYS)


class RiskRating(Strictly):
    """How likely and how grave: on the questionnaire's scales, or in the respondent's own ranges."""

    likelihood: Rating = None
    impact: Rating = None
    probability: Annotated[tuple[float, float], Field(strict=False)] | None = None
    """A yearly probability between 0 and 1, low and high; stands in place of `likelihood`."""
    loss: Annotated[tuple[float, float], Field(strict=False)] | None = None
    """A loss, 5th and 95th percentile; stands in place of `impact`."""
    currency: Words | None = None
    """The unit of `loss`, where it is not the questionnaire's."""
    note: str | None = None
    confidence: Confidence | None = None
    discuss: bool = False
    dissent: Many[RatingDissent] = ()

    @model_validator(mode="after")
    def _one_of_each(self) -> "RiskRating":
        if self.likelihood is not None and self.probability is not None:
            raise ValueError("has both `likelihood` and `probability`; keep one")
        if self.impact is not None and self.loss is not None:
            raise ValueError("has both `impact` and `loss`; keep one")
        if self.currency is not None and self.loss is None:
            raise ValueError("has a `currency` but no `loss`; add the loss, or remove the currency")
        if self.probability is not None:
            check_range("probability", self.probability, below=1.0)
        if self.loss is not None:
            check_range("loss", self.loss, below=None)
        return self


class OpportunityRating(Strictly):
    """How likely and how large a gain."""

    likelihood: Rating = None
    gain: Rating = None
    note: str | None = None
    confidence: Confidence | None = None
    discuss: bool = False
    dissent: Many[RatingDissent] = ()


class QuestionnaireRef(Strictly):
    """Which questionnaire was answered, in which version."""

    id: Id
    version: Words | None = None


class Respondent(Strictly):
    """Who answered."""

    name: Words | None = None
    role: Id | None = None


class SetAside(Strictly):
    """What was answered to an earlier state of the questionnaire and no longer fits: kept, and never scored."""

    answers: dict[str, Answer] = {}
    risks: dict[str, RiskRating | Word | None] = {}
    opportunities: dict[str, OpportunityRating | Word | None] = {}
    role: Id | None = None
    """A role that the questionnaire knows no more."""


class Response(Strictly):
    """A whole response file."""

    format: Literal[1]
    questionnaire: QuestionnaireRef
    organization: Words | None = None
    respondent: Respondent = Respondent()
    date: Day | None = None
    language: Language | None = None
    answers: dict[str, Answer] = {}
    risks: dict[str, RiskRating | Word | None] = {}
    opportunities: dict[str, OpportunityRating | Word | None] = {}
    set_aside: SetAside | None = None
