"""Blank response sheets to fill in by hand, as YAML, CSV and XLSX: the questions in, a form out.

The columns and row types are those that `loading.sheets` reads, so that a sheet written here always comes back.
"""

from __future__ import annotations

import csv
import io
import re
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from readiness.loading.saving import to_yaml
from readiness.loading.sheets import COLUMNS, META, PARTS, RowType, guard, written
from readiness.model.base import Text
from readiness.model.condition import AllOf, AnyOf, ChoiceValue, Condition, Not, QuestionCondition
from readiness.model.questionnaire import (
    Choice,
    ChoiceQuestion,
    ChoicesQuestion,
    DateQuestion,
    GridQuestion,
    NumberQuestion,
    Opportunity,
    Question,
    Questionnaire,
    Risk,
    ScaleQuestion,
    Section,
    TextQuestion,
    YesNoQuestion,
)
from readiness.model.risk_scales import gain_steps, impact_steps, likelihood_steps
from readiness.reports.conditions import condition_phrase
from readiness.reports.numbers import plain_number
from readiness.reports.safe import visible
from readiness.words import say

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

WIDTH = 100
"""Columns of a comment in a YAML sheet."""
CONFIDENCES = ("low", "medium", "high")

_WORDS: dict[str, tuple[str, str]] = {
    "title": (
        "Response sheet: {title} ({id}, version {version})",
        "Fiche de réponses : {title} ({id}, version {version})",
    ),
    "how": (
        "Write each answer after its colon; what is left empty counts as not answered. Where dont_know or "
        "not_applicable is listed, it can be the answer. Put quotation marks around text that holds a colon or "
        "begins with a sign.",
        "Écrivez chaque réponse après son deux-points; ce qui reste vide compte comme sans réponse. Là où dont_know "
        "ou not_applicable figure dans la liste, ce peut être la réponse. Mettez entre guillemets droits un texte qui "
        "contient un deux-points ou commence par un signe.",
    ),
    "long": (
        "To add to an answer, write it in the long form; every line under it may be left out:",
        "Pour ajouter à une réponse, écrivez-la dans la forme longue; chaque ligne peut être omise :",
    ),
    "long_note": ("Why we think so", "Pourquoi nous le pensons"),
    "long_evidence": ("Plan of 2026", "Plan de 2026"),
    "run": ("Then run: readiness score FILE", "Puis lancez : readiness score FICHIER"),
    "name": ("Name of the respondent", "Nom du répondant"),
    "role": ("Role", "Rôle"),
    "one_of": ("one of {values}", "l'un de {values}"),
    "day": ("a day, such as 2026-03-31", "un jour, comme 2026-03-31"),
    "language": ("Language of the answers", "Langue des réponses"),
    "leave": ("leave as it is", "laissez tel quel"),
    "text": ("free words", "texte libre"),
    "number": ("a number", "un nombre"),
    "whole": ("a whole number", "un nombre entier"),
    "between": ("{low} to {high}", "{low} à {high}"),
    "from": ("{low} or more", "{low} ou plus"),
    "up_to": ("{high} or less", "{high} ou moins"),
    "several": (
        "as many as apply, with ; between them; [] if none does:",
        "tout ce qui s'applique, séparé par ; ou [] si rien ne s'applique :",
    ),
    "several_yaml": (
        "as many as apply, such as {example}; [] if none does:",
        "tout ce qui s'applique, comme {example}; [] si rien ne s'applique :",
    ),
    "rows": ("one answer for each row below", "une réponse pour chaque ligne ci-dessous"),
    "importance": (
        "importance: 1 counts as usual, 2 counts twice",
        "importance : 1 compte comme d'habitude, 2 compte double",
    ),
    "importance_yaml": (
        "To say how much it matters to you (1 counts as usual, 2 counts twice), write instead:",
        "Pour dire combien cela compte pour vous (1 compte comme d'habitude, 2 compte double), écrivez plutôt :",
    ),
    "fill": (
        "Write under “answer”; what is left empty counts as not answered. Evidence is what proves it: several with ; "
        "between them. Confidence is low, medium or high. Note, evidence and confidence may stay empty.",
        "Écrivez sous « réponse »; ce qui reste vide compte comme sans réponse. La preuve est ce qui le montre : "
        "plusieurs, séparées par ;. La confiance est low, medium ou high. Note, preuve et confiance peuvent rester "
        "vides.",
    ),
    "both": (
        "dont_know or not_applicable can stand in place of a number.",
        "dont_know ou not_applicable peut remplacer un nombre.",
    ),
    "likelihood": ("How likely is it within a year?", "À quel point est-ce probable en un an?"),
    "impact": ("How grave is it if it happens, in {unit}?", "À quel point est-ce grave si cela arrive, en {unit}?"),
    "gain": ("How large is the gain if it happens, in {unit}?", "Quel est le gain si cela arrive, en {unit}?"),
    "titled": ("{title}: {text}", "{title} : {text}"),
    "opportunities": ("Opportunities", "Occasions"),
    "answers_sheet": ("Answers", "Réponses"),
    "scales_sheet": ("Scales", "Échelles"),
    "value": ("value", "valeur"),
    "meaning": ("meaning", "sens"),
    "range": ("range", "fourchette"),
}


