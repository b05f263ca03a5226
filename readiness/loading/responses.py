"""A response held against its questionnaire: what fits, what does not, and why.

An answer that does not fit is an error, unless the response was made for another version of the questionnaire:
then it is listed and left out, and what still fits is scored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from readiness.loading.document import Document, Path_
from readiness.loading.load import Loaded, another_kind, as_questionnaire, as_warning, in_order, read_document, validate
from readiness.loading.rules import answer_values
from readiness.loading.shipped import find_questionnaire, questionnaire_called, shipped_questionnaires
from readiness.loading.suggestions import did_you_mean
from readiness.model.base import NOT_A_DATE, day_written, kind_of
from readiness.model.problem import Problem, Severity
from readiness.model.questionnaire import (
    Choice,
    ChoicesQuestion,
    DateQuestion,
    GridQuestion,
    NumberQuestion,
    Question,
    Questionnaire,
    TextQuestion,
    YesNoQuestion,
)
from readiness.model.response import (
    Answer,
    OpportunityRating,
    Plain,
    QuestionnaireRef,
    Response,
    RiskRating,
    SetAside,
)
from readiness.model.risk_scales import gain_steps, impact_steps, likelihood_steps

WORDS = ("not_applicable", "dont_know")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A questionnaire and a response that fit each other; either is None where errors stand in the way.

    `misfits` are the problems of answers that were left out because the questionnaire has changed since.
    """

    questionnaire: Questionnaire | None
    response: Response | None
    problems: tuple[Problem, ...]
    misfits: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop the work."""
        return tuple(each for each in self.problems if each.severity is Severity.ERROR)


class Questionnaires:
    """Questionnaires already loaded, so that a thousand responses to one of them read it once."""

    def __init__(self) -> None:
        self._loaded: dict[Path, Loaded[Questionnaire]] = {}

    def load(self, path: Path) -> Loaded[Questionnaire]:
        """The questionnaire at this path."""
        if path not in self._loaded:
            self._loaded[path] = as_questionnaire(read_document(path))
        return self._loaded[path]

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files that were read."""
        return tuple(self._loaded)


def load_response(path: Path | str, *, questionnaire: str | None = None, known: Questionnaires | None = None) -> Fitted:
    """A response and its questionnaire: the one named (`questionnaire`, an id or a path), else the one it names."""
    return as_response(read_document(path), path, questionnaire=questionnaire, known=known)


def as_response(
    document: Document, path: Path | str, *, questionnaire: str | None = None, known: Questionnaires | None = None
) -> Fitted:
    """A document as a response; `path` says where it came from, so that a questionnaire beside it is found."""
    if other := another_kind(document, "response"):
        return Fitted(questionnaire=None, response=None, problems=(*document.problems, other))
    loaded = validate(document, Response)
    wanted = questionnaire or _named(document)
    if wanted is None:
        return Fitted(questionnaire=None, response=None, problems=loaded.problems)
    near = None if str(path) == "-" else Path(path).parent
    found = find_questionnaire(wanted, near=near) if questionnaire else questionnaire_called(wanted, near=near)
    if found is None:
        repair = did_you_mean(wanted, shipped_questionnaires(), otherwise="name its file with `-q FILE`")
        path_: Path_ = () if questionnaire else ("questionnaire", "id")
        problem = document.problem(path_, f"there is no questionnaire `{wanted}` at hand", repair)
        return Fitted(questionnaire=None, response=None, problems=(*loaded.problems, problem))
    asked = (known or Questionnaires()).load(found)
    if asked.value is None:
        return Fitted(questionnaire=None, response=None, problems=(*loaded.problems, *asked.errors))
    return _held_against(asked.value, loaded)


def response_to(document: Document, questionnaire: Questionnaire) -> Fitted:
    """A document as a response to this questionnaire, whatever stands beside it: for many files that answer one."""
    if other := another_kind(document, "response"):
        return Fitted(questionnaire=questionnaire, response=None, problems=(*document.problems, other))
    return _held_against(questionnaire, validate(document, Response))


