"""A blank response sheet as YAML."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from readiness.loading.saving import to_yaml
from readiness.loading.sheet_layout import PARTS, RowType, written
from readiness.model.condition import ChoiceValue
from readiness.model.questionnaire import (
    ChoicesQuestion,
    GridQuestion,
    Opportunity,
    Question,
    Questionnaire,
    Risk,
    Section,
)
from readiness.reports.sheet_form import CONFIDENCES, Form
from readiness.words import say

WIDTH = 100
"""Columns of a comment in a YAML sheet."""


def blank_yaml(questionnaire: Questionnaire, language: str) -> str:
    """A response file with every key there and every answer empty, each question as a comment above its key."""
    return "\n".join(line.rstrip() for line in _YamlSheet(questionnaire, language).lines()) + "\n"


class _YamlSheet(Form):
    """The lines of a blank YAML file."""

    def lines(self) -> Iterator[str]:
        yield "# yaml-language-server: $schema=response.schema.json"
        yield from self.how_to()
        yield from self.head()
        yield "answers:"
        if self.questionnaire.profile:
            yield from _heading(say(self.language, "h_profile"))
            for question in self.questionnaire.profile:
                yield from self.question(question)
        for section in self.questionnaire.every_section():
            yield from self.section(section)
        yield from self.risks()
        yield from self.opportunities()

    def how_to(self) -> Iterator[str]:
        yield from _comment(self.title(), 0)
        yield "#"
        yield from _comment(self.say("how"), 0)
        yield from _comment(self.say("long"), 0)
        yield "#   question_id:"
        yield "#     value: 3"
        yield f"#     note: {self.say('long_note')}"
        yield f"#     evidence: [{self.say('long_evidence')}, https://example.org/plan]"
        yield f"#     confidence: medium  # {', '.join(CONFIDENCES)}"
        yield from _comment(self.say("run"), 0)

    def head(self) -> Iterator[str]:
        found = self.questionnaire
        reference = {"id": found.id, "version": found.version}
        yield from to_yaml({"format": 1, "questionnaire": reference}).splitlines()
        yield "organization:"
        yield "respondent:"
        yield "  name:"
        for role in found.roles:
            yield from _comment(f"{role.id} = {self.words(role.title)}", 2, hanging=2)
        yield "  role:"
        yield from _comment(self.say("day"), 0)
        yield "date:"
        yield from _comment(self.say("one_of", values=", ".join(found.all_languages)), 0)
        yield f"language: {self.language}"

    def section(self, section: Section) -> Iterator[str]:
        yield from _heading(self.words(section.title))
        if section.about is not None:
            yield from _comment(self.words(section.about), 2)
        for phrase in self.only_if(section.when):
            yield from _comment(phrase, 2)
        for question in section.questions:
            yield from self.question(question)

    def question(self, question: Question) -> Iterator[str]:
        yield ""
        yield from _comment(self.asked(question), 2)
        for line in self.around(question):
            yield from _comment(line, 2)
        if isinstance(question, ChoicesQuestion):
            few = [yaml_value(choice.value) for choice in self.questionnaire.choices_of(question)[:2]]
            yield from _comment(self.say("several_yaml", example=f"[{', '.join(few)}]"), 2)
        for line in self.how(question, yaml_value):
            yield from _comment(f"  {line}", 2, hanging=6)
        if getattr(question, "importance", False):
            yield from self.with_importance(question)
        yield f"  {question.id}:"
        if isinstance(question, GridQuestion):
            for row in question.rows:
                yield from _comment(self.words(row.text), 4)
                yield f"    {row.id}:"

    def with_importance(self, question: Question) -> Iterator[str]:
        yield from _comment(self.say("importance_yaml"), 2)
        yield f"  #   {question.id}:"
        yield "  #     value:"
        if isinstance(question, GridQuestion):
            yield from (f"  #       {row.id}:" for row in question.rows)
        yield "  #     importance: 2"

    def risks(self) -> Iterator[str]:
        if not self.questionnaire.risks:
            return
        yield from ("", "risks:")
        yield from self.scales("likelihood", "impact")
        for side in ("participating", "not_participating"):
            listed = [risk for risk in self.questionnaire.risks if risk.side == side]
            if listed:
                yield from _heading(say(self.language, f"h_{side}"))
            for risk in listed:
                yield from self.rating(risk, RowType.RISK)

    def opportunities(self) -> Iterator[str]:
        if not self.questionnaire.opportunities:
            return
        yield from ("", "opportunities:")
        shown_before = ("likelihood",) if self.questionnaire.risks else ()
        yield from self.scales(*(part for part in PARTS[RowType.OPPORTUNITY] if part not in shown_before))
        for opportunity in self.questionnaire.opportunities:
            yield from self.rating(opportunity, RowType.OPPORTUNITY)

    def scales(self, *parts: str) -> Iterator[str]:
        for part in parts:
            yield from _comment(f"{part}: {self.scale(part)[0]}", 2)
            for line in self.steps(part):
                yield from _comment(f"  {line}", 2, hanging=6)
        yield from _comment(self.say("both"), 2)

    def rating(self, rated: Risk | Opportunity, kind: RowType) -> Iterator[str]:
        yield ""
        yield from _comment(self.rated(rated), 2)
        for line in (self.words(rated.about) if rated.about else "", *self.only_if(rated.when)):
            if line:
                yield from _comment(line, 2)
        yield f"  {rated.id}:"
        yield from (f"    {part}:" for part in PARTS[kind])


def yaml_value(value: ChoiceValue) -> str:
    """A choice's value as it is written in YAML: in quotes only where it must be."""
    if isinstance(value, str) and re.fullmatch(r"[A-Za-z][\w-]*", value) and written(value) == value:
        return value
    return to_yaml([value]).strip().removeprefix("- ")


def _heading(text: str) -> Iterator[str]:
    yield ""
    yield from _comment(f"== {text} ==", 2)


def _comment(text: str, indent: int, *, hanging: int = 0) -> Iterator[str]:
    """The text as comment lines, wrapped; lines after the first are set in by `hanging` more."""
    margin = " " * indent + "# "
    for paragraph in text.split("\n"):
        lead = " " * (len(paragraph) - len(paragraph.lstrip()))
        yield from textwrap.wrap(
            paragraph.strip(),
            width=WIDTH,
            initial_indent=margin + lead,
            subsequent_indent=margin + " " * hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )
