"""Scores as files: every number in full, no text that acts, each file whole or not there."""

from __future__ import annotations

import csv
import io
import json
import stat
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from readiness.batch.writing import scores as writing
from readiness.batch.writing.scores import STANDARD_OUTPUT, SUFFIXES, hindrances, write_scored
from readiness.batch.writing.sheet_rows import MOST_ROWS
from readiness.model.signs import ACTING
from readiness.reports.safe import runs, visible
from tests.running import run_process
from tests.strategies import LAW

ROWS: list[dict[str, object]] = [
    {
        "row": 2,
        "id": "R_1",
        "by.region": "North, “coast”",
        "score.overall": 1 / 3,
        "score.policy": 0.1 + 0.2,
        "level": "high",
        "judged.overall": 12,
        "check.hurry": True,
        "stance_margin": 1e-7,
    },
    {
        "row": 5,
        "id": None,
        "by.region": "line one\nline two",
        "score.overall": None,
        "score.policy": 1.0,
        "level": None,
        "judged.overall": 0,
        "check.hurry": False,
        "stance_margin": 2e22,
    },
]
TYPES = {
    "row": pl.Int64,
    "id": pl.String,
    "by.region": pl.String,
    "score.overall": pl.Float64,
    "score.policy": pl.Float64,
    "level": pl.String,
    "judged.overall": pl.Int32,
    "check.hurry": pl.Boolean,
    "stance_margin": pl.Float64,
}
LONG = [
    ("score", "overall", 1 / 3, None),
    ("score", "policy", 0.1 + 0.2, None),
    ("level", None, None, "high"),
    ("judged", "overall", 12.0, None),
    ("check", "hurry", None, "true"),
    ("stance_margin", None, 1e-7, None),
]
HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\t=1", "＝1", "\x1b[31mred", "a\u202eb", "a\tb", "#N/A", "\r\n=1")


@pytest.fixture
def scored(tmp_path: Path) -> Path:
    return parquet(tmp_path, ROWS)


def parquet(folder: Path, rows: Sequence[dict[str, object]]) -> Path:
    """Scored rows as an engine leaves them."""
    place = folder / "staging" / "scored.parquet"
    place.parent.mkdir(exist_ok=True)
    pl.DataFrame(rows, schema=TYPES, orient="row").write_parquet(place)
    return place


def written(scored: Path, target: Path, **how: bool) -> Path:
    assert write_scored(scored, [target], **how) == ()  # type: ignore[arg-type]
    return target


def in_sheet(path: Path) -> list[tuple[object, ...]]:
    book = load_workbook(path)
    return [tuple(cell.value for cell in row) for sheet in book for row in sheet.iter_rows()]


@pytest.mark.parametrize(("name", "delimiter"), [("a.csv", ","), ("a.TSV", "\t")])
def test_delimited_text_has_every_number_in_full(scored: Path, tmp_path: Path, name: str, delimiter: str) -> None:
    text = written(scored, tmp_path / name).read_bytes().decode("utf-8")
    head, first, second = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    assert head == list(TYPES)
    assert first[:3] == ["2", "R_1", "North, “coast”"]
    assert [float(first[3]), float(first[4]), float(first[8])] == [1 / 3, 0.1 + 0.2, 1e-7]
    assert first[5:8] == ["high", "12", "true"]
    assert second[:4] == ["5", "", "line one\nline two", ""]
    assert second[5:8] == ["", "0", "false"]
    assert float(second[8]) == 2e22
    assert "\r" not in text


def test_json_lines_keep_types_and_absence(scored: Path, tmp_path: Path) -> None:
    lines = written(scored, tmp_path / "a.ndjson").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == ROWS


def test_a_workbook_keeps_types_and_absence(scored: Path, tmp_path: Path) -> None:
    head, *rows = in_sheet(written(scored, tmp_path / "a.xlsx"))
    assert head == tuple(TYPES)
    assert [dict(zip(TYPES, row, strict=True)) for row in rows] == ROWS
    assert (type(rows[0][6]), type(rows[0][7]), type(rows[1][4])) == (int, bool, int)  # 1.0 is 1 in a workbook


@pytest.mark.parametrize("disposable", [False, True])
def test_parquet_is_what_was_scored(scored: Path, tmp_path: Path, disposable: bool) -> None:
    target = written(scored, tmp_path / "a.parquet", disposable=disposable)
    assert target.read_bytes() == scored.read_bytes()
    assert target.samefile(scored) is disposable


def test_long_form_has_a_row_for_each_output_of_each_response(scored: Path, tmp_path: Path) -> None:
    frame = pl.read_parquet(written(scored, tmp_path / "a.parquet", long=True))
    assert frame.columns == ["row", "id", "by.region", "kind", "of", "value", "text"]
    assert frame.select("kind", "of", "value", "text").rows()[:6] == LONG
    assert frame["row"].to_list() == [2] * 6 + [5] * 6
    assert frame["id"].to_list() == ["R_1"] * 6 + [None] * 6


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".jsonl", ".xlsx"])
def test_long_form_says_the_same_in_every_format(scored: Path, tmp_path: Path, suffix: str) -> None:
    target = written(scored, tmp_path / f"a{suffix}", long=True)
    if suffix == ".jsonl":
        found = [tuple(json.loads(line).values())[3:] for line in target.read_text(encoding="utf-8").splitlines()]
    elif suffix == ".xlsx":
        found = [row[3:] for row in in_sheet(target)[1:]]
    else:
        with open(target, encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, delimiter="\t" if suffix == ".tsv" else ","))[1:]
        assert rows[3][5] == "12"
        found = [
            (kind, of or None, float(value) if value else None, text or None) for *_, kind, of, value, text in rows
        ]
    assert [tuple(row) for row in found[:6]] == LONG
    assert len(found) == 12


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_without_rows_the_columns_are_there_all_the_same(tmp_path: Path, suffix: str, long: bool) -> None:
    target = written(parquet(tmp_path, []), tmp_path / f"a{suffix}", long=long)
    columns = [*list(TYPES)[:3], "kind", "of", "value", "text"] if long else list(TYPES)
    match SUFFIXES[suffix]:
        case "parquet":
            assert pl.read_parquet(target).columns == columns
        case "xlsx":
            assert in_sheet(target) == [tuple(columns)]
        case "jsonl":
            assert target.read_text() == ""
        case chosen:
            assert target.read_text() == ("\t" if chosen == "tsv" else ",").join(columns) + "\n"