def _held_against(questionnaire: Questionnaire, loaded: Loaded[Response]) -> Fitted:
    document = loaded.document
    if loaded.value is None:
        sound = _sound_parts(document)
        found_too = fit(sound, questionnaire, document).problems if sound else ()
        problems = in_order((*loaded.problems, *found_too))
        return Fitted(questionnaire=questionnaire, response=None, problems=problems)
    fitted = fit(loaded.value, questionnaire, document)
    return replace(fitted, problems=(*loaded.problems, *fitted.problems))


def _sound_parts(document: Document) -> Response | None:
    """What is left where the parts that are wrong in themselves are taken out.

    It is held against the questionnaire all the same, so that one pass finds everything. None where the format or
    the questionnaire is what is wrong: then nothing is known of the rest.
    """
    if not isinstance(document.value, Mapping):
        return None
    kept = {key: dict(part) if isinstance(part, Mapping) else part for key, part in document.value.items()}
    try:
        return Response.model_validate(kept)
    except ValidationError as error:
        for fault in error.errors():
            first, *inner = fault["loc"]
            if first in ("format", "questionnaire"):
                return None
            part = kept.get(str(first))
            if isinstance(part, dict) and inner:
                part.pop(inner[0], None)
            else:
                kept.pop(str(first), None)
    try:
        return Response.model_validate(kept)
    except ValidationError:
        return None


def _named(document: Document) -> str | None:
    """The id that the response names, even where other parts of it are wrong; None where it is no id."""
    value = document.value
    inner = value.get("questionnaire") if isinstance(value, Mapping) else None
    name = inner.get("id") if isinstance(inner, Mapping) else None
    return name if isinstance(name, str) and re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", name) else None


def fit(response: Response, questionnaire: Questionnaire, document: Document) -> Fitted:
    """Hold the response against the questionnaire. Nothing is converted but `true` and `false` to yes and no."""
    if response.questionnaire.id != questionnaire.id:
        problem = document.problem(
            ("questionnaire", "id"),
            f"this response answers `{response.questionnaire.id}`, not `{questionnaire.id}`",
            "name the right questionnaire with `-q`, or correct the id",
        )
        return Fitted(questionnaire=questionnaire, response=None, problems=(problem,))
    other_version = response.questionnaire.version not in (None, questionnaire.version)
    problems: list[Problem] = []
    if other_version:
        problems.append(
            as_warning(
                document.problem(
                    ("questionnaire", "version"),
                    f"was made for version {response.questionnaire.version}; this is version {questionnaire.version}",
                    "what still fits is scored, and what does not is listed",
                )
            )
        )
    fitter = _Fitter(questionnaire, document)
    kept = fitter.fit(response)
    misfits = tuple(fitter.problems)
    aside = tuple(problem for problem in misfits if problem.path.startswith("set_aside."))
    if other_version:
        misfits = tuple(as_warning(problem) for problem in misfits)
        return Fitted(questionnaire=questionnaire, response=kept, problems=(*problems, *misfits), misfits=misfits)
    return Fitted(
        questionnaire=questionnaire,
        response=None if any(each.severity is Severity.ERROR for each in misfits) else kept,
        problems=misfits,
        misfits=aside,
    )


def resume(document: Document, questionnaire: Questionnaire) -> Fitted:
    """A response to go on with, held against its questionnaire as it is now, whatever version it was begun with.

    What does not fit goes into `set_aside`, with a warning that names it; what was set aside and fits again comes
    back, unless there is a newer answer. Only a file that is no response, or one to another questionnaire, is an error.
    """
    if other := another_kind(document, "response"):
        return Fitted(questionnaire=questionnaire, response=None, problems=(*document.problems, other))
    loaded = validate(document, Response)
    if loaded.value is None:
        return Fitted(questionnaire=questionnaire, response=None, problems=loaded.problems)
    written = loaded.value
    if written.questionnaire.id != questionnaire.id:
        problem = document.problem(
            ("questionnaire", "id"),
            f"this response answers `{written.questionnaire.id}`, not `{questionnaire.id}`",
            "name its questionnaire, or another file with -o",
        )
        return Fitted(questionnaire=questionnaire, response=None, problems=(problem,))
    fitter = _Fitter(questionnaire, document)
    kept, left = _sorted(fitter, written)
    roles = [role.id for role in questionnaire.roles]
    role = kept.respondent.role
    if role is not None and roles and role not in roles:
        left["role"] = role
        kept = kept.model_copy(update={"respondent": kept.respondent.model_copy(update={"role": None})})
    elif written.set_aside is not None and written.set_aside.role is not None:
        left["role"] = written.set_aside.role
    response = kept.model_copy(
        update={
            "questionnaire": QuestionnaireRef(id=questionnaire.id, version=questionnaire.version),
            "set_aside": SetAside.model_validate(left) if any(left.values()) else None,
        }
    )
    problems = tuple(dict.fromkeys(as_warning(problem) for problem in fitter.problems))
    return Fitted(questionnaire=questionnaire, response=response, problems=problems, misfits=problems)


