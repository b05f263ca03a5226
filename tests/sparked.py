"""One Spark session for all tests that need one: it takes seconds to start, and a worker can hold only one."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import TYPE_CHECKING

import pytest

from readiness.batch.engines.spark.session import with_setting

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

SETTINGS = {
    # a test reads few rows and plans much: what pays only after minutes of the same work is left out
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.shuffle.partitions": "1",
    "spark.default.parallelism": "1",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.driver.memory": "1g",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.ansi.enabled": "true",
    "spark.python.sql.dataFrameDebugging.enabled": "false",
}


COMPILED = {"spark.sql.codegen.wholeStage": "true", "spark.sql.codegen.factoryMode": "FALLBACK"}
"""As Spark works for a user: what is planned is compiled."""


@contextmanager
def compiled() -> Iterator[None]:
    """With plans compiled, as they are for a user."""
    with ExitStack() as settings:
        for name, value in COMPILED.items():
            settings.enter_context(with_setting(session(), name, value, default=value))
        yield


@cache
def session() -> SparkSession:
    """A session on this machine, which ends with the process.

    Without Java there is none: `.ci/run` brings it and fails where it cannot, elsewhere the tests that need it are left out.
    """
    if shutil.which("java") is None and not os.environ.get("CI"):
        pytest.skip("needs Java 17 or later on the PATH")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PySpark warns of pandas, which is not used here
        from pyspark.sql import SparkSession

        builder = SparkSession.builder.appName("tests").master("local[2]")
        for name, value in SETTINGS.items():
            builder = builder.config(name, value)
        return builder.getOrCreate()
