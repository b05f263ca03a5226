"""A sitting: the interview, and the files its answers go to. An answer is on disk before the next question shows.

The files stand behind `Store`, so that this too does no input or output of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from readiness.interview.interview import Interview, state_of
from readiness.interview.refusals import Refusal
from readiness.interview.steps import Given, Key, Step
from readiness.model.response import Answer, Dissent, OpportunityRating, Rating, RatingDissent, Response, RiskRating
from readiness.model.unsaved import Unsaved

Outcome = Refusal | Unsaved | None
"""What came of an answer: refused, not on disk, or taken and saved (None)."""


class Store(Protocol):
    """Where one response is kept."""

    @property
    def place(self) -> str:
        """Its name for people: a path."""

    def save(self, response: Response) -> Unsaved | None:
        """Put the whole response on disk; None once it is there."""


class Elsewhere(Protocol):
    """Puts a response at another place, where its own cannot be written to, and keeps that place from then on."""

    def __call__(self, store: Store, place: str, response: Response) -> Store | Unsaved: ...


@dataclass(slots=True)
class Voice:
    """One person in the room, with a response and a file of their own."""

    name: str
    response: Response
    store: Store


class Said(NamedTuple):
    """What one person in the room answered."""

    name: str
    given: Given


class Sitting:
    """The interview of one respondent, or of several in one room who then agree.

    `voices` are empty where one person answers, or a room that needs no ballot. `store` is None for looking only.
    """

    def __init__(
        self,
        interview: Interview,
        store: Store | None,
        *,
        voices: Sequence[Voice] = (),
        elsewhere: Elsewhere | None = None,
    ) -> None:
        self.interview = interview
        self.store = store
        self.voices = tuple(voices)
        self._elsewhere = elsewhere
        self._passed: set[tuple[str, Key]] = set()
        self.pending: tuple[Step, Given] | None = None
        """The answer that could not be saved last, until one is; the interview does not have it."""

    @property
    def read_only(self) -> bool:
        """Whether answers are shown and none is taken."""
        return self.store is None

    # ---- one respondent ----

    def take(self, step: Step, given: Given) -> Outcome:
        """Take an answer: held against its question, saved, and only then part of the interview."""
        if self.store is None:
            return Refusal("r_read_only")
        if (refusal := self.interview.refusal(step, given)) is not None:
            return refusal
        response = self.interview.with_answer(step, given)
        if (unsaved := self.store.save(response)) is not None:
            self.pending = (step, given)
            return unsaved
        self.pending = None
        self.interview.replace(response, step)
        return None

    def flag(self, step: Step) -> Outcome:
        """Flag a step for discussion, or take the flag away."""
        given = self.interview.given(step)
        return self.take(step, given.model_copy(update={"discuss": not given.discuss}))

    def clear(self, step: Step) -> Outcome:
        """Take the answer away; what was said besides stays."""
        given = self.interview.given(step)
        match given:
            case Answer():
                return self.take(step, given.model_copy(update={"value": None, "dissent": ()}))
            case RiskRating():
                return self.take(step, RiskRating(note=given.note, confidence=given.confidence, discuss=given.discuss))
            case OpportunityRating():
                empty = OpportunityRating(note=given.note, confidence=given.confidence, discuss=given.discuss)
                return self.take(step, empty)

    def move(self, place: str, voice: Voice | None = None) -> Outcome:
        """Keep the answers of the room, or of one person in it, at another place from now on; None once they are."""
        store = voice.store if voice else self.store
        if store is None or self._elsewhere is None:
            return Refusal("r_read_only")
        found = self._elsewhere(store, place, voice.response if voice else self.interview.response)
        if isinstance(found, Unsaved):
            return found
        if voice:
            voice.store = found
        else:
            self.store = found
        return None

    # ---- several in one room ----

    def ballot(self, step: Step) -> tuple[Said, ...]:
        """What each person has answered to a step so far, themselves by name, in their order."""
        return tuple(Said(voice.name, self._given(voice, step)) for voice in self.voices)

    def turn(self, step: Step) -> Voice | None:
        """Whose turn it is; None once everybody has answered, or passed."""
        for voice in self.voices:
            if state_of(self._given(voice, step), step) == "open" and (voice.name, step.key) not in self._passed:
                return voice
        return None

    def pass_over(self, voice: Voice, step: Step) -> None:
        """One person has nothing to say to a step; the others go on."""
        self._passed.add((voice.name, step.key))

    def _given(self, voice: Voice, step: Step) -> Given:
        return Interview.given_in(voice.response, step)

    def take_from(self, voice: Voice, step: Step, given: Given) -> Outcome:
        """One person's own answer, into their own file."""
        if (refusal := self.interview.refusal(step, given)) is not None:
            return refusal
        response = Interview.response_with(voice.response, step, given)
        if (unsaved := voice.store.save(response)) is not None:
            return unsaved
        voice.response = response
        return None

    def vote_again(self, step: Step) -> Unsaved | None:
        """Take back everybody's answer to a step, for another round."""
        for voice in self.voices:
            self._passed.discard((voice.name, step.key))
            empty: Given = Answer(value=None)
            if step.key.kind != "question":
                empty = RiskRating() if step.key.kind == "risk" else OpportunityRating()
            response = Interview.response_with(voice.response, step, empty)
            if (unsaved := voice.store.save(response)) is not None:
                return unsaved
            voice.response = response
        return None

    def agree(self, step: Step, given: Given) -> Outcome:
        """The room's answer, with who thought otherwise."""
        return self.take(step, with_dissent(step, given, self.ballot(step)))


