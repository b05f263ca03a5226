"""Response files to a table of scores: each as scored by itself, and one that is wrong never stops the others."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Generator, Iterable, Mapping
from pathlib import Path

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings

from readiness.batch import files as batch_files
from readiness.batch.engines.job import REJECTED, SCORED, EngineError
from readiness.batch.files import ABOUT, BLANK, MOST_PROBLEMS, Result, names_of, score_files
from readiness.batch.processes import results
from readiness.batch.scoring.lowering import with_outputs
from readiness.batch.scoring.outputs import Wanted, kind_of
from readiness.batch.scoring.table import scoring_of
from readiness.loading.responses import load_response
from readiness.loading.saving import plain_response, response_yaml, to_json
from readiness.model.questionnaire import Questionnaire
from readiness.model.response import Respondent, Response, RiskRating
from tests.running import ROOT, environment, run_process
from tests.strategies import LAW, questionnaires
from tests.text_tables import TextTable, alone

BAKERY = load_response(ROOT / "examples" / "quick-bakery.yaml")
assert BAKERY.questionnaire is not None and BAKERY.response is not None
QUICK, ANSWERS = BAKERY.questionnaire, BAKERY.response
HEAD = "format: 1\nquestionnaire: {id: quick-check}\n"


def changed(**parts: object) -> Response:
    return ANSWERS.model_copy(update=parts)


def written(folder: Path, texts: Mapping[str, str | Response]) -> list[Path]:
    """Files with these texts, in the order given."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text if isinstance(text, str) else response_yaml(text), encoding="utf-8")
    return [folder / name for name in texts]


def scored(
    tmp_path: Path, files: list[Path], *, wanted: Wanted = "all", workers: int | None = 1, items: bool = False
) -> tuple[Result, pl.DataFrame]:
    output = tmp_path / "scores.parquet"
    found = score_files(
        files,
        QUICK,
        wanted=wanted,
        workers=workers,
        progress=lambda _: None,
        output=output,
        items=tmp_path / "items.parquet" if items else None,
    )
    return found, pl.read_parquet(output)


def test_a_file_comes_to_what_it_comes_to_alone(tmp_path: Path) -> None:
    found, table = scored(tmp_path, written(tmp_path, {"in/a.yaml": ANSWERS}))
    row = table.to_dicts()[0]
    assert {name: row.pop(name) for name in ABOUT} == {
        "row": 1,
        "source": "a.yaml",
        "id": "a",
        "organization": "Boulangerie Le Levain des Érables (inventée)",
        "role": "leader",
        "date": "2026-08-20",
        "language": "fr",
    }
    assert row == alone(QUICK, ANSWERS)
    assert dict(found.tally) == {SCORED: 1}
    assert "Solène" not in str(table.to_dicts())


def test_what_responses_say_of_themselves_can_be_grouped_by(tmp_path: Path) -> None:
    files = written(tmp_path, {"a.yaml": ANSWERS, "b.yaml": changed(respondent=Respondent())})
    output = tmp_path / "scores.parquet"
    score_files(
        files,
        QUICK,
        wanted="all",
        workers=1,
        progress=lambda _: None,
        output=output,
        items=None,
        by=("role", "organization"),
    )
    table = pl.read_parquet(output)
    assert table["by.role"].to_list() == table["role"].to_list() == ["leader", None]
    assert table.columns[len(ABOUT) : len(ABOUT) + 3] == ["by.role", "by.organization", "score.overall"]


def test_ranges_of_the_respondents_own_are_scored_as_alone(tmp_path: Path) -> None:
    """A table has no room for them; a file has."""
    own = changed(risks={**ANSWERS.risks, "P1": RiskRating(probability=(0.11, 0.23), loss=(4.0, 55.0))})
    _, table = scored(tmp_path, written(tmp_path, {"a.yaml": own}))
    exposure = table["exposure.participating"].item()
    assert exposure == alone(QUICK, own)["exposure.participating"] != alone(QUICK, ANSWERS)["exposure.participating"]


def test_json_is_read_as_well(tmp_path: Path) -> None:
    _, table = scored(tmp_path, written(tmp_path, {"a.json": to_json(plain_response(ANSWERS))}))
    assert table["score.overall"].item() == alone(QUICK, ANSWERS)["score.overall"]


