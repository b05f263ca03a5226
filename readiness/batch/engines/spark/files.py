"""Files where Spark's executors see them, by Hadoop's file systems: a disk, HDFS, an object store, whatever has a scheme."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from readiness.loading.saving import temporary_prefix

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_SCHEME = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]+:/")
_PATTERN = re.compile(r"[\\*?\[\]{}]")
_SET_OFF = re.compile(r"\[([*?\[])\]")
"""How Python's patterns set such a sign off, which Hadoop's do not understand."""
DONE = "_SUCCESS"
"""The empty file by which Spark marks a folder as complete."""


def is_remote(name: str) -> bool:
    """Whether a name says by its scheme where it lies: `hdfs://…`, `s3a://…`, `file:/…`."""
    return _SCHEME.match(name) is not None


def address(path: Path | str) -> str:
    """The name by which Spark finds a path, wherever its own default file system is."""
    name = str(path)
    return name if is_remote(name) else f"file://{Path(name).absolute()}"  # Hadoop takes names as they are, unquoted


def one_file(name: str) -> str:
    """The address of a single file where a pattern may stand, with the signs of patterns in its name set off."""
    return _PATTERN.sub(r"\\\g<0>", name)


def one_or_more(name: str) -> str:
    """The address of what a name stands for: one file or folder of this machine if there is such, else perhaps a pattern."""
    if is_remote(name):
        return name
    return one_file(address(name)) if Path(name).exists() else _SET_OFF.sub(r"\\\1", address(name))


class Files:
    """What is done to files beyond reading and writing tables."""

    def __init__(self, spark: SparkSession) -> None:
        self._java: Any = spark._jvm  # objects of Java have no types here
        self._settings: Any = spark._jsc.hadoopConfiguration()

    def _path(self, name: str) -> Any:
        return self._java.org.apache.hadoop.fs.Path(name)

    def _system(self, name: str) -> Any:
        return self._path(name).getFileSystem(self._settings)

    def beside(self, target: str) -> str:
        """A name for a folder beside a target, which nothing has and readers pass over."""
        path = self._path(target)
        name = f"{temporary_prefix(path.getName())}{uuid4().hex}.part"
        return str(self._path(f"{path.getParent().toString().rstrip('/')}/{name}").toString())

    def make_folder(self, name: str) -> None:
        if not self._system(name).mkdirs(self._path(name)):
            raise OSError(f"cannot make the folder {name}")

    def exists(self, name: str) -> bool:
        return bool(self._system(name).exists(self._path(name)))

    def delete(self, name: str) -> None:
        self._system(name).delete(self._path(name), True)

    def rename(self, old: str, new: str) -> None:
        if not self._system(old).rename(self._path(old), self._path(new)):
            raise OSError(f"cannot rename {old} to {new}")

    def parts(self, folder: str) -> list[str]:
        """The files of a folder that hold rows, in their order."""
        if not self.exists(folder):
            return []
        found = [each.getPath() for each in self._system(folder).listStatus(self._path(folder))]
        return [str(path.toString()) for path in sorted(found, key=lambda path: path.getName()) if _has_rows(path)]

    def mark_done(self, folder: str) -> None:
        self._system(folder).create(self._path(f"{folder}/{DONE}")).close()

    def put(self, folder: str, target: str) -> None:
        """A finished folder under its name, in place of what stood there."""
        old = self.beside(target) if self.exists(target) else None
        if old is not None:
            self.rename(target, old)
        try:
            self.rename(folder, target)
        except BaseException:
            if old is not None:
                self.rename(old, target)
            raise
        if old is not None:
            self.delete(old)


def _has_rows(path: Any) -> bool:
    return not path.getName().startswith(("_", "."))
