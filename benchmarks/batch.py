"""What `readiness batch` costs: whole processes, side by side in one run, CSV in and Parquet out.

    python benchmarks/batch.py [--rows 1000000] [--runs 5] [--large] [--files 10000]

*Against copying*: all outputs, and section scores, overall and level alone, beside Polars copying that CSV to Parquet with
all columns as text. *Against pandas*: the same scores in idiomatic pandas, whose figures are compared with ours. *Against a
row at a time*: reading each row with Python's csv, validating it with Pydantic and scoring it, on a sample and scaled.
*Engines*: DuckDB beside Polars. *Large*: 10⁴ to 10⁷ rows, for time and peak memory. *Files*: response files in YAML.

Pairs run in turn (A B A B …) after one warm-up of both; the figure to quote is the median of the ratios, pair by pair.
Needs the package and pandas installed for the interpreter that runs this, and some gigabytes where temporary files go.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from batch_table import write_questionnaire, write_table

HERE = Path(__file__).parent
COPY = "import sys, polars as pl; pl.scan_csv(sys.argv[1], infer_schema=False).sink_parquet(sys.argv[2])"
SAMPLE = 4_000
"""Rows that are scored one at a time, and scaled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """One process: wall seconds, seconds of processor, and peak memory in MiB."""

    wall: float
    cpu: float
    peak: float


def surroundings(bytecode: Path) -> dict[str, str]:
    """The environment of a process: Python keeps its bytecode, as it does for whoever installs the program.

    Elsewhere than in the checkout; where it may not (`PYTHONDONTWRITEBYTECODE`), each start would compile our modules anew,
    and those of the others, installed with their bytecode, not.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(bytecode)}


BYTECODE = tempfile.TemporaryDirectory(prefix="bytecode")
ENVIRONMENT = surroundings(Path(BYTECODE.name))


def run(command: Sequence[str]) -> Took:
    """A process to its end; leaves where it fails. What it writes is new: to replace a large file takes time of its own."""
    for name in command:
        if name.endswith(".parquet"):
            Path(name).unlink(missing_ok=True)
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} left with {process.returncode}")
    return Took(wall=wall, cpu=used.ru_utime + used.ru_stime, peak=used.ru_maxrss / 1024)


def side_by_side(name: str, ours: Sequence[str], other: Sequence[str], runs: int, limit: str) -> None:
    """A line of the table: medians of both, and of the ratios."""
    run(ours), run(other)
    pairs = [(run(ours), run(other)) for _ in range(runs)]
    ratio = statistics.median(one.wall / two.wall for one, two in pairs)
    cpu = statistics.median(one.cpu / two.cpu for one, two in pairs)
    one, two = (statistics.median(pair[at].wall for pair in pairs) for at in (0, 1))
    peaks = [max(pair[at].peak for pair in pairs) for at in (0, 1)]
    print(
        f"| {name} | {one:.2f} | {two:.2f} | {ratio:.2f} | {limit} | {cpu:.2f} | {peaks[0]:.0f} / {peaks[1]:.0f} |",
        flush=True,
    )


def scaled(command: Sequence[str], rows: int) -> float:
    """Seconds that a row at a time would take for all rows: the sample's, less the start, times as often."""
    whole = statistics.median(run([*command, str(SAMPLE)]).wall for _ in range(3))
    start = statistics.median(run([*command, "0"]).wall for _ in range(3))
    return start + (whole - start) * rows / SAMPLE


