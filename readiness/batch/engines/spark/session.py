"""The Spark session: the one at hand, or one of our own, which alone we stop."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from readiness.batch.engines.job import EngineError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

Result = TypeVar("Result")
_MOMENT, _PATIENCE = 0.05, 10.0
"""Seconds after which a job that shall end is looked for again, and after which it is not waited for any longer."""
QUIET = {
    "spark.log.level": "ERROR",
    "spark.ui.showConsoleProgress": "false",
    # the call site of every single expression is not worth the time it takes to note it
    "spark.python.sql.dataFrameDebugging.enabled": "false",
}


class Session:
    """A session, and whether it is ours."""

    def __init__(self, master: str | None) -> None:
        self.spark, self._ours = _session(master)

    def apart(self, work: Callable[[], Result]) -> Result:
        """Do some work in a thread of its own, and stop it where this one is told to stop.

        A signal in the middle of a call to Java would leave its answer to be taken for that of the next call.
        """
        from concurrent.futures import ThreadPoolExecutor, wait

        context, group = self.spark.sparkContext, uuid4().hex

        def in_group() -> Result:
            context.setJobGroup(group, "readiness")
            return work()

        with ThreadPoolExecutor(1) as pool:
            doing = pool.submit(in_group)
            try:
                return doing.result()
            except KeyboardInterrupt:
                if self._ours:
                    context.setLogLevel("OFF")  # or it would tell at length that what it was doing has been stopped
                while not doing.done():  # a job that is only being planned cannot be cancelled yet
                    context.cancelJobGroup(group)
                    wait([doing], timeout=_MOMENT)
                self._until_idle(group)
                raise

    def _until_idle(self, group: str) -> None:
        """Wait until no task of a job that was cancelled writes any more; not for ever, since an executor may be lost."""
        tracker, until = self.spark.sparkContext.statusTracker(), time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            jobs = [tracker.getJobInfo(job) for job in tracker.getJobIdsForGroup(group)]
            stages = [tracker.getStageInfo(stage) for job in jobs if job is not None for stage in job.stageIds]
            if not any(stage is not None and stage.numActiveTasks for stage in stages):
                return
            time.sleep(_MOMENT)

    def stop(self) -> None:
        """Stop the session, unless somebody else had started it."""
        if self._ours:
            self.spark.stop()


def _session(master: str | None) -> tuple[SparkSession, bool]:
    """The session at hand, else a new one on `master`, or on what the environment names.

    Raises ImportError without PySpark, and EngineError where no session can be had.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about versions of libraries that are not used here
            from pyspark.sql import SparkSession

            found = _at_hand(SparkSession)
            ours = found is None
            spark = found or _started(SparkSession.builder, master)
    except ImportError:
        raise
    except Exception as error:  # whatever Java, the gateway or the cluster has to say
        raise EngineError(one_line(error)) from error
    if not hasattr(spark, "_jvm"):
        raise EngineError("Spark Connect gives no access to its files: name the cluster's own --master instead")
    return spark, ours


def _at_hand(kind: type[SparkSession]) -> SparkSession | None:
    """The session of this process, whichever thread started it; None where there is none."""
    from pyspark.errors import PySparkRuntimeError

    try:
        return kind.active()
    except PySparkRuntimeError:
        return None


def _started(builder: SparkSession.Builder, master: str | None) -> SparkSession:
    builder = builder.appName("readiness")
    for name, value in QUIET.items():
        builder = builder.config(name, value)
    return (builder.master(master) if master is not None else builder).getOrCreate()


@contextmanager
def with_setting(spark: SparkSession, name: str, value: str, *, default: str) -> Iterator[None]:
    """A setting of the session for a while; it may be somebody else's session, so it is put back."""
    before = spark.conf.get(name, default) or default
    spark.conf.set(name, value)
    try:
        yield
    finally:
        spark.conf.set(name, before)


def one_line(error: BaseException) -> str:
    """What an error says, without where in Python or Java it came from."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    if lines and lines[0].startswith("An error occurred while calling"):
        causes = [line.removeprefix("Caused by:") for line in lines if line.startswith("Caused by:")]
        lines = causes[-1:] or [line.removeprefix(":") for line in lines[1:]]
    return lines[0].strip() if lines else type(error).__name__
