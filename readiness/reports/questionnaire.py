"""A questionnaire as an outline, for a person to read before anybody answers it."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.model.base import Text
from readiness.model.condition import Condition
from readiness.model.questionnaire import (
    STANCES,
    Choice,
    ChoicesQuestion,
    DateQuestion,
    GridQuestion,
    NumberQuestion,
    Opportunity,
    Question,
    Questionnaire,
    Risk,
    Section,
    TextQuestion,
    YesNoQuestion,
    share_under,
)
from readiness.reports.conditions import condition_phrase
from readiness.reports.numbers import percent, plain_number
from readiness.reports.outline import Block, Entry, Heading, Listing, Outline, Paragraph
from readiness.words import say


def describe(questionnaire: Questionnaire, language: str) -> Outline:
    """The whole questionnaire in one language."""
    return Outline(
        title=questionnaire.title.in_(language),
        language=language,
        blocks=tuple(_Describer(questionnaire, language).blocks()),
    )


class _Describer:
    """Puts one questionnaire into words."""

    def __init__(self, questionnaire: Questionnaire, language: str) -> None:
        self.questionnaire = questionnaire
        self.language = language

    def say(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)

    def words(self, text: Text) -> str:
        return text.in_(self.language)

    def blocks(self) -> Iterator[Block]:
        found = self.questionnaire
        if found.about:
            yield Paragraph(text=self.words(found.about))
        asked = sum(1 for section in found.every_section() for _ in section.questions)
        yield Paragraph(
            text=self.say(
                "q_about",
                questions=asked,
                risks=len(found.risks),
                minutes="–" if found.minutes is None else plain_number(found.minutes, self.language),
                languages=", ".join(found.all_languages),
            ),
            tone="quiet",
        )
        if found.profile:
            yield Heading(text=self.say("q_profile"))
            yield Listing(entries=tuple(self.question(question) for question in found.profile))
        for section in found.sections:
            yield from self.section(section, 0)
        yield from self.conclusions()

    def section(self, section: Section, depth: int) -> Iterator[Block]:
        yield Heading(text=f"{'› ' * depth}{self.words(section.title)} ({section.id})")
        if section.about:
            yield Paragraph(text=self.words(section.about))
        yield Paragraph(text="; ".join(self.section_facts(section)), tone="quiet")
        if section.questions:
            yield Listing(entries=tuple(self.question(question) for question in section.questions))
        for inner in section.sections:
            yield from self.section(inner, depth + 1)

    def section_facts(self, section: Section) -> Iterator[str]:
        yield self.say("q_weight", weight=plain_number(section.weight, self.language))
        yield self.say("q_aggregate", how=self.say(f"q_{section.aggregate}"))
        if section.target is not None:
            yield self.say("l_target", target=percent(section.target, self.language))
        if section.when is not None:
            yield self.condition(section.when)

    def condition(self, when: Condition) -> str:
        return self.say("q_when", condition=condition_phrase(when, self.questionnaire, self.language))

    def question(self, question: Question) -> Entry:
        return Entry(
            text=self.words(question.text),
            mark=question.id,
            aside="; ".join(self.marks(question)),
            details=tuple(self.details(question)),
        )

    def marks(self, question: Question) -> Iterator[str]:
        yield question.type
        if question.weight != 1:
            yield self.say("q_weight", weight=plain_number(question.weight, self.language))
        if question.required:
            yield self.say("q_required")
        if getattr(question, "reverse", False):
            yield self.say("q_reverse")

    def details(self, question: Question) -> Iterator[str]:
        if question.when is not None:
            yield self.condition(question.when)
        if question.help:
            yield self.words(question.help)
        yield from self.how_to_answer(question)
        if question.allow:
            yield self.say("q_also", words=", ".join(self.say(word) for word in question.allow))
        anchors, improve = question.anchors, question.improve
        for key, text in (
            ("q_why", question.why),
            ("q_low", anchors.low if anchors else None),
            ("q_high", anchors.high if anchors else None),
            ("q_evidence", question.evidence),
            ("q_improve", improve.advice if improve else None),
        ):
            if text is not None:
                yield self.say(key, text=self.words(text))

    def how_to_answer(self, question: Question) -> Iterator[str]:
        match question:
            case TextQuestion():
                yield self.say("q_text")
            case DateQuestion():
                yield self.say("q_date")
            case NumberQuestion():
                yield self.number(question)
            case YesNoQuestion():
                yield self.say("q_choices", choices=f"yes = {self.say('yes')}; no = {self.say('no')}")
            case _:
                choices = self.questionnaire.choices_of(question)
                listed = "; ".join(self.choice(choice) for choice in choices)
                yield self.say("q_choices", choices=listed)
        if isinstance(question, GridQuestion):
            yield self.say("q_rows", rows="; ".join(f"{row.id} = {self.words(row.text)}" for row in question.rows))
        if isinstance(question, ChoicesQuestion) and question.cap is not None:
            yield self.say("e_cap", cap=plain_number(question.cap, self.language)).lstrip(", ")

    def choice(self, choice: Choice) -> str:
        """A choice, with what it earns where that is not its value, and what sets it apart."""
        extras = []
        if choice.points is not None and choice.points != choice.value:
            extras.append(f"{say(self.language, 'e_points')}\u00a0{plain_number(choice.points, self.language)}")
        extras += [
            self.say(key)
            for key, holds in (("q_exclusive", choice.exclusive), ("q_zero", choice.disqualifies))
            if holds
        ]
        return f"{choice.value} = {self.words(choice.label)}" + (f" ({', '.join(extras)})" if extras else "")

    def number(self, question: NumberQuestion) -> str:
        unit = f" ({self.words(question.unit)})" if question.unit else ""
        span = ""
        if question.min is not None or question.max is not None:
            low = "–" if question.min is None else plain_number(question.min, self.language)
            high = "–" if question.max is None else plain_number(question.max, self.language)
            span = self.say("q_number_range", low=low, high=high)
        return self.say("q_number", unit=unit, range=span) + self.number_scores(question)

    def number_scores(self, question: NumberQuestion) -> str:
        """What a number earns: from which number on, or between which two ends."""
        if question.linear is not None:
            ends = (plain_number(end, self.language) for end in (question.linear.worst, question.linear.best))
            return self.say("q_linear", worst=next(ends), best=next(ends))
        if question.bands is None:
            return ""
        pairs = (
            f"{plain_number(band.from_, self.language)} → {plain_number(band.points, self.language)}"
            for band in question.bands
        )
        return self.say("q_bands", bands="; ".join(pairs))

    def conclusions(self) -> Iterator[Block]:
        found = self.questionnaire
        for side in ("participating", "not_participating"):
            risks = [risk for risk in found.risks if risk.side == side]
            if risks:
                yield Heading(text=self.say(f"h_{side}"))
                yield Listing(entries=tuple(self.risk(risk) for risk in risks))
        if found.opportunities:
            yield Heading(text=self.say("q_opportunities"))
            yield Listing(
                entries=tuple(
                    Entry(text=self.words(each.text), mark=each.id, details=(self.under(each),))
                    for each in found.opportunities
                )
            )
        yield from self.levels_and_gates()
        yield from self.rest()

    def risk(self, risk: Risk) -> Entry:
        controls = ", ".join(
            f"{control.question} ({self.say(f'e_{control.reduces}')} −{percent(100 * control.by, self.language)})"
            for control in risk.controls
        )
        details = (self.say("q_controls", controls=controls),) if controls else ()
        return Entry(text=self.words(risk.text), mark=risk.id, details=(*details, self.under(risk)))

    def under(self, risk: Risk | Opportunity) -> str:
        """What part of the likelihood remains under each course."""
        titles = {stance.id: self.words(stance.title) for stance in self.questionnaire.stances or ()}
        shares = "; ".join(
            f"{titles.get(stance, self.say(stance))} {plain_number(share_under(risk, stance), self.language)}"
            for stance in STANCES
        )
        return self.say("q_under", shares=shares)

    def levels_and_gates(self) -> Iterator[Block]:
        found = self.questionnaire
        if found.levels:
            yield Heading(text=self.say("q_levels"))
            yield Listing(
                entries=tuple(
                    Entry(
                        text=f"{self.words(level.title)}: {self.words(level.meaning)}",
                        mark=level.id,
                        aside=self.say("q_from", start=percent(level.from_, self.language)),
                        details=(self.needs(level.requires),) if level.requires is not None else (),
                    )
                    for level in found.levels
                )
            )
        if found.gates:
            titles = {level.id: self.words(level.title) for level in found.levels}
            yield Heading(text=self.say("h_gates"))
            yield Listing(
                entries=tuple(
                    Entry(
                        text=self.words(gate.reason),
                        mark=gate.id,
                        aside=self.say("q_cap", cap=titles[gate.cap]),
                        details=(self.condition(gate.when),),
                    )
                    for gate in found.gates
                )
            )

    def needs(self, condition: Condition) -> str:
        return self.say("q_needs", needs=condition_phrase(condition, self.questionnaire, self.language))

    def rest(self) -> Iterator[Block]:
        found = self.questionnaire
        if found.stances:
            yield Heading(text=self.say("h_stances"))
            yield Listing(
                entries=tuple(
                    Entry(
                        text=f"{self.words(stance.title)}: {self.words(stance.meaning)}",
                        mark=stance.id,
                        details=(self.needs(stance.needs),) if stance.needs is not None else (),
                    )
                    for stance in found.stances
                )
            )
        if found.checks:
            yield Heading(text=self.say("q_checks"))
            yield Listing(
                entries=tuple(
                    Entry(text=self.words(check.text), mark=check.id, details=(self.condition(check.when),))
                    for check in found.checks
                )
            )
        if found.roles:
            yield Heading(text=self.say("q_roles"))
            yield Listing(entries=tuple(Entry(text=self.words(role.title), mark=role.id) for role in found.roles))
        if found.sources:
            yield Heading(text=self.say("q_sources"))
            yield Listing(
                entries=tuple(
                    Entry(
                        text=", ".join(
                            part
                            for part in (
                                source.author,
                                self.words(source.title),
                                str(source.year) if source.year else None,
                                source.address,
                            )
                            if part
                        ),
                        mark=source.id,
                    )
                    for source in found.sources
                )
            )
