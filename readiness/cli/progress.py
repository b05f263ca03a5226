"""How far a long run is, on standard error: a bar with rate and time left on a terminal, a line now and then in a log."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

from readiness.cli.diagnostics import notice
from readiness.words import say

EVERY = 10.0
"""Seconds between two lines in a log."""


@contextlib.contextmanager
def progress(words: str, total: int | None, *, quiet: bool, language: str) -> Iterator[Callable[[int], None]]:
    """Gives a function to be told how many more rows went through. `total` is about how many there are, if known."""
    if quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        with _bar(words, total) as advance:
            yield advance
    else:
        yield _Log(words, total, language)


@contextlib.contextmanager
def _bar(words: str, total: int | None) -> Iterator[Callable[[int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.0f}/s" if task.speed else "")

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,}"),
        Rate(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(words, total=total)
        yield lambda n: shown.advance(task, n)


class _Log:
    """A line every ten seconds, and none for what is done sooner."""

    def __init__(self, words: str, total: int | None, language: str) -> None:
        self.words, self.total, self.language = words, total, language
        self.done, self.began = 0, time.monotonic()
        self.said = self.began

    def __call__(self, n: int) -> None:
        self.done += n
        now = time.monotonic()
        if now - self.said < EVERY:
            return
        self.said = now
        rate = self.done / (now - self.began)
        told = {"what": self.words, "n": f"{self.done:,}", "rate": f"{rate:,.0f}"}
        if self.total is None or not rate:
            notice(say(self.language, "br_progress", **told))
        else:
            left = f"{max(0, self.total - self.done) / rate:,.0f}"
            notice(say(self.language, "br_progress_left", **told, left=left))
