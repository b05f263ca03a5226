"""`readiness assess`: the interview, full screen or line by line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, NoReturn

import typer

from readiness.cli.exit_codes import ExitCode
from readiness.cli.options import LanguageOption, _shipped_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from readiness.cli.interviews import Opened, Places, Who
    from readiness.interview.sitting import Sitting
    from readiness.model.assessment import Assessment
    from readiness.model.questionnaire import Questionnaire
    from readiness.model.response import Response

WHO, WHAT, MEETING = "Who answers", "What is asked", "In a meeting"


def assess(
    questionnaire: Annotated[
        str | None,
        typer.Argument(
            metavar="Q",
            help="A shipped questionnaire's id, or a file; or a response to go on with. [default: social-media-readiness]",
            autocompletion=_shipped_ids,
            show_default=False,
        ),
    ] = None,
    *,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Where the answers go (.yaml or .json); gone on with if it is there. [default: ID.answers.yaml]",
            show_default=False,
        ),
    ] = None,
    begin: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Begin with the answers of a sheet or response: .csv .xlsx .yaml."),
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Line by line: for a screen reader, a plain terminal, another program.")
    ] = False,
    live: Annotated[bool, typer.Option("--live", help="Show scores while answering; they bend answers.")] = False,
    read_only: Annotated[bool, typer.Option("--read-only", help="Look at the answers and change none.")] = False,
    section: Annotated[
        list[str] | None,
        typer.Option(
            "--section",
            metavar="ID",
            help="Only this section, profile, risks or opportunities. May be repeated.",
            rich_help_panel=WHAT,
        ),
    ] = None,
    only_unanswered: Annotated[
        bool, typer.Option("--only-unanswered", help="Pass over what has an answer.", rich_help_panel=WHAT)
    ] = False,
    next_best: Annotated[
        bool,
        typer.Option(
            "--next-best", help="First what most narrows the bounds on level and course.", rich_help_panel=WHAT
        ),
    ] = False,
    respondent: Annotated[
        list[str] | None,
        typer.Option(
            "--respondent", metavar="NAME", help="Who answers; in a meeting, once for each person.", rich_help_panel=WHO
        ),
    ] = None,
    role: Annotated[
        list[str] | None,
        typer.Option("--role", metavar="ID", help="Their role; in a meeting, in the same order.", rich_help_panel=WHO),
    ] = None,
    organization: Annotated[
        str | None, typer.Option("--organization", metavar="NAME", help="Whom it is about.", rich_help_panel=WHO)
    ] = None,
    day: Annotated[
        str | None,
        typer.Option(
            "--date",
            metavar="DAY",
            help="Day of a new response. [default: today]",
            rich_help_panel=WHO,
            show_default=False,
        ),
    ] = None,
    lang: LanguageOption = None,
    meeting: Annotated[
        bool,
        typer.Option("--meeting", help="No scores until the reveal; an agenda with the time.", rich_help_panel=MEETING),
    ] = False,
    minutes: Annotated[
        float | None,
        typer.Option("--minutes", metavar="N", min=1, help="How long the meeting is to last.", rich_help_panel=MEETING),
    ] = None,
) -> None:
    """Answer a questionnaire, on a full screen or line by line. Every answer is saved at once.

    Interrupt it whenever you like: the same command goes on where you were.
    """
    from readiness.cli.diagnostics import stop
    from readiness.cli.interviews import Places, Who, default_path, questionnaire_for, which
    from readiness.loading.response_file import problem_of

    _check_options(meeting=meeting, minutes=minutes, live=live, respondent=respondent, role=role, day=day)
    named, path = which(questionnaire, output)
    found = questionnaire_for(named, path, begin)
    path = path or default_path(found)
    language = lang or found.all_languages[0]
    places = Places(title=" ".join(found.title.in_(language).split()), language=language)
    names, roles = respondent or [], role or []
    alone = None if len(names) != 1 or meeting else names[0]
    who = Who(
        name=alone,
        role=roles[0] if roles and not (meeting and names) else None,
        organization=organization,
        language=lang,
    )
    their_roles: list[str | None] = [*roles] if roles else [None] * len(names)
    in_the_room = list(zip(names, their_roles, strict=True)) if meeting else []
    try:
        room, voices = _open_all(
            path, found, who, places, in_the_room, begin=begin, read_only=read_only, day=day, lang=lang
        )
        sitting = _sitting(
            found, room, voices, places, sections=section or (), only_unanswered=only_unanswered, next_best=next_best
        )
        if begin is not None and room.store is not None and (unsaved := room.store.save(room.response)) is not None:
            stop([problem_of(unsaved)])
        full_screen = not plain and _has_full_terminal()
        again = _again(
            questionnaire if named is not None else None,
            plain=plain,
            meeting=meeting,
            minutes=minutes,
            names=names,
            roles=roles,
            first={"--organization": organization, "--lang": lang, "--date": day},
        )
        _run(
            sitting,
            [room, *voices],
            again=again,
            lang=lang,
            full_screen=full_screen,
            live=live,
            next_best=next_best,
            meeting=meeting,
            minutes=minutes,
        )
    finally:
        places.close()


class Again(NamedTuple):
    """What goes between a command and the file, so that the same is gone on with."""

    assess: str
    begin: str
    """As `assess`, where the file is not there yet and can say nothing of itself."""
    score: str


def _again(
    named: str | None,
    *,
    plain: bool,
    meeting: bool,
    minutes: float | None,
    names: Sequence[str],
    roles: Sequence[str],
    first: Mapping[str, str | None],
) -> Again:
    """The options given; `first` are those that the file keeps."""
    import shlex

    from readiness.loading.shipped import shipped_questionnaires

    more = ["--plain"] if plain else []
    if meeting:
        more += ["--meeting", *([] if minutes is None else [f"--minutes {minutes:.10g}"])]
        more += [f"--respondent {shlex.quote(name)}" for name in names]
        more += [f"--role {shlex.quote(role)}" for role in roles]
    whole = [] if named is None else [shlex.quote(named)]
    file_says = named is None or named in shipped_questionnaires()
    kept = [f"{option} {shlex.quote(said)}" for option, said in first.items() if said is not None]
    return Again(
        assess=" ".join([*([] if file_says else whole), *more]),
        begin=" ".join([*whole, *more, *kept]),
        score="" if file_says else f"-q {whole[0]}",
    )


def _check_options(
    *,
    meeting: bool,
    minutes: float | None,
    live: bool,
    respondent: list[str] | None,
    role: list[str] | None,
    day: str | None,
) -> None:
    """Leave with a usage error where options contradict each other."""
    from readiness.cli.diagnostics import complain

    def usage(option: str, message: str, repair: str) -> NoReturn:
        complain(option, message, repair, ExitCode.USAGE)

    names, roles = respondent or [], role or []
    if meeting and live:
        usage("--live", "scores stay hidden in a meeting until the reveal", "leave out --live or --meeting")
    if minutes is not None and not meeting:
        usage("--minutes", "is the length of a meeting", "add --meeting")
    if len(names) > 1 and not meeting:
        usage("--respondent", "several people answer one after another in a meeting only", "add --meeting")
    if len(set(names)) < len(names):
        usage("--respondent", "two people have the same name", "give each a name of their own")
    if roles and len(roles) != max(1, len(names)):
        usage("--role", f"there are {len(roles)} roles for {len(names)} people", "give one for each, in the same order")
    if day is not None:
        from readiness.model.base import day_written

        if isinstance(wrong := day_written(day), str):
            usage("--date", wrong.partition("; ")[0], "write it as 2026-03-31")


def _open_all(
    path: Path,
    questionnaire: Questionnaire,
    who: Who,
    places: Places,
    in_the_room: list[tuple[str, str | None]],
    *,
    begin: Path | None,
    read_only: bool,
    day: str | None,
    lang: str | None,
) -> tuple[Opened, list[Opened]]:
    """The file that the answers go to, and one for each person in the room."""
    from dataclasses import replace
    from datetime import date

    from readiness.cli.diagnostics import complain
    from readiness.cli.interviews import Who, beside, open_response, tell_misfits

    today = day or date.today().isoformat()
    files = [beside(path, name) for name, _ in in_the_room]
    if len(set(files)) < len(files):
        complain("--respondent", "two names give the same file", "make them differ in their letters", ExitCode.USAGE)
    joined = ", ".join(name for name, _ in in_the_room)
    room = open_response(
        path,
        questionnaire,
        replace(who, name=joined or who.name),
        places,
        begin=begin,
        read_only=read_only,
        today=today,
        ask_to_look=_ask_to_look if sys.stdin.isatty() else None,
    )
    voices = []
    if room.store is not None:
        for (name, role), file in zip(in_the_room, files, strict=True):
            each = Who(name=name, role=role, organization=room.response.organization, language=lang)
            voices.append(open_response(file, questionnaire, each, places, today=today))
    tell_misfits([room, *voices])
    return room, voices


def _ask_to_look(place: str) -> bool:
    """Whether the person wants to look at a file that another interview has open."""
    from readiness.cli.diagnostics import notice

    notice(f"{place}: another interview has this file open. Look at it only? (y/n)")
    return sys.stdin.readline().strip().casefold() in ("y", "yes", "o", "oui")


def _sitting(
    questionnaire: Questionnaire,
    room: Opened,
    voices: Sequence[Opened],
    places: Places,
    *,
    sections: Sequence[str],
    only_unanswered: bool,
    next_best: bool,
) -> Sitting:
    from readiness.cli.interviews import scope_of
    from readiness.interview.interview import Interview
    from readiness.interview.next_best import next_best as best
    from readiness.interview.sitting import Sitting, Voice

    interview = Interview(
        questionnaire,
        room.response,
        parts=scope_of(questionnaire, sections),
        only_unanswered=only_unanswered,
        chooser=best if next_best else None,
    )
    people = [
        Voice(str(each.response.respondent.name), each.response, each.store)
        for each in voices
        if each.store is not None
    ]
    return Sitting(interview, room.store, voices=people, elsewhere=places.elsewhere)


def _has_full_terminal() -> bool:
    """Whether all ends are a terminal that can be drawn on."""
    import os

    ends = (sys.stdin, sys.stdout, sys.stderr)  # Textual draws on standard error
    return all(end.isatty() for end in ends) and os.environ.get("TERM", "") not in ("", "dumb")


def _run(
    sitting: Sitting,
    opened: Sequence[Opened],
    *,
    again: Again,
    lang: str | None,
    full_screen: bool,
    live: bool,
    next_best: bool,
    meeting: bool,
    minutes: float | None,
) -> None:
    """Hold the interview, then say where the answers are. Leaves with 130 where it was interrupted."""
    from readiness.cli.diagnostics import notice
    from readiness.cli.inputs import spoken, with_cases

    questionnaire = sitting.interview.questionnaire
    language = spoken(questionnaire, lang or sitting.interview.response.language)

    def assessed(response: Response, *, decide: bool = False) -> Assessment:
        from readiness.advice.assess import assess as computed
        from readiness.loading.responses import PARTS, SET_ASIDE

        aside = response.set_aside
        left = [f"{part}.{name}" for part in PARTS for name in getattr(aside, part, ())]
        misfits = tuple(f"set_aside.{path}: {SET_ASIDE}" for path in left)
        return computed(questionnaire, response, language=language, misfits=misfits, decide=decide)

    def result(response: Response) -> Assessment:
        """All that `readiness score` says; the other is for lines that are drawn again and again."""
        found = assessed(response, decide=True)
        return with_cases(found) if found.stances else found

    interrupted = False
    try:
        if full_screen:
            from readiness.tui.app import hold

            interrupted = not hold(
                sitting,
                language,
                assessed,
                result,
                live=live,
                next_best=next_best,
                meeting=meeting,
                minutes=minutes,
                misfits=tuple(f"{each.path}: {each.message}" for each in opened[0].misfits),
            )
        else:
            interrupted = _converse(sitting, language, assessed, result, live=live, next_best=next_best)
    except KeyboardInterrupt:
        interrupted = True
    if interrupted and sys.stderr.isatty():
        notice("")  # what was being typed ends there
    _say_where(sitting, opened, again)
    if interrupted:
        raise typer.Exit(ExitCode.INTERRUPTED)


def _converse(
    sitting: Sitting,
    language: str,
    assessed: Callable[[Response], Assessment],
    result: Callable[[Response], Assessment],
    *,
    live: bool,
    next_best: bool,
) -> bool:
    """The line-by-line interview; true where its input ended before it did."""
    import signal

    from readiness.cli.talk import Terminal
    from readiness.interview.plain import Conversation, Results
    from readiness.reports.content import report
    from readiness.reports.phrases import in_one_line
    from readiness.reports.plain import render

    def stop(number: int, frame: object) -> NoReturn:
        raise KeyboardInterrupt

    for name in ("SIGHUP", "SIGTERM"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), stop)
    conversation = Conversation(
        sitting=sitting,
        talk=Terminal(),
        language=language,
        results=Results(
            report=lambda response: render(report(result(response))),
            line=lambda response: in_one_line(assessed(response)),
        ),
        live=live,
        next_best=next_best,
    )
    return conversation.run() == "ended"


def _say_where(sitting: Sitting, opened: Sequence[Opened], again: Again) -> None:
    """On standard error: what is saved, where, and how to go on."""
    import shlex

    from readiness.cli.diagnostics import notice
    from readiness.interview.wording import heading
    from readiness.words import say

    if sitting.store is None:
        return
    language = sitting.interview.questionnaire.all_languages[0]
    if sitting.pending is not None:
        step = sitting.pending[0]
        notice(say(language, "p_pending", name=heading(step, language) or step.text.in_(language)))
    for voice in sitting.voices:
        if Path(voice.store.place).exists():
            notice(f"saved in {voice.store.place}: {voice.name}")
    progress, place = sitting.interview.progress(), sitting.store.place
    named = shlex.quote(place)
    if not Path(place).exists():
        if any(Path(voice.store.place).exists() for voice in sitting.voices):
            notice(f"go on with: readiness assess {again.begin} -o {named}")
        else:
            notice("nothing was answered, so nothing was saved")
        return
    if sitting.pending is None or progress.answered:
        notice(f"saved in {place}: {progress.answered} of {progress.total} answered")
    if progress.open:
        notice("go on with: readiness assess " + (f"{again.assess} -o {named}" if again.assess else named))
    notice("score with: readiness score " + (f"{again.score} {named}" if again.score else named))
