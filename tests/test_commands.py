"""Every command as it is typed: what goes to standard output, what to standard error, and the exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from readiness.advice.assess import assess
from readiness.cli.exit_codes import ExitCode
from readiness.loading.responses import load_response
from readiness.loading.shipped import shipped_examples, shipped_questionnaires
from readiness.loading.yaml_core import parse
from readiness.model.assessment import Assessment
from readiness.reports.explanation import known_ids
from tests.running import ROOT, Ran, environment, run, run_process

EXAMPLE = ROOT / "examples" / "harbour-city.yaml"
MINIMAL = "format: 1\nquestionnaire: {id: quick-check}\nanswers: {}\n"
SUPERUSER = hasattr(os, "geteuid") and os.geteuid() == 0


def assessment_of(path: Path) -> Assessment:
    fitted = load_response(path)
    assert fitted.questionnaire is not None
    assert fitted.response is not None
    return assess(fitted.questionnaire, fitted.response)


@cache
def schema_of(kind: str) -> Ran:
    """Making a schema takes a second, so it is made once."""
    return run("schema", kind)


def score_json(*arguments: object) -> Any:
    return json.loads(run("score", *arguments, "--format", "json").out)


@cache
def _responses() -> dict[str, Path]:
    """An example for each shipped questionnaire."""
    found: dict[str, Path] = {}
    for path in shipped_examples().values():
        found.setdefault(assessment_of(path).questionnaire.id, path)
    return found


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- what each command does ------------------------------------------------------------------------------------------


def test_demo_needs_no_files_and_says_how_to_get_the_same_report(here: Path) -> None:
    shown = run("demo")
    assert shown.code == 0
    assert shown.out == run("score", EXAMPLE).out
    assert shown.err.startswith("This was: readiness score ")


def test_list_names_the_shipped_questionnaires_and_examples(here: Path) -> None:
    shown = run("list")
    assert (shown.code, shown.err) == (0, "")
    for name in (*shipped_questionnaires(), *shipped_examples()):
        assert name in shown.out


def test_list_shows_questionnaires_of_this_folder_and_nothing_else(here: Path) -> None:
    run("new", "mine.yaml")
    run("sheet", "quick-check", "-o", "answers.yaml")
    (here / "folder.yaml").mkdir()
    (here / "binary.yaml").write_bytes(b"\xff\xfe\x00")
    (here / "broken.yaml").write_text("format: 1\nsections: 3\n", encoding="utf-8")
    shown = run("list").out
    assert "./mine.yaml: Title Mine;" in shown
    assert "./broken.yaml: Title has problems: see readiness check ./broken.yaml" in shown
    assert "answers" not in shown
    assert "folder" not in shown
    assert "binary" not in shown


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_list_does_not_wait_on_a_pipe_that_lies_in_the_folder(here: Path) -> None:
    os.mkfifo(here / "pipe.yaml")
    assert run("list").code == 0


@pytest.mark.parametrize("name", shipped_questionnaires())
def test_show_prints_every_question(name: str) -> None:
    shown = run("show", name)
    assert (shown.code, shown.err) == (0, "")
    ids = re.findall(r"^\s*- id: (\w+)$", shipped_questionnaires()[name].read_text(encoding="utf-8"), re.MULTILINE)
    assert ids
    assert [each for each in ids if each not in shown.out] == []


def test_show_of_an_unknown_questionnaire_suggests_the_nearest() -> None:
    shown = run("show", "quick-chek")
    assert (shown.code, shown.out) == (3, "")
    assert shown.err == "quick-chek: there is no questionnaire of this name; did you mean `quick-check`?\n"


@pytest.mark.parametrize("kind", ["questionnaire", "response", "assessment", "cases", "mapping", "summary"])
def test_schema_prints_a_valid_json_schema(kind: str) -> None:
    shown = schema_of(kind)
    assert (shown.code, shown.err) == (0, "")
    jsonschema.Draft202012Validator.check_schema(json.loads(shown.out))


def test_schema_writes_the_same_bytes_to_a_file(here: Path) -> None:
    assert run("schema", "response", "-o", "response.json").out == ""
    assert (here / "response.json").read_text(encoding="utf-8") == schema_of("response").out


def test_new_starts_a_questionnaire_that_checks_clean_shows_and_whose_sheet_scores(here: Path) -> None:
    assert run("new", "our-own.yaml", "--title", 'Ours: "a" [b] \\ QUESTIONNAIRE_ID').code == 0
    checked = run("check", "our-own.yaml")
    assert (checked.code, checked.out, checked.err) == (0, "", "our-own.yaml: questionnaire, no problems\n")
    assert run("show", "our-own.yaml").out.startswith('Ours: "a" [b] \\ QUESTIONNAIRE_ID\n')
    for suffix in ("yaml", "csv", "xlsx"):
        sheet = f"answers.{suffix}"
        assert run("sheet", "our-own.yaml", "-o", sheet).code == 0
        scored = run("score", sheet)
        assert scored.code == 0, scored.err
        assert "our-own" in scored.out


@pytest.mark.parametrize(
    ("name", "id_"),
    [("9 lives.yaml", "q-9-lives"), ("é.yml", "e"), ("été 2.yml", "ete-2"), ("三.yml", "q"), ("A_b-C.yaml", "A_b-C")],
)
def test_new_makes_an_id_of_the_file_name(here: Path, name: str, id_: str) -> None:
    assert run("new", name).code == 0
    assert f"\nid: {id_}\n" in (here / name).read_text(encoding="utf-8")
    assert run("check", name).code == 0


def test_new_prints_to_standard_output(here: Path) -> None:
    shown = run("new", "-")
    assert run("check", "-", stdin=shown.out).err == "-: questionnaire, no problems\n"


@pytest.mark.parametrize("arguments", [("new", "there.yaml"), ("sheet", "quick-check", "-o", "there.yaml")])
def test_a_file_that_is_there_is_replaced_only_with_force(here: Path, arguments: tuple[str, ...]) -> None:
    (here / "there.yaml").write_text("mine", encoding="utf-8")
    refused = run(*arguments)
    assert refused.code == 3
    assert "is already there; choose another name, or replace it with --force" in refused.err
    assert (here / "there.yaml").read_text(encoding="utf-8") == "mine"
    assert run(*arguments, "--force").code == 0
    assert (here / "there.yaml").read_text(encoding="utf-8") != "mine"


def test_new_takes_yaml_names_only(here: Path) -> None:
    shown = run("new", "mine.txt")
    assert (shown.code, shown.err) == (2, "mine.txt: a questionnaire is a YAML file; call it mine.yaml\n")


def test_sheet_takes_three_suffixes(here: Path) -> None:
    shown = run("sheet", "quick-check", "-o", "x.pdf")
    assert shown.code == 2
    assert "use .yaml, .csv or .xlsx" in shown.err


def test_a_sheet_named_like_its_questionnaire_is_not_taken_for_it(here: Path) -> None:
    run("sheet", "quick-check", "-o", "quick-check.yaml")
    (here / "other.yaml").write_text(MINIMAL, encoding="utf-8")
    for arguments in (
        ("check", "quick-check.yaml"),
        ("score", "quick-check.yaml", "other.yaml"),
        ("show", "quick-check"),
    ):
        assert run(*arguments).code == 0, arguments


def test_a_questionnaire_beside_the_response_comes_before_the_shipped_one(here: Path) -> None:
    folder = here / "client"
    folder.mkdir()
    run("new", folder / "quick-check.yaml", "--title", "Our copy")
    (folder / "answers.yaml").write_text(MINIMAL, encoding="utf-8")
    assert run("score", folder / "answers.yaml").out.startswith("Our copy\n")


@pytest.mark.parametrize(
    "path", [*shipped_questionnaires().values(), *shipped_examples().values()], ids=lambda p: p.stem
)
def test_check_finds_no_error_in_what_is_shipped(path: Path) -> None:
    checked = run("check", path)
    assert (checked.code, checked.out) == (0, "")


def test_check_goes_through_all_files_and_fails_for_one(here: Path) -> None:
    (here / "bad.yaml").write_text(
        "format: 1\nquestionnaire: {id: quick-check}\nanswers: {nobody: 1}\n", encoding="utf-8"
    )
    checked = run("check", "bad.yaml", EXAMPLE)
    assert (checked.code, checked.out) == (3, "")
    assert "bad.yaml:3:11: answers.nobody: there is no question `nobody`" in checked.err
    assert "bad.yaml: response, 1 error\n" in checked.err
    assert f"{EXAMPLE}: response, no problems\n" in checked.err


# --- score: what is printed ------------------------------------------------------------------------------------------


def test_json_is_one_document_that_obeys_its_schema() -> None:
    validator = jsonschema.Draft202012Validator(json.loads(schema_of("assessment").out))
    for path in shipped_examples().values():
        validator.validate(score_json(path))


def test_several_files_give_a_list_in_the_order_given() -> None:
    first, second = list(shipped_examples().values())[:2]
    assert score_json(second, first) == [score_json(second), score_json(first)]


def test_yaml_says_what_json_says() -> None:
    for path in _responses().values():
        assert parse(run("score", path, "--format", "yaml").out, source="x").value == score_json(path)


def test_csv_has_one_row_for_each_id() -> None:
    rows = list(csv.DictReader(io.StringIO(run("score", EXAMPLE, "--format", "csv").out)))
    named = [(row["kind"], row["id"]) for row in rows]
    assert len(set(named)) == len(named)
    found = score_json(EXAMPLE)
    assert {id_ for kind, id_ in named if kind == "risk"} == {risk["id"] for risk in found["risks"]}
    overall = next(row for row in rows if row["kind"] == "overall")
    assert float(overall["score"]) == pytest.approx(found["overall"]["score"])


def test_markdown_says_all_that_plain_text_says() -> None:
    def words(text: str) -> set[str]:
        return set(re.findall(r"\w{3,}", text.replace("\\", "").replace("&amp;", "&")))

    plain = words(run("score", EXAMPLE, "--format", "plain").out)
    assert plain - words(run("score", EXAMPLE, "--format", "md").out) <= {"target", "Bars", "questions"}


def test_the_response_may_come_on_standard_input() -> None:
    assert run("score", "-", stdin=EXAMPLE.read_bytes()).out == run("score", EXAMPLE).out
    assert run("explain", "-", "P1", stdin=EXAMPLE.read_bytes()).out == run("explain", EXAMPLE, "P1").out


def test_standard_input_cannot_be_read_twice() -> None:
    shown = run("score", "-", "-", stdin=EXAMPLE.read_bytes())
    assert (shown.code, shown.out) == (2, "")
    assert "name it once" in shown.err


def test_without_a_terminal_the_report_is_plain_lines() -> None:
    assert (
        run("score", EXAMPLE).out
        == run("score", EXAMPLE, "--plain").out
        == run("score", EXAMPLE, "--format", "plain").out
    )


@pytest.mark.parametrize("arguments", [("demo",), ("list",), ("show", "quick-check"), ("explain", EXAMPLE)])
def test_plain_wins_over_a_wish_for_colour(arguments: tuple[object, ...]) -> None:
    shown = run(*arguments, "--plain", env={"FORCE_COLOR": "1"}).out
    assert "\x1b" not in shown
    assert "█" not in shown
    assert shown == run(*arguments).out


def test_a_drawn_report_is_asked_for_by_name_or_by_force_color() -> None:
    named = run("score", EXAMPLE, "--format", "terminal").out
    assert "█" in named
    assert "\x1b" not in named
    coloured = run("score", EXAMPLE, env={"FORCE_COLOR": "1"}).out
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == named


def test_no_color_leaves_no_colour_in_a_drawn_report() -> None:
    shown = run("score", EXAMPLE, env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).out
    assert "█" in shown
    assert not re.search(r"\x1b\[[0-9;]*(?:3[0-7]|4[0-7]|9[0-7]|38|48)[0-9;]*m", shown)


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_a_drawn_report_keeps_within_the_screen(columns: int) -> None:
    shown = run("demo", env={"FORCE_COLOR": "1", "NO_COLOR": "1", "COLUMNS": str(columns)}).out
    assert max(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in shown.splitlines()) <= columns


def test_french_is_spoken_throughout() -> None:
    shown = run("score", ROOT / "examples" / "quick-bakery.yaml", "--lang", "fr")
    assert shown.code == 0
    for words in ("La réponse :", "Risque de participer", "Préparation", "Suivre un nombre"):
        assert words.rstrip(" :") in shown.out
    assert run("score", ROOT / "examples" / "quick-bakery.yaml", "--lang", "FR_ca").out == shown.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("score", ROOT / "examples" / "quick-bakery.yaml"),
        ("explain", ROOT / "examples" / "quick-bakery.yaml"),
        ("show", "quick-check"),
        ("sheet", "quick-check"),
    ],
    ids=lambda arguments: str(arguments[0]),
)
def test_a_language_that_is_not_there_falls_back_and_says_so(arguments: tuple[object, ...]) -> None:
    shown = run(*arguments, "--lang", "xx")
    assert shown.code == 0
    assert re.search(r"no text in .xx.[;,]? .?en.? is shown", shown.out + shown.err)


@pytest.mark.parametrize(
    "arguments",
    [
        ("batch", "x.csv", "--format", "html"),
        ("batch", "x.csv", "--engine", "abacus"),
        ("batch", "x.csv", "--outputs", "few"),
    ],
)
def test_a_word_that_an_option_does_not_know_is_told_in_plain_words(arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    told = " ".join(ran.err.replace("│", " ").split())
    assert f"Invalid value for '{arguments[2]}': '{arguments[3]}' is not one of" in told
    assert "Value error" not in told


@pytest.mark.parametrize("code", ["", "e", "français", "../x", "\x1b[31m"])
def test_what_is_no_language_code_is_a_usage_error(code: str) -> None:
    assert run("score", EXAMPLE, "--lang", code).code == 2


# --- score: documents ------------------------------------------------------------------------------------------------


def test_documents_take_their_format_from_their_suffix_and_leave_standard_output_empty(here: Path) -> None:
    suffixes = {"txt": "plain", "json": "json", "yaml": "yaml", "yml": "yaml", "csv": "csv", "md": "md", "JSON": "json"}
    names = [f"report.{suffix}" if suffix != "JSON" else "second.JSON" for suffix in suffixes]
    shown = run("score", EXAMPLE, *(part for name in names for part in ("-o", name)))
    assert (shown.code, shown.out) == (0, "")
    assert shown.err == "".join(f"wrote {name}\n" for name in names)
    printed = {style: run("score", EXAMPLE, "--format", style).out for style in set(suffixes.values())}
    for name, style in zip(names, suffixes.values(), strict=True):
        assert (here / name).read_text(encoding="utf-8") == printed[style], name


@pytest.mark.parametrize("arguments", [("--format", "json"), ("-o", "-")])
def test_documents_and_standard_output_can_be_had_together(here: Path, arguments: tuple[str, ...]) -> None:
    shown = run("score", EXAMPLE, "-o", "report.md", *arguments)
    assert shown.out
    assert (here / "report.md").exists()


def test_an_unknown_suffix_is_a_usage_error_before_anything_is_read(here: Path) -> None:
    shown = run("score", "missing.yaml", "-o", "report.docx")
    assert (shown.code, shown.out) == (2, "")
    assert shown.err == (
        "report.docx: its suffix `.docx` is no format of ours; use one of .txt, .json, .yaml, .yml, .csv, .md\n"
    )


def _missing_folder(here: Path) -> str:
    return "nowhere/report.md"


def _folder(here: Path) -> str:
    (here / "folder.md").mkdir()
    return "folder.md"


def _inside_a_file(here: Path) -> str:
    (here / "file").touch()
    return "file/report.md"


def _protected_file(here: Path) -> str:
    (here / "locked.md").touch()
    (here / "locked.md").chmod(0o444)
    return "locked.md"


def _name_too_long(here: Path) -> str:
    return "x" * 300 + ".md"


@pytest.mark.parametrize("bad", [_missing_folder, _folder, _inside_a_file, _protected_file, _name_too_long])
def test_a_place_that_cannot_be_written_is_said_and_no_other_document_is_written(
    here: Path, bad: Callable[[Path], str]
) -> None:
    name = bad(here)
    before = sorted(here.rglob("*"))
    shown = run("score", EXAMPLE, "-o", "good.json", "-o", name, "--format", "plain")
    assert (shown.code, shown.out) == (3, "")
    assert shown.err.startswith(f"{name}: ")
    assert sorted(here.rglob("*")) == before


def test_a_folder_that_may_not_be_written_to_is_said(here: Path) -> None:
    (here / "locked").mkdir(mode=0o555)
    # The superuser writes into a locked folder all the same; the kernel's own folders take a file from nobody.
    folder = "/sys" if SUPERUSER and Path("/sys").is_dir() else "locked"
    shown = run("score", EXAMPLE, "-o", f"{folder}/report.md")
    assert shown.code == 3
    assert "may not be written to" in shown.err or "cannot be written: " in shown.err
    assert "choose another place" in shown.err


def test_an_existing_document_is_replaced_whole(here: Path) -> None:
    (here / "report.json").write_text("old", encoding="utf-8")
    old = (here / "report.json").stat().st_ino
    (here / "report.json").chmod(0o640)
    assert run("score", EXAMPLE, "-o", "report.json").code == 0
    assert json.loads((here / "report.json").read_text(encoding="utf-8")) == score_json(EXAMPLE)
    assert [path.name for path in here.iterdir()] == ["report.json"]
    assert (here / "report.json").stat().st_ino != old
    assert (here / "report.json").stat().st_mode & 0o777 == 0o640


def test_a_document_never_replaces_the_response_or_its_questionnaire(here: Path) -> None:
    run("new", "own.yaml")
    run("sheet", "own.yaml", "-o", "answers.yaml")
    (here / "link.yaml").symlink_to("answers.yaml")
    before = [(here / name).read_bytes() for name in ("own.yaml", "answers.yaml")]
    for target in ("own.yaml", "answers.yaml", "link.yaml", "../" + here.name + "/answers.yaml"):
        shown = run("score", "answers.yaml", "-o", "fine.md", "-o", target)
        assert shown.code == 2
        assert "would replace a file that is read or written here" in shown.err
    assert [(here / name).read_bytes() for name in ("own.yaml", "answers.yaml")] == before
    assert not (here / "fine.md").exists()
    assert run("score", "answers.yaml", "-o", "a.md", "-o", "./a.md").code == 2


def test_several_files_are_scored_all_or_none(here: Path) -> None:
    (here / "bad.yaml").write_text(MINIMAL.replace("{}", "{nobody: 1}"), encoding="utf-8")
    (here / "worse.yaml").write_text("", encoding="utf-8")
    shown = run("score", EXAMPLE, "bad.yaml", "worse.yaml", "-o", "all.json")
    assert (shown.code, shown.out) == (3, "")
    assert "bad.yaml:3:11: " in shown.err
    assert "worse.yaml: is empty" in shown.err
    assert not (here / "all.json").exists()


# --- exit codes ------------------------------------------------------------------------------------------------------


def test_fail_under_compares_with_the_unrounded_score(here: Path) -> None:
    exact = score_json(EXAMPLE)["overall"]["percent"]
    codes = {
        threshold: run("score", EXAMPLE, "-o", "report.json", "--fail-under", threshold).code
        for threshold in (0, exact - 0.001, exact, exact + 0.001, 100)
    }
    assert list(codes.values()) == [0, 0, 0, 1, 1]
    assert (here / "report.json").exists(), "the result is written all the same"


def test_fail_under_fails_where_there_is_no_score(here: Path) -> None:
    (here / "empty.yaml").write_text(MINIMAL, encoding="utf-8")
    assert score_json("empty.yaml")["overall"]["percent"] is None
    assert run("score", "empty.yaml").code == 0
    assert run("score", "empty.yaml", "--fail-under", "0").code == 1


@pytest.mark.parametrize("threshold", ["-1", "101", "nan", "inf", "much"])
def test_fail_under_takes_a_percentage(threshold: str) -> None:
    shown = run("score", EXAMPLE, "--fail-under", threshold)
    assert (shown.code, shown.out) == (2, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("score",),
        ("scor", EXAMPLE),
        ("score", EXAMPLE, "--fromat", "json"),
        ("score", EXAMPLE, "--format", "pdf"),
        ("schema", "x"),
    ],
    ids=lambda each: " ".join(map(str, each)),
)
def test_a_wrong_command_line_leaves_with_2(arguments: tuple[str, ...]) -> None:
    shown = run(*arguments)
    assert (shown.code, shown.out) == (ExitCode.USAGE, "")
    assert shown.err


FAULTY = """
import readiness.advice.assess as room
def broken(*_, **__): raise {error}
room.assess = broken
from readiness.cli.app import main
main()
"""


@pytest.mark.parametrize(
    ("error", "code", "words"),
    [
        ("KeyboardInterrupt", 130, ""),
        ("ZeroDivisionError('x')", 70, "a fault of the program itself: ZeroDivisionError: x"),
        ("RecursionError('deep')", 70, "a fault of the program itself"),
        (
            "OSError(28, 'No space left on device')",
            3,
            "readiness: No space left on device; check the disk and the path",
        ),
    ],
)
def test_what_goes_wrong_on_the_way_has_its_exit_code_and_no_traceback(error: str, code: int, words: str) -> None:
    ran = run_process("score", EXAMPLE, code=FAULTY.format(error=error))
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err
    assert "Traceback" not in ran.err


def test_a_fault_of_ours_shows_where_it_arose_when_asked() -> None:
    ran = run_process("score", EXAMPLE, code=FAULTY.format(error="ZeroDivisionError"), env={"READINESS_DEBUG": "1"})
    assert "Traceback" in ran.err


# --- a process of its own --------------------------------------------------------------------------------------------


def into_a_closed_pipe(*arguments: object, also_errors: bool = False, **changed: str) -> tuple[int, str]:
    """Exit code and standard error of a run whose reader has already gone."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "readiness", *map(str, arguments)],
            stdout=writing,
            stderr=writing if also_errors else subprocess.PIPE,
            env=environment(**changed),
            timeout=60,
            check=False,
        )
    finally:
        os.close(writing)
    return ran.returncode, (ran.stderr or b"").decode()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--help",), 0),
        (("--version",), 0),
        (("list",), 0),
        (("show", "social-media-readiness"), 0),
        (("score", EXAMPLE, "--format", "json"), 0),
    ],
    ids=lambda each: " ".join(map(str, each)) if isinstance(each, tuple) else "",
)
def test_a_reader_that_has_gone_is_no_fault_and_changes_no_exit_code(arguments: tuple[object, ...], code: int) -> None:
    assert into_a_closed_pipe(*arguments) == (code, "")