def test_order_stays_over_many_batches(tmp_path: Path) -> None:
    n = 45_000
    frame = pl.DataFrame({"row": range(n), "id": [f"r{at}" for at in range(n)], "score.overall": [0.5] * n})
    scored = tmp_path / "scored.parquet"
    frame.write_parquet(scored, row_group_size=7_000)
    assert pl.read_csv(written(scored, tmp_path / "a.csv")).equals(frame)
    long = pl.read_csv(written(scored, tmp_path / "b.csv", long=True))
    assert long["row"].equals(frame["row"])
    with open(written(scored, tmp_path / "a.jsonl"), encoding="utf-8") as lines:
        assert [json.loads(line)["row"] for line in lines] == list(range(n))


@settings(LAW, max_examples=40)
@given(
    texts=st.lists(
        st.one_of(st.none(), st.sampled_from(HOSTILE), st.text(alphabet=st.characters(codec="utf-8"), max_size=8)),
        min_size=1,
        max_size=6,
    )
)
def test_no_text_runs_or_acts_and_numbers_are_not_touched(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str | None]
) -> None:
    folder = tmp_path_factory.mktemp("texts")
    rows = [{**ROWS[0], "id": text, "by.region": text, "stance_margin": -0.25} for text in texts]
    scored = parquet(folder, rows)
    for long in (False, True):
        with open(written(scored, folder / "a.csv", long=long), encoding="utf-8", newline="") as file:
            cells = list(csv.DictReader(file))
        for row in cells:
            for name in ("id", "by.region"):
                assert not runs(row[name])
                assert not ACTING.search(row[name])
        numbers = [row["value"] for row in cells if row["kind"] == "stance_margin"] if long else None
        assert (numbers or [row["stance_margin"] for row in cells]) == ["-0.25"] * len(texts)
    lines = written(scored, folder / "a.jsonl").read_bytes().decode("utf-8")
    assert not ACTING.search(lines)
    assert [json.loads(line)["id"] for line in lines.split("\n")[:-1]] == texts


@pytest.mark.parametrize("text", HOSTILE)
def test_a_workbook_takes_text_for_text(tmp_path: Path, text: str) -> None:
    target = written(parquet(tmp_path, [{**ROWS[0], "id": text}]), tmp_path / "a.xlsx")
    sheet = load_workbook(target).worksheets[0]
    cell = sheet["B2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix is runs(visible(text, keep_lines=True))
    assert not ACTING.search(str(cell.value))
    assert sheet["I2"].value == 1e-7


def test_several_targets_are_written_together_and_what_stood_there_is_replaced(scored: Path, tmp_path: Path) -> None:
    targets = [tmp_path / f"a{suffix}" for suffix in SUFFIXES]
    targets[1].write_text("old")
    targets[1].chmod(0o640)
    assert write_scored(scored, [*targets, targets[0]]) == ()
    assert all(path.stat().st_size > 30 for path in targets)
    assert stat.S_IMODE(targets[1].stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*(path.name for path in targets), "staging"])