def test_scores_alone_are_fewer_columns_and_the_same_numbers(tmp_path: Path) -> None:
    _, few = scored(tmp_path, written(tmp_path, {"a.yaml": ANSWERS}), wanted="scores")
    everything = alone(QUICK, ANSWERS)
    outputs = few.drop(*ABOUT).to_dicts()[0]
    assert "coverage.overall" not in outputs
    assert outputs == {name: everything[name] for name in outputs}
    assert "level" in outputs


def test_item_scores_stand_in_rows_of_their_own_file(tmp_path: Path) -> None:
    files = written(tmp_path, {"a.yaml": ANSWERS, "b.yaml": "x: [", "c.yaml": changed(risks={})})
    scored(tmp_path, files, items=True)
    items = pl.read_parquet(tmp_path / "items.parquet")
    assert items["row"].to_list() == [1, 3]
    assert items["item.results_reported"].to_list() == [0.0, 0.0]
    assert items.schema["item.results_reported"] == pl.Float64


@settings(LAW, max_examples=25)
@given(questionnaire=questionnaires())
def test_files_and_tables_have_the_same_columns_of_the_same_types(questionnaire: Questionnaire) -> None:
    """What comes after scoring need not know which it was."""
    table = TextTable(questionnaire)
    symbols = scoring_of(questionnaire, tuple(table.readings), table.importances).outputs
    frame = pl.LazyFrame(schema={"row": pl.Int64, **dict.fromkeys(table.columns, pl.String)})
    schema = with_outputs(nw.from_native(frame), symbols, ()).to_native().collect_schema()
    of_kind = {"number": pl.Float64(), "count": pl.Int32(), "truth": pl.Boolean(), "name": pl.String()}
    assert dict(schema) == {name: of_kind[kind_of(name) or ""] for name in schema}
    outputs, _ = batch_files._columns_of(questionnaire, "all")
    assert list(outputs) == list(schema)


BAD: Mapping[str, tuple[str, str, str | None, str | None, str]] = {
    # name: text, column, item, value, reason
    "no choice": (
        HEAD + "answers:\n  policy_written: 99\n",
        "answers.policy_written",
        "policy_written",
        "99",
        r"^line 4, column 19: `99` is not among the choices; ",
    ),
    "row of a grid": (
        HEAD + "answers: {accessible_content: {captions: never}}\n",
        "answers.accessible_content.captions",
        "accessible_content",
        "never",
        "not among the choices",
    ),
    "no step": (
        HEAD + "risks: {P1: {likelihood: 8}}\n",
        "risks.P1.likelihood",
        "P1",
        "8",
        "8 is not a step of this scale; write one of 1, 2, 3, 4, 5",
    ),
    "no such question": (HEAD + "answers: {polcy: 1}\n", "answers.polcy", "polcy", "1", "no question `polcy`"),
    "another questionnaire": (
        "format: 1\nquestionnaire: {id: other}\nanswers: {a: 1}\n",
        "questionnaire.id",
        None,
        "other",
        "answers `other`, not `quick-check`",
    ),
    "no YAML": (HEAD + "answers: [\n", "", None, None, "line 4"),
    "nothing": ("", "", None, None, "is empty"),
    "a list": ("[1, 2]", "", None, None, "not a map of keys"),
    "a questionnaire": ("format: 1\nid: a\nsections: []\n", "", None, None, "is a questionnaire, not a response"),
}


@pytest.mark.parametrize(("text", "column", "item", "value", "reason"), BAD.values(), ids=BAD)
def test_a_file_that_does_not_fit_is_a_reject_and_the_others_go_on(
    tmp_path: Path, text: str, column: str, item: str | None, value: str | None, reason: str
) -> None:
    found, table = scored(tmp_path, written(tmp_path, {"in/good.yaml": ANSWERS, "in/bad.yaml": text}))
    assert table["id"].to_list() == ["good"]
    assert dict(found.tally) == {SCORED: 1, REJECTED: 1}
    reject = found.rejects[0]
    assert (reject.source, reject.row, reject.id) == ("bad.yaml", 2, "bad")
    assert (reject.column or "", reject.item, reject.value) == (column, item, value)
    assert re.search(reason, reject.reason)


