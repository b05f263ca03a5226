"""The interview line by line: what is typed, what is said, what stands in the file, and how it ends."""

from __future__ import annotations

import json
import os
import re
import select
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType

import pytest

from readiness.loading.load import load_questionnaire
from readiness.loading.responses import load_response
from readiness.loading.yaml_core import parse
from readiness.model.response import Answer, Dissent, OpportunityRating, RatingDissent, Response, RiskRating
from readiness.reports.sheet_csv import blank_csv
from readiness.reports.sheet_xlsx import blank_xlsx
from readiness.words import say
from tests.running import ACTING, ROOT, Ran, environment, run
from tests.test_bad_input import HOSTILE, assert_harmless, hostile
from tests.test_sheets import fill_csv, fill_xlsx

GOOD = ROOT / "tests" / "broken" / "_good.yaml"
BAKERY = ROOT / "examples" / "quick-bakery.yaml"
PLAIN = ("--plain", "--date", "2026-03-31")
PROMPT = re.compile(r"^.*[:?] $\n?", re.MULTILINE)
"""A line that waits for an answer: nothing else ends in a blank."""
DONE = """\
format: 1
questionnaire: {id: good, version: "2.0"}
date: 2026-03-31
answers:
  sector: public
  founded: 2020-01-02
  plan: 3
  policy: yes
  blocked: none
  channels: [blog]
  staff: 5
  hours: 10
  steps: {listen: 2, reply: 3}
  remarks: Nothing
  tone: 2
risks:
  leak: {likelihood: 1, impact: 2}
  rumour: {likelihood: 2, impact: 1}
opportunities:
  hiring: {likelihood: 1, gain: 1}
"""
"""Every question of `_good.yaml` answered, each on a line of its own."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a questionnaire that has every kind of question; a run in this process keeps its signals to itself."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(GOOD, "good.yaml")
    numbers = [getattr(signal, name) for name in ("SIGHUP", "SIGTERM") if hasattr(signal, name)]
    handlers = [(number, signal.getsignal(number)) for number in numbers]
    yield tmp_path
    for number, handler in handlers:
        signal.signal(number, handler)


def assess(*arguments: object, typed: Sequence[str] = ()) -> Ran:
    """An interview through a pipe: a line for each answer, then the end of the input."""
    return run("assess", *arguments, *PLAIN, stdin="".join(f"{line}\n" for line in typed))


def turns(shown: Ran) -> list[str]:
    """What was said before each prompt, and after the last; what follows the n-th line typed is at n."""
    return PROMPT.split(shown.out)


def prompts(shown: Ran) -> list[str]:
    """Every prompt, in order."""
    return [found.strip() for found in PROMPT.findall(shown.out)]


def asked(turn: str) -> str:
    """The place of the question that is asked in a turn: `3/14`."""
    found = ["/".join(each) for each in re.findall(r"^Question (\d+) (?:of|sur) (\d+)\.", turn, re.MULTILINE)]
    assert len(found) == 1, turn
    return str(found[0])


def kept(name: object) -> Response:
    """What a file holds, which must load without a word said."""
    found = load_response(str(name))
    assert found.problems == ()
    assert found.response is not None
    return found.response


def value(name: object, question: str) -> object:
    """One answer in a file."""
    return kept(name).answers[question].value


def begun(*, without: Sequence[str] = (), name: str = "x.yaml", text: str = DONE) -> str:
    """A file with every question answered but these."""
    lines = [line for line in text.splitlines(keepends=True) if line.strip().partition(":")[0] not in without]
    Path(name).write_text("".join(lines), encoding="utf-8")
    return name


def names() -> list[str]:
    """What lies in the folder, hidden files too, without the questionnaire."""
    return sorted(path.name for path in Path().iterdir() if path.name != "good.yaml")


def told(shown: Ran, words: str) -> list[str]:
    """The arguments of the command that the last words name."""
    line = next(line for line in shown.err.splitlines() if line.startswith(words))
    program, *arguments = shlex.split(line.removeprefix(words))
    assert program == "readiness"
    return arguments


# --- from the first question to the report ---------------------------------------------------------------------------

QUICK: dict[str, tuple[str, object]] = {
    "sector": ("a", "public"),
    "using_now": ("c", "posts"),
    "duties": ("a, d", ("public_records", "two_languages")),
    "purpose_stated": ("2", 2),
    "decided_apart": ("u", "dont_know"),
    "publics_known": ("a b", ("served", "staff")),
    "listening_practice": ("1", 1),
    "results_reported": ("y", "yes"),
    "policy_written": ("2", 2),
    "rules_listed": ("1", 1),
    "accessible_content": ("1 2 x", {"captions": 1, "languages": 2, "plain_words": "not_applicable"}),
    "crisis_plan": ("2", 2),
    "accounts_secured": ("0", 0),
    "hours_weekly": ("5", 5),
    "answer_hours": ("1.5", 1.5),
}
RISKS = [f"{side}{number}" for side in "PN" for number in range(1, 6)]


def test_a_whole_questionnaire_is_answered_through_a_pipe_and_ends_in_its_report() -> None:
    typed = [each for each, _ in QUICK.values()] + ["2 3"] * 5 + ["4", "u"] * 5 + ["1 2", "x", "3 3"]
    shown = assess("quick-check", typed=[*typed, ""])
    assert shown.code == 0
    assert shown.err == (
        "saved in quick-check.answers.yaml: 28 of 28 answered\nscore with: readiness score quick-check.answers.yaml\n"
    )
    assert names() == ["quick-check.answers.yaml"]
    found = kept("quick-check.answers.yaml")
    assert {name: answer.value for name, answer in found.answers.items()} == {
        name: given for name, (_, given) in QUICK.items()
    }
    assert found.risks == {
        name: RiskRating(likelihood=2, impact=3) if name[0] == "P" else RiskRating(likelihood=4, impact="dont_know")
        for name in RISKS
    }
    assert found.opportunities == {
        "O1": OpportunityRating(likelihood=1, gain=2),
        "O2": OpportunityRating(likelihood="not_applicable", gain="not_applicable"),
        "O3": OpportunityRating(likelihood=3, gain=3),
    }
    assert turns(shown)[-1].strip("\n") == run("score", "quick-check.answers.yaml", "--plain").out.strip("\n")


def test_the_file_is_one_that_a_person_can_read_and_go_on_with_by_hand() -> None:
    commands = ["/note Written in May", "/evidence plan.pdf; minutes", "/confidence high", "/importance 2", "/flag"]
    assess("good.yaml", "-o", "x.yaml", typed=["a", "2020-01-02", *commands, "3", "y", "/quit"])
    assert Path("x.yaml").read_text(encoding="utf-8") == (
        "# Answers to “Everything once”. To go on: readiness assess FILE\n"
        "format: 1\n"
        "questionnaire:\n"
        "  id: good\n"
        "  version: '2.0'\n"
        "date: '2026-03-31'\n"
        "answers:\n"
        "  sector: public\n"
        "  founded: '2020-01-02'\n"
        "  plan:\n"
        "    value: 3\n"
        "    note: Written in May\n"
        "    confidence: high\n"
        "    importance: 2.0\n"
        "    evidence:\n"
        "      - plan.pdf\n"
        "      - minutes\n"
        "    discuss: true\n"
        "  policy: 'yes'\n"
    )


def test_every_question_says_where_it_stands_and_each_answer_is_said_back() -> None:
    shown = assess("good.yaml", typed=["b", "2020-01-02", "2"])
    said = turns(shown)
    first = "Question 1 of 6. About the organization.\nWhich sector?\n  a: Public\n  b: Private\n"
    assert said[0] == f"{say('en', 'p_begin')}\n\n{first}"
    assert said[1].startswith(
        "Saved: Private\n\nQuestion 2 of 6. About the organization.\nFounded when?\nA day, written as "
    )
    assert said[3] == "Saved: Sometimes\n\nQuestion 4 of 13. Strategy.\nIs there a staff policy?\n  y: Yes\n  n: No\n"
    assert prompts(shown) == ["Answer:"] * 4


def test_the_last_answer_ends_the_interview_even_without_a_further_line() -> None:
    shown = assess(begun(without=["hiring", "opportunities"]), typed=["1 2"])
    assert shown.code == 0
    assert turns(shown)[-1].strip("\n") == run("score", "x.yaml", "--plain").out.strip("\n")


def test_all_answered_is_said_in_one_sentence() -> None:
    assert "Everything is answered.\n" in turns(assess(begun(), typed=[""]))[0]


def test_answers_go_to_json_where_that_is_asked_for() -> None:
    assert assess("good.yaml", "-o", "x.json", typed=["a", "/quit"]).code == 0
    assert Path("x.json").read_text(encoding="utf-8").startswith('{\n  "format": 1,')
    assert asked(turns(assess("x.json"))[0]) == "2/6"


TAKEN: dict[str, tuple[str, str, object]] = {
    "a choice by its key": ("sector", "b", "private"),
    "a choice by its key in capitals": ("sector", "B", "private"),
    "a choice by its value": ("sector", "private", "private"),
    "a choice by its label": ("sector", " private ", "private"),
    "a day": ("founded", "1999-12-31", "1999-12-31"),
    "a step of a scale": ("plan", "2", 2),
    "a step by its label": ("plan", "Sometimes", 2),
    "don't know": ("plan", "u", "dont_know"),
    "don't know in words": ("plan", "don't know", "dont_know"),
    "not applicable": ("plan", "x", "not_applicable"),
    "yes": ("policy", "y", "yes"),
    "yes in words": ("policy", "Yes", "yes"),
    "no": ("policy", "n", "no"),
    "one tick": ("channels", "a", ("blog",)),
    "several ticks": ("channels", "a,b", ("blog", "video")),
    "ticks set apart by blanks": ("channels", "blog b", ("blog", "video")),
    "no tick": ("channels", "-", ()),
    "a whole number": ("staff", "12", 12),
    "zero": ("staff", "0", 0),
    "a number with decimals": ("hours", "1.5", 1.5),
    "all rows": ("steps", "1 3", {"listen": 1, "reply": 3}),
    "words": ("remarks", "No, 3: [b]", "No, 3: [b]"),
    "words that YAML would take for something else": ("remarks", "null", "null"),
}


@pytest.mark.parametrize("case", TAKEN)
def test_an_answer_is_taken_however_it_is_typed(case: str) -> None:
    name, typed, given = TAKEN[case]
    shown = assess(begun(without=[name, "blocked"] if name == "policy" else [name]), typed=[f"/go {name}", typed])
    assert "Saved: " in turns(shown)[2]
    assert value("x.yaml", name) == given


@pytest.mark.parametrize(
    ("typed", "rated"),
    [
        pytest.param(["1 2"], (1, 2), id="both halves"),
        pytest.param(["1", "2"], (1, 2), id="one after the other"),
        pytest.param(["1, u"], (1, "dont_know"), id="half of it not known"),
        pytest.param(["x"], ("not_applicable", "not_applicable"), id="not applicable is so of both"),
        pytest.param(["Rare", "severe"], (1, 2), id="labels"),
        pytest.param(["Don't know", "2"], ("dont_know", 2), id="the label of a word"),
    ],
)
def test_a_risk_is_rated_at_once_or_in_halves(typed: list[str], rated: tuple[object, object]) -> None:
    shown = assess(begun(without=["rumour"]), typed=typed)
    assert prompts(shown)[: len(typed)] == ["Likelihood:", "Impact:"][: len(typed)]
    rating = kept("x.yaml").risks["rumour"]
    assert isinstance(rating, RiskRating)
    assert (rating.likelihood, rating.impact) == rated


def test_rows_are_asked_one_after_the_other_and_the_question_is_not_said_again() -> None:
    shown = assess(begun(without=["steps"]), typed=["2", "9", "Always"])
    assert prompts(shown)[:3] == ["Listen:", "Reply:", "Reply:"]
    assert turns(shown)[1] == ""
    assert turns(shown)[2] == f"{say('en', 'r_choice', about='9')}\n"
    assert value("x.yaml", "steps") == {"listen": 2, "reply": 3}


def test_enter_keeps_an_answer_and_at_an_open_question_says_what_to_do() -> None:
    shown = assess(begun(without=["policy", "blocked"]), typed=["/back", "", ""])
    assert "Answered so far: Always. Enter keeps it." in turns(shown)[1]
    assert turns(shown)[3] == f"{say('en', 'p_nothing')}\n"
    assert Path("x.yaml").read_text(encoding="utf-8") == DONE.replace("  policy: yes\n  blocked: none\n", "")


# --- what is not taken -----------------------------------------------------------------------------------------------

REFUSED: dict[str, tuple[str, str, str]] = {
    "no choice": ("sector", "z", say("en", "r_choice", about="z")),
    "a number that is no choice": ("plan", "4", say("en", "r_choice", about="4")),
    "a word that is not allowed": ("policy", "u", say("en", "r_choice", about="u")),
    "no day": ("founded", "2026-02-30", say("en", "r_date")),
    "a day written otherwise": ("founded", "31/3/2026", say("en", "r_date")),
    "no number": ("hours", "two", say("en", "r_number")),
    "thousands": ("staff", "1,000", say("en", "r_number")),
    "not whole": ("staff", "1.5", say("en", "r_whole")),
    "too low": ("staff", "-1", say("en", "r_low", about="0")),
    "too high": ("staff", "1001", say("en", "r_high", about="1000")),
    "ticked twice": ("channels", "a a", say("en", "r_twice")),
    "ticked beside what stands alone": ("channels", "a c", say("en", "r_exclusive", about="neither")),
    "too many rows": ("steps", "1 2 3", say("en", "r_rows_count", about="2")),
    "a row that is no choice": ("steps", "1 9", say("en", "r_choice", about="9")),
    "no step of a risk": ("rumour", "7", say("en", "r_choice", about="7")),
    "one half of a risk": ("rumour", "1 9", say("en", "r_choice", about="9")),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_answer_is_refused_with_the_reason_and_asked_again(case: str) -> None:
    name, typed, reason = REFUSED[case]
    begun(without=[name, "blocked"] if name == "policy" else [name])
    before = Path("x.yaml").read_bytes()
    shown = assess("x.yaml", typed=[f"/go {name}", typed])
    assert turns(shown)[2] == f"{reason}\n"
    assert prompts(shown)[2] == prompts(shown)[1]
    assert Path("x.yaml").read_bytes() == before


# --- going on --------------------------------------------------------------------------------------------------------


def test_the_end_of_the_input_leaves_with_130_and_says_where_the_answers_are() -> None:
    shown = assess("good.yaml", typed=["a"])
    assert (shown.code, names()) == (130, ["good.answers.yaml"])
    assert shown.err.startswith("saved in good.answers.yaml: 1 of 6 answered\ngo on with: readiness assess ")


def test_quit_leaves_with_0_and_says_the_same() -> None:
    left = assess("good.yaml", "-o", "x.yaml", typed=["a", "/quit", "2020-01-02"])
    ended = assess("good.yaml", "-o", "y.yaml", typed=["a"])
    assert (left.code, left.err) == (0, ended.err.replace("y.yaml", "x.yaml"))
    assert sorted(kept("x.yaml").answers) == ["sector"]


@pytest.mark.parametrize("line", ["/quit", "z", "/go plan"])
def test_where_nothing_was_answered_nothing_is_left_behind(line: str) -> None:
    assert assess("good.yaml", typed=[line]).err == "nothing was answered, so nothing was saved\n"
    assert names() == []


@pytest.mark.parametrize("arguments", [("good.yaml", "-o", "x.yaml"), ("x.yaml",), ("-o", "x.yaml")], ids=" ".join)
def test_it_goes_on_at_the_first_open_question(arguments: tuple[str, ...]) -> None:
    assess("good.yaml", "-o", "x.yaml", typed=["a", "/skip", "3", "y"])
    said = turns(assess(*arguments, typed=["2020-01-02", "", "", "all"]))
    assert [asked(each) for each in said[:5]] == ["2/14", "3/14", "4/14", "5/14", "6/14"]
    assert list(kept("x.yaml").answers) == ["sector", "plan", "policy", "founded", "blocked"]


def test_the_language_of_the_answers_is_spoken_again() -> None:
    assess("good.yaml", "-o", "x.yaml", "--lang", "fr", typed=["a"])
    assert kept("x.yaml").language == "fr"
    assert "Fondée quand?" in assess("x.yaml").out


def test_it_goes_on_in_the_middle_of_a_risk() -> None:
    assess(begun(without=["rumour"]), typed=["2"])
    assert prompts(assess("x.yaml", typed=["1"]))[0] == "Impact:"
    assert kept("x.yaml").risks["rumour"] == RiskRating(likelihood=2, impact=1)


def test_it_goes_on_in_the_middle_of_a_grid() -> None:
    broken_off = assess(begun(without=["steps"]), typed=["2"])
    assert "13 of 14 answered" in broken_off.err
    assert prompts(assess("x.yaml", typed=["3"]))[0] == "Reply:"
    assert value("x.yaml", "steps") == {"listen": 2, "reply": 3}


def elsewhere() -> Ran:
    Path("q").mkdir()
    Path("a").mkdir()
    Path("good.yaml").rename("q/ours.yaml")
    return assess("q/ours.yaml", "-o", "a/x.yaml", typed=["a"])


def in_a_meeting(*typed: str, minutes: str = "30") -> Ran:
    timed = ("--meeting", "--minutes", minutes)
    return assess("good.yaml", "-o", "x.yaml", *timed, *ANN_AND_BO, typed=typed or ["a", "b", "a", "2020-01-02"])


@pytest.mark.parametrize(
    ("hold", "goes_on_with"),
    [
        pytest.param(lambda: assess("good.yaml", "-o", "x.yaml", typed=["a"]), "Answer:", id="simply"),
        pytest.param(lambda: assess("good.yaml", "-o", "my x.yaml", typed=["a"]), "Answer:", id="a-blank-in-the-name"),
        pytest.param(elsewhere, "Answer:", id="questionnaire-in-another-folder"),
        pytest.param(in_a_meeting, "Bo, your own answer:", id="in-a-meeting"),
    ],
)
def test_the_commands_that_are_named_at_the_end_do_what_is_said(hold: Callable[[], Ran], goes_on_with: str) -> None:
    ended = hold()
    further = told(ended, "go on with: ")
    shown = run(*further, stdin="")
    assert shown.code == 130, shown.err
    assert asked(turns(shown)[0]) == "2/6"
    assert prompts(shown) == [goes_on_with]
    assert run(*told(ended, "score with: ")).code == 0


def test_a_meeting_is_gone_on_with_for_as_long_as_it_was_to_last() -> None:
    for minutes in ("30", "7.5"):
        further = told(in_a_meeting(minutes=minutes), "go on with: ")
        assert further[further.index("--minutes") + 1] == minutes


@pytest.mark.parametrize("questionnaire", ["good.yaml", "quick-check"])
def test_a_meeting_that_has_agreed_on_nothing_yet_is_gone_on_with_all_the_same(questionnaire: str) -> None:
    about = ("--organization", "A firm", "--lang", "en", "--date", "2026-03-31")
    ended = assess(questionnaire, "-o", "x.yaml", "--meeting", *ANN_AND_BO, *about, typed=["a"])
    assert not Path("x.yaml").exists()
    assert "score with" not in ended.err
    shown = run(*told(ended, "go on with: "), stdin="b\na\n")
    assert prompts(shown)[:2] == ["Bo, your own answer:", "What the room agrees on:"], shown.err
    room = kept("x.yaml")
    assert (room.organization, room.language, str(room.date)) == ("A firm", "en", "2026-03-31")


def test_who_asked_for_plain_lines_is_told_to_go_on_with_plain_lines() -> None:
    assert "--plain" in told(assess("good.yaml", typed=["a"]), "go on with: ")


# --- commands --------------------------------------------------------------------------------------------------------

FRENCH = {
    "help": "aide",
    "back": "retour",
    "skip": "passer",
    "go": "aller",
    "map": "plan",
    "open": "reste",
    "search": "chercher",
    "why": "pourquoi",
    "note": "note",
    "evidence": "preuve",
    "confidence": "confiance",
    "importance": "importance",
    "flag": "marquer",
    "clear": "retirer",
    "review": "revue",
    "try": "essayer",
    "undo": "remettre",
    "save": "garder",
    "quit": "quitter",
}
NOT_AT_THE_REVIEW = ("skip", "why", "note", "evidence", "confidence", "importance", "flag", "clear")
"""What is done to one question."""
ARGUMENTS = {
    "go": {"en": "NAME", "fr": "NOM"},
    "search": {"en": "WORDS", "fr": "MOTS"},
    "note": {"en": "WORDS", "fr": "MOTS"},
    "evidence": {"en": "WORDS; WORDS", "fr": "MOTS; MOTS"},
    "importance": {"en": "NUMBER", "fr": "NOMBRE"},
    "try": {"en": "NAME ANSWER", "fr": "NOM RÉPONSE"},
    "save": {"en": "FILE", "fr": "FICHIER"},
}


class Spoken:
    """The interview in one language, with its commands' names in it."""

    def __init__(self, language: str, *, english_names: bool = False) -> None:
        self.language = language
        self.names = {name: name if language == "en" or english_names else FRENCH[name] for name in FRENCH}

    def hold(self, *typed: str) -> Ran:
        """An interview; each line's command in this language: `/go plan` becomes `/aller plan`."""
        lines = [re.sub(r"^/(\w+)", lambda found: f"/{self.names[found[1]]}", line) for line in typed]
        return assess("good.yaml", "-o", "x.yaml", "--lang", self.language, typed=lines)

    def say(self, key: str, **values: object) -> str:
        """The program's words in this language."""
        return say(self.language, key, **values)

    def before_colon(self, lines: Sequence[str]) -> list[str]:
        """What stands before the first colon of each line, which French sets apart."""
        found = [line.partition("\u00a0: " if self.language == "fr" else ": ") for line in lines]
        assert all(colon for _, colon, _ in found), lines
        return [before for before, _, _ in found]

    def help(self, *, without: Sequence[str] = ()) -> list[str]:
        """The commands that are listed, each with what it takes."""
        listed = {name: name if self.language == "en" else FRENCH[name] for name in FRENCH if name not in without}
        return [
            f"  /{name} {ARGUMENTS[key][self.language]}" if key in ARGUMENTS else f"  /{name}"
            for key, name in listed.items()
        ]


