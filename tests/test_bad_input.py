"""Input that is wrong, strange or hostile: what is said of it, where, and that nothing else happens."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from readiness.loading.yaml_core import parse
from tests.running import ACTING, ROOT, Ran, run, run_process

EXAMPLE = ROOT / "examples" / "quick-bakery.yaml"
HEAD = "format: 1\nquestionnaire: {id: quick-check, version: '1.0'}\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(name: str, content: str | bytes) -> str:
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return name


def response(answers: str = "", rest: str = "") -> str:
    return f"{HEAD}answers: {{{answers}}}\n{rest}"


def folder(name: str) -> str:
    Path(name).mkdir()
    return name


BAD: dict[str, tuple[Callable[[], object], str]] = {
    "missing file": (lambda: None, "in.yaml: no such file; check the path"),
    "missing file, one of a similar name": (
        lambda: write("inn.yaml", ""),
        "in.yaml: no such file; did you mean `inn.yaml`?",
    ),
    "directory": (lambda: folder("in.yaml"), "in.yaml: is a folder, not a file; name a file inside it"),
    "empty file": (
        lambda: write("in.yaml", ""),
        "in.yaml: is empty; start one with `readiness new` or `readiness sheet`",
    ),
    "binary file": (
        lambda: write("in.yaml", b"\x00\x01\x02\xff"),
        "in.yaml: is a binary file, not text; give the YAML file, saved with the encoding UTF-8",
    ),
    "PDF": (lambda: write("in.yaml", b"%PDF-1.7 ..."), "in.yaml: is a PDF document, not text; give the YAML file"),
    "Windows-1252": (
        lambda: write("in.yaml", f"{HEAD}organization: Café\n".encode("cp1252")),
        "in.yaml:3:18: is not UTF-8: byte 0xE9 (in Windows-1252 that would be “é”); "
        "save it again with the encoding UTF-8",
    ),
    "UTF-16": (
        lambda: write("in.yaml", response().encode("utf-16")),
        "in.yaml: is UTF-16 text, not UTF-8; save it again with the encoding UTF-8",
    ),
    "wrong format": (
        lambda: write("in.yaml", response().replace("format: 1", "format: 2")),
        "in.yaml:1:9: format: must be 1, not `2`; ",
    ),
    "YAML syntax error": (lambda: write("in.yaml", f"{HEAD}answers: [1, 2\n"), "in.yaml:3:10: "),
    "a list": (lambda: write("in.yaml", "- 1\n"), "in.yaml:1:1: is not a map of keys; a file begins with `format: 1`"),
    "one word": (lambda: write("in.yaml", "hello\n"), "in.yaml:1:1: is not a map of keys"),
    "unknown question": (
        lambda: write("in.yaml", response("social_media_planed: 1")),
        "in.yaml:3:11: answers.social_media_planed: there is no question `social_media_planed`; ",
    ),
    "value not among the choices": (
        lambda: write("in.yaml", response("plan_in_strategy: 9")),
        "is not among the choices; known here: ",
    ),
    "likelihood out of range": (
        lambda: write("in.yaml", response(rest="risks: {P1: {likelihood: 6, impact: 1}}\n")),
        "in.yaml:4:26: risks.P1.likelihood: 6 is not a step of this scale; write one of 1, 2, 3, 4, 5",
    ),
    "unknown risk": (
        lambda: write("in.yaml", response(rest="risks: {P99: {likelihood: 1, impact: 1}}\n")),
        "in.yaml:4:9: risks.P99: there is no risk `P99`; ",
    ),
    "unknown questionnaire": (
        lambda: write("in.yaml", "format: 1\nquestionnaire: {id: quick-chek}\nanswers: {}\n"),
        "in.yaml:2:21: questionnaire.id: there is no questionnaire `quick-chek` at hand; did you mean `quick-check`?",
    ),
    "a path for an id": (
        lambda: write("in.yaml", "format: 1\nquestionnaire: {id: /etc/passwd}\nanswers: {}\n"),
        "in.yaml:2:21: questionnaire.id: `/etc/passwd` cannot serve as an id; ",
    ),
    "no questionnaire": (
        lambda: write("in.yaml", "format: 1\nanswers: {}\n"),
        "in.yaml:1:1: `questionnaire` is missing",
    ),
    "a questionnaire": (
        lambda: write("in.yaml", run("new", "-").out),
        ": is a questionnaire, not a response; answer it with `readiness assess in.yaml`",
    ),
    "a case library": (
        lambda: write("in.yaml", "format: 1\ncases: []\n"),
        "in.yaml:1:1: is a case library, not a response; check that it is the right file",
    ),
    "duplicate key": (lambda: write("in.yaml", f"{HEAD}answers: {{}}\nanswers: {{}}\n"), "in.yaml:4:1: "),
    "unknown key": (
        lambda: write("in.yaml", response(rest="organisation: X\n")),
        "in.yaml:4:1: organisation: unknown key `organisation`; did you mean `organization`?",
    ),
}


def known_question() -> str:
    """A scale question of the quick check, so that the cases need not follow its wording."""
    found = parse((ROOT / "questionnaires" / "quick-check.yaml").read_text(encoding="utf-8"), source="x").value
    assert isinstance(found, dict)
    return next(str(q["id"]) for s in found["sections"] for q in s.get("questions", ()) if q["type"] == "scale")


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (command, name)
        for command in ("score", "explain", "check")
        for name in BAD
        if command != "check" or name not in ("a questionnaire", "a case library")  # which check takes
    ],
)
def test_bad_input_is_said_at_its_place_with_its_repair_and_nothing_is_written(name: str, command: str) -> None:
    make, words = BAD[name]
    make()
    if name == "value not among the choices":
        write("in.yaml", response(f"{known_question()}: 9"))
    before = sorted(Path().iterdir())
    shown = run(command, "in.yaml", *(("-o", "out.json", "-o", "out.md") if command == "score" else ()))
    assert (shown.code, shown.out) == (3, "")
    assert words in shown.err
    assert "Traceback" not in shown.err
    assert sorted(Path().iterdir()) == before


@pytest.mark.parametrize("name", ["missing file", "binary file", "YAML syntax error", "a list", "directory"])
def test_a_bad_questionnaire_is_said_the_same_way(name: str) -> None:
    BAD[name][0]()
    write("answers.yaml", response())
    for arguments in (
        ("show", "in.yaml"),
        ("sheet", "in.yaml", "-o", "out.csv"),
        ("score", "answers.yaml", "-q", "in.yaml"),
    ):
        shown = run(*arguments)
        assert (shown.code, shown.out) == (3, ""), arguments
        assert shown.err.startswith("in.yaml:")
    assert not Path("out.csv").exists()


def test_a_response_given_for_a_questionnaire_is_one_problem() -> None:
    shown = run("show", EXAMPLE)
    assert (shown.code, shown.err.count("\n")) == (3, 1)
    assert "is a response, not a questionnaire" in shown.err


def test_a_response_for_another_questionnaire_is_refused() -> None:
    shown = run("score", EXAMPLE, "-q", "leadership-perception")
    assert (shown.code, shown.out) == (3, "")
    assert (
        "questionnaire.id: this response answers `quick-check`, not `leadership-perception`; name the right"
        in shown.err
    )


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices with names here")
def test_a_device_is_never_read() -> None:
    shown = run("score", "/dev/zero")
    assert (shown.code, shown.err) == (3, "/dev/zero: is a device, not a file; name a file\n")


def test_a_byte_order_mark_does_no_harm() -> None:
    write("in.yaml", b"\xef\xbb\xbf" + EXAMPLE.read_bytes())
    assert run("score", "in.yaml").out == run("score", EXAMPLE).out


def test_windows_line_endings_do_no_harm() -> None:
    write("in.yaml", EXAMPLE.read_bytes().replace(b"\n", b"\r\n"))
    assert run("score", "in.yaml").out == run("score", EXAMPLE).out


def test_ten_faults_are_all_said_in_one_pass_in_the_order_of_the_file() -> None:
    write("in.yaml", response(", ".join(f"nobody_{n}: 1" for n in range(10))))
    lines = run("check", "in.yaml").err.splitlines()
    assert [f"`nobody_{n}`" in line for n, line in enumerate(lines[:10])] == [True] * 10
    assert lines[10] == "in.yaml: response, 10 errors"


def test_faults_of_keys_and_of_answers_are_found_in_the_same_pass() -> None:
    write(
        "in.yaml",
        f"{HEAD}organisation: X\nanswers: {{nobody: 1, {known_question()}: {{value: 1, nte: x}}, noone: 2}}\n",
    )
    shown = run("check", "in.yaml").err
    assert [line.split(": ")[1] for line in shown.splitlines()[:4]] == [
        "organisation",
        "answers.nobody",
        f"answers.{known_question()}.nte",
        "answers.noone",
    ]


def test_more_problems_than_anyone_reads_are_counted() -> None:
    write("in.yaml", response(", ".join(f"nobody_{n}: 1" for n in range(150))))
    lines = run("score", "in.yaml").err.splitlines()
    assert (len(lines), lines[-1]) == (101, "and 50 more problems")


# --- not fatal, but said ---------------------------------------------------------------------------------------------


@pytest.fixture
def own(here: Path) -> Callable[..., Ran]:
    """Scores a response to the questionnaire that `new` writes, which has a condition, a gate and a check."""
    run("new", "own.yaml")

    def score(answers: str, *arguments: str, version: str = "0.1") -> Ran:
        head = f'format: 1\nquestionnaire: {{id: own, version: "{version}"}}\nlanguage: en\n'
        write("in.yaml", f"{head}answers: {{{answers}}}\n")
        return run("score", "in.yaml", *arguments)

    return score


def test_a_hidden_answer_is_kept_not_scored_and_said(own: Callable[..., Ran]) -> None:
    hidden = own("owner_named: yes, policy_written: 1, hours_to_hear: 5, regulated: no, records_kept: yes")
    assert hidden.code == 0
    assert "the answer is kept and not scored" in hidden.out
    without = own("owner_named: yes, policy_written: 1, hours_to_hear: 5, regulated: no", "--format", "json")
    with_ = own(
        "owner_named: yes, policy_written: 1, hours_to_hear: 5, regulated: no, records_kept: yes", "--format", "json"
    )
    assert json.loads(with_.out)["overall"]["score"] == json.loads(without.out)["overall"]["score"]


def test_another_version_is_scored_as_far_as_it_fits_and_the_rest_is_listed(own: Callable[..., Ran]) -> None:
    shown = own("owner_named: yes, policy_written: 7, no_longer_asked: 1, hours_to_hear: 5", version="0.0")
    assert shown.code == 0
    assert "in.yaml:2:35: questionnaire.version: warning: was made for version 0.0; this is version 0.1" in shown.err
    assert "answers.policy_written: warning: `7` is not among the choices" in shown.err
    assert "Left out, because the questionnaire has changed: answers.no_longer_asked: there is no question" in shown.out
    assert "in.yaml" not in shown.out, "the file's name is nobody's business in a document that is sent out"
    assert own("owner_named: yes, policy_written: 7", version="0.1").code == 3


def test_a_check_that_fires_is_said(own: Callable[..., Ran]) -> None:
    answers = "owner_named: no, policy_written: 2, hours_to_hear: 5"
    for style in ("plain", "json", "yaml", "md"):
        assert "A policy is in use, yet nobody is answerable for it." in re.sub(
            r"\s+", " ", own(answers, "--format", style).out
        )
    table = own(answers, "--format", "csv")
    assert "A policy is in use" in table.err, "a table has no place for it, so it is said beside it"


def test_a_check_is_said_even_where_only_documents_are_written(own: Callable[..., Ran]) -> None:
    shown = own("owner_named: no, policy_written: 2, hours_to_hear: 5", "-o", "out.csv")
    assert "A policy is in use" in shown.err


# --- text that must not act ------------------------------------------------------------------------------------------

HOSTILE = (
    "[red]A[/red] [link=https://evil.example]B[/link] \x1b]8;;https://evil.example\x1b\\C\x1b]8;;\x1b\\ "
    "\x1b[5;31;47mD\x1b[2J \x07 \r \x9b31m \x9d0;title\x9c \u202eE\u202c \u2066F\u2069 \u200f :skull: "
    "<script>alert(1)</script> ![x](javascript:y) `code`"
)
FORMULA = '=HYPERLINK("https://evil.example")'


def hostile(value: Any, key: str = "") -> Any:
    """The same questionnaire with hostile text wherever an author may write words."""
    words = {"title", "text", "about", "help", "label", "meaning", "next", "reason", "advice", "owner", "unit"}
    words |= {"low", "high", "evidence"}
    if isinstance(value, dict):
        return {name: hostile(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [hostile(inner, key) for inner in value]
    return f"{value} {HOSTILE}" if isinstance(value, str) and key in words else value


@pytest.fixture
def attack(here: Path) -> str:
    """A response, to a questionnaire of its own, with hostile text in every place that takes words."""
    plain = parse(run("new", "-").out, source="x").value
    assert isinstance(plain, dict)
    write("own.json", json.dumps({**hostile(plain), "id": "own"}))
    said = {"note": HOSTILE, "evidence": [HOSTILE, FORMULA], "confidence": "low"}
    answers = {
        "format": 1,
        "questionnaire": {"id": "own", "version": "0.0"},
        "organization": FORMULA,
        "respondent": {"name": HOSTILE},
        "answers": {
            "policy_written": {"value": 2, **said},
            "owner_named": {"value": False, **said},
            "hours_to_hear": {"value": 30, **said},
            HOSTILE: 1,
            "records_kept": HOSTILE,
        },
        "risks": {
            "P1": {"likelihood": 3, "impact": 2, "note": HOSTILE},
            "N1": {"likelihood": 3, "loss": [1, 2], "currency": HOSTILE, "note": FORMULA},
        },
    }
    return write("in.json", json.dumps(answers))


def without_styles(drawn: str) -> str:
    """A drawn report without what Rich itself puts in: colours and weights."""
    return re.sub(r"\x1b\[[0-9;]*m", "", drawn)


def assert_harmless(text: str) -> None:
    found = ACTING.search(text)
    assert found is None, f"{found.group()!r} in …{text[max(0, found.start() - 60) : found.end()]!r}"


@pytest.mark.parametrize(
    "arguments",
    [
        *(("score", "in.json", "--format", style) for style in ("plain", "md", "csv", "terminal")),
        *(("score", "in.json", "--format", style) for style in ("json", "yaml")),
        *(
            ("explain", "in.json", name)
            for name in ("overall", "policy_written", "P1", "N1", "nobody_answers", "stance")
        ),
        ("explain", "in.json", "level"),
        ("show", "own.json"),
        ("sheet", "own.json"),
        ("check", "in.json", "own.json"),
        ("list",),
    ],
    ids=" ".join,
)
def test_text_from_files_never_acts_on_the_terminal(attack: str, arguments: tuple[str, ...]) -> None:
    shown = run(*arguments)
    assert shown.code == 0, shown.err
    assert_harmless(shown.out)
    assert_harmless(shown.err)


@pytest.mark.parametrize(
    "arguments", [("score", "in.json"), ("explain", "in.json", "policy_written"), ("show", "own.json")], ids=" ".join
)
def test_a_drawn_report_prints_markup_and_escapes_as_they_are_written(attack: str, arguments: tuple[str, ...]) -> None:
    drawn = run(*arguments, env={"FORCE_COLOR": "1", "COLUMNS": "132"}).out
    assert "\x1b[" in drawn
    assert "\x1b]" not in drawn
    assert "\x1b[5;31;47m" not in drawn
    assert "\x1b[2J" not in drawn
    assert_harmless(without_styles(drawn))
    words = re.sub(r"\s+", "", without_styles(drawn))
    for written in ("[red]A[/red]", "[link=https://evil.example]B[/link]", r"\x1b[5;31;47mD", ":skull:"):
        assert written in words


def test_json_and_yaml_lose_nothing_of_it(attack: str) -> None:
    found = json.loads(run("score", attack, "--format", "json").out)
    assert found["respondent"]["name"] == HOSTILE
    assert found["organization"] == FORMULA
    assert parse(run("score", attack, "--format", "yaml").out, source="x").value == found


def test_a_table_holds_no_formula(attack: str) -> None:
    rows = list(csv.DictReader(io.StringIO(run("score", attack, "--format", "csv").out)))
    assert {row["organization"] for row in rows} == {f"'{FORMULA}"}
    for row in rows:
        for cell in row.values():
            assert not cell.startswith(("=", "+", "@", "\t", "\r")), cell
            assert not cell.startswith("-") or re.fullmatch(r"-[\d.e-]+", cell), cell


def test_markdown_shows_markup_and_never_becomes_it(attack: str) -> None:
    shown = run("score", attack, "--format", "md").out
    assert "\\[red\\]A" in shown
    assert not re.search(r"(?<!\\)<script", shown)
    assert not re.search(r"(?<!\\)\]\(", shown)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
@pytest.mark.parametrize("name", ["a\x1b[31mb.yaml", "a\nb.yaml", "a\u202eb.yaml", "[red]a.yaml", "-q.yaml"])
def test_a_file_s_name_never_acts_either(name: str) -> None:
    path = f"./{name}"
    write(path, response("nobody: 1"))
    for arguments in (("check", path), ("score", path), ("score", f"{path}.missing"), ("show", path)):
        shown = run(*arguments)
        assert shown.code == 3
        assert_harmless(shown.err)
    write(path, run("new", "-").out)
    assert_harmless(run("list").out)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_file_s_name_need_not_be_text() -> None:
    path = os.fsdecode(b"a\xffb.yaml")
    write(path, response("nobody: 1"))
    checked = run_process("check", path)
    assert (checked.code, "Traceback" in checked.err) == (3, False)
    write(path, run("new", "-").out)
    listed = run_process("list")
    assert (listed.code, listed.err) == (0, "")
    assert r"a\udcffb.yaml" in listed.out


def test_problems_quote_hostile_keys_and_values_harmlessly(attack: str) -> None:
    shown = run("score", attack)
    assert r"\x1b[5;31;47mD" in shown.err
    assert_harmless(shown.err)
    for text in (f"format: 1\n{json.dumps(HOSTILE)}: 1\nanswers: {{}}\n", f"questionnaire: {json.dumps(HOSTILE)}\n"):
        assert_harmless(run("check", write("bad.yaml", text)).err)
    assert_harmless(run("show", HOSTILE).err)
    assert_harmless(run("explain", EXAMPLE, HOSTILE).err)


def test_on_a_terminal_a_problem_is_shown_with_its_line_and_a_caret_and_harmlessly() -> None:
    pty = pytest.importorskip("pty")
    write("in.yaml", 'format: 1\nquestionnaire: {id: quick-check}\nanswers: {"日本 [red]\u202e": 1, nobody: 1}\n')
    parent, child = pty.openpty()
    pid = os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "readiness", "check", "in.yaml"],
        {**os.environ, "PYTHONPATH": str(ROOT)},
        file_actions=[(os.POSIX_SPAWN_DUP2, child, 2), (os.POSIX_SPAWN_CLOSE, parent)],
    )
    os.close(child)
    received = b""
    try:
        while part := os.read(parent, 65536):
            received += part
    except OSError:
        pass
    os.close(parent)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 3
    shown = received.decode().replace("\r\n", "\n")
    assert_harmless(shown)
    lines = shown.splitlines()
    at = next(number for number, line in enumerate(lines) if "`nobody`" in line)
    before = lines[at + 1].partition("nobody")[0]
    assert lines[at + 2] == " " * (len(before) + 2) + "^", "two of the signs before it are two columns wide"
