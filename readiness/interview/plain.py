"""The interview line by line: for a screen reader, a plain terminal, or another program at both ends.

What is typed answers the question; a line that begins with `/` is a command. Nothing is drawn and nothing moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal, Protocol

from readiness.interview.entry import open_half, typed_answer
from readiness.interview.options import IMPORTANCES, Scale, options_of, read_number, scales_of
from readiness.interview.refusals import Refusal
from readiness.interview.settled import settled
from readiness.interview.sitting import Outcome, Sitting, Voice, WhatIf, spread
from readiness.interview.steps import Given, Step, open_row
from readiness.interview.wording import (
    background,
    counts,
    heading,
    how,
    part_about,
    part_title,
    shown,
    shown_value,
    unsaved_words,
)
from readiness.model.questionnaire import GridQuestion, Question
from readiness.model.response import Answer, OpportunityRating, Response, RiskRating
from readiness.model.unsaved import Unsaved
from readiness.words import say

Ending = Literal["finished", "left", "ended"]
"""How it ended: gone through to the end, left on purpose, or the input ended."""


class Talk(Protocol):
    """Where the interview is heard and said."""

    def ask(self, prompt: str, *, hidden: bool = False) -> str | None:
        """The next line typed, None at the end of input; `hidden` does not show it while it is typed."""

    def tell(self, text: str) -> None:
        """One line, or several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What is computed from a response, in words."""

    report: Callable[[Response], str]
    """The whole report."""
    line: Callable[[Response], str]
    """Level, exposures and course in one line."""


COMMANDS = (
    "help", "back", "skip", "go", "map", "open", "search", "why", "note", "evidence",
    "confidence", "importance", "flag", "clear", "review", "try", "undo", "save", "quit",
)  # fmt: skip


@dataclass(slots=True)
class Conversation:
    """One sitting, line by line."""

    sitting: Sitting
    talk: Talk
    language: str
    results: Results
    live: bool = False
    next_best: bool = False
    _told: str = ""
    _settled: bool = False
    _ending: Ending | None = None
    _what_if: WhatIf | None = None
    _voice: Voice | None = None
    _full: bool = False
    _parts: set[str] = field(default_factory=set)

    def run(self) -> Ending:
        """Ask until all is answered, the input ends, or the person leaves."""
        self.say("p_begin")
        while self._ending is None:
            step = self.sitting.interview.current
            if step is None:
                self.review()
            elif (voice := self.sitting.turn(step)) is not None:
                self.ballot(step, voice)
            else:
                self.question(step)
        return self._ending

    def say(self, key: str, **values: object) -> None:
        """A line of the program's own."""
        self.talk.tell(say(self.language, key, **values))

    def labelled(self, label: str, words: str = "") -> str:
        """“Label: words”, with the colon that the language wants."""
        return f"{label}{say(self.language, 'colon')}{words}"

    # ---- asking ----

    def question(self, step: Step) -> None:
        """Ask one thing, and do what comes back."""
        voted, told = self._voice is not None, self._told
        self._voice = None
        given = self.sitting.interview.given(step)
        self.describe(step, given)
        if self.sitting.voices and (voted or self._told != told):
            self.reveal(step)
        if self.next_best and not self._settled and settled(self.sitting.interview).both:
            self._settled = True
            self.say("i_settled")
        self.answer(step, given, self.talk.ask(self.prompt(step, given)))

    def prompt(self, step: Step, given: Given) -> str:
        """What stands before the cursor."""
        wanted = self.half_words(step, given)
        if self.sitting.voices:
            return say(self.language, "p_agree") + wanted
        return wanted or say(self.language, "p_answer")

    def describe(self, step: Step, given: Given) -> None:
        """The step in lines; only the prompt where it is asked on in the middle of a grid or a rating."""
        key = f"{step.key}"
        if self._told == key:
            return
        self._told = key
        interview = self.sitting.interview
        part = interview.part_of(step)
        where = say(self.language, "p_where", at=interview.position(), all=len(interview.steps))
        lines = ["", f"{where} {part_title(part, self.language)}."]
        is_new = part.id not in self._parts
        self._parts.add(part.id)
        if is_new and (about := part_about(part, self.language)):
            lines.append(about)
        title = heading(step, self.language)
        lines.append(self.labelled(title, step.text.in_(self.language)) if title else step.text.in_(self.language))
        lines += [self.labelled(label, words) if label else words for label, words in background(step, self.language)]
        if wanted := how(interview.questionnaire, step, self.language):
            lines.append(wanted)
        if getattr(step.thing, "required", False):
            lines.append(say(self.language, "i_required"))
        lines += self.choices(step, whole=is_new or self._full)
        self._full = False
        if words := shown(interview.questionnaire, step, given, self.language):
            lines.append(say(self.language, "p_given", answer=words))
        lines += self.said(given)
        self.talk.tell("\n".join(lines))

    def choices(self, step: Step, *, whole: bool) -> Iterator[str]:
        """What can be chosen, each behind its key. The scales of a rating are read out once for each part, and when asked."""
        questionnaire = self.sitting.interview.questionnaire
        if step.key.kind != "question":
            for scale in scales_of(questionnaire, step.key.kind, self.language):
                if whole:
                    yield self.labelled(scale.title).rstrip()
                    yield from self.scale_lines(scale)
                else:
                    keys = [option.key for option in scale.options if not option.is_word]
                    yield say(self.language, "p_scale", title=scale.title, low=keys[0], high=keys[-1])
            return
        question: Question = step.thing  # type: ignore[assignment]  # the kind says so
        if isinstance(question, GridQuestion):
            for row in question.rows:
                yield f"  - {row.text.in_(self.language)}"
        for option in options_of(questionnaire, question, self.language):
            yield f"  {self.labelled(option.key or str(option.value), option.label)}"

    def scale_lines(self, scale: Scale) -> Iterator[str]:
        """Every step with its words and its range."""
        for option, words in zip(scale.options, scale.ranges, strict=True):
            yield f"  {self.labelled(option.key, option.label)}" + (f" ({words})" if words else "")

    def said(self, given: Given) -> Iterator[str]:
        """What was added to the answer."""
        if given.note:
            yield self.labelled(say(self.language, "i_note"), given.note)
        if isinstance(given, Answer) and given.evidence:
            yield self.labelled(say(self.language, "i_proof"), "; ".join(given.evidence))
        if given.confidence:
            yield self.labelled(
                say(self.language, "i_confidence"), say(self.language, f"i_{given.confidence}_confidence")
            )
        if isinstance(given, Answer) and given.importance is not None:
            yield self.labelled(say(self.language, "i_importance"), f"{given.importance:g}")
        if given.discuss:
            yield say(self.language, "i_flagged")

    # ---- answering ----

    def answer(self, step: Step, given: Given, typed: str | None) -> None:
        """A command, an answer, or Enter alone, which keeps what is there."""
        if typed is None:
            self._ending = "ended"
        elif typed.strip().startswith("/"):
            self.command(step, typed.strip())
        elif not typed.strip():
            if self.sitting.interview.state(step) == "open" and not self.sitting.read_only:
                self.say("p_nothing")
            else:
                self.onward()
        else:
            answered = typed_answer(self.sitting.interview.questionnaire, step, given, typed, self.language)
            self.take(step, answered)

    def take(self, step: Step, answered: Given | Refusal) -> None:
        """Save an answer and go on, once it is whole; else say why not."""
        if isinstance(answered, Refusal):
            self.talk.tell(answered.said(self.language))
            return
        take = self.sitting.agree if self.sitting.voices else self.sitting.take
        if not self.saved(take(step, answered)):
            return
        given = self.sitting.interview.given(step)
        if self.is_whole(step, given):
            self.say("i_saved", answer=self.in_short(step, given))
            if self.live:
                self.talk.tell(self.results.line(self.sitting.interview.response))
            self.onward()

    def in_short(self, step: Step, given: Given) -> str:
        """What was saved: of a rating the steps only, since their words have just been heard."""
        questionnaire = self.sitting.interview.questionnaire
        if isinstance(given, Answer):
            return shown(questionnaire, step, given, self.language)
        said = []
        for scale in scales_of(questionnaire, step.key.kind, self.language):
            option = next((each for each in scale.options if each.value == getattr(given, scale.name)), None)
            if option is None:
                return shown(questionnaire, step, given, self.language)
            said.append(f"{scale.title} {option.label if option.is_word else option.key}")
        return ", ".join(said)

    def is_whole(self, step: Step, given: Given) -> bool:
        """Whether nothing of it is left to be typed."""
        if isinstance(given, Answer):
            if isinstance(step.thing, GridQuestion):
                return open_row(step.thing, given) is None
            return given.value is not None
        return open_half(scales_of(self.sitting.interview.questionnaire, step.key.kind, self.language), given) is None

    def saved(self, outcome: Outcome) -> bool:
        """Whether it was taken; what stood in the way is said, and what can be done."""
        if isinstance(outcome, Refusal):
            self.talk.tell(outcome.said(self.language))
        elif isinstance(outcome, Unsaved):
            self.talk.tell(unsaved_words(outcome, self.language))
            self.say("p_elsewhere")
        return outcome is None

    def onward(self) -> None:
        self._told = ""
        self.sitting.interview.forward()

    # ---- several in one room ----

    def ballot(self, step: Step, voice: Voice) -> None:
        """One person's own answer, not shown while it is typed."""
        self._voice = voice
        given = self.sitting.interview.given_in(voice.response, step)
        self.describe(
            step, given if isinstance(given, Answer) and isinstance(given.value, dict) else Answer(value=None)
        )
        prompt = say(self.language, "p_voice", name=voice.name) + self.half_words(step, given)
        typed = self.talk.ask(prompt, hidden=True)
        if typed is None:
            self._ending = "ended"
        elif typed.strip().startswith("/"):
            self.command(step, typed.strip())
        elif not typed.strip():
            self.say("p_nothing")
        else:
            answered = typed_answer(self.sitting.interview.questionnaire, step, given, typed, self.language)
            if isinstance(answered, Refusal):  # it would say what was typed
                self.say("p_refused_unseen")
            else:
                self.saved(self.sitting.take_from(voice, step, answered))

    def half_words(self, step: Step, given: Given) -> str:
        """Which row of a grid or half of a rating is asked for; "" where it is the whole."""
        if isinstance(given, Answer):
            if isinstance(step.thing, GridQuestion) and (row := open_row(step.thing, given)) is not None:
                return self.labelled(next(each.text.in_(self.language) for each in step.thing.rows if each.id == row))
            return ""
        half = open_half(scales_of(self.sitting.interview.questionnaire, step.key.kind, self.language), given)
        return self.labelled(half.title) if half else ""

    def reveal(self, step: Step) -> None:
        """Who answered what, once everybody has."""
        ballot = self.sitting.ballot(step)
        self.say("p_reveal")
        questionnaire = self.sitting.interview.questionnaire
        for tally in spread(ballot):
            given = next(said.given for said in ballot if said.name == tally.names[0])
            words = shown(questionnaire, step, given, self.language) or say(self.language, "unanswered")
            if isinstance(given, Answer) and isinstance(given.value, dict) and isinstance(step.thing, GridQuestion):
                words = "; ".join(
                    self.labelled(
                        row.text.in_(self.language),
                        shown_value(questionnaire, step.thing, given.value.get(row.id), self.language),
                    )
                    for row in step.thing.rows
                )
            self.talk.tell(f"  {self.labelled(', '.join(tally.names), words)}")

    # ---- the review ----

    def review(self) -> None:
        """What is open and flagged; Enter finishes."""
        interview = self.sitting.interview
        if self._told != "review":
            self._told = "review"
            self.talk.tell("")
            self.say("p_review", counts=counts(interview, self.language))
            self.steps_listed([*interview.open_steps(), *interview.flagged_steps()])
            self.say("p_review_how")
        typed = self.talk.ask(say(self.language, "p_finish"))
        agrees = {self.say_yes(), "y", "yes"}
        if typed is None or not typed.strip() or typed.strip().casefold() in agrees:
            self._ending = "finished" if typed is not None or not interview.open_steps() else "ended"
            if self._ending == "finished":
                self.talk.tell("\n" + self.results.report(interview.response))
        elif typed.strip().startswith("/"):
            self.command(None, typed.strip())
        else:
            self.say("p_review_how")

    def say_yes(self) -> str:
        """“yes” in the language of this sitting."""
        return say(self.language, "yes").casefold()

    def steps_listed(self, steps: list[Step]) -> None:
        """Each with its id, which `/go` takes."""
        for step in dict.fromkeys(steps):
            flag = f" ({say(self.language, 'i_flagged')})" if self.sitting.interview.flagged(step) else ""
            if getattr(step.thing, "required", False) and self.sitting.interview.state(step) == "open":
                flag += f" ({say(self.language, 'i_required')})"
            words = shown(self.sitting.interview.questionnaire, step, self.sitting.interview.given(step), self.language)
            answer = f" = {words}" if words else ""
            name = heading(step, self.language) or step.text.in_(self.language)
            self.talk.tell(f"  {self.labelled(step.key.id, name)}{answer}{flag}")

    # ---- commands ----

    def command(self, step: Step | None, typed: str) -> None:
        """Do what a line that begins with `/` says."""
        name, _, rest = typed[1:].partition(" ")
        names = {say("fr", f"p_c_{each}"): each for each in COMMANDS} | {each: each for each in COMMANDS}
        found = names.get(name.casefold())
        if found is None or (step is None and found in _AT_A_STEP):
            self.say("p_no_command", name=name)
            return
        getattr(self, f"do_{found}")(step, rest.strip())

    def do_help(self, step: Step | None, rest: str) -> None:
        """Every command with what it does."""
        for name in COMMANDS:
            if step is None and name in _AT_A_STEP:
                continue
            argument, colon, does = say(self.language, f"p_h_{name}").rpartition(" | ")
            command = f"/{say(self.language, f'p_c_{name}')}" + (f" {argument}" if colon else "")
            self.talk.tell(f"  {self.labelled(command, does)}")

    def do_back(self, step: Step | None, rest: str) -> None:
        """To the one before."""
        self._told = ""
        if self.sitting.interview.back() is None:
            self.say("i_first")

    def do_skip(self, step: Step | None, rest: str) -> None:
        """Leave it open and go on; in a ballot, this person has nothing to say."""
        if self._voice is not None and step is not None:
            self.sitting.pass_over(self._voice, step)
        else:
            self.onward()

    def do_go(self, step: Step | None, rest: str) -> None:
        """To a question, risk or part by its id."""
        interview = self.sitting.interview
        found = interview.named(rest)
        if found is None:
            part = next((each for each in interview.asked_parts() if each.id == rest), None)
            found = interview.steps_in(part)[0] if part else None
        if found is None:
            self.say("p_no_step", name=rest)
            return
        self._told = ""
        interview.jump(found.key)

    def do_map(self, step: Step | None, rest: str) -> None:
        """The parts, each with how far it is."""
        interview = self.sitting.interview
        for part in interview.asked_parts():
            progress = interview.progress(part)
            done = say(self.language, "i_progress", answered=progress.answered, total=progress.total)
            title = self.labelled(part.id, part_title(part, self.language))
            self.talk.tell(f"{'  ' * (part.depth + 1)}{title} ({done})")

    def do_open(self, step: Step | None, rest: str) -> None:
        """What has no answer, and what is flagged."""
        interview = self.sitting.interview
        self.talk.tell(counts(interview, self.language))
        self.steps_listed([*interview.open_steps(), *interview.flagged_steps()])

    def do_search(self, step: Step | None, rest: str) -> None:
        """What holds these words."""
        found = self.sitting.interview.search(rest, self.language)
        if not found:
            self.say("p_not_found", words=rest)
        self.steps_listed(list(found))

    def do_why(self, step: Step | None, rest: str) -> None:
        """The question once more, with all that stands behind it."""
        self._told, self._full = "", True

    def do_note(self, step: Step, rest: str) -> None:
        """A note beside the answer; without words, none."""
        self.add(step, note=rest or None)

    def do_evidence(self, step: Step, rest: str) -> None:
        """What proves it, set apart by semicolons; without words, none."""
        if isinstance(self.given(step), Answer):
            self.add(step, evidence=tuple(each.strip() for each in rest.split(";") if each.strip()))
        else:
            self.say("p_not_here")

    def do_confidence(self, step: Step, rest: str) -> None:
        """How sure: low, medium, high; without a word, unsaid."""
        words = {say(self.language, f"i_{each}_confidence"): each for each in ("low", "medium", "high")}
        words |= {each: each for each in words.values()}
        if rest and rest not in words:
            self.say("p_confidence_how")
        else:
            self.add(step, confidence=words.get(rest))

    def do_importance(self, step: Step, rest: str) -> None:
        """How much it matters here, for questions that ask."""
        number = read_number(rest, self.language) if rest else None
        if not getattr(step.thing, "importance", False):
            self.say("p_not_here")
        elif isinstance(number, Refusal) or (number is not None and not 0 < number <= 10):
            self.say("p_importance_how", steps=", ".join(f"{each:g}" for each in IMPORTANCES))
        else:
            self.add(step, importance=None if number is None else float(number))

    def add(self, step: Step, **said: object) -> None:
        """Put something beside the answer, and save it."""
        given = self.given(step).model_copy(update=said)
        if self.saved(self.put_down(step, given)):
            self.say("p_noted", name=heading(step, self.language) or step.text.in_(self.language))

    def given(self, step: Step) -> Given:
        """What is answered: by the person whose turn it is, else by the room."""
        response = self._voice.response if self._voice else self.sitting.interview.response
        return self.sitting.interview.given_in(response, step)

    def put_down(self, step: Step, given: Given) -> Outcome:
        """Into the file of the person whose turn it is, else of the room."""
        if self._voice is not None:
            return self.sitting.take_from(self._voice, step, given)
        return self.sitting.take(step, given)

    def do_flag(self, step: Step, rest: str) -> None:
        """Flag it for discussion, or take the flag away."""
        given = self.given(step)
        if self.saved(self.put_down(step, given.model_copy(update={"discuss": not given.discuss}))):
            self.say("i_flag_off" if given.discuss else "i_flag_on")

    def do_clear(self, step: Step, rest: str) -> None:
        """Take the answer away."""
        if self._voice is not None:
            self.say("p_not_here")
        elif self.saved(self.sitting.clear(step)):
            self._told = ""
            self.say("i_cleared")

    def do_review(self, step: Step | None, rest: str) -> None:
        """To the review."""
        self._told = ""
        self.sitting.interview.review()

    def do_try(self, step: Step | None, rest: str) -> None:
        """What would follow from another answer; nothing is saved."""
        name, _, typed = rest.partition(" ")
        interview = self.sitting.interview
        found = interview.named(name)
        if interview.current is not None and not self.live:
            self.say("p_try_later")
        elif found is None or not typed:
            self.say("p_try_how")
        else:
            if self._what_if is None or self._what_if.interview.response is not interview.response:
                self._what_if = WhatIf(interview)
            answered = typed_answer(
                interview.questionnaire, found, _empty(interview.given(found)), typed, self.language
            )
            if not isinstance(answered, Refusal) and not self.is_whole(found, answered):
                self.say("p_try_whole")
                return
            refusal = answered if isinstance(answered, Refusal) else self._what_if.change(found, answered)
            if isinstance(refusal, Refusal):
                self.talk.tell(refusal.said(self.language))
            else:
                names = ", ".join(key.id for key in self._what_if.changed) or "–"
                self.say("p_before", line=self.results.line(interview.response))
                self.say("p_after", names=names, line=self.results.line(self._what_if.response))

    def do_undo(self, step: Step | None, rest: str) -> None:
        """Everything that was tried put back."""
        self._what_if = None
        self.say("p_undone")

    def do_save(self, step: Step | None, rest: str) -> None:
        """Keep the answers at another place from now on."""
        if not rest:
            self.say("p_elsewhere")
            return
        outcome = self.sitting.move(rest, self._voice)
        if not self.saved(outcome):
            return
        store = self._voice.store if self._voice else self.sitting.store
        assert store is not None
        self.say("p_moved", place=store.place)
        if self.sitting.pending is not None and self._voice is None:
            waiting, given = self.sitting.pending
            if not self.saved(self.sitting.take(waiting, given)):
                return
            if not self.is_whole(waiting, given):
                self.say("p_noted", name=heading(waiting, self.language) or waiting.text.in_(self.language))
                return
            self.say("i_saved", answer=self.in_short(waiting, given))
            if waiting is self.sitting.interview.current:
                self.onward()

    def do_quit(self, step: Step | None, rest: str) -> None:
        """Leave; everything answered is saved."""
        self._ending = "left"


_AT_A_STEP = {"skip", "why", "note", "evidence", "confidence", "importance", "flag", "clear"}


def _empty(given: Given) -> Given:
    """The same kind of answer with no value, so that a whole new one is typed."""
    match given:
        case Answer():
            return given.model_copy(update={"value": None})
        case RiskRating():
            return RiskRating(note=given.note, confidence=given.confidence)
        case OpportunityRating():
            return OpportunityRating(note=given.note, confidence=given.confidence)