@pytest.fixture(params=["en", "fr", "fr, with the English names"])
def spoken(request: pytest.FixtureRequest) -> Spoken:
    """Both languages; the English names are understood in both."""
    language, _, english = str(request.param).partition(", ")
    return Spoken(language, english_names=bool(english))


def test_help_lists_every_command_in_the_language_spoken(spoken: Spoken) -> None:
    assert spoken.before_colon(turns(spoken.hold("/help"))[1].splitlines()) == spoken.help()


def test_help_at_the_review_leaves_out_what_is_done_to_one_question(spoken: Spoken) -> None:
    begun()
    assert spoken.before_colon(turns(spoken.hold("/help"))[1].splitlines()) == spoken.help(without=NOT_AT_THE_REVIEW)


def test_back_returns_and_says_where_nothing_is_before(spoken: Spoken) -> None:
    said = turns(spoken.hold("a", "/back", "/back"))
    assert (asked(said[2]), asked(said[3])) == ("1/6", "1/6")
    assert spoken.say("p_given", answer="Public") in said[2]
    assert said[3].startswith(spoken.say("i_first"))


def test_skip_leaves_a_question_open(spoken: Spoken) -> None:
    assert asked(turns(spoken.hold("/skip", "2020-01-02"))[1]) == "2/6"
    assert list(kept("x.yaml").answers) == ["founded"]