def with_dissent(step: Step, agreed: Given, ballot: Sequence[Said]) -> Given:
    """The agreed answer with everyone whose own was another; who did not know has not dissented."""
    found: list[Dissent | RatingDissent] = []
    for name, given in ballot:
        if state_of(given, step) in ("open", "dont_know"):
            continue
        if isinstance(given, Answer) and isinstance(agreed, Answer):
            if not _alike(given.value, agreed.value):
                found.append(Dissent(respondent=name, value=given.value, note=given.note))
        elif not isinstance(given, Answer) and not isinstance(agreed, Answer) and _rated(given) != _rated(agreed):
            likelihood, impact = _steps(given)
            found.append(RatingDissent(respondent=name, likelihood=likelihood, impact=impact, note=given.note))
    return agreed.model_copy(update={"dissent": tuple(found)})


def _alike(one: object, other: object) -> bool:
    """Whether two answers are the same; ticks in whatever order."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return set(one) == set(other)
    return one == other


def _rated(rating: RiskRating | OpportunityRating) -> tuple[object, ...]:
    """Both halves of a rating, by step or in the respondent's own range."""
    own = (rating.probability, rating.loss, rating.currency) if isinstance(rating, RiskRating) else ()
    return (*_steps(rating), *own) if any(own) else _steps(rating)


def _steps(rating: RiskRating | OpportunityRating) -> tuple[Rating, Rating]:
    return rating.likelihood, rating.impact if isinstance(rating, RiskRating) else rating.gain


class Tally(NamedTuple):
    """How often one answer was given, and by whom."""

    value: object
    names: tuple[str, ...]


def spread(ballot: Sequence[Said]) -> tuple[Tally, ...]:
    """The answers given, the most frequent first; a rating is its likelihood and its impact."""
    found: list[tuple[object, list[str]]] = []
    for name, given in ballot:
        value = given.value if isinstance(given, Answer) else _rated(given)
        for known, names in found:
            if _alike(known, value) if isinstance(given, Answer) else known == value:
                names.append(name)
                break
        else:
            found.append((value, [name]))
    found.sort(key=lambda each: -len(each[1]))
    return tuple(Tally(value, tuple(names)) for value, names in found)


class WhatIf:
    """Answers tried out after the last question: the response as it would be, and never saved."""

    def __init__(self, interview: Interview) -> None:
        self.interview = interview
        self.response = interview.response
        self.changed: dict[Key, Given] = {}

    def given(self, step: Step) -> Given:
        """What is answered to a step here: what was tried, else what was answered."""
        return self.changed.get(step.key, self.interview.given(step))

    def change(self, step: Step, given: Given) -> Refusal | None:
        """Try another answer; the one that was given takes the change away."""
        if (refusal := self.interview.refusal(step, given)) is not None:
            return refusal
        if given == self.interview.given(step):
            self.changed.pop(step.key, None)
        else:
            self.changed[step.key] = given
        self._put_together()
        return None

    def put_back(self, step: Step | None = None) -> None:
        """As it was answered: one step, or all."""
        if step is None:
            self.changed.clear()
        else:
            self.changed.pop(step.key, None)
        self._put_together()

    def _put_together(self) -> None:
        response = self.interview.response
        for key, given in self.changed.items():
            if (step := self.interview.step(key)) is not None:
                response = Interview.response_with(response, step, given)
        self.response = response


class Agenda:
    """Time in a meeting: a share of its length for each part, by how much is asked there. Seconds throughout.

    The time is handed in by whoever has a clock.
    """

    def __init__(self, interview: Interview, minutes: float | None) -> None:
        self.length = None if minutes is None else minutes * 60
        self._interview = interview
        self._used: dict[str, float] = {}
        self._since: tuple[str, float] | None = None
        self._began: float | None = None

    def at(self, part: str | None, now: float) -> None:
        """The room is at this part; None is the review, which counts for no part."""
        if self._began is None:
            self._began = now
        if self._since is not None:
            name, since = self._since
            self._used[name] = self._used.get(name, 0.0) + max(0.0, now - since)
        self._since = None if part is None else (part, now)

    def used(self, part: str, now: float) -> float:
        """How long the room has been at a part, in all."""
        running = now - self._since[1] if self._since is not None and self._since[0] == part else 0.0
        return self._used.get(part, 0.0) + max(0.0, running)

    def used_in_all(self, now: float) -> float:
        """How long the meeting has lasted."""
        return 0.0 if self._began is None else max(0.0, now - self._began)

    def planned(self, part: str) -> float | None:
        """A part's share of the meeting; None where no length was stated."""
        total = len(self._interview.steps)
        if self.length is None or not total:
            return None
        return self.length * sum(step.part == part for step in self._interview.steps) / total

    def left(self, now: float) -> float | None:
        """What is left of the meeting, below 0 when it is over; None where no length was stated."""
        return None if self.length is None else self.length - self.used_in_all(now)


Clock = Callable[[], float]
