"""The rows of a blank response sheet that is a table.

The columns and row types are those that `loading.sheets` reads, so that a sheet written here always comes back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from readiness.loading.sheet_layout import COLUMNS, META, PARTS, RowType, written
from readiness.model.questionnaire import (
    ChoicesQuestion,
    DateQuestion,
    GridQuestion,
    NumberQuestion,
    Opportunity,
    Question,
    Risk,
    Section,
    TextQuestion,
)
from readiness.reports.sheet_form import Form
from readiness.words import say


def headings(language: str) -> list[str]:
    french = language.split("-")[0] == "fr"
    return [COLUMNS[name] if french else name for name in COLUMNS]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of a table. Without an id it is the heading of what follows."""

    id: str = ""
    type: RowType | None = None
    section: str = ""
    question: str = ""
    how: str = ""
    answer: str | None = None
    options: tuple[str, ...] = ()
    """What an answer can be picked from."""
    as_text: bool = False
    """Whether a spreadsheet must leave the answer as it is typed."""

    def cells(self) -> tuple[str | None, ...]:
        """The row in the order of the columns, as far as it is filled."""
        return (self.id, self.type, self.section, self.question, self.how, self.answer, None, None, None, None)


class TableSheet(Form):
    """The rows of a blank table."""

    def lines(self) -> Iterator[Line]:
        yield from self.meta()
        if self.questionnaire.profile:
            title = say(self.language, "h_profile")
            yield Line(section=title)
            for question in self.questionnaire.profile:
                yield from self.question(question, title)
        for section in self.questionnaire.every_section():
            yield from self.section(section)
        for side in ("participating", "not_participating"):
            risks = tuple(risk for risk in self.questionnaire.risks if risk.side == side)
            yield from self.register(risks, RowType.RISK, say(self.language, f"h_{side}"))
        yield from self.register(self.questionnaire.opportunities, RowType.OPPORTUNITY, self.say("opportunities"))

    def meta(self) -> Iterator[Line]:
        found = self.questionnaire
        roles = "\n".join(f"{role.id} = {self.words(role.title)}" for role in found.roles)
        rows: dict[str, tuple[str, str, str | None, tuple[str, ...]]] = {
            "questionnaire": (self.title(), self.say("leave"), found.id, ()),
            "version": ("Version", self.say("leave"), found.version, ()),
            "organization": (say(self.language, "l_organization"), self.say("text"), None, ()),
            "respondent": (self.say("name"), self.say("text"), None, ()),
            "role": (self.say("role"), roles or self.say("text"), None, tuple(role.id for role in found.roles)),
            "date": (say(self.language, "l_date"), self.say("day"), None, ()),
            "language": (self.say("language"), ", ".join(found.all_languages), self.language, found.all_languages),
        }
        for name in META:
            question, how, answer, options = rows[name]
            yield Line(
                id=name, type=RowType.META, question=question, how=how, answer=answer, options=options, as_text=True
            )
        yield Line(question=self.say("fill"))

    def section(self, section: Section) -> Iterator[Line]:
        title = self.words(section.title)
        about = [self.words(section.about)] if section.about is not None else []
        yield Line(section=title, question="\n".join([*about, *self.only_if(section.when)]))
        for question in section.questions:
            yield from self.question(question, title)

    def question(self, question: Question, section: str) -> Iterator[Line]:
        asked = "\n".join([self.asked(question), *self.around(question)])
        how = [*self.how(question, written)]
        if isinstance(question, ChoicesQuestion):
            how.insert(0, self.say("several"))
        importance = [self.say("importance")] if getattr(question, "importance", False) else []
        if isinstance(question, GridQuestion):
            yield from self.grid(question, section, asked, how, importance)
            return
        values = [value for value, _ in self.values(question)]
        yield Line(
            id=question.id,
            type=RowType(question.type),
            section=section,
            question=asked,
            how="\n".join(how + importance),
            options=self.options(question),
            as_text=not isinstance(question, NumberQuestion) and all(isinstance(value, str) for value in values),
        )

    def options(self, question: Question) -> tuple[str, ...]:
        """The values to pick from; none where several, or anything, can be answered."""
        if isinstance(question, ChoicesQuestion | NumberQuestion | TextQuestion | DateQuestion):
            return ()
        return tuple(written(value) for value, _ in self.values(question))

    def grid(
        self, question: GridQuestion, section: str, asked: str, how: list[str], importance: list[str]
    ) -> Iterator[Line]:
        """A row for the grid as a whole, then one for each of its rows."""
        yield Line(
            id=question.id,
            type=RowType.GRID,
            section=section,
            question=asked,
            how="\n".join([self.say("rows"), *importance]),
            options=question.allow,
            as_text=True,
        )
        words_only = all(isinstance(value, str) for value, _ in self.values(question))
        for row in question.rows:
            yield Line(
                id=f"{question.id}.{row.id}",
                type=RowType.SCALE,
                section=section,
                question=self.words(row.text),
                how="\n".join(how),
                options=self.options(question),
                as_text=words_only,
            )

    def register(self, rated: tuple[Risk | Opportunity, ...], kind: RowType, title: str) -> Iterator[Line]:
        if rated:
            yield Line(section=title, question=self.say("both"))
        for each in rated:
            about = [self.words(each.about)] if each.about is not None else []
            asked = "\n".join([self.rated(each), *about, *self.only_if(each.when)])
            for part in PARTS[kind]:
                name, steps = self.scale(part)
                yield Line(
                    id=f"{each.id}.{part}",
                    type=kind,
                    section=title,
                    question=f"{asked}\n{name}" if part == PARTS[kind][0] else name,
                    how="\n".join(self.steps(part)),
                    options=(*(str(step.value) for step in steps), "dont_know", "not_applicable"),
                )
