"""How far a long run is, on standard error: a bar with rate and time left on a terminal, a line now and then in a log."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from readiness.cli.diagnostics import notice
from readiness.cli.interruption import undisturbed
from readiness.words import say

if TYPE_CHECKING:
    from rich.progress import Progress

EVERY = 10.0
"""Seconds between two lines in a log."""
_SHOWN: list[Progress] = []
"""The bars on the screen; but for an interruption, one at most."""


@contextlib.contextmanager
def progress(words: str, total: int | None, *, quiet: bool, language: str) -> Iterator[Callable[[int], None]]:
    """Gives a function to be told how many more rows went through. `total` is about how many there are, if known."""
    if quiet:
        yield lambda _: None
    elif sys.stderr.isatty():
        with _bar(words, total) as advance:
            yield advance
    else:
        with _Log(words, total, language).watching() as advance:
            yield advance


def interrupted(words: str) -> None:
    """The last word of a run that was told to stop, when no bar is left to be drawn over it.

    An engine that Ctrl-C stops may bring two interruptions, and the second comes where the bar is being taken away.
    """
    with contextlib.suppress(KeyboardInterrupt):
        _clear()
    notice(words)


def _clear() -> None:
    while _SHOWN:
        undisturbed(_SHOWN[-1].stop)
        _SHOWN.pop()


@contextlib.contextmanager
def _bar(words: str, total: int | None) -> Iterator[Callable[[int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Done(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.completed:,.0f}" if task.completed else "")

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.0f}/s" if task.speed else "")

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        Done(),
        Rate(),
        TimeRemainingColumn(),
    )
    shown = Progress(*columns, console=Console(stderr=True), transient=True)
    _SHOWN.append(shown)
    try:
        shown.start()
        task = shown.add_task(words, total=total)
        yield lambda n: shown.advance(task, n)
    finally:
        _clear()


class _Log:
    """A line every ten seconds, and none for what is done sooner; also while nothing can be counted."""

    def __init__(self, words: str, total: int | None, language: str) -> None:
        self.words, self.total, self.language = words, total, language
        self.done, self.began = 0, time.monotonic()
        self.said = self.began
        self._one = threading.Lock()
        self._over = threading.Event()

    def __call__(self, n: int) -> None:
        self.done += n
        self._say_if_time()

    @contextlib.contextmanager
    def watching(self) -> Iterator[_Log]:
        """Within it, lines come even where the work says nothing of itself."""
        watch = threading.Thread(target=self._watch, daemon=True)
        watch.start()
        try:
            yield self
        finally:
            self._over.set()
            watch.join()

    def _watch(self) -> None:
        while not self._over.wait(max(0.01, self.said + EVERY - time.monotonic())):
            self._say_if_time()

    def _say_if_time(self) -> None:
        with self._one:
            now = time.monotonic()
            if now - self.said >= EVERY and not self._over.is_set():
                self.said = now
                notice(self._line(now - self.began))

    def _line(self, seconds: float) -> str:
        if not self.done:
            return say(self.language, "br_at_work", what=self.words, seconds=f"{seconds:,.0f}")
        rate = self.done / seconds
        told = {"what": self.words, "n": f"{self.done:,}", "rate": f"{rate:,.0f}"}
        if self.total is None:
            return say(self.language, "br_progress", **told)
        left = max(0, self.total - self.done) / rate
        return say(self.language, "br_progress_left", **told, left=f"{left:,.0f}")