PARTS = ("answers", "risks", "opportunities")
SET_ASIDE = "no longer fits the questionnaire, so it was set aside: kept and not scored"


def _sorted(fitter: _Fitter, written: Response) -> tuple[Response, dict[str, Any]]:
    """What fits, and by part what does not. Nothing that is empty is set aside; of a known question it stays."""
    aside = written.set_aside or SetAside()
    current, older, empty = {}, {}, {}
    for part in PARTS:
        now, before = getattr(written, part), getattr(aside, part)
        known = {name: each for name, each in now.items() if _is_empty(each) and fitter.is_known(part, name)}
        empty[part] = {name: fitter.emptied(name, each) for name, each in known.items()}
        current[part] = {name: each for name, each in now.items() if not _is_empty(each)}
        older[part] = {name: each for name, each in before.items() if not _has_value(now.get(name))}
    fitter.aside = {(part, name) for part in PARTS for name in older[part]}
    again = fitter.fit(written.model_copy(update={**older, "set_aside": None}))
    fitter.aside = set()
    kept = fitter.fit(written.model_copy(update={**current, "set_aside": None}))
    found: dict[str, dict[str, Any]] = {}
    left: dict[str, Any] = {}
    for part in PARTS:
        fits, returned = getattr(kept, part), getattr(again, part)
        found[part] = {
            name: _joined(returned.get(name), fits.get(name), empty[part].get(name))
            for name in dict.fromkeys([*getattr(written, part), *returned])
            if name in fits or name in returned or name in empty[part]
        }
        left[part] = {name: each for name, each in getattr(aside, part).items() if name not in returned}
        left[part] |= {name: each for name, each in current[part].items() if name not in fits}
    return kept.model_copy(update=found), left


def _joined(returned: object, now: object, empty: object) -> object:
    """What is there now, with the value that comes back where it has none of its own."""
    if returned is None:
        return now if now is not None else empty
    if isinstance(returned, Answer) and isinstance(now, Answer):
        said = {name: getattr(now, name) for name in ("note", "evidence", "confidence") if getattr(now, name)}
        return returned.model_copy(update={**said, "discuss": now.discuss})
    return returned


def _is_empty(entry: object) -> bool:
    """Whether nothing is said, as where a blank sheet was left open."""
    if isinstance(entry, Answer) and isinstance(entry.value, dict):
        entry = entry.model_copy(
            update={"value": next((each for each in entry.value.values() if each is not None), None)}
        )
    return entry is None or entry in (Answer(value=None), RiskRating(), OpportunityRating())


def _has_value(entry: object) -> bool:
    """Whether a question or risk is answered, apart from what is said beside."""
    if isinstance(entry, Answer):
        return entry.value is not None and not _is_empty(Answer(value=entry.value))
    return not _is_empty(entry)


