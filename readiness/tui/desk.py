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

GRACE = 0.5
"""For how many seconds after a handover nobody's keys are taken: they were meant by, or for, somebody else."""


@dataclass(slots=True, kw_only=True)
class Desk:
    """One sitting at one screen."""

    sitting: Sitting
    language: str
    assess: Callable[[Response], Assessment]
    """What follows from answers, quickly enough for every key."""
    result: Callable[[Response], Assessment] | None = None
    """The same with all that the report says besides; None where that is no more."""
    live: bool = False
    """Whether scores are in view while answering."""
    next_best: bool = False
    meeting: bool = False
    minutes: float | None = None
    misfits: tuple[str, ...] = ()
    clock: Clock = time.monotonic
    """Of the agenda."""
    keyboard: Clock = time.monotonic
    """By which a key comes too soon."""
    agenda: Agenda = field(init=False)
    _handed_over: float | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.agenda = Agenda(self.sitting.interview, self.minutes)

    def hand_over(self) -> None:
        """Another person, or the room, is to answer from now on."""
        self._handed_over = self.keyboard()

    def is_too_soon(self) -> bool:
        """Whether a key that comes now was pressed before anybody can have seen whose turn it is."""
        return self._handed_over is not None and self.keyboard() < self._handed_over + GRACE

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