def blank_yaml(questionnaire: Questionnaire, language: str) -> str:
    """A response file with every key there and every answer empty, each question as a comment above its key."""
    return "\n".join(line.rstrip() for line in _YamlSheet(questionnaire, language).lines()) + "\n"


def blank_csv(questionnaire: Questionnaire, language: str) -> str:
    """The same form as a table. Written without a byte order mark, which Excel needs: whoever saves it adds it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_headings(language))
    for line in _TableSheet(questionnaire, language).lines():
        writer.writerow([guard(cell or "") for cell in line.cells()])
    return out.getvalue()


def blank_xlsx(questionnaire: Questionnaire, language: str) -> bytes:
    """The same table as a workbook, with lists to choose from and the rating scales on a second sheet."""
    from openpyxl.workbook import Workbook  # 0.15 s

    workbook = Workbook()
    workbook.properties.creator = "readiness"
    workbook.properties.title = _clean(questionnaire.title.in_(language))
    form = _TableSheet(questionnaire, language)
    _fill_answers(workbook, form)
    if questionnaire.risks or questionnaire.opportunities:
        _fill_scales(workbook, form)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _clean(text: str) -> str:
    """Text that neither YAML nor XML refuses, its own line breaks kept."""
    return re.sub("[\ud800-\udfff\ufffe\uffff]", "\ufffd", visible(text, keep_lines=True)).strip()


def _headings(language: str) -> list[str]:
    french = language.split("-")[0] == "fr"
    return [COLUMNS[name] if french else name for name in COLUMNS]


class _Form:
    """What every kind of sheet says of a questionnaire, in one language."""

    def __init__(self, questionnaire: Questionnaire, language: str) -> None:
        self.questionnaire = questionnaire
        self.language = language

    def say(self, key: str, **values: object) -> str:
        english, french = _WORDS[key]
        return (french if self.language.split("-")[0] == "fr" else english).format(**values)

    def words(self, text: Text) -> str:
        return _clean(text.in_(self.language))

    def title(self) -> str:
        found = self.questionnaire
        return self.say("title", title=self.words(found.title), id=found.id, version=_clean(found.version))

    def only_if(self, condition: Condition | None) -> Iterator[str]:
        if condition is not None:
            phrase = condition_phrase(_by_choice(condition, self.questionnaire), self.questionnaire, self.language)
            yield _clean(say(self.language, "q_when", condition=phrase))

    def asked(self, question: Question) -> str:
        required = f" ({say(self.language, 'q_required')})" if question.required else ""
        return self.words(question.text) + required

    def around(self, question: Question) -> Iterator[str]:
        """What helps to answer, besides the choices."""
        if question.help is not None:
            yield self.words(question.help)
        if question.anchors is not None:
            yield say(self.language, "q_low", text=self.words(question.anchors.low))
            yield say(self.language, "q_high", text=self.words(question.anchors.high))
        if question.evidence is not None:
            yield say(self.language, "q_evidence", text=self.words(question.evidence))
        yield from self.only_if(question.when)

    def values(self, question: Question) -> tuple[tuple[ChoiceValue, str], ...]:
        """What may be answered, with its label; without choices, only the words that stand for themselves."""
        match question:
            case YesNoQuestion():
                found: list[tuple[ChoiceValue, str]] = [(each, say(self.language, each)) for each in ("yes", "no")]
            case TextQuestion() | DateQuestion() | NumberQuestion():
                found = []
            case _:
                found = [(each.value, self.words(each.label)) for each in self.questionnaire.choices_of(question)]
        return (*found, *((word, say(self.language, word)) for word in question.allow))

    def how(self, question: Question, shown: Callable[[ChoiceValue], str]) -> Iterator[str]:
        """How to answer, line by line: the form of the answer, then each value with its label."""
        match question:
            case TextQuestion():
                yield self.say("text")
            case DateQuestion():
                yield self.say("day")
            case NumberQuestion():
                yield self.number(question)
            case _:
                pass
        for value, label in self.values(question):
            yield f"{shown(value)} = {label}"

    def number(self, question: NumberQuestion) -> str:
        """“a whole number (hours a week), 0 to 168”."""
        unit = f" ({self.words(question.unit)})" if question.unit else ""
        low = None if question.min is None else plain_number(question.min, self.language)
        high = None if question.max is None else plain_number(question.max, self.language)
        span = ""
        if low is not None or high is not None:
            key = "between" if None not in (low, high) else "from" if high is None else "up_to"
            span = ", " + self.say(key, low=low, high=high)
        return self.say("whole" if question.whole else "number") + unit + span

    def scale(self, part: str) -> tuple[str, tuple[Choice, ...]]:
        """The title and the steps of the scale for `likelihood`, `impact` or `gain`."""
        steps = {"likelihood": likelihood_steps, "impact": impact_steps, "gain": gain_steps}[part]
        return self.say(part, unit=_clean(self.questionnaire.unit)), steps(self.questionnaire)

    def span(self, step: Choice) -> str:
        """A step's range in words: “5 to 20 % a year”, “3 to 10 points”."""
        if step.probability is not None:
            low, high = (plain_number(100 * edge, self.language) for edge in step.probability)
            return say(self.language, "v_unit", values=self.say("between", low=low, high=high), unit="%")
        if step.severity is not None:
            low, high = (plain_number(edge, self.language) for edge in step.severity)
            return f"{self.say('between', low=low, high=high)} {_clean(self.questionnaire.unit)}"
        return ""

    def steps(self, part: str) -> Iterator[str]:
        """Each step of a scale; its range too, where the label has no figures."""
        for step in self.scale(part)[1]:
            label = self.words(step.label)
            span = "" if re.search(r"\d", label) else f" ({self.span(step)})"
            yield f"{step.value} = {label}{span}"

    def rated(self, rated: Risk | Opportunity) -> str:
        """“Title: what may happen.”"""
        text = self.words(rated.text)
        return self.say("titled", title=self.words(rated.title), text=text) if rated.title else text


