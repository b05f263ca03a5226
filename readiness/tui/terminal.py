"""Textual's way to a terminal, made to outlast one that is closed: there the interview must still end, and soon."""

from __future__ import annotations

import contextlib
import os
from typing import IO

from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver


class Swallowing:
    """A file that takes whatever is written, also where there is nothing behind it any more.

    Textual writes in a thread that ends at the first error; whoever hands it more then waits for ever.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Write what can be written."""
        with contextlib.suppress(OSError, ValueError):
            self._file.write(text)
        return len(text)

    def flush(self) -> None:
        """Send on what can be sent."""
        with contextlib.suppress(OSError, ValueError):
            self._file.flush()

    def isatty(self) -> bool:
        """Whether it was a terminal when it was opened, and still is one."""
        return self._file.isatty()

    def fileno(self) -> int:
        """Of the file behind it."""
        return self._file.fileno()


class OutlastingDriver(LinuxDriver):
    """As Textual draws on Linux and macOS."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]  # as they are
        if self._file is not None:
            self._file = Swallowing(self._file)  # type: ignore[assignment]  # all of a file that a driver uses

    def _sigcont_application(self, *_: object) -> None:
        """The system wakes whoever sat at a terminal when it closes it: nothing is to be drawn again there."""
        if os.isatty(self.fileno):
            super()._sigcont_application()


def outlasting(driver: type[Driver]) -> type[Driver]:
    """This driver in a form that outlasts its terminal, where there is one."""
    return OutlastingDriver if driver is LinuxDriver else driver