def test_go_leads_to_a_question_a_risk_or_a_part(spoken: Spoken) -> None:
    said = turns(spoken.hold("/go policy", "/go hiring", "/go risks.not_participating", "/go profile", "/go steps"))
    assert [asked(each) for each in said[1:5]] == ["4/6", "6/6", "5/6", "1/6"]
    assert said[5] == spoken.say("p_no_step", name="steps") + "\n", "as things stand it is not asked"


def test_map_says_how_far_each_part_is(spoken: Spoken) -> None:
    begun(without=["sector", "tone"])
    lines = turns(spoken.hold("/map"))[1].splitlines()
    assert [line.partition(":")[0].rstrip("\u00a0") for line in lines] == [
        "  profile",
        "  strategy",
        "  capacity",
        "    practice",
        "  risks.participating",
        "  risks.not_participating",
        "  opportunities",
    ]
    assert lines[0].endswith(f"({spoken.say('i_progress', answered=1, total=2)})")
    assert lines[2].endswith(f"({spoken.say('i_progress', answered=5, total=6)})")


def test_open_lists_what_has_no_answer_and_what_is_flagged(spoken: Spoken) -> None:
    begun(without=["tone", "rumour"])
    lines = turns(spoken.hold("/go policy", "/flag", "/open"))[3].splitlines()
    counts = f"{spoken.say('i_open_count', n=2)}, {spoken.say('i_flag_count', n=1)}"
    assert lines[0] == counts
    assert spoken.before_colon(lines[1:]) == ["  tone", "  rumour", "  policy"]
    assert lines[3].endswith(f"= {spoken.say('yes')} ({spoken.say('i_flagged')})")


def test_search_finds_words_in_questions_choices_and_rows(spoken: Spoken) -> None:
    begun()
    word = {"en": "video", "fr": "vidéo"}[spoken.language]
    said = turns(spoken.hold(f"/search {word}", "/search nowhere", "/search LISTEN"))
    assert spoken.before_colon(said[1].splitlines()) == ["  channels"]
    assert said[2] == spoken.say("p_not_found", words="nowhere") + "\n"
    assert said[3].startswith("  steps: " if spoken.language == "en" else spoken.say("p_not_found", words="LISTEN"))


def test_why_says_the_question_again(spoken: Spoken) -> None:
    said = turns(spoken.hold("/why"))
    assert said[1] == said[0].removeprefix(spoken.say("p_begin") + "\n")


def test_note_evidence_confidence_importance_and_flag_stand_beside_the_answer(spoken: Spoken) -> None:
    low = spoken.say("i_low_confidence")
    added = ["/note Written in May", "/evidence a; b;", f"/confidence {low}", "/importance 0.5", "/flag"]
    said = turns(spoken.hold("/go plan", *added, "/why", "2"))
    question = {"en": "Is there a plan?", "fr": "Y a-t-il un plan?"}[spoken.language]
    assert said[2] == said[3] == said[4] == said[5] == spoken.say("p_noted", name=question) + "\n"
    assert said[6] == spoken.say("i_flag_on") + "\n"
    for words in ("Written in May", "a; b", low, "0.5", spoken.say("i_flagged")):
        assert words in said[7]
    expected = Answer(
        value=2, note="Written in May", evidence=("a", "b"), confidence="low", importance=0.5, discuss=True
    )
    assert kept("x.yaml").answers["plan"] == expected


def test_without_words_what_stood_beside_the_answer_is_gone(spoken: Spoken) -> None:
    said = {"value": 3, "note": "n", "evidence": ["e"], "confidence": "low", "importance": 2, "discuss": True}
    begun(text=DONE.replace("plan: 3", f"plan: {said}"))
    spoken.hold("/go plan", "/note", "/evidence", "/confidence", "/importance", "/flag")
    assert kept("x.yaml").answers["plan"] == Answer(value=3)


def test_what_cannot_stand_beside_an_answer_is_said(spoken: Spoken) -> None:
    begun()
    said = turns(spoken.hold("/go policy", "/importance 2", "/confidence hihg", "/go rumour", "/evidence e"))
    assert said[2] == said[5] == spoken.say("p_not_here") + "\n"
    assert said[3] == spoken.say("p_confidence_how") + "\n"
    said = turns(spoken.hold("/go plan", "/importance 11", "/importance many"))
    assert said[2] == said[3] == spoken.say("p_importance_how", steps="0.5, 1, 1.5, 2, 3") + "\n"
    assert Path("x.yaml").read_text(encoding="utf-8") == DONE


