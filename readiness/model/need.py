"""A condition and how it stands, as it is told: part of an assessment and of a plan."""

from collections.abc import Iterator
from typing import Literal

from readiness.model.result import Result


class NeedResult(Result):
    """A condition and how it stands, with the conditions inside it; for a gate, the condition that closes it."""

    kind: Literal["question", "section", "level", "gate", "all", "any", "not"]
    subject: str | None = None
    """The id it is about."""
    subject_text: str | None = None
    wanted: tuple[str, ...] = ()
    """For a question: the answers that would pass, in words."""
    at_least: float | None = None
    below: float | None = None
    """What a number, the points of a choice, or a section's percent is held to."""
    edge: str | None = None
    """That edge in words: the label of the first choice that reaches it."""
    answered: bool | None = None
    found: str | None = None
    """How it stands: the answer, or the title of the level held."""
    advice: str | None = None
    """For a question: what to do for a better answer."""
    effort: float | None = None
    """Person-days."""
    owner: str | None = None
    found_percent: float | None = None
    """How a section stands; None while it has no score."""
    state: Literal["met", "not_met", "unknown"]
    inside: tuple["NeedResult", ...] = ()

    def questions(self) -> Iterator["NeedResult"]:
        """Every question that it turns on."""
        if self.kind == "question":
            yield self
        for part in self.inside:
            yield from part.questions()
