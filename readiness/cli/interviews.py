"""Opening an interview: which questionnaire, which file, who answers. Leaves with its problems where it must."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.cli.diagnostics import complain, notice, show, stop, warnings_of
from readiness.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from readiness.interview.sitting import Store
    from readiness.loading.document import Document
    from readiness.loading.response_file import Lock, ResponseFile
    from readiness.model.problem import Problem
    from readiness.model.questionnaire import Questionnaire
    from readiness.model.response import Response
    from readiness.model.unsaved import Unsaved

DEFAULT = "social-media-readiness"
SHEETS = (".csv", ".tsv", ".xlsx")


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """What the command line says of the respondent; None where it says nothing."""

    name: str | None = None
    role: str | None = None
    organization: str | None = None
    language: str | None = None


@dataclass(slots=True, kw_only=True)
class Opened:
    """One response, open to be answered. `store` is None where it is only to be looked at."""

    path: Path
    response: Response
    store: ResponseFile | None
    lock: Lock | None
    misfits: tuple[Problem, ...] = ()
    begun: bool = False
    """Whether there was a response already."""


@dataclass(slots=True)
class Places:
    """Every file this interview holds, so that all are given back, and another place can be taken."""

    title: str
    language: str
    locks: list[Lock] = field(default_factory=list)

    def head(self) -> str:
        """The comment that a new file begins with."""
        from readiness.reports.safe import visible
        from readiness.words import say

        return f"# {visible(say(self.language, 'p_head', title=self.title))}\n"

    def elsewhere(self, store: Store, place: str, response: Response) -> ResponseFile | Unsaved:
        """The same answers at another place: a free name in a folder that can be written to, kept from now on."""
        from readiness.loading.response_file import Lock, ResponseFile
        from readiness.model.unsaved import Unsaved

        try:
            path = Path(place).expanduser()
            if path.suffix.lower() not in (".yaml", ".yml", ".json"):
                path = path.with_name(path.name + ".yaml")
            if path.exists():
                return Unsaved("there", str(path))
            lock = Lock(path)
            taken = lock.take()
        except (OSError, ValueError, RuntimeError) as error:
            why = error.strerror if isinstance(error, OSError) else None
            return Unsaved("failed", place, why or str(error))
        if isinstance(taken, Unsaved):
            return taken
        if not taken:
            return Unsaved("there", str(path))
        assert isinstance(store, ResponseFile)
        other = store.elsewhere(path)
        if (unsaved := other.save(response)) is not None:
            lock.leave()
            return unsaved
        self.locks.append(lock)
        return other

    def close(self) -> None:
        """Give every file back."""
        for lock in self.locks:
            lock.leave()
        self.locks.clear()


def which(named: str | None, output: Path | None) -> tuple[str | None, Path | None]:
    """Questionnaire and response as the command line means them: a response may stand in the questionnaire's place."""
    if named is None or named == "-":
        if named == "-":
            complain(
                "-", "a questionnaire from standard input leaves no way to answer", "name its file", ExitCode.USAGE
            )
        return None, output
    path = Path(named)
    if not path.is_file() or output is not None:
        return named, output
    from readiness.loading.load import kind_of_document, read_document

    if path.suffix.lower() in SHEETS or kind_of_document(read_document(path)) == "response":
        return None, path
    return named, output


def questionnaire_for(named: str | None, path: Path | None, begin: Path | None) -> Questionnaire:
    """The questionnaire named, else the one that the response to go on with answers, else the default one."""
    from readiness.cli.inputs import questionnaire_named

    if named is not None:
        return questionnaire_named(named)
    for file in (path, begin):
        if file is not None and file.exists():
            return _of_response(file)
    return questionnaire_named(DEFAULT)


def _of_response(file: Path) -> Questionnaire:
    from readiness.loading.load import read_document
    from readiness.loading.responses import as_response

    document = read_document(file)
    fitted = as_response(document, file)
    if fitted.questionnaire is None:
        stop(fitted.problems or document.problems)
    return fitted.questionnaire


def default_path(questionnaire: Questionnaire) -> Path:
    """Where answers go that were given no place: in this folder, under the questionnaire's name."""
    return Path(f"{questionnaire.id}.answers.yaml")