def test_clear_takes_the_answer_away_and_keeps_the_note(spoken: Spoken) -> None:
    begun(text=DONE.replace("tone: 2", "tone: {value: 2, note: n}"))
    said = turns(spoken.hold("/go tone", "/clear", "/go leak", "/clear"))
    assert said[2].startswith(spoken.say("i_cleared"))
    found = kept("x.yaml")
    assert found.answers["tone"] == Answer(value=None, note="n")
    assert found.risks["leak"] in (None, RiskRating())


def test_review_lists_what_is_open_and_enter_shows_the_result(spoken: Spoken) -> None:
    begun(without=["tone"])
    shown = spoken.hold("/review", "/go tone", "/review", "")
    said = turns(shown)
    assert spoken.say("i_open_count", n=1) in said[1]
    assert [line for line in said[1].splitlines() if line.startswith(f"  tone{spoken.say('colon')}")] != []
    assert asked(said[2]) == "11/14"
    assert shown.code == 0
    assert said[4].strip("\n") == run("score", "x.yaml", "--plain", "--lang", spoken.language).out.strip("\n")


def test_at_the_review_anything_else_says_what_can_be_done(spoken: Spoken) -> None:
    begun()
    said = turns(spoken.hold("later", "/skip", "/back"))
    assert said[1] == spoken.say("p_review_how") + "\n"
    assert said[2] == spoken.say("p_no_command", name=spoken.names["skip"]) + "\n"
    assert asked(said[3]) == "14/14"


def test_try_shows_what_would_follow_and_changes_nothing(spoken: Spoken) -> None:
    begun()
    said = turns(spoken.hold("/try plan 1", "/try policy n", "/undo", "/try policy n", "/try policy 7", "/try policy"))
    before = spoken.say("p_before", line="").strip()
    for turn, tried in ((said[1], "plan"), (said[2], "plan, policy"), (said[4], "policy")):
        lines = turn.splitlines()
        after = spoken.say("p_after", names=tried, line="").strip()
        assert len(lines) == 2
        assert lines[0].startswith(before)
        assert lines[1].startswith(after)
    assert said[1] != said[2], "the second comes on top of the first"
    assert said[3] == spoken.say("p_undone") + "\n"
    assert said[4] not in (said[1], said[2])
    assert said[5] == spoken.say("r_choice", about="7") + "\n"
    assert said[6] == spoken.say("p_try_how") + "\n"
    assert Path("x.yaml").read_text(encoding="utf-8") == DONE


@pytest.mark.parametrize(("name", "half"), [("steps", "2"), ("rumour", "2"), ("hiring", "1")])
def test_half_an_answer_cannot_be_tried(name: str, half: str) -> None:
    assert "As tried" not in turns(assess(begun(), typed=[f"/try {name} {half}"]))[1]


def test_save_keeps_the_answers_elsewhere_from_now_on(spoken: Spoken) -> None:
    shown = spoken.hold("a", "/save y.yaml", "2020-01-02", "/save")
    assert turns(shown)[2] == spoken.say("p_moved", place="y.yaml") + "\n"
    assert turns(shown)[4] == spoken.say("p_elsewhere") + "\n"
    assert (list(kept("x.yaml").answers), list(kept("y.yaml").answers)) == (["sector"], ["sector", "founded"])
    assert shown.err.startswith("saved in y.yaml: 2 of 6 answered\n")
    assert names() == ["x.yaml", "y.yaml"]


def test_what_is_no_command_is_said_and_the_same_is_asked_again(spoken: Spoken) -> None:
    shown = assess("good.yaml", "--lang", spoken.language, typed=["/nonsense", "/", "/ quit"])
    assert turns(shown)[1] == spoken.say("p_no_command", name="nonsense") + "\n"
    assert len(prompts(shown)) == 4
    assert shown.code == 130


def test_a_note_may_be_added_after_the_answer_from_the_question_s_place() -> None:
    assess("good.yaml", "-o", "x.yaml", typed=["a", "/back", "/note As the law says", "", "/quit"])
    assert kept("x.yaml").answers == {"sector": Answer(value="public", note="As the law says")}


# --- French ----------------------------------------------------------------------------------------------------------


def test_a_number_is_read_and_said_as_french_writes_it() -> None:
    said = turns(assess(begun(without=["hours"]), "--lang", "fr", typed=["1,5"]))
    assert value("x.yaml", "hours") == 1.5
    assert said[1].startswith("Enregistré : 1,5\n")


def test_the_ranges_of_a_scale_are_written_as_french_writes_numbers() -> None:
    said = turns(assess(begun(without=["rumour"]), "--lang", "fr"))[0]
    assert "1,000" not in said, "which in French is one"


def test_yes_and_no_have_their_french_letters() -> None:
    said = turns(assess(begun(without=["policy", "blocked"]), "--lang", "fr", typed=["o"]))
    assert "  o\u00a0: Oui\n  n\u00a0: Non\n" in said[0]
    assert value("x.yaml", "policy") == "yes"


# --- what is asked ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sections", "steps"),
    [
        (["profile"], ["sector", "founded"]),
        (["practice"], ["steps", "remarks", "tone"]),
        (["capacity"], ["channels", "staff", "hours", "steps", "remarks", "tone"]),
        (["risks"], ["leak", "rumour"]),
        (["opportunities", "strategy"], ["plan", "policy", "blocked", "hiring"]),
    ],
)
def test_only_the_sections_named_are_asked(sections: list[str], steps: list[str]) -> None:
    begun(text=DONE)
    options = [word for name in sections for word in ("--section", name)]
    said = turns(assess("x.yaml", *options, typed=["/back"] * (len(steps) + 1)))
    assert "That was the last one." in said[0]
    places = [asked(each) for each in said[1 : 1 + len(steps)]]
    assert places == [f"{at}/{len(steps)}" for at in range(len(steps), 0, -1)]
    assert said[1 + len(steps)].startswith(say("en", "i_first"))
    went = turns(assess("x.yaml", *options, typed=[f"/go {name}" for name in steps]))
    assert [asked(each) for each in went[1 : 1 + len(steps)]] == places[::-1]


@pytest.mark.parametrize("typed", ["2", ""])
def test_who_goes_back_from_the_review_returns_to_it(typed: str) -> None:
    said = turns(assess(begun(), typed=["/go plan", typed]))
    assert asked(said[1]) == "3/14"
    assert "That was the last one." in said[2]


def test_a_scale_of_a_rating_is_read_out_once_in_a_part_and_when_asked() -> None:
    shown = assess("quick-check", "--section", "risks", typed=["2 3", "/why", *["2 3"] * 4])
    said = turns(shown)
    whole = [say("en", "o_dont_know") in each for each in said[:7]]
    assert whole == [True, False, True, False, False, False, True], "the sixth is the first of the other side"
    short = [say("en", "p_scale", title=title, low="1", high="5") in said[1] for title in ("Likelihood", "Impact")]
    assert short == [True, True]
    assert said[1].startswith("Saved: Likelihood 2, Impact 3\n")


def test_only_what_has_no_answer_is_asked() -> None:
    begun(without=["founded", "staff", "hiring", "opportunities"])
    said = turns(assess("x.yaml", "--only-unanswered", typed=["2020-01-02", "5", "1 1"]))
    assert [asked(each) for each in said[:3]] == ["2/14", "7/14", "14/14"]
    assert "That was the last one." in said[3]


def test_the_next_best_begins_with_what_decides_whether_others_are_asked() -> None:
    said = turns(assess("good.yaml", "--next-best", typed=["3", "y"]))
    assert [asked(each) for each in said[:2]] == ["3/6", "4/13"]
    assert asked(said[2]) not in ("3/14", "4/14")


def test_the_next_best_lets_a_question_be_skipped() -> None:
    said = turns(assess("good.yaml", "--next-best", typed=["/skip"]))
    assert asked(said[1]) != asked(said[0])


SETTLED = """\
format: 1
questionnaire: {id: own}
answers: {regulated: no, owner_named: no}
risks:
  P1: {likelihood: 1, impact: 1}
  N1: {likelihood: 1, impact: 1}
"""


def test_the_next_best_says_when_no_answer_can_change_anything_and_asks_the_rest() -> None:
    run("new", "own.yaml")
    Path("x.yaml").write_text(SETTLED.replace("no}", "no, hours_to_hear: 1}"), encoding="utf-8")
    said = turns(assess("x.yaml", "--next-best", typed=["z"]))
    assert asked(said[0]) == "2/6"
    assert said[0].endswith(say("en", "i_settled") + "\n")
    assert say("en", "i_settled") not in said[1], "once is enough"


def test_the_next_best_asks_the_rest_also_where_it_comes_before_the_last_answer() -> None:
    run("new", "own.yaml")
    Path("x.yaml").write_text(SETTLED, encoding="utf-8")
    said = turns(assess("x.yaml", "--next-best", typed=["/go hours_to_hear", "1"]))
    assert say("en", "i_settled") in said[2]
    assert asked(said[2]) == "2/6"