def _by_choice(condition: Condition, questionnaire: Questionnaire) -> Condition:
    """The same condition, with the choices named that reach a number of points: points are nowhere on a sheet."""
    match condition:
        case AllOf():
            return condition.model_copy(
                update={"all_": tuple(_by_choice(each, questionnaire) for each in condition.all_)}
            )
        case AnyOf():
            return condition.model_copy(
                update={"any_": tuple(_by_choice(each, questionnaire) for each in condition.any_)}
            )
        case Not():
            return condition.model_copy(update={"not_": _by_choice(condition.not_, questionnaire)})
        case QuestionCondition():
            low, high = condition.at_least, condition.below
            reaching = tuple(
                value
                for value, points in _points(condition.question, questionnaire)
                if (low is None or points >= low) and (high is None or points < high)
            )
            if (low is not None or high is not None) and reaching:
                return QuestionCondition.model_validate({"question": condition.question, "in": reaching})
    return condition


def _points(name: str, questionnaire: Questionnaire) -> Iterator[tuple[ChoiceValue, float]]:
    """What each choice of this question earns; nothing where it has no choices."""
    match next((each for each in questionnaire.every_question() if each.id == name), None):
        case YesNoQuestion():
            yield from (("yes", 1.0), ("no", 0.0))
        case ScaleQuestion() | ChoiceQuestion() as question:
            for choice in questionnaire.choices_of(question):
                if (points := choice.worth) is not None:
                    yield choice.value, points


# YAML


class _YamlSheet(_Form):
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
        yield "language:"

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


# CSV and XLSX


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
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


