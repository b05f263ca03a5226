"""What every screen shares: the sitting, the language, and what is computed from answers when it may be shown."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from readiness.interview.interview import Interview
from readiness.interview.sitting import Agenda, Clock, Sitting
from readiness.model.assessment import Assessment
from readiness.model.questionnaire import Questionnaire
from readiness.model.response import Response
from readiness.words import say


@dataclass(slots=True, kw_only=True)
class Desk:
    """One sitting at one screen."""

    sitting: Sitting
    language: str
    assess: Callable[[Response], Assessment]
    live: bool = False
    """Whether scores are in view while answering."""
    next_best: bool = False
    meeting: bool = False
    minutes: float | None = None
    misfits: tuple[str, ...] = ()
    clock: Clock = time.monotonic
    agenda: Agenda = field(init=False)

    def __post_init__(self) -> None:
        self.agenda = Agenda(self.sitting.interview, self.minutes)

    @property
    def interview(self) -> Interview:
        """The pure interview."""
        return self.sitting.interview

    @property
    def questionnaire(self) -> Questionnaire:
        """What is answered."""
        return self.sitting.interview.questionnaire

    def say(self, key: str, **values: object) -> str:
        """The program's own words in the language of this sitting."""
        return say(self.language, key, **values)

    def title(self) -> str:
        """The questionnaire's title, and whom it is about."""
        title = self.questionnaire.title.in_(self.language)
        about = self.interview.response.organization
        return f"{title} · {about}" if about else title


def minutes_and_seconds(seconds: float) -> str:
    """3:05; below zero with its sign."""
    whole = int(abs(seconds))
    return f"{'−' if seconds < 0 else ''}{whole // 60}:{whole % 60:02d}"