def test_scores_are_said_after_each_answer_where_that_is_asked_for_and_only_there() -> None:
    begun(without=["tone"])
    live = turns(assess("x.yaml", "--live", typed=["3", "/back", "/try plan 1"]))
    line = live[1].splitlines()[1]
    assert line.startswith("level Ready (")
    assert "exposure" in line
    assert "\nAs tried (plan): " in live[3]
    begun(without=["tone"])
    hidden = turns(assess("x.yaml", typed=["3", "/back", "/try plan 1"]))
    assert hidden[1].splitlines()[1] == ""
    assert hidden[3] == f"{say('en', 'p_try_later')}\n"


def test_a_section_that_is_not_there_is_a_usage_error_with_a_suggestion() -> None:
    shown = assess("good.yaml", "--section", "stratgy")
    assert (shown.code, shown.out, names()) == (2, "", [])
    assert shown.err == "--section: there is no section `stratgy`; did you mean `strategy`?\n"


# --- what it begins with ---------------------------------------------------------------------------------------------


def sheet(suffix: str) -> str:
    """A sheet with some answers, as a person fills it in."""
    found = load_questionnaire(Path("good.yaml")).value
    assert found is not None
    cells: Mapping[str, Mapping[str, object]] = {
        "sector": {"answer": "public", "note": "By law"},
        "plan": {"answer": 3, "evidence": "plan.pdf"},
        "steps.listen": {"answer": 1},
        "steps.reply": {"answer": 2},
        "rumour.likelihood": {"answer": 2},
        "rumour.impact": {"answer": 1},
    }
    if suffix == "csv":
        Path("filled.csv").write_text(fill_csv(blank_csv(found, "en"), cells), encoding="utf-8")
    else:
        Path("filled.xlsx").write_bytes(fill_xlsx(blank_xlsx(found, "en"), cells))
    return f"filled.{suffix}"


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_it_begins_with_the_answers_of_a_sheet_and_leaves_the_sheet_as_it_is(suffix: str) -> None:
    before = Path(sheet(suffix)).read_bytes()
    shown = assess("good.yaml", "--from", f"filled.{suffix}", "-o", "x.yaml", typed=["2020-01-02"])
    assert asked(turns(shown)[0]) == "2/13"
    found = kept("x.yaml")
    assert found.answers["sector"] == Answer(value="public", note="By law")
    assert found.answers["plan"] == Answer(value=3, evidence=("plan.pdf",))
    assert found.answers["steps"].value == {"listen": 1, "reply": 2}
    assert found.answers["founded"].value == "2020-01-02"
    assert found.risks["rumour"] == RiskRating(likelihood=2, impact=1)
    assert Path(f"filled.{suffix}").read_bytes() == before


def test_it_begins_with_the_answers_of_another_response_and_leaves_that_as_it_is() -> None:
    before = BAKERY.read_bytes()
    shown = assess("quick-check", "--from", BAKERY, "-o", "x.yaml", typed=["/go sector", "a", "/quit"])
    assert shown.code == 0
    assert shown.err.startswith("saved in x.yaml: 28 of 28 answered\n")
    old, new = kept(BAKERY), kept("x.yaml")
    assert new == old.model_copy(update={"answers": {**old.answers, "sector": Answer(value="public")}})
    assert BAKERY.read_bytes() == before


def test_a_complete_sheet_becomes_a_response_even_where_nothing_is_added() -> None:
    shown = assess("quick-check", "--from", BAKERY, "-o", "x.yaml", typed=[""])
    assert shown.code == 0
    assert shown.err.startswith("saved in x.yaml: 28 of 28 answered\n")
    assert kept("x.yaml") == kept(BAKERY)


def test_nothing_is_begun_anew_over_a_file_that_is_there() -> None:
    before = Path(begun()).read_bytes()
    shown = assess("good.yaml", "--from", sheet("csv"), "-o", "x.yaml", typed=["a"])
    assert (shown.code, shown.out) == (3, "")
    assert shown.err == "x.yaml: is already there, and --from would begin it anew; choose another name with -o\n"
    assert Path("x.yaml").read_bytes() == before


@pytest.mark.parametrize("source", ["missing.csv", "good.yaml", str(BAKERY)])
def test_what_cannot_be_begun_with_is_said(source: str) -> None:
    shown = assess("good.yaml", "--from", source, "-o", "x.yaml", typed=["a"])
    assert (shown.code, shown.out, names()) == (3, "", [])
    assert shown.err.startswith(f"{source}:")


BY_HAND = """\
# Ours. Begun by hand on the train.

format: 1
questionnaire: {id: good, version: "2.0"}
respondent: {name: Sam, role: leader}   # the deputy

answers:
  policy: yes        # asked twice
  # the plan is in the safe
  plan: {value: 3, note: "Seen"}

  sector:   public
risks:
  rumour: {likelihood: 2, impact: 1}
# to be continued
"""


def test_a_response_begun_by_hand_goes_on_as_it_is() -> None:
    Path("x.yaml").write_text(BY_HAND, encoding="utf-8")
    shown = assess("x.yaml", typed=["2020-01-02", "/go policy", "n", "/quit"])
    assert shown.code == 0
    assert Path("x.yaml").read_text(encoding="utf-8") == BY_HAND.replace(
        "  policy: yes        # asked twice\n", "  policy: 'no'        # asked twice\n"
    ).replace("  sector:   public\n", "  sector:   public\n  founded: '2020-01-02'\n")


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    Path("x.yaml").write_bytes(b"\xef\xbb\xbf" + BY_HAND.replace("\n", "\r\n").encode())
    assess("x.yaml", typed=["2020-01-02"])
    expected = BY_HAND.replace("  sector:   public\n", "  sector:   public\n  founded: '2020-01-02'\n")
    assert Path("x.yaml").read_bytes() == b"\xef\xbb\xbf" + expected.replace("\n", "\r\n").encode()


def test_a_file_that_is_no_response_is_said_and_left_alone() -> None:
    for text in ("answers: [", "hello\n", GOOD.read_text(encoding="utf-8"), f"{DONE}nobody: 1\n"):
        Path("x.yaml").write_text(text, encoding="utf-8")
        shown = assess("good.yaml", "-o", "x.yaml", typed=["a"])
        assert (shown.code, shown.out) == (3, "")
        assert shown.err.startswith("x.yaml")
        assert Path("x.yaml").read_text(encoding="utf-8") == text
        assert names() == ["x.yaml"]


# --- who answers -----------------------------------------------------------------------------------------------------

WHO = ("--respondent", "Sam", "--role", "leader", "--organization", "A firm")


def test_the_file_says_who_answers_and_may_be_told_so_again() -> None:
    assess("good.yaml", "-o", "x.yaml", *WHO, typed=["a"])
    found = kept("x.yaml")
    assert (found.respondent.name, found.respondent.role, found.organization) == ("Sam", "leader", "A firm")
    assert str(found.date) == "2026-03-31"
    assert assess("x.yaml", *WHO, typed=["2020-01-02"]).code == 130
    assert list(kept("x.yaml").answers) == ["sector", "founded"]


@pytest.mark.parametrize(
    ("option", "name", "words"),
    [
        ("--respondent", "Alex", "x.yaml: has the respondent “Sam”, not “Alex”; choose another file with -o\n"),
        ("--role", "communicator", "x.yaml: has the role “leader”, not “communicator”; choose another file with -o\n"),
        ("--organization", "B", "x.yaml: has the organization “A firm”, not “B”; choose another file with -o\n"),
    ],
)
def test_nobody_takes_the_place_of_somebody_else(option: str, name: str, words: str) -> None:
    assess("good.yaml", "-o", "x.yaml", *WHO, typed=["a"])
    before = Path("x.yaml").read_bytes()
    shown = assess("x.yaml", option, name, typed=["2020-01-02"])
    assert (shown.code, shown.out, shown.err) == (2, "", words)
    assert (Path("x.yaml").read_bytes(), names()) == (before, ["x.yaml"])


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("good.yaml", "--role", "leadr"), 2, "--role: there is no role `leadr`; did you mean `leader`?\n"),
        (("quick-chek",), 3, "quick-chek: there is no questionnaire of this name; did you mean `quick-check`?\n"),
        (("missing.yaml",), 3, "missing.yaml: no such file; check the path\n"),
        (("-",), 2, "-: a questionnaire from standard input leaves no way to answer; name its file\n"),
        (("good.yaml", "--respondent", "A", "--respondent", "B"), 2, "--respondent: several people answer one after "),
        (("good.yaml", "--role", "leader", "--role", "leader"), 2, "--role: there are 2 roles for "),
        (("good.yaml", "--date", "31.3.2026"), 2, "--date: "),
    ],
)
def test_a_wrong_command_line_is_said_and_nothing_is_written(arguments: tuple[str, ...], code: int, words: str) -> None:
    shown = run("assess", "--date", "2026-03-31", *arguments, "--plain", stdin="a\n")
    assert (shown.code, shown.out, names()) == (code, "", [])
    assert shown.err.startswith(words)


# --- where the answers go --------------------------------------------------------------------------------------------


def test_a_sheet_is_no_place_for_answers_and_what_is_advised_instead_works() -> None:
    sheet("csv")
    shown = assess("good.yaml", "-o", "filled.csv", typed=["a"])
    assert (shown.code, shown.out) == (2, "")
    advised = shown.err.strip().partition("--from")[2].split()
    assert assess("good.yaml", "--from", *advised, typed=["2020-01-02"]).code == 130
    assert set(kept("filled.yaml").answers) == {"sector", "plan", "steps", "founded"}