class _TableSheet(_Form):
    """The rows of a blank table."""

    def lines(self) -> Iterator[_Line]:
        yield from self.meta()
        if self.questionnaire.profile:
            title = say(self.language, "h_profile")
            yield _Line(section=title)
            for question in self.questionnaire.profile:
                yield from self.question(question, title)
        for section in self.questionnaire.every_section():
            yield from self.section(section)
        for side in ("participating", "not_participating"):
            risks = tuple(risk for risk in self.questionnaire.risks if risk.side == side)
            yield from self.register(risks, RowType.RISK, say(self.language, f"h_{side}"))
        yield from self.register(self.questionnaire.opportunities, RowType.OPPORTUNITY, self.say("opportunities"))

    def meta(self) -> Iterator[_Line]:
        found = self.questionnaire
        roles = "\n".join(f"{role.id} = {self.words(role.title)}" for role in found.roles)
        rows: dict[str, tuple[str, str, str | None, tuple[str, ...]]] = {
            "questionnaire": (self.title(), self.say("leave"), found.id, ()),
            "version": ("Version", self.say("leave"), found.version, ()),
            "organization": (say(self.language, "l_organization"), self.say("text"), None, ()),
            "respondent": (self.say("name"), self.say("text"), None, ()),
            "role": (self.say("role"), roles or self.say("text"), None, tuple(role.id for role in found.roles)),
            "date": (say(self.language, "l_date"), self.say("day"), None, ()),
            "language": (self.say("language"), ", ".join(found.all_languages), None, found.all_languages),
        }
        for name in META:
            question, how, answer, options = rows[name]
            yield _Line(
                id=name, type=RowType.META, question=question, how=how, answer=answer, options=options, as_text=True
            )
        yield _Line(question=self.say("fill"))

    def section(self, section: Section) -> Iterator[_Line]:
        title = self.words(section.title)
        about = [self.words(section.about)] if section.about is not None else []
        yield _Line(section=title, question="\n".join([*about, *self.only_if(section.when)]))
        for question in section.questions:
            yield from self.question(question, title)

    def question(self, question: Question, section: str) -> Iterator[_Line]:
        asked = "\n".join([self.asked(question), *self.around(question)])
        how = [*self.how(question, written)]
        if isinstance(question, ChoicesQuestion):
            how.insert(0, self.say("several"))
        importance = [self.say("importance")] if getattr(question, "importance", False) else []
        if isinstance(question, GridQuestion):
            yield from self.grid(question, section, asked, how, importance)
            return
        values = [value for value, _ in self.values(question)]
        yield _Line(
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
    ) -> Iterator[_Line]:
        """A row for the grid as a whole, then one for each of its rows."""
        yield _Line(
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
            yield _Line(
                id=f"{question.id}.{row.id}",
                type=RowType.SCALE,
                section=section,
                question=self.words(row.text),
                how="\n".join(how),
                options=self.options(question),
                as_text=words_only,
            )

    def register(self, rated: tuple[Risk | Opportunity, ...], kind: RowType, title: str) -> Iterator[_Line]:
        if rated:
            yield _Line(section=title, question=self.say("both"))
        for each in rated:
            about = [self.words(each.about)] if each.about is not None else []
            asked = "\n".join([self.rated(each), *about, *self.only_if(each.when)])
            for part in PARTS[kind]:
                name, steps = self.scale(part)
                yield _Line(
                    id=f"{each.id}.{part}",
                    type=kind,
                    section=title,
                    question=f"{asked}\n{name}" if part == PARTS[kind][0] else name,
                    how="\n".join(self.steps(part)),
                    options=(*(str(step.value) for step in steps), "dont_know", "not_applicable"),
                )


_WIDTHS = {
    "id": 24,
    "type": 11,
    "section": 20,
    "question": 60,
    "how to answer": 48,
    "answer": 18,
    "note": 32,
    "evidence": 32,
    "confidence": 12,
    "importance": 12,
}
"""Of the workbook's columns, in characters."""
_HEAD_FILL, _SECTION_FILL, _INPUT_FILL = "1F3A5F", "D9E2EC", "FFFBE6"
_FONT = "Calibri"
_LONGEST_LIST = 255
"""Characters that a list to pick from may have where it is written into the cell's own rule."""


def _fill_answers(workbook: Workbook, form: _TableSheet) -> None:
    from openpyxl.utils import get_column_letter

    sheet = workbook.active
    assert sheet is not None
    sheet.title = form.say("answers_sheet")
    _write_row(sheet, 1, _headings(form.language))
    _style_head(sheet)
    lists: dict[tuple[str, ...], list[str]] = {CONFIDENCES: []}
    confidence = get_column_letter([*COLUMNS].index("confidence") + 1)
    answer = get_column_letter([*COLUMNS].index("answer") + 1)
    for row, line in enumerate(form.lines(), 2):
        _write_row(sheet, row, line.cells())
        _style_line(sheet, row, line)
        if line.options:
            lists.setdefault(line.options, []).append(f"{answer}{row}")
        if line.id and line.type is not RowType.META:
            lists[CONFIDENCES].append(f"{confidence}{row}")
    for options, cells in lists.items():
        _offer(sheet, options, cells)
    for at, width in enumerate(_WIDTHS.values(), 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    _set_up_page(sheet)


def _write_row(sheet: Worksheet, row: int, cells: tuple[str | None, ...] | list[str]) -> None:
    """Every cell as text: none may become a formula, an error or a number by what it begins with."""
    for column, text in enumerate(cells, 1):
        if text:
            cell = sheet.cell(row, column, str(text))
            cell.data_type = "s"
            cell.quotePrefix = guard(text) != text


def _style_head(sheet: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for cell in sheet[1]:
        cell.font = Font(name=_FONT, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=_HEAD_FILL)
        cell.alignment = Alignment(wrap_text=True, vertical="center")


def _style_line(sheet: Worksheet, row: int, line: _Line) -> None:
    """Wrapped text; a shaded row for a heading, and a tint where something is to be written."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    below = Border(bottom=Side(style="hair", color="9FB3C8"))
    for at, column in enumerate(COLUMNS, 1):
        cell = sheet.cell(row, at)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.border = below
        cell.font = Font(name=_FONT)
        if not line.id:
            cell.fill = PatternFill("solid", fgColor=_SECTION_FILL)
            cell.font = Font(name=_FONT, bold=column == "section")
        elif column in ("id", "type", "section"):
            cell.font = Font(name=_FONT, color="627D98")
        elif column == "answer" and line.answer is None:
            cell.fill = PatternFill("solid", fgColor=_INPUT_FILL)
            cell.number_format = _number_format(line)
        elif column in ("note", "evidence"):
            cell.number_format = "@"
    sheet.row_dimensions[row].height = _height(line.cells(), tuple(_WIDTHS.values()))


def _height(cells: tuple[str | None, ...], widths: tuple[int, ...]) -> float:
    """Points that the tallest cell needs. Told, because not every program works it out for wrapped text."""
    tallest = 1
    for text, width in zip(cells, widths, strict=True):
        lines = (text or "").split("\n")
        tallest = max(tallest, sum(max(1, len(textwrap.wrap(each, width - 1))) for each in lines))
    return min(409.0, 15.0 * tallest + 3)


def _number_format(line: _Line) -> str:
    """`@` keeps the text 1-10 from becoming the first of October."""
    if line.type is RowType.DATE or line.id == "date":
        return "yyyy-mm-dd"
    return "@" if line.as_text else "General"


def _offer(sheet: Worksheet, options: tuple[str, ...], cells: list[str]) -> None:
    """A list to pick from, where one can be written: Excel's own have no commas and a limit."""
    from openpyxl.worksheet.datavalidation import DataValidation

    listed = ",".join(options)
    if len(listed) > _LONGEST_LIST or any(set(option) & set(',"') for option in options) or not cells:
        return
    rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=True)
    for cell in cells:
        rule.add(cell)
    sheet.add_data_validation(rule)


def _set_up_page(sheet: Worksheet) -> None:
    """The header stays in sight, and a print is as wide as the page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _fill_scales(workbook: Workbook, form: _Form) -> None:
    """What each step of the rating scales means."""
    from openpyxl.styles import Alignment, Font

    sheet = workbook.create_sheet(form.say("scales_sheet"))
    _write_row(sheet, 1, ["", form.say("value"), form.say("meaning"), form.say("range")])
    _style_head(sheet)
    parts = {part for kind, rated in _registers(form.questionnaire) if rated for part in PARTS[kind]}
    row, widths = 2, (30, 8, 70, 28)
    for part in ("likelihood", "impact", "gain"):
        if part not in parts:
            continue
        title, steps = form.scale(part)
        for at, step in enumerate(steps):
            cells = (title if at == 0 else "", str(step.value), form.words(step.label), form.span(step))
            _write_row(sheet, row, cells)
            for column in range(1, 5):
                sheet.cell(row, column).alignment = Alignment(wrap_text=True, vertical="top")
                sheet.cell(row, column).font = Font(name=_FONT, bold=column == 1)
            sheet.row_dimensions[row].height = _height(cells, widths)
            row += 1
    for letter, width in zip("ABCD", widths, strict=True):
        sheet.column_dimensions[letter].width = width
    _set_up_page(sheet)


def _registers(questionnaire: Questionnaire) -> tuple[tuple[RowType, tuple[Risk | Opportunity, ...]], ...]:
    return (RowType.RISK, questionnaire.risks), (RowType.OPPORTUNITY, questionnaire.opportunities)