class Bench:
    """The commands, on one folder."""

    def __init__(self, folder: Path, rows: int, runs: int) -> None:
        self.folder, self.rows, self.runs = folder, rows, runs
        self.questionnaire = folder / "measured.yaml"
        write_questionnaire(self.questionnaire)
        self.table = self.made(rows)

    def made(self, rows: int) -> Path:
        path = self.folder / f"{rows}.csv"
        if not path.exists():
            write_table(path, rows)
        return path

    def ours(self, *options: str, table: Path | None = None, output: str = "scores.parquet") -> list[str]:
        named = [str(table or self.table), "-q", str(self.questionnaire), "-o", str(self.folder / output)]
        return [str(Path(sys.executable).with_name("readiness")), "batch", *named, *options]

    def other(self, code: str, output: str) -> list[str]:
        return [sys.executable, "-c", code, str(self.table), str(self.folder / output)]

    def script(self, name: str, *arguments: str) -> list[str]:
        return [sys.executable, str(HERE / name), str(self.table), str(self.questionnaire), *arguments]

    def against_copying(self) -> None:
        copy = self.other(COPY, "copied.parquet")
        side_by_side("all outputs, against copying", self.ours("--quiet"), copy, self.runs, "1.6")
        scores = self.ours("--quiet", "--outputs", "scores", output="few.parquet")
        side_by_side("section scores, overall and level, against copying", scores, copy, self.runs, "1.25")
        side_by_side("all outputs and the summary, against copying", self.ours(), copy, self.runs, "–")

    def against_pandas(self) -> None:
        scores = self.ours("--quiet", "--outputs", "scores", output="few.parquet")
        pandas = self.script("batch_pandas.py", str(self.folder / "pandas.parquet"))
        side_by_side("the same scores, against pandas", scores, pandas, max(1, self.runs // 2), "0.2")
        self.compare()

    def compare(self) -> None:
        """Leave where pandas and we do not say the same."""
        ours, theirs = pl.read_parquet(self.folder / "few.parquet"), pl.read_parquet(self.folder / "pandas.parquet")
        for name in theirs.columns:
            one, other = ours[name], theirs[name]
            same = one.is_null() == other.is_null()
            near = (one - other).abs().fill_null(0.0) < 1e-12 if one.dtype.is_numeric() else one.eq_missing(other)
            if not (same & near).all():
                sys.exit(f"pandas and readiness differ in {name}")

    def against_a_row_at_a_time(self) -> None:
        alone = scaled(self.script("batch_rows.py"), self.rows)
        ours = statistics.median(run(self.ours("--quiet")).wall for _ in range(self.runs))
        print(
            f"| all outputs, against a row at a time | {ours:.2f} | {alone:.0f} (scaled) | 1 / {alone / ours:.0f} | 1 / 60 | | |"
        )

    def engines(self) -> None:
        duck = self.ours("--quiet", "--engine", "duckdb", output="duck.parquet")
        side_by_side("DuckDB, against Polars, all outputs", duck, self.ours("--quiet"), max(1, self.runs // 2), "2.5")

    def large(self) -> None:
        print("\n| Rows | Seconds | Microseconds a row | Peak of memory, MiB |\n|---|---|---|---|")
        for power in (4, 5, 6, 7):
            rows = 10**power
            table = self.made(rows)
            took = [run(self.ours("--quiet", table=table)) for _ in range(3 if power < 7 else 1)]
            wall = statistics.median(each.wall for each in took)
            print(
                f"| 10^{power} | {wall:.2f} | {wall / rows * 1e6:.2f} | {max(each.peak for each in took):.0f} |",
                flush=True,
            )

    def files(self, n: int) -> None:
        folder = self.folder / "responses"
        folder.mkdir()
        write_files(folder, n)
        command = [str(Path(sys.executable).with_name("readiness")), "batch", str(folder), "-q", "quick-check"]
        took = [run([*command, "-o", str(self.folder / "files.parquet"), "--quiet"]).wall for _ in range(3)]
        print(
            f"\n{n:,} response files: {statistics.median(took):.2f} s (meant to stay under 12 s for 10,000 on two processors)"
        )


def write_files(folder: Path, n: int) -> None:
    """Small response files to the shipped short questionnaire, each a little different."""
    example = (HERE.parent / "examples" / "quick-bakery.yaml").read_text(encoding="utf-8")
    chance = random.Random(1)
    for at in range(n):
        text = example.replace("likelihood: 3", f"likelihood: {chance.randint(1, 5)}")
        (folder / f"r{at:05}.yaml").write_text(text, encoding="utf-8")


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--files", type=int, default=10_000)
    options.add_argument("--large", action="store_true")
    asked = options.parse_args()
    print(
        f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, Polars {pl.__version__}"
    )
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), asked.rows, asked.runs)
        size = bench.table.stat().st_size / 1e6
        print(f"{asked.rows:,} responses × 40 columns, {size:.0f} MB of CSV\n")
        print(
            "| What | Ours, s | Other, s | Ratio (median) | Meant to stay under | Ratio of processor time | Peak, MiB |"
        )
        print("|---|---|---|---|---|---|---|")
        bench.against_copying()
        bench.engines()
        bench.against_pandas()
        bench.against_a_row_at_a_time()
        if asked.large:
            bench.large()
        if asked.files:
            bench.files(asked.files)


if __name__ == "__main__":
    main()