def test_what_is_advised_works_also_where_the_sheet_is_not_there_yet() -> None:
    advised = assess("good.yaml", "-o", "new.csv").err.strip().rpartition("; ")[2]
    options = advised[advised.index("-") :].split() if "-" in advised else ["-o", "new.yaml"]
    shown = assess("good.yaml", *options, typed=["a"])
    assert shown.code == 130, shown.err
    assert value("new.yaml", "sector") == "public"


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("nowhere/x.yaml", "nowhere/x.yaml: its folder does not exist; make the folder `nowhere` first\n"),
        ("folder.yaml", "folder.yaml: is a folder; name a file in it\n"),
        ("folder", "folder: is a folder; name a file in it\n"),
        ("x.txt", "x.txt: its suffix `.txt` is no format for answers; use .yaml or .json\n"),
    ],
)
def test_a_place_that_cannot_hold_answers_is_said_before_anything_is_asked(place: str, words: str) -> None:
    Path("folder").mkdir()
    Path("folder.yaml").mkdir()
    shown = assess("good.yaml", "-o", place, typed=["a"])
    assert (shown.out, shown.err) == ("", words)
    assert shown.code in (2, 3)
    assert names() == ["folder", "folder.yaml"]


@pytest.mark.parametrize(
    "place",
    [
        pytest.param(".", id="this folder"),
        pytest.param("/", id="the root folder"),
        pytest.param("~nobody-of-this-name/y.yaml", id="nobody's home"),
        pytest.param("a\0b.yaml", id="a sign that no name holds"),
        pytest.param(f"{'y' * 300}.yaml", id="a name too long"),
        pytest.param("x.yaml/y.yaml", id="a file for a folder"),
    ],
)
def test_a_place_that_is_none_is_refused_and_the_interview_goes_on(place: str) -> None:
    shown = assess("good.yaml", "-o", "x.yaml", typed=["a", f"/save {place}", "2020-01-02"])
    assert shown.code == 130
    assert turns(shown)[2].startswith("Not saved: ")
    assert list(kept("x.yaml").answers) == ["sector", "founded"]
    assert names() == ["x.yaml"]


def test_a_folder_that_is_not_there_is_not_made_on_the_way() -> None:
    shown = assess("good.yaml", "-o", "x.yaml", typed=["a", "/save nowhere/y.yaml"])
    place = os.path.realpath("nowhere/y.yaml")
    assert turns(shown)[2] == f"{say('en', 'u_gone', place=place)}\n{say('en', 'p_elsewhere')}\n"
    assert names() == ["x.yaml"]


def test_the_place_named_is_the_one_that_is_written() -> None:
    shown = assess("good.yaml", "-o", "x.yaml", typed=["a", "/save y"])
    assert turns(shown)[2] == say("en", "p_moved", place="y.yaml") + "\n"
    assert names() == ["x.yaml", "y.yaml"]


def test_a_file_that_is_there_is_left_alone_and_nobody_is_said_to_have_changed_it() -> None:
    Path("y.yaml").write_text("mine", encoding="utf-8")
    shown = assess("good.yaml", "-o", "x.yaml", typed=["a", "/save y.yaml", "2020-01-02"])
    assert Path("y.yaml").read_text(encoding="utf-8") == "mine"
    assert len(kept("x.yaml").answers) == 2
    assert turns(shown)[2].startswith(say("en", "u_there", place="y.yaml") + "\n")
    assert "somebody else" not in turns(shown)[2]


# --- a questionnaire edited since ------------------------------------------------------------------------------------


def edited() -> str:
    """A response to a questionnaire of which one question was renamed since and one lost the choice that was taken."""
    text = GOOD.read_text(encoding="utf-8").replace('version: "2.0"', 'version: "3.0"')
    text = text.replace("id: tone", "id: manner").replace("{value: private,", "{value: firm,")
    Path("good.yaml").write_text(text, encoding="utf-8")
    Path("x.yaml").write_text(DONE.replace("sector: public", "sector: private"), encoding="utf-8")
    return "x.yaml"


def test_what_no_longer_fits_is_listed_kept_aside_and_asked_anew() -> None:
    shown = assess(edited(), typed=["firm"])
    assert shown.err.splitlines()[:3] == [
        "x.yaml: the questionnaire has changed; what no longer fits is kept and not scored:",
        "x.yaml:5:11: answers.sector: warning: `private` is not among the choices; write firm, which stands for it",
        "x.yaml:15:3: answers.tone: warning: there is no question `tone`; remove it, or correct the id",
    ]
    assert asked(turns(shown)[0]) == "1/14"
    found = load_response("x.yaml").response
    assert found is not None
    assert (found.questionnaire.version, found.answers["sector"].value) == ("3.0", "firm")
    assert found.set_aside is not None
    assert found.set_aside.answers["tone"].value == 2
    scored = run("score", "x.yaml")
    assert scored.code == 0
    assert "set_aside.answers.tone: warning: " in scored.err
    assert "tone" not in found.answers


def test_what_was_set_aside_comes_back_when_it_fits_again() -> None:
    assess(edited(), typed=["public"])
    shutil.copy(GOOD, "good.yaml")
    shown = assess("x.yaml", typed=["/go remarks", "More"])
    assert "warning" not in shown.err
    found = kept("x.yaml")
    assert (found.answers["sector"].value, found.answers["tone"].value, found.set_aside) == ("public", 2, None)


def test_what_was_answered_anew_is_no_longer_kept_aside() -> None:
    assess(edited(), typed=["firm"])
    found = load_response("x.yaml").response
    assert found is not None
    assert found.set_aside is not None
    assert list(found.set_aside.answers) == ["tone"]


def test_what_is_aside_is_listed_at_its_place_the_next_time() -> None:
    assess(edited(), typed=["firm"])
    lines = Path("x.yaml").read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines, 1) if line.startswith("    tone:"))
    assert f"x.yaml:{at}:5: set_aside.answers.tone: warning: " in assess("x.yaml").err


def test_the_report_names_what_was_left_out_as_score_does() -> None:
    shown = assess(edited(), typed=["firm", "/go manner", "2", "/review", ""])
    assert turns(shown)[-1].strip("\n") == run("score", "x.yaml", "--plain").out.strip("\n")


# --- a meeting -------------------------------------------------------------------------------------------------------

ANN_AND_BO = ("--respondent", "Ann", "--respondent", "Bo")


def meeting(*arguments: str, typed: Sequence[str]) -> Ran:
    return assess("good.yaml", "-o", "x.yaml", "--meeting", *ANN_AND_BO, *arguments, typed=typed)


def test_everybody_answers_into_a_file_of_their_own_and_the_room_agrees_with_dissent() -> None:
    shown = meeting(
        "--role", "leader", "--role", "communicator", "--organization", "A firm", typed=["a", "b", "b", "/quit"]
    )
    assert shown.code == 0
    assert prompts(shown)[:3] == ["Ann, your own answer:", "Bo, your own answer:", "What the room agrees on:"]
    said = turns(shown)
    assert said[1] == "", "nobody hears what was answered before all have"
    assert said[2].endswith("What was answered:\n  Ann: Public\n  Bo: Private\n")
    assert said[3].startswith("Saved: Private\n")
    room, ann, bo = kept("x.yaml"), kept("x.ann.yaml"), kept("x.bo.yaml")
    assert room.answers["sector"] == Answer(
        value="private", dissent=(Dissent(respondent="Ann", value="public", note=None),)
    )
    assert (ann.answers["sector"].value, bo.answers["sector"].value) == ("public", "private")
    assert [(each.respondent.name, each.respondent.role, each.organization) for each in (room, ann, bo)] == [
        ("Ann, Bo", None, "A firm"),
        ("Ann", "leader", "A firm"),
        ("Bo", "communicator", "A firm"),
    ]
    assert shown.err.startswith(
        "saved in x.ann.yaml: Ann\nsaved in x.bo.yaml: Bo\nsaved in x.yaml: 1 of 6 answered\ngo on with: "
    )
    assert names() == ["x.ann.yaml", "x.bo.yaml", "x.yaml"]


def test_one_mind_leaves_no_dissent_and_who_passes_has_none() -> None:
    shown = meeting(typed=["a", "a", "a", "/skip", "2020-01-02", "2020-01-02"])
    assert turns(shown)[2].endswith("What was answered:\n  Ann, Bo: Public\n")
    passed = f"  Ann: {say('en', 'unanswered')}\n"
    assert turns(shown)[5].endswith(f"What was answered:\n{passed}  Bo: 2020-01-02\n")
    assert kept("x.yaml").answers == {"sector": Answer(value="public"), "founded": Answer(value="2020-01-02")}
    assert list(kept("x.ann.yaml").answers) == ["sector"]


def test_a_risk_is_rated_by_everybody_in_halves_or_at_once() -> None:
    shown = meeting("--section", "risks", typed=["1", "2", "x", "2 2"])
    assert prompts(shown)[:4] == [
        "Ann, your own answer: Likelihood:",
        "Ann, your own answer: Impact:",
        "Bo, your own answer: Likelihood:",
        "What the room agrees on: Likelihood:",
    ]
    assert turns(shown)[3].endswith(
        "What was answered:\n"
        "  Ann: Likelihood Rare; Impact Severe\n"
        "  Bo: Likelihood Not applicable here; Impact Not applicable here\n"
    )
    rating = kept("x.yaml").risks["rumour"]
    assert isinstance(rating, RiskRating)
    assert (rating.likelihood, rating.impact) == (2, 2)
    assert rating.dissent == (
        RatingDissent(respondent="Ann", likelihood=1, impact=2),
        RatingDissent(respondent="Bo", likelihood="not_applicable", impact="not_applicable"),
    )