def test_what_cannot_be_opened_or_is_no_text_is_a_reject(tmp_path: Path) -> None:
    files = written(tmp_path, {"a.yaml": ANSWERS, "b.yaml": "x"})
    files[1].write_bytes(b"\xff\xfe\x00a")
    (tmp_path / "folder.yaml").mkdir()
    found, _ = scored(tmp_path, [*files, tmp_path / "gone.yaml", tmp_path / "folder.yaml"])
    assert dict(found.tally) == {SCORED: 1, REJECTED: 3}
    reasons = [each.reason for each in found.rejects]
    assert ["UTF-16" in reasons[0], "no such file" in reasons[1], "is a folder" in reasons[2]] == [True] * 3


def test_of_a_file_that_is_wrong_all_over_not_every_problem_is_listed(tmp_path: Path) -> None:
    many = HEAD + "answers:\n" + "".join(f"  nothing_{n}: 1\n" for n in range(50))
    found, _ = scored(tmp_path, written(tmp_path, {"a.yaml": many}))
    assert len(found.rejects) == MOST_PROBLEMS + 1
    assert found.rejects[-1].reason == f"and {50 - MOST_PROBLEMS} more problems"


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ("", BLANK),
        ("answers: {policy_written: null, accessible_content: {captions: null}}", BLANK),
        ("answers: {policy_written: {value: null, note: later}}", BLANK),
        ("risks: {P1: {likelihood: null, note: later}, N1: null}\nopportunities: {O1: {}}", BLANK),
        ("answers: {duties: []}", SCORED),
        ("answers: {accessible_content: {captions: null, languages: not_applicable}}", SCORED),
        ("risks: {P1: {impact: 3}}", SCORED),
        ("risks: {P1: not_applicable}", SCORED),
        ("risks: {P1: {probability: [0.1, 0.2]}}", SCORED),
        ("opportunities: {O1: {gain: 1}}", SCORED),
    ],
)
def test_a_response_in_which_nothing_is_answered_is_left_out(tmp_path: Path, answers: str, state: int) -> None:
    found, table = scored(tmp_path, written(tmp_path, {"a.yaml": f"{HEAD}{answers}\n"}))
    assert dict(found.tally) == {state: 1}
    assert found.reasons[BLANK - 3] == "blank"
    assert table.height == (state == SCORED)
    assert found.rejects == ()


def test_answers_to_another_version_are_scored_as_far_as_they_fit_and_said(tmp_path: Path) -> None:
    text = 'format: 1\nquestionnaire: {id: quick-check, version: "0.9"}\nanswers: {gone: 1, policy_written: 2}\n'
    found, table = scored(tmp_path, written(tmp_path, {"a.yaml": text, "b.yaml": ANSWERS}))
    assert dict(found.tally) == {SCORED: 2}
    assert table["judged.overall"].to_list()[0] == 1
    assert found.warned == 1
    assert ["version 0.9" in found.warnings[0].message, "gone" in found.warnings[1].path] == [True, True]


def test_a_file_is_named_from_the_folder_that_all_have_in_common(tmp_path: Path) -> None:
    assert names_of([tmp_path / "in" / "a.yaml", tmp_path / "in" / "b.yaml"]) == ["a.yaml", "b.yaml"]
    assert names_of([tmp_path / "x" / "a.yaml", tmp_path / "y" / "a.yaml"]) == ["x/a.yaml", "y/a.yaml"]
    assert names_of([Path("a.yaml"), Path("sub/a.yaml")]) == ["a.yaml", "sub/a.yaml"]
    assert names_of([]) == []


def test_several_processes_give_the_same_table_in_the_same_order(tmp_path: Path) -> None:
    texts: dict[str, str | Response] = {}
    for n in range(batch_files.FEW + 60):
        texts[f"in/r{n:03}.yaml"] = changed(organization=f"Organization {n}") if n % 7 else HEAD + "answers: {x: 1}"
    files = written(tmp_path, texts)
    seen: list[int] = []
    alone_, table = scored(tmp_path, files, workers=1)
    together = score_files(
        files, QUICK, wanted="all", workers=2, progress=seen.append, output=tmp_path / "t.parquet", items=None
    )
    assert together == alone_
    assert pl.read_parquet(tmp_path / "t.parquet").equals(table)
    assert table["row"].is_sorted()
    assert (sum(seen), len(seen) > 2) == (len(files), True)