def test_a_reader_that_has_gone_does_not_hide_a_low_score() -> None:
    code, errors = into_a_closed_pipe("score", EXAMPLE, "--fail-under", "100")
    assert code == 1
    assert errors.endswith(" %, under 100 %\n")


def test_a_reader_that_has_gone_is_no_fault_of_a_drawn_report() -> None:
    code, errors = into_a_closed_pipe("demo", FORCE_COLOR="1")
    assert code == 0
    assert errors.startswith("This was: ")


def test_problems_keep_their_exit_code_where_nobody_reads_them() -> None:
    assert into_a_closed_pipe("score", "missing.yaml", also_errors=True)[0] == 3
    assert into_a_closed_pipe("nonsense", also_errors=True)[0] == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize("arguments", [("list",), ("score", str(EXAMPLE)), ("show", "quick-check"), ("--version",)])
def test_a_full_disk_behind_standard_output_is_said(arguments: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "readiness", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
            timeout=60,
            check=False,
        )
    assert ran.returncode == 3
    assert ran.stderr.decode().startswith("readiness: No space left on device")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize("force", [None, "1"])
def test_output_is_utf_8_whatever_the_locale(encoding: str, force: str | None) -> None:
    ran = run_process("demo", env={"PYTHONIOENCODING": encoding, "FORCE_COLOR": force})
    assert ran.code == 0
    assert "“" in ran.out


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
@pytest.mark.parametrize(
    ("words", "code"),
    [("score - <&-", 3), ("list >&-", 0), ("score missing.yaml 2>&-", 3), ("list <&- >&- 2>&-", 0)],
)
def test_streams_that_the_caller_closed_are_no_fault(words: str, code: int) -> None:
    shell = ["sh", "-c", f"'{sys.executable}' -m readiness {words}"]
    ran = subprocess.run(shell, capture_output=True, env=environment(), timeout=60, check=False)
    assert ran.returncode == code, ran.stderr
    assert b"Traceback" not in ran.stderr