def test_a_refusal_in_the_room_asks_the_same_person_again() -> None:
    shown = meeting(typed=["z", "a", "", "b", "z"])
    assert [each.partition(",")[0] for each in prompts(shown)] == [
        "Ann",
        "Ann",
        "Bo",
        "Bo",
        "What the room agrees on:",
        "What the room agrees on:",
    ]
    assert turns(shown)[1] == say("en", "p_refused_unseen") + "\n", "what was typed unseen is not said"
    assert say("en", "r_choice", about="z") in turns(shown)[5]
    assert not Path("x.yaml").exists()


def test_the_room_is_told_which_half_is_still_asked_for() -> None:
    shown = meeting("--section", "risks", typed=["1 1", "1 1", "2"])
    assert prompts(shown)[3] == "What the room agrees on: Impact:"


def test_the_same_command_goes_on_with_whoever_has_not_answered() -> None:
    broken_off = meeting(typed=["a"])
    assert (broken_off.code, names()) == (130, ["x.ann.yaml"])
    shown = meeting(typed=["b", "b"])
    assert prompts(shown)[:2] == ["Bo, your own answer:", "What the room agrees on:"]
    assert len(kept("x.yaml").answers["sector"].dissent) == 1


def test_it_is_said_that_one_person_s_answer_is_saved_where_the_room_has_not_agreed_yet() -> None:
    shown = meeting(typed=["a"])
    assert "saved in x.ann.yaml: Ann\n" in shown.err
    assert "nothing was saved" not in shown.err


def test_a_question_is_said_before_what_was_answered_to_it() -> None:
    said = turns(meeting(typed=["a", "b", "a", "/back"]))[4]
    assert said.index("Which sector?") < said.index("What was answered:")


def test_a_meeting_ends_in_the_report() -> None:
    begun(without=["hiring", "opportunities"])
    shown = assess("x.yaml", "--meeting", *ANN_AND_BO, typed=["1 1", "2 2", "1 1", ""])
    assert shown.code == 0
    assert turns(shown)[-1].strip("\n") == run("score", "x.yaml", "--plain").out.strip("\n")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--meeting", "--live"), "--live: scores stay hidden in a meeting until the reveal; "),
        (("--minutes", "30"), "--minutes: is the length of a meeting; add --meeting\n"),
        (("--meeting", "--respondent", "A", "--respondent", "A"), "--respondent: two people have the same name; "),
        (("--meeting", "--respondent", "A!", "--respondent", "A?"), "--respondent: two names give the same file; "),
        (("--meeting", *ANN_AND_BO, "--role", "leader"), "--role: there are 1 roles for 2 people; "),
    ],
)
def test_options_that_do_not_go_together_are_usage_errors(arguments: tuple[str, ...], words: str) -> None:
    shown = assess("good.yaml", *arguments, typed=["a"])
    assert (shown.code, shown.out, names()) == (2, "", [])
    assert shown.err.startswith(words)


# --- looking only ----------------------------------------------------------------------------------------------------


def test_who_only_looks_changes_nothing() -> None:
    begun(without=["tone"])
    before = Path("x.yaml").read_bytes()
    shown = assess("x.yaml", "--read-only", typed=["2", "/note n", "/flag", "/clear", "/go plan", "1", "/review", ""])
    assert shown.code == 0
    assert turns(shown)[1] == turns(shown)[2] == turns(shown)[3] == turns(shown)[4]
    assert turns(shown)[1].startswith("Read only")
    assert "Answered so far: Always" in turns(shown)[5]
    assert (Path("x.yaml").read_bytes(), names()) == (before, ["x.yaml"])


def test_who_only_looks_is_not_told_of_another_interview_where_there_is_none() -> None:
    assert "another interview" not in assess(begun(without=["tone"]), "--read-only", typed=["2"]).out


def test_who_only_looks_cannot_keep_the_answers_elsewhere_and_is_not_told_so() -> None:
    shown = assess(begun(without=["tone"]), "--read-only", typed=["/save y.yaml"])
    assert "kept in y.yaml" not in shown.out
    assert names() == ["x.yaml"]


def test_there_must_be_something_to_look_at() -> None:
    shown = assess("good.yaml", "-o", "x.yaml", "--read-only")
    assert (shown.code, shown.out, shown.err) == (3, "", "x.yaml: there is nothing to look at; check the path\n")


# --- text that must not act ------------------------------------------------------------------------------------------


@pytest.fixture
def attack() -> str:
    """A response with hostile text in every place that takes words, to a questionnaire that has it everywhere too."""
    plain = parse(run("new", "-").out, source="x").value
    assert isinstance(plain, dict)
    words = {
        "format": 1,
        "questionnaire": {"id": "own", "version": "0.0"},
        "organization": HOSTILE,
        "respondent": {"name": HOSTILE},
        "answers": {
            "owner_named": {"value": "no", "note": HOSTILE, "evidence": [HOSTILE], "discuss": True},
            HOSTILE: 1,
            "records_kept": HOSTILE,
        },
        "risks": {"P1": {"likelihood": 3, "impact": 2, "note": HOSTILE}},
    }
    Path("own.json").write_text(json.dumps({**hostile(plain), "id": "own"}), encoding="utf-8")
    Path("x.json").write_text(json.dumps(words), encoding="utf-8")
    return "x.json"


def test_text_from_files_never_acts_and_prints_as_it_is_written(attack: str) -> None:
    look = ["/map", "/open", "/search evil", "/go owner_named", "/go P1", "/why", "/review", "/try owner_named y", ""]
    shown = assess(attack, "--live", typed=look)
    assert shown.code == 0
    assert_harmless(shown.out)
    assert_harmless(shown.err)
    for written in ("[red]A[/red]", r"\x1b[5;31;47mD", ":skull:", "`code`"):
        assert written in shown.out


@pytest.mark.usefixtures("attack")
def test_hostile_names_in_a_meeting_never_act() -> None:
    people = ("--respondent", f"A{HOSTILE}", "--respondent", f"B{HOSTILE}")
    shown = assess("own.json", "-o", "m.yaml", "--meeting", *people, typed=["y", "n", "y", "/quit"])
    assert shown.code == 0, shown.err
    assert "dissent" in Path("m.yaml").read_text(encoding="utf-8")
    assert_harmless(shown.out)
    assert_harmless(shown.err)


@pytest.mark.usefixtures("attack")
def test_a_title_with_signs_that_act_does_not_make_the_file_unreadable() -> None:
    assess("own.json", "-o", "y.yaml", typed=["y"])
    assert value("y.yaml", "regulated") == "yes"
    assert "Saved: " in assess("y.yaml", typed=["1"]).out


@pytest.mark.skipif(sys.platform == "win32", reason="refuses such names")
def test_a_file_s_own_name_does_not_make_it_unreadable() -> None:
    assess("good.yaml", "-o", "a\u202eb\x1b.yaml", typed=["a"])
    assert value("a\u202eb\x1b.yaml", "sector") == "public"


def test_what_is_typed_never_acts_and_is_kept_as_it_was_typed() -> None:
    typed = HOSTILE.replace("\r", "").replace("\n", "")
    lines = [typed, f"/note {typed}", f"/{typed}", f"/go {typed}", f"/search {typed}", f"/try {typed}", "/why"]
    shown = assess("good.yaml", "-o", "x.yaml", typed=lines)
    assert_harmless(shown.out)
    assert kept("x.yaml").answers["sector"].note == typed
    assert ACTING.search(Path("x.yaml").read_text(encoding="utf-8")) is None


# --- a process of its own --------------------------------------------------------------------------------------------

PATIENCE = 60.0
"""Seconds after which a process that says nothing has failed; no test waits so long unless it fails."""