class _Fitter:
    """Collects what does not fit, and keeps the rest."""

    def __init__(self, questionnaire: Questionnaire, document: Document) -> None:
        self.questionnaire = questionnaire
        self.document = document
        self.problems: list[Problem] = []
        self.aside: set[tuple[str, str]] = set()
        """Parts and names that stand under `set_aside` in the file."""
        self.questions = {question.id: question for question in questionnaire.every_question()}

    def refuse(
        self, path: Path_, message: str, repair: str = "", *, at_key: bool = False, severity: Severity = Severity.ERROR
    ) -> None:
        if path[:2] in self.aside:
            path = ("set_aside", *path)
        self.problems.append(self.document.problem(path, message, repair, at_key=at_key, severity=severity))

    def emptied(self, name: str, entry: object) -> object:
        """An entry with nothing in it, without the rows that its grid has no more."""
        if not isinstance(entry, Answer) or not isinstance(entry.value, dict):
            return entry
        question = self.questions[name]
        rows = {row.id for row in question.rows} if isinstance(question, GridQuestion) else set()
        kept: dict[str, Plain | None] = {row: None for row in entry.value if row in rows}
        return Answer(value=kept or None)

    def is_known(self, part: str, name: str) -> bool:
        """Whether the questionnaire has a question, risk or opportunity of this name."""
        if part == "answers":
            return name in self.questions
        return name in {each.id for each in getattr(self.questionnaire, part)}

    def fit(self, response: Response) -> Response:
        answers: dict[str, Answer] = {}
        for name, answer in response.answers.items():
            question = self.questions.get(name)
            if question is None:
                repair = did_you_mean(name, self.questions, otherwise="remove it, or correct the id")
                self.refuse(("answers", name), f"there is no question `{name}`", repair, at_key=True)
            elif (value := self.value(name, question, answer)) is not _MISFIT:
                answers[name] = answer if _is_same(value, answer.value) else answer.model_copy(update={"value": value})
        self.role(response)
        known = {risk.id for risk in self.questionnaire.risks}
        risks = {name: rating for name, rating in response.risks.items() if self.risk(name, rating, known)}
        gains = {name: rating for name, rating in response.opportunities.items() if self.opportunity(name, rating)}
        for name in tuple(self.in_another_unit(risks)):
            del risks[name]
        self.set_aside(response)
        return response.model_copy(update={"answers": answers, "risks": risks, "opportunities": gains})

    def set_aside(self, response: Response) -> None:
        """What an interview put aside because it no longer fitted: said each time, and never an error."""
        for part in PARTS:
            for name in getattr(response.set_aside, part, ()):
                self.refuse(
                    ("set_aside", part, name),
                    SET_ASIDE,
                    "answer it anew, or remove it",
                    at_key=True,
                    severity=Severity.WARNING,
                )
        if response.set_aside is not None and response.set_aside.role is not None:
            self.refuse(
                ("set_aside", "role"),
                f"the role `{response.set_aside.role}` is no longer one of the questionnaire's, so it was set aside",
                "name another under `respondent`, or remove it",
                severity=Severity.WARNING,
            )

    def role(self, response: Response) -> None:
        roles = [role.id for role in self.questionnaire.roles]
        if roles and response.respondent.role not in (None, *roles):
            self.refuse(
                ("respondent", "role"),
                f"there is no role `{response.respondent.role}`",
                did_you_mean(response.respondent.role, roles),
            )

    def value(self, name: str, question: Question, answer: Answer) -> object:
        """The answer's value as scoring wants it, or `_MISFIT`, with the problem noted."""
        path: Path_ = ("answers", name)
        if (self.document.place((*path, "value"))[0]) == (*path, "value"):
            path = (*path, "value")
        if answer.importance is not None and not getattr(question, "importance", False):
            self.refuse(
                ("answers", name, "importance"),
                "this question does not ask for importance, so it is kept and not counted",
                "remove it, or write `importance: true` in the question",
                severity=Severity.WARNING,
            )
        value = answer.value
        if value is None:
            return None
        if isinstance(value, str) and value in WORDS:
            if value in question.allow:
                return value
            self.refuse(path, f"`{value}` cannot be answered here", self._instead(question))
            return _MISFIT
        match question:
            case GridQuestion():
                return self.grid(path, question, value)
            case ChoicesQuestion():
                return self.ticks(path, question, value)
            case NumberQuestion():
                return self.number(path, question, value)
            case DateQuestion():
                return self.day(path, value)
            case TextQuestion():
                if isinstance(value, str):
                    return value
                self.refuse(path, f"must be text, not {kind_of(value)}", f'put quotes around it: "{value}"')
                return _MISFIT
            case YesNoQuestion():
                if isinstance(value, bool):
                    return "yes" if value else "no"
                return self.one(path, question, value)
            case _:
                return self.one(path, question, value)

    def _instead(self, question: Question) -> str:
        if question.allow:
            return f"here you may write `{'` or `'.join(question.allow)}`, or leave it empty"
        return "leave it empty if it is not answered"

    def one(self, path: Path_, question: Question, value: object) -> object:
        """One of the question's values, of the same kind: the number 3 is not the text "3", nor is 1 true."""
        known = answer_values(self.questionnaire, question) or []
        if isinstance(question, ChoicesQuestion):  # a word stands for the whole answer, never for one tick
            known = [choice.value for choice in self.questionnaire.choices_of(question)]
        for each in known:
            same_kind = isinstance(each, str) == isinstance(value, str) and not isinstance(value, bool)
            if same_kind and each == value:
                return each
        if isinstance(value, tuple | dict):
            self.refuse(path, f"takes one value, not {kind_of(value)}", f"known here: {_listed(known)}")
            return _MISFIT
        repair = did_you_mean(value, known) if isinstance(value, str) else ""  # 12 is no slip of the pen for 2
        if isinstance(value, str) and (meant := self.labelled(question, value)) is not None:
            repair = f"write {meant}, which stands for it"
        elif isinstance(value, str) and value in {str(each) for each in known}:
            repair = f"write {value} without quotes"
        elif isinstance(value, str) and value.replace(",", ".") in {str(each) for each in known}:
            repair = f"write {value.replace(',', '.')} with a point"
        shown = str(value).lower() if isinstance(value, bool) else value
        self.refuse(path, f"`{shown}` is not among the choices", repair or f"known here: {_listed(known)}")
        return _MISFIT

    def labelled(self, question: Question, text: str) -> object | None:
        """The value whose label, in any language, is this text; None where there is none."""
        wanted = text.strip().casefold()
        if isinstance(question, YesNoQuestion):
            return {"oui": "yes", "non": "no", "y": "yes", "n": "no"}.get(wanted)
        if isinstance(question, TextQuestion | DateQuestion | NumberQuestion):
            return None
        for choice in self.questionnaire.choices_of(question):
            if wanted in {words.casefold() for _, words in choice.label.by_language}:
                return choice.value
        return None

    def ticks(self, path: Path_, question: ChoicesQuestion, value: object) -> object:
        if not isinstance(value, tuple):
            first = self.questionnaire.choices_of(question)[0].value
            meant = value if isinstance(value, str) else first
            repair = f"write a list such as [{meant}], or [] for none"
            self.refuse(path, f"takes a list of what is ticked, not {kind_of(value)}", repair)
            return _MISFIT
        found: list[object] = []
        for at, each in enumerate(value):
            fits = self.one((*path, at), question, each)
            if fits is not _MISFIT and fits in found:
                self.refuse((*path, at), f"`{each}` is ticked twice", "keep one")
                fits = _MISFIT
            found.append(fits)
        if _MISFIT in found:
            return _MISFIT
        return self._exclusive(path, self.questionnaire.choices_of(question), found)

    def _exclusive(self, path: Path_, choices: tuple[Choice, ...], found: list[object]) -> object:
        alone = [choice.value for choice in choices if choice.exclusive and choice.value in found]
        if alone and len(found) > 1:
            self.refuse(path, f"`{alone[0]}` cannot stand with other choices", "keep it alone, or remove it")
            return _MISFIT
        return tuple(found)

    def grid(self, path: Path_, question: GridQuestion, value: object) -> object:
        rows = [row.id for row in question.rows]
        if not isinstance(value, dict):
            self.refuse(path, f"takes a map from row to answer, not {kind_of(value)}", f"rows: {_listed(rows)}")
            return _MISFIT
        found: dict[str, object] = {}
        for row, each in value.items():
            found[row] = None
            if row not in rows:
                self.refuse((*path, row), f"there is no row `{row}`", did_you_mean(row, rows), at_key=True)
                found[row] = _MISFIT
            elif each is not None:
                found[row] = self.one((*path, row), question, each)
        return _MISFIT if _MISFIT in found.values() else found

    def number(self, path: Path_, question: NumberQuestion, value: object) -> object:
        if isinstance(value, bool) or not isinstance(value, int | float):
            shown = f"the text `{value}`" if isinstance(value, str) else kind_of(value)
            self.refuse(path, f"must be a number, not {shown}", _as_number(value))
            return _MISFIT
        match question.fault(value):
            case "not_whole":
                self.refuse(path, f"must be a whole number, not {value:g}", "round it")
            case "too_low":
                self.refuse(path, f"must be at least {question.min:g}, not {value:g}", "check the number and its unit")
            case "too_high":
                self.refuse(path, f"must be at most {question.max:g}, not {value:g}", "check the number and its unit")
            case None:
                return value
        return _MISFIT

    def day(self, path: Path_, value: object) -> object:
        day = day_written(value) if isinstance(value, str) else NOT_A_DATE
        if isinstance(day, date):
            return day.isoformat()
        message, _, repair = day.partition("; ")
        self.refuse(path, f"`{value}` {message}", repair)
        return _MISFIT

    def risk(self, name: str, rating: RiskRating | str | None, known: set[str]) -> bool:
        if not self.listed("risks", name, known):
            return False
        if not isinstance(rating, RiskRating):
            return True
        steps = {"likelihood": likelihood_steps(self.questionnaire), "impact": impact_steps(self.questionnaire)}
        fits = [self.step(("risks", name, key), getattr(rating, key), steps[key]) for key in steps]
        return all(fits)

    def opportunity(self, name: str, rating: OpportunityRating | str | None) -> bool:
        if not self.listed("opportunities", name, {each.id for each in self.questionnaire.opportunities}):
            return False
        if not isinstance(rating, OpportunityRating):
            return True
        steps = {"likelihood": likelihood_steps(self.questionnaire), "gain": gain_steps(self.questionnaire)}
        fits = [self.step(("opportunities", name, key), getattr(rating, key), steps[key]) for key in steps]
        return all(fits)

    def listed(self, where: str, name: str, known: set[str]) -> bool:
        if name in known:
            return True
        what = "risk" if where == "risks" else "opportunity"
        self.refuse(
            (where, name),
            f"there is no {what} `{name}`",
            did_you_mean(name, sorted(known), otherwise="remove it, or correct the id"),
            at_key=True,
        )
        return False

    def step(self, path: Path_, value: int | str | None, steps: tuple[Choice, ...]) -> bool:
        known = [step.value for step in steps]
        if value is None or isinstance(value, str) or value in known:
            return True
        self.refuse(
            path,
            f"{value} is not a step of this scale",
            f"write one of {', '.join(str(each) for each in known)}, from “{steps[0].label.in_('en')}” to "
            f"“{steps[-1].label.in_('en')}”",
        )
        return False

    def in_another_unit(self, risks: Mapping[str, RiskRating | str | None]) -> Iterator[str]:
        """The risks whose loss cannot be added to the others', each with its problem noted.

        Exposures add up only in one unit: the questionnaire's, or one currency for every rated risk.
        """
        unit = self.questionnaire.unit
        used: dict[str, str] = {}
        for name, rating in risks.items():
            if isinstance(rating, RiskRating) and (rating.loss is not None or isinstance(rating.impact, int)):
                used[name] = (rating.currency or unit) if rating.loss is not None else unit
        if len(set(used.values())) < 2:
            return
        for name, currency in used.items():
            if currency != unit:
                self.refuse(
                    ("risks", name, "currency"),
                    f"this loss is in {currency}, and other impacts are in {unit}: they cannot be added",
                    f"give every loss in {currency}, or this one in {unit}",
                )
                yield name


def _is_same(one: object, other: object) -> bool:
    """Whether a plain value stands as it was written: copying an answer takes longer than looking."""
    return type(one) is type(other) and isinstance(one, int | float | str | None) and one == other


def _as_number(value: object) -> str:
    """How to write what was probably meant as a number."""
    text = value.strip() if isinstance(value, str) else ""
    if re.fullmatch(r"[-+]?\d+(\.\d+)?", text):
        return "remove the quotes"
    if re.fullmatch(r"[-+]?\d{1,3}([ ,'\u00a0\u202f]\d{3})+", text):
        return f"write {re.sub(r'[^-+0-9]', '', text)}, without signs between thousands"
    if re.fullmatch(r"[-+]?\d+,\d+", text):
        return f"write {text.replace(',', '.')} with a point"
    if number := re.match(r"[-+]?\d+(\.\d+)?", text):
        return f"write {number.group()} alone, without its unit"
    return "write digits only"


class _Misfit:
    """Stands for an answer that does not fit."""


_MISFIT = _Misfit()


def _listed(values: list[object] | list[str]) -> str:
    shown = [f"`{value}`" for value in values[:12]]
    return ", ".join(shown) + (" …" if len(values) > 12 else "")