def test_a_dumb_terminal_gets_plain_lines() -> None:
    pty = pytest.importorskip("pty")

    def on_a_terminal(term: str) -> str:
        """What a terminal of this kind is sent."""
        parent, child = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-m", "readiness", "list"], stdout=child, stderr=child, env=environment(TERM=term)
        ) as process:
            os.close(child)
            received = b""
            try:
                while part := os.read(parent, 65536):
                    received += part
            except OSError:
                pass
            os.close(parent)
            assert process.wait() == 0
        return received.decode()

    assert "\x1b[" in on_a_terminal("xterm-256color")
    assert "\x1b" not in on_a_terminal("dumb")


AS_INSTALLED = "import sys; sys.argv[0] = 'readiness'; from readiness.cli.app import main; main()"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_can_be_shown_for_each_shell(shell: str) -> None:
    # Which shell runs the tests cannot be known, so it is named, which Typer allows under this variable.
    env = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    shown = run_process("--show-completion", shell, code=AS_INSTALLED, env=env)
    assert (shown.code, shown.err) == (0, "")
    assert "_READINESS_COMPLETE" in shown.out


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("readiness sc", ["score", "schema"]),
        ("readiness show ", list(shipped_questionnaires())),
        ("readiness score x -q qu", ["quick-check"]),
        ("readiness schema ", ["questionnaire", "response", "assessment", "cases", "mapping", "summary"]),
        ("readiness score x --format ", ["terminal", "plain", "json", "yaml", "csv", "md"]),
    ],
)
def test_the_shell_completes_commands_questionnaires_and_formats(words: str, offered: list[str]) -> None:
    typed = {"COMP_WORDS": words, "COMP_CWORD": str(words.count(" ")), "_READINESS_COMPLETE": "complete_bash"}
    assert run_process(code=AS_INSTALLED, env=typed).out.split() == offered


