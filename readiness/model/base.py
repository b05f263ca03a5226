"""What every model here shares: strictness, text in several languages, and small field types."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    Strict,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, core_schema

T = TypeVar("T")

LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
Language = Annotated[str, Field(pattern=LANGUAGE_PATTERN)]
"""A language code as BCP 47 writes it: `en`, `fr`, `en-CA`."""


class Strictly(BaseModel):
    """Frozen, no unknown keys, no quiet conversion: `"3"` is not 3, and `.nan` is not a number."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        defer_build=True,  # a model inside another is built once, with it, and not on its own as well
    )


Many = Annotated[tuple[T, ...], Strict(False)]
"""A list as YAML gives it, kept as a tuple. The members stay strict."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words an end user reads: one string, or one for each language.

    `by_language` maps language codes to strings; the key "" stands for a text that was written
    without a language and serves for all.
    """

    by_language: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, value: str | Mapping[str, str]) -> "Text":
        """The text for a plain string, or for a map from language code to string."""
        if isinstance(value, str):
            return cls((("", value),))
        return cls(tuple(value.items()))

    @property
    def languages(self) -> tuple[str, ...]:
        """The language codes written, in order; empty for a text that serves for all."""
        return tuple(code for code, _ in self.by_language if code)

    def in_(self, language: str) -> str:
        """The words in `language`, else in its base language, else the first written."""
        return dict(self.by_language)[self._code(language)]

    def spoken(self, language: str, base: str) -> str:
        """The language that `in_` speaks when asked for `language`; `base` is that of a text written without one."""
        return self._code(language) or base

    def _code(self, language: str) -> str:
        """The key of the words to show."""
        codes = [code for code, _ in self.by_language]
        return next((code for code in (language, language.split("-")[0], "") if code in codes), codes[0])

    def plain(self) -> str | dict[str, str]:
        """The text as it is written in a file."""
        words = dict(self.by_language)
        return words[""] if set(words) == {""} else words

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _read_text,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda text: text.plain()),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "object",
                    "minProperties": 1,
                    "propertyNames": {"pattern": LANGUAGE_PATTERN},
                    "additionalProperties": {"type": "string", "minLength": 1},
                },
            ]
        }


def _read_text(value: object) -> Text:
    if isinstance(value, Text):
        return value
    if isinstance(value, str):
        if not value.strip():
            raise PydanticCustomError("text_empty", "is empty; write the words, or leave the key out")
        return Text.of(value)
    if isinstance(value, Mapping) and value:
        for code, words in value.items():
            if not re.fullmatch(LANGUAGE_PATTERN, str(code)):
                raise PydanticCustomError(
                    "text_language",
                    "`{code}` is not a language code; write text as a string, or as a map such as {en: …, fr: …}",
                    {"code": str(code)},
                )
            if not isinstance(words, str) or not words.strip():
                raise PydanticCustomError(
                    "text_words",
                    "the text for `{code}` must be words; put quotes around it if it looks like a number",
                    {"code": str(code)},
                )
        return Text.of(value)
    raise PydanticCustomError(
        "text_type",
        "must be text, not {kind}; put quotes around it, or write a map from language to text",
        {"kind": kind_of(value)},
    )


def kind_of(value: object) -> str:
    """What a person would call this value: `a number`, `a list`, `nothing`."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "true/false"
        case int() | float():
            return f"the number {value}" if abs(value) < 1e15 else "a number"
        case str():
            return "text"
        case Mapping():
            return "a map of keys"
        case list() | tuple():
            return "a list"
        case _:
            return type(value).__name__


def _read_date(value: object) -> object:
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        day = day_written(value)
        if isinstance(day, date):
            return day
        raise PydanticCustomError("date_form", "{words}", {"words": day})
    raise PydanticCustomError("date_form", NOT_A_DATE)


NOT_A_DATE = "is not a date; write it as year-month-day, such as 2026-03-31"


def day_written(text: str) -> date | str:
    """The day that a text such as 2026-03-31 names, or what is wrong with it and how to mend it."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return NOT_A_DATE
    try:
        return date.fromisoformat(text)
    except ValueError:
        return "is no day of the calendar; check the month and the day"


Day = Annotated[date, BeforeValidator(_read_date), WithJsonSchema({"type": "string", "format": "date"})]
"""A calendar day, written 2026-03-31."""

Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$", max_length=64)]
"""A name that files and messages point with: a letter, then letters, digits, `-` and `_`."""

Words = Annotated[str, StringConstraints(min_length=1)]
"""Text in no particular language: a person's name, an address."""

Positive = Annotated[float, Field(gt=0)]
Percent = Annotated[float, Field(ge=0, le=100)]
"""0 to 100, as files and reports write scores; computation uses 0 to 1."""
Share = Annotated[float, Field(ge=0, le=1)]

EDGE = 1e-9
"""Slack at a threshold, so that a mean of 0.6 computed as 0.59999999999999998 reaches 60 %. Far below any rounding."""