def test_what_is_in_the_way_is_said_before_anything_is_written(scored: Path, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    targets = [tmp_path / "a.csv", tmp_path / "folder.csv", tmp_path / "a.doc", tmp_path / "none" / "a.csv"]
    messages = [str(problem) for problem in write_scored(scored, targets)]
    assert [problem.source for problem in hindrances([*targets, STANDARD_OUTPUT])] == [
        str(each) for each in targets[1:]
    ]
    assert "is a folder" in messages[0]
    assert "`.doc`" in messages[1] and ".parquet, .csv" in messages[1]
    assert "make the folder" in messages[2]
    assert not targets[0].exists()
    assert "son suffixe" in hindrances([tmp_path / "a.doc"], "fr")[0].message


def test_a_sheet_that_is_too_short_is_said_so(tmp_path: Path) -> None:
    scored = tmp_path / "scored.parquet"
    pl.select(pl.int_range(MOST_ROWS + 1).alias("row"), pl.lit(0.5).alias("score.overall")).write_parquet(scored)
    (problem,) = write_scored(scored, [tmp_path / "a.csv", tmp_path / "a.xlsx"])
    assert "1,048,576 rows do not fit on a sheet" in problem.message
    assert not (tmp_path / "a.csv").exists()


def test_in_long_form_a_sheet_is_too_short_the_sooner(tmp_path: Path) -> None:
    scored = tmp_path / "scored.parquet"
    pl.select(
        pl.int_range(MOST_ROWS // 2 + 1).alias("row"), *(pl.lit(0.5).alias(f"score.{name}") for name in "ab")
    ).write_parquet(scored)
    (problem,) = write_scored(scored, [tmp_path / "a.xlsx"], long=True)
    assert "1,048,576 rows" in problem.message


@pytest.mark.parametrize("broken", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_an_interruption_or_failure_leaves_everything_as_it_was(
    scored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: BaseException
) -> None:
    """It happens in the second file, when the first is written but not yet in its place."""

    def stop(*_: object) -> None:
        raise broken

    (tmp_path / "a.csv").write_text("old")
    monkeypatch.setattr(writing, "write_workbook", stop)
    with pytest.raises(type(broken) if isinstance(broken, OSError) else KeyboardInterrupt):
        write_scored(scored, [tmp_path / "a.csv", tmp_path / "a.xlsx"])
    assert (tmp_path / "a.csv").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "staging"]


FULL_DISK = """
import resource, sys
from pathlib import Path
from readiness.batch.writing.scores import write_scored
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))
try:
    write_scored(Path(sys.argv[1]), [Path(sys.argv[2])], long=sys.argv[3] == "long")
except OSError as error:
    print(error.strerror)
"""


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_full_disk_is_an_oserror_and_leaves_nothing(tmp_path: Path, suffix: str) -> None:
    """A limit for the size of files stands in for the disk."""
    n = 30_000
    scored = tmp_path / "scored.parquet"
    values = pl.Series("score.overall", range(n), dtype=pl.Float64).sqrt()
    pl.DataFrame({"row": range(n)}).with_columns(values).write_parquet(scored)
    for form in ("wide", "long"):
        found = run_process(scored, tmp_path / f"a{suffix}", form, code=FULL_DISK)
        assert (found.out.strip().endswith("File too large"), found.err, found.code) == (True, "", 0)
        assert [path.name for path in tmp_path.iterdir()] == ["scored.parquet"]


@pytest.mark.parametrize("printed", ["csv", "tsv", "jsonl"])
@pytest.mark.parametrize("long", [False, True])
def test_standard_output_takes_what_a_file_would(scored: Path, tmp_path: Path, printed: str, long: bool) -> None:
    stream = io.BytesIO()
    write_scored(scored, [STANDARD_OUTPUT], printed=printed, long=long, stdout=stream)  # type: ignore[arg-type]
    assert stream.getvalue() == written(scored, tmp_path / f"a.{printed}", long=long).read_bytes()


def test_files_are_in_place_when_the_reader_of_standard_output_has_gone(scored: Path, tmp_path: Path) -> None:
    class Gone(io.BytesIO):
        def write(self, _: object) -> int:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        write_scored(scored, [STANDARD_OUTPUT, tmp_path / "a.csv"], stdout=Gone())
    assert (tmp_path / "a.csv").exists()