def test_no_file_at_all_gives_a_table_without_rows(tmp_path: Path) -> None:
    found, table = scored(tmp_path, [])
    assert (dict(found.tally), table.height, "score.overall" in table.columns) == ({}, 0, True)


def test_an_interruption_leaves_no_table(tmp_path: Path) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    files = written(tmp_path, {"in/a.yaml": ANSWERS})
    with pytest.raises(KeyboardInterrupt):
        score_files(
            files,
            QUICK,
            wanted="all",
            workers=1,
            progress=stop,
            output=tmp_path / "scores.parquet",
            items=tmp_path / "items.parquet",
        )
    assert [path.name for path in tmp_path.iterdir()] == ["in"]


LONG_RUN = """
import sys
from pathlib import Path
from readiness.batch.files import score_files
from readiness.loading.load import load_questionnaire

def told(n):
    print(n, flush=True)

if __name__ == "__main__":
    questionnaire, file, output = sys.argv[1:]
    loaded = load_questionnaire(questionnaire).value
    try:
        score_files([Path(file)] * 40_000, loaded, wanted="all", workers=2, progress=told, output=Path(output), items=None)
    except KeyboardInterrupt:
        sys.exit(130)
"""


def test_a_terminals_interruption_ends_all_processes_quietly(tmp_path: Path) -> None:
    """Ctrl-C reaches every process of the group."""
    script = tmp_path / "run.py"
    script.write_text(LONG_RUN, encoding="utf-8")
    (file,) = written(tmp_path, {"in/a.yaml": ANSWERS})
    running = subprocess.Popen(
        [sys.executable, script, ROOT / "questionnaires" / "quick-check.yaml", file, tmp_path / "out.parquet"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # what runs in the background ignores it
    )
    assert running.stdout is not None
    running.stdout.readline()
    os.killpg(running.pid, signal.SIGINT)
    _, errors = running.communicate(timeout=60)
    assert (running.returncode, errors) == (130, b"")
    assert not (tmp_path / "out.parquet").exists()


FULL_DISK = """
import resource, sys
from pathlib import Path
from readiness.batch.files import score_files
from readiness.loading.load import load_questionnaire

questionnaire, file, output = sys.argv[1:]
loaded = load_questionnaire(questionnaire).value
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, resource.RLIM_INFINITY))
try:
    score_files([Path(file)] * 3, loaded, wanted="all", workers=1, progress=int, output=Path(output), items=None)
except OSError as error:
    print(error)
"""


def test_a_full_disk_is_an_oserror_and_leaves_no_table(tmp_path: Path) -> None:
    """A limit for the size of files stands in for the disk."""
    (file,) = written(tmp_path, {"in/a.yaml": ANSWERS})
    found = run_process(ROOT / "questionnaires" / "quick-check.yaml", file, tmp_path / "out.parquet", code=FULL_DISK)
    assert (found.out.strip().endswith("File too large"), found.err, found.code) == (True, "", 0)
    assert not (tmp_path / "out.parquet").exists()


def _dies(_: int) -> None:
    os._exit(9)


def _dying() -> Callable[[int], None]:
    return _dies


def test_a_process_that_dies_ends_the_run_with_a_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(make: object, given: tuple[object, ...], tasks: Iterable[int], **_: object) -> Generator[None, None, None]:
        return results(_dying, (), tasks, processes=2, module=__name__)

    monkeypatch.setattr(batch_files, "results", lost)
    with pytest.raises(EngineError, match="too little memory"):
        scored(tmp_path, written(tmp_path, {"a.yaml": ANSWERS}))
    assert not (tmp_path / "scores.parquet").exists()


def test_the_questionnaire_beside_the_files_is_not_looked_at(tmp_path: Path) -> None:
    """Files answer the one that was named, whatever lies around; looking would also cost more than scoring."""
    files = written(
        tmp_path, {"in/a.yaml": ANSWERS, "in/quick-check.yaml": "format: 1\nid: quick-check\nsections: 1\n"}
    )
    found, _ = scored(tmp_path, files[:1])
    assert dict(found.tally) == {SCORED: 1}