def beside(path: Path, name: str) -> Path:
    """The file of one person in the room: `meeting.yaml` gives `meeting.a-roy.yaml`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "respondent"
    return path.with_name(f"{path.stem}.{slug}{path.suffix}")


def open_response(
    path: Path,
    questionnaire: Questionnaire,
    who: Who,
    places: Places,
    *,
    begin: Path | None = None,
    read_only: bool = False,
    today: str | None = None,
    ask_to_look: Callable[[str], bool] | None = None,
) -> Opened:
    """The response at `path`, locked and read; a new one where there is none, with the answers of `begin` if given.

    `ask_to_look` is asked where another interview has the file: true looks at it only.
    """
    from readiness.loading.response_file import Lock, ResponseFile, problem_of
    from readiness.model.unsaved import Unsaved

    _refuse_place(path)
    lock: Lock | None = None
    if not read_only:
        lock = Lock(path)
        taken = lock.take()
        if isinstance(taken, Unsaved):
            stop([problem_of(taken)])
        if taken:
            places.locks.append(lock)
        elif ask_to_look is not None and ask_to_look(str(path)):
            read_only, lock = True, None
        else:
            complain(str(path), "another interview has this file open", "end that one, or look only with --read-only")
    store = ResponseFile(path, places.head())
    document = store.read()
    if document is not None and begin is not None:
        complain(str(path), "is already there, and --from would begin it anew", "choose another name with -o")
    if document is None and read_only:
        complain(str(path), "there is nothing to look at", "check the path")
    if document is None and begin is not None:
        from readiness.loading.load import read_document

        source = read_document(begin)
        response, misfits = _resumed(source, questionnaire)
        response = _without_empty(response)
        if response.date is None:
            response = response.model_copy(update={"date": _new(questionnaire, today).date})
    elif document is not None:
        response, misfits = _resumed(document, questionnaire)
        store.keep(document)
    else:
        response, misfits = _new(questionnaire, today), ()
    response = _introduced(response, who, path, questionnaire)
    begun = document is not None
    return Opened(
        path=path, response=response, store=None if read_only else store, lock=lock, misfits=misfits, begun=begun
    )


def _refuse_place(path: Path) -> None:
    suffix = path.suffix.lower()
    if path.is_dir():
        complain(str(path), "is a folder", "name a file in it")
    if suffix in SHEETS:
        other = path.with_suffix(".yaml")
        repair = f"begin with what it holds: --from {path} -o {other}" if path.exists() else f"use -o {other}"
        complain(str(path), "answers cannot be kept in a sheet", repair, ExitCode.USAGE)
    if suffix not in (".yaml", ".yml", ".json"):
        complain(
            str(path), f"its suffix `{path.suffix}` is no format for answers", "use .yaml or .json", ExitCode.USAGE
        )
    if not path.parent.is_dir():
        complain(str(path), "its folder does not exist", f"make the folder `{path.parent}` first")


def _resumed(document: Document, questionnaire: Questionnaire) -> tuple[Response, tuple[Problem, ...]]:
    from readiness.loading.responses import resume

    fitted = resume(document, questionnaire)
    if fitted.response is None:
        stop(fitted.problems)
    return fitted.response, fitted.misfits


def _without_empty(response: Response) -> Response:
    """Without the keys of a blank sheet that nobody has filled in."""
    from readiness.loading.response_text import is_empty
    from readiness.loading.saving import plain_answer, plain_rating

    update: dict[str, object] = {
        "answers": {key: each for key, each in response.answers.items() if not is_empty(plain_answer(each))}
    }
    for part in ("risks", "opportunities"):
        entries = getattr(response, part).items()
        update[part] = {key: each for key, each in entries if not is_empty(plain_rating(each))}
    return response.model_copy(update=update)


def _new(questionnaire: Questionnaire, today: str | None) -> Response:
    from datetime import date

    from readiness.model.response import QuestionnaireRef, Response

    return Response(
        format=1,
        questionnaire=QuestionnaireRef(id=questionnaire.id, version=questionnaire.version),
        date=date.fromisoformat(today) if today else None,
    )


def _introduced(response: Response, who: Who, path: Path, questionnaire: Questionnaire) -> Response:
    """With what the command line says of the respondent; it never takes somebody else's place."""
    for said, there, what in (
        (who.name, response.respondent.name, "the respondent"),
        (who.organization, response.organization, "the organization"),
        (who.role, response.respondent.role, "the role"),
    ):
        if said is not None and there is not None and said != there:
            complain(str(path), f"has {what} “{there}”, not “{said}”", "choose another file with -o", ExitCode.USAGE)
    roles = [role.id for role in questionnaire.roles]
    if who.role is not None and roles and who.role not in roles:
        from readiness.loading.suggestions import did_you_mean

        complain("--role", f"there is no role `{who.role}`", did_you_mean(who.role, roles), ExitCode.USAGE)
    respondent = response.respondent.model_copy(
        update={key: value for key, value in (("name", who.name), ("role", who.role)) if value is not None}
    )
    update: dict[str, object] = {"respondent": respondent}
    if who.organization is not None:
        update["organization"] = who.organization
    if who.language is not None:
        update["language"] = who.language
    return response.model_copy(update=update)


def scope_of(questionnaire: Questionnaire, names: Sequence[str]) -> frozenset[str]:
    """The parts that `--section` names."""
    from readiness.interview.steps import all_parts, names_of_parts, parts_named

    parts, found = all_parts(questionnaire), frozenset[str]()
    for name in names:
        named = parts_named(parts, name)
        if not named:
            from readiness.loading.suggestions import did_you_mean

            repair = did_you_mean(name, names_of_parts(parts))
            complain("--section", f"there is no section `{name}`", repair, ExitCode.USAGE)
        found |= named
    return found


def tell_misfits(opened: Sequence[Opened]) -> None:
    """What no longer fits, on standard error."""
    for each in opened:
        if each.misfits:
            notice(f"{each.path}: the questionnaire has changed; what no longer fits is kept and not scored:")
            show(warnings_of(each.misfits))
