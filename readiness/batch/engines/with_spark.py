"""Spark, on a cluster that exists: executors read, score and write; no row passes through the driver.

Every table is scored once and written with its states as folders, so that the rows that count are a folder of their own:
its parts become those of the output, which is named only when it is complete.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from readiness.batch.engines.job import ROW, SCORED, STATE, EngineError, Job, Progress, Tally
from readiness.batch.engines.spark.files import Files, address, one_file
from readiness.batch.engines.spark.rejected import filtering_formulas, rejected, unknown_cells
from readiness.batch.engines.spark.rows import opened
from readiness.batch.engines.spark.session import Result, Session, one_line, with_setting
from readiness.batch.scoring.lowering import with_outputs

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from readiness.batch.scoring.symbols import Symbol

_CSV = {
    "header": "true",
    "escape": '"',
    "ignoreLeadingWhiteSpace": "false",
    "ignoreTrailingWhiteSpace": "false",
}
_STATES_AT_ONCE = "16"


class Spark:
    """The engine of a cluster. What it writes are folders of Parquet parts.

    `master` names the cluster; without it the session at hand is used, or what the environment names.
    """

    def __init__(self, master: str | None = None) -> None:
        self.session = Session(master)
        self.spark = self.session.spark
        self.files = Files(self.spark)
        self._staged: list[str] = []

    def put(self, staged: str, target: Path | str) -> None:
        """A finished folder under its name, in place of what stood there."""
        self.session.apart(lambda: self.files.put(staged, address(target)))

    def stop(self) -> None:
        """Let go of the cluster, unless the session was there before."""
        self.session.stop()

    def score(
        self, jobs: Sequence[Job], output: Path | str, items: Path | str | None, progress: Progress
    ) -> tuple[Tally, ...]:
        return self._apart(lambda: self._score(jobs, output, items, progress))

    def _score(
        self, jobs: Sequence[Job], output: Path | str, items: Path | str | None, progress: Progress
    ) -> tuple[Tally, ...]:
        try:
            tallies = self._written([(job, job.outputs) for job in jobs], address(output), progress)
            if items is not None:
                self._written([(job, job.items) for job in jobs], address(items), lambda _: None)
        except EngineError:
            raise
        except Exception as error:  # Spark, Java and Hadoop share no ancestor
            raise EngineError(one_line(error)) from error
        return tallies

    def rejects(self, job: Job, folder: Path | str, *, language: str = "en") -> int:
        """Write the rejects of a table as parts of CSV, where there are any, and say how many lines they have."""
        return self._apart(lambda: self._reject(job, folder, language))

    def _reject(self, job: Job, folder: Path | str, language: str) -> int:
        target = address(folder)
        staged = self._beside(target)
        try:
            found = rejected(opened(self.spark, job.export).frame, job, language)
            with filtering_formulas(self.spark):
                found.write.options(**_CSV).csv(staged)
            n = self.spark.read.schema(found.schema).options(**_CSV, multiLine="true").csv(one_file(staged)).count()
            if n:
                self.files.put(staged, target)
            elif self.files.exists(target):
                self.files.delete(target)  # those of an earlier run
        except Exception as error:  # Spark, Java and Hadoop share no ancestor
            raise EngineError(one_line(error)) from error
        finally:
            self.files.delete(staged)
        return n

    def unknown_cells(self, job: Job, columns: Mapping[str, Sequence[str]], most: int) -> Mapping[str, frozenset[str]]:
        """Only words that nobody knew come to the driver, each once, and no more than `most` of a column."""
        try:
            return self.session.apart(lambda: unknown_cells(opened(self.spark, job.export).frame, job, columns, most))
        except Exception as error:  # Spark, Java and Hadoop share no ancestor
            raise EngineError(one_line(error)) from error

    def _apart(self, work: Callable[[], Result]) -> Result:
        """Do some work that writes. Where it is told to stop, nothing is left of it, whatever a task that ends late wrote."""
        self._staged.clear()
        try:
            return self.session.apart(work)
        except KeyboardInterrupt:
            for name in self._staged:
                self.files.delete(name)
            raise

    def _beside(self, target: str) -> str:
        self._staged.append(self.files.beside(target))
        return self._staged[-1]

    def _written(
        self, jobs: Sequence[tuple[Job, Mapping[str, Symbol]]], target: str, progress: Progress
    ) -> tuple[Tally, ...]:
        """Score the tables into a folder under the target's name, and count their states."""
        staged = self._beside(target)
        self.files.make_folder(f"{staged}/whole")
        try:
            frames = _alike([self.scored(job, outputs) for job, outputs in jobs])
            tallies = []
            for at, frame in enumerate(frames):
                tallies.append(self._stage(frame, f"{staged}/{at}", f"{staged}/whole", at))
                progress(sum(tallies[-1].values()))
            if not self.files.parts(f"{staged}/whole"):
                self._write_empty(frames[0], f"{staged}/whole")
            self.files.mark_done(f"{staged}/whole")
            self.files.put(f"{staged}/whole", target)
        finally:
            self.files.delete(staged)
        return tuple(tallies)

    def scored(self, job: Job, outputs: Mapping[str, Symbol]) -> DataFrame:
        """Every row of a table with these outputs and its state."""
        import narwhals as nw
        from pyspark.sql import functions as f

        table = opened(self.spark, job.export)
        frame: DataFrame = with_outputs(
            nw.from_native(table.frame), {**outputs, STATE: job.state}, (ROW,), narrow=True
        ).to_native()
        frame = frame.withColumn(STATE, f.col(STATE).cast("int"))
        return frame if table.in_order else frame.orderBy(ROW)

    def _stage(self, frame: DataFrame, folder: str, whole: str, at: int) -> Tally:
        """Write a table by its states, and take the parts that count over into the whole."""
        # else every part would be sorted by state before it is written
        with with_setting(self.spark, "spark.sql.maxConcurrentOutputFileWriters", _STATES_AT_ONCE, default="0"):
            frame.write.partitionBy(STATE).parquet(folder)
        states = self.spark.read.parquet(one_file(folder)).groupBy(STATE).count().collect()
        for number, part in enumerate(self.files.parts(f"{folder}/{STATE}={SCORED}")):
            suffix = part.rsplit("/", 1)[-1].split(".", 1)[-1]
            self.files.rename(part, f"{whole}/part-{at:03}-{number:06}.{suffix}")
        return {int(row[STATE]): int(row["count"]) for row in states}

    def _write_empty(self, frame: DataFrame, whole: str) -> None:
        """A table without rows, for its columns."""
        empty = self.spark.createDataFrame([], frame.drop(STATE).schema)
        empty.coalesce(1).write.mode("overwrite").parquet(whole)


def _alike(frames: Sequence[DataFrame]) -> list[DataFrame]:
    """All with the columns of all, in the order in which they first come; null where a table has none."""
    from pyspark.sql import functions as f

    kinds = {field.name: field.dataType for frame in frames for field in frame.schema.fields if field.name != STATE}

    def widened(frame: DataFrame) -> DataFrame:
        have = set(frame.columns)
        listed = [
            f.col(f"`{name}`") if name in have else f.lit(None).cast(kind).alias(name) for name, kind in kinds.items()
        ]
        return frame.select(*listed, STATE)

    return [widened(frame) for frame in frames]