class Held:
    """An interview in a process of its own, held at both ends. It is at its first question when the block begins."""

    def __init__(self, *arguments: object) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "readiness", "assess", *map(str, arguments), *PLAIN],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # what runs in the background ignores it
        )
        self._heard = b""

    def __enter__(self) -> Held:
        self.first = self._listen()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self.process:
            self.process.kill()

    def type(self, line: str) -> str:
        """Type a line; what is said before the next prompt, and the prompt."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n".encode())
        self.process.stdin.flush()
        return self._listen()

    def _listen(self) -> str:
        """What is said up to the next prompt; the process then waits."""
        assert self.process.stdout is not None
        while (found := re.search(rb"[:?] \n", self._heard)) is None:
            ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
            more = os.read(self.process.stdout.fileno(), 65536) if ready else b""
            assert more, f"it ended, or says nothing more: {self._heard.decode()}"
            self._heard += more
        said, self._heard = self._heard[: found.end()], self._heard[found.end() :]
        return said.decode()

    def end(self, number: int | None = None) -> Ran:
        """End its input, or send it a signal; what it still said."""
        if number is not None:
            self.process.send_signal(number)
            self.process.wait(PATIENCE)
        out, err = self.process.communicate(timeout=PATIENCE)
        return Ran(code=self.process.returncode, out=(self._heard + out).decode(), err=err.decode())


pipes = pytest.mark.skipif(sys.platform == "win32", reason="waits on pipes")


@pipes
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_an_interruption_leaves_with_130_and_everything_accepted_in_the_file(name: str) -> None:
    with Held("good.yaml", "-o", "x.yaml") as held:
        held.type("a")
        held.type("2020-01-02")
        held.type("/note half an")
        ended = held.end(getattr(signal, name))
    assert ended.code == 130
    assert ended.err.startswith("saved in x.yaml: 2 of 6 answered\ngo on with: readiness assess ")
    assert "Traceback" not in ended.err
    found = kept("x.yaml")
    assert [answer.value for answer in found.answers.values()] == ["public", "2020-01-02", None]
    assert found.answers["plan"].note == "half an"
    assert names() == ["x.yaml"]


@pipes
def test_an_interruption_before_the_first_answer_leaves_nothing() -> None:
    with Held("good.yaml", "-o", "x.yaml") as held:
        ended = held.end(signal.SIGINT)
    assert (ended.code, ended.err) == (130, "nothing was answered, so nothing was saved\n")
    assert names() == []


@pipes
def test_a_second_interview_on_a_file_is_told_and_may_look() -> None:
    with Held("good.yaml", "-o", "x.yaml") as held:
        held.type("a")
        second = assess("x.yaml", typed=["2020-01-02"])
        assert (second.code, second.out) == (3, "")
        assert second.err == (
            "x.yaml: another interview has this file open; end that one, or look only with --read-only\n"
        )
        looking = assess("x.yaml", "--read-only", typed=["/back", "b"])
        assert "Answered so far: Public." in looking.out
        assert say("en", "r_read_only") in looking.out
        other = assess("good.yaml", "-o", "y.yaml", typed=["a", "/save x.yaml"])
        assert other.out.count(say("en", "u_there", place="x.yaml")) == 1
        assert "Saved: " in held.type("2020-01-02")
        ended = held.end()
    assert ended.err.startswith("saved in x.yaml: 2 of 6 answered\n")
    assert names() == ["x.yaml", "y.yaml"]
    assert assess("x.yaml").code == 130


@pipes
def test_a_second_interview_is_told_also_where_nothing_is_in_the_file_yet() -> None:
    with Held("good.yaml", "-o", "x.yaml"):
        assert assess("good.yaml", "-o", "x.yaml", typed=["a"]).code == 3


@pipes
def test_a_link_to_a_file_that_is_open_is_the_same_file() -> None:
    begun()
    Path("link.yaml").symlink_to("x.yaml")
    with Held("x.yaml"):
        assert assess("link.yaml").code == 3


@pipes
def test_an_interview_that_was_killed_keeps_nobody_out() -> None:
    with Held("good.yaml", "-o", "x.yaml") as held:
        held.type("a")
        held.process.kill()
        held.process.wait(PATIENCE)
        assert assess("x.yaml", typed=["2020-01-02"]).code == 130
    assert list(kept("x.yaml").answers) == ["sector", "founded"]
    assert names() == ["x.yaml"]


@pipes
def test_a_file_that_somebody_else_changed_is_left_alone_and_the_answer_can_be_kept_elsewhere() -> None:
    with Held("good.yaml", "-o", "x.yaml") as held:
        held.type("a")
        theirs = Path("x.yaml").read_text(encoding="utf-8") + "# theirs\n"
        Path("x.yaml").write_text(theirs, encoding="utf-8")
        said = held.type("2020-01-02")
        assert said == f"{say('en', 'u_changed', place='x.yaml')}\n{say('en', 'p_elsewhere')}\nAnswer: \n"
        assert Path("x.yaml").read_text(encoding="utf-8") == theirs
        assert asked(held.type("/why")) == "2/6", "it is not passed over"
        said = held.type("/save other.yaml")
        assert said.startswith(f"{say('en', 'p_moved', place='other.yaml')}\nSaved: 2020-01-02\n")
        assert asked(said) == "3/6"
        assert value("other.yaml", "founded") == "2020-01-02"
        held.type("3")
        ended = held.end()
    assert ended.err.startswith("saved in other.yaml: 3 of 13 answered\n")
    assert Path("x.yaml").read_text(encoding="utf-8") == theirs
    assert list(kept("other.yaml").answers) == ["sector", "founded", "plan"]
    assert names() == ["other.yaml", "x.yaml"]


@pipes
def test_a_file_that_appeared_meanwhile_is_left_alone() -> None:
    with Held("good.yaml", "-o", "x.yaml") as held:
        Path("x.yaml").write_text(DONE, encoding="utf-8")
        assert held.type("a").startswith(say("en", "u_changed", place="x.yaml"))
        ended = held.end()
    assert ended.code == 130
    assert Path("x.yaml").read_text(encoding="utf-8") == DONE


@pipes
def test_who_leaves_with_an_answer_that_is_nowhere_saved_is_not_told_that_it_is() -> None:
    with Held("good.yaml", "-o", "x.yaml") as held:
        Path("x.yaml").write_text(DONE, encoding="utf-8")
        held.type("a")
        ended = held.end()
    assert not ended.err.startswith("saved in x.yaml")


@pipes
def test_a_file_that_is_only_touched_is_not_taken_for_changed() -> None:
    with Held("good.yaml", "-o", "x.yaml") as held:
        held.type("a")
        os.utime("x.yaml", (1, 1))
        assert held.type("2020-01-02").startswith("Saved: ")


@pipes
def test_a_file_that_was_removed_is_written_again() -> None:
    with Held("good.yaml", "-o", "x.yaml") as held:
        held.type("a")
        Path("x.yaml").unlink()
        assert held.type("2020-01-02").startswith("Saved: ")
    assert list(kept("x.yaml").answers) == ["sector", "founded"]


@pipes
def test_a_newer_answer_is_never_replaced_by_one_that_could_not_be_saved() -> None:
    Path("a").mkdir()
    with Held("good.yaml", "-o", "a/x.yaml") as held:
        held.type("/go policy")
        shutil.rmtree("a")
        assert held.type("y").startswith(say("en", "u_gone", place="a/x.yaml"))
        Path("a").mkdir()
        assert held.type("n").startswith("Saved: No\n")
        said = held.type("/save y.yaml")
        assert "Saved: " not in said
        held.end()
    assert value("y.yaml", "policy") == "no"


@pipes
def test_a_note_that_could_not_be_saved_is_kept_elsewhere_and_its_question_stays_open() -> None:
    begun(without=["tone"])
    with Held("x.yaml") as held:
        Path("x.yaml").write_text(DONE, encoding="utf-8")
        assert held.type("/note for later").startswith(say("en", "u_changed", place="x.yaml"))
        said = held.type("/save y.yaml")
        assert "Saved: \n" not in said
        assert asked(held.type("/why")) == "11/14"
        held.end()
    assert kept("y.yaml").answers["tone"] == Answer(value=None, note="for later")


limits = pytest.mark.skipif(sys.platform != "linux", reason="sets another process's limits")


def room(held: Held, size: int) -> None:
    """No file that the interview writes can be larger from now on, as on a disk that is full; -1 is no limit."""
    import resource

    assert sys.platform == "linux"
    resource.prlimit(held.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@limits
def test_a_full_disk_is_said_nothing_is_lost_and_another_place_takes_the_answer() -> None:
    with Held("good.yaml", "-o", "x.yaml") as held:
        held.type("a")
        before = Path("x.yaml").read_bytes()
        room(held, 16)
        full = f"{say('en', 'u_full', place='x.yaml')}\n{say('en', 'p_elsewhere')}\nAnswer: \n"
        assert held.type("2020-01-02") == full
        assert held.type("2020-01-02") == full
        assert Path("x.yaml").read_bytes() == before
        assert not [name for name in names() if name.endswith(".part")]
        room(held, -1)
        assert held.type("/save other.yaml").startswith(say("en", "p_moved", place="other.yaml"))
        ended = held.end()
    assert ended.err.startswith("saved in other.yaml: 2 of 6 answered\n")
    assert value("other.yaml", "founded") == "2020-01-02"
    assert Path("x.yaml").read_bytes() == before
    assert names() == ["other.yaml", "x.yaml"]


@limits
def test_a_place_that_was_full_can_be_tried_again() -> None:
    with Held("good.yaml", "-o", "x.yaml") as held:
        room(held, 16)
        held.type("a")
        assert held.type("/save other.yaml").startswith(say("en", "u_full", place="other.yaml"))
        room(held, -1)
        assert held.type("/save other.yaml").startswith(say("en", "p_moved", place="other.yaml"))
        held.end()
    assert value("other.yaml", "sector") == "public"
    assert names() == ["other.yaml"]


@pipes
def test_each_answer_is_on_disk_before_the_next_question_is_asked() -> None:
    with Held("good.yaml", "-o", "x.yaml") as held:
        for typed, count in (("a", 1), ("2020-01-02", 2), ("3", 3), ("y", 4)):
            held.type(typed)
            assert len(kept("x.yaml").answers) == count


@pipes
def test_who_stops_listening_loses_no_answer() -> None:
    with Held("good.yaml", "-o", "x.yaml") as held:
        held.type("a")
        assert held.process.stdout is not None
        assert held.process.stdin is not None
        held.process.stdout.close()
        held.process.stdin.write(b"2020-01-02\n3\n")
        held.process.stdin.close()
        assert held.process.wait(PATIENCE) == 130
        assert held.process.stderr is not None
        held.process.stderr.close()
    assert list(kept("x.yaml").answers) == ["sector", "founded", "plan"]