def test_help_stands_in_panels_by_task() -> None:
    shown = run("--help").out
    assert shown.index("Assess") < shown.index("Questionnaires") < shown.index("Write and check files")
    assert run().out.rstrip() == shown.rstrip()


def test_version_is_printed_alone() -> None:
    ran: Ran = run_process("--version")
    assert (ran.code, ran.err) == (0, "")
    assert re.fullmatch(r"readiness \d+\.\d+\.\d+\n", ran.out)


# --- explain ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", _responses().values(), ids=_responses().keys())
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_id_of_a_report_can_be_explained(path: Path, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assessment = assessment_of(path)
    # Loading and scoring happen once here: what is tried is each explanation, through the command.
    monkeypatch.setattr("readiness.cli.inputs.assessment_of", lambda *_, **__: assessment)
    for name in known_ids(assessment):
        shown = run("explain", path, name, "--lang", language)
        assert (shown.code, shown.err) == (0, ""), name
        assert name in shown.out.splitlines()[0]
        assert shown.out.count("\n") > 1


def test_every_shipped_questionnaire_has_an_example_to_explain() -> None:
    assert set(_responses()) == set(shipped_questionnaires())


@pytest.mark.parametrize(
    ("name", "repair"),
    [("leadrship", "did you mean `leadership`?"), ("p1", "did you mean `P1`?"), ("zzz", "take an id from the report")],
)
def test_an_unknown_id_is_a_problem_with_a_suggestion(name: str, repair: str) -> None:
    shown = run("explain", EXAMPLE, name)
    assert (shown.code, shown.out) == (3, "")
    assert shown.err == f"{EXAMPLE}: nothing is called `{name}`; {repair}\n"


def test_explain_starts_at_the_top() -> None:
    assert run("explain", EXAMPLE).out == run("explain", EXAMPLE, "overall").out


def test_a_sheet_never_replaces_its_own_questionnaire(here: Path) -> None:
    assert run("new", "ours.yaml").code == 0
    written = (here / "ours.yaml").read_bytes()
    ran = run("sheet", "ours.yaml", "-o", "ours.yaml", "--force")
    assert ran.code == 2
    assert "is the questionnaire itself" in ran.err
    assert (here / "ours.yaml").read_bytes() == written


def test_an_example_is_scored_by_its_name() -> None:
    assert run("score", "quick-bakery").out == run("score", shipped_examples()["quick-bakery"]).out


def test_a_questionnaire_is_not_taken_for_a_response() -> None:
    ran = run("score", "quick-check")
    assert (ran.code, ran.out) == (3, "")
    assert "readiness assess quick-check" in ran.err


def test_a_score_that_fails_says_which_file_and_why() -> None:
    ran = run("score", "perception-leader", "perception-communicator", "--format", "csv", "--fail-under", "60")
    assert ran.code == 1
    assert "perception-leader: scores 32.5 %, under 60 %" in ran.err
    assert "perception-communicator: scores" not in ran.err
