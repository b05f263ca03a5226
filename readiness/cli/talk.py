"""The line-by-line interview's ends: lines from standard input, lines to standard output."""

from __future__ import annotations

import sys

from readiness.cli.output import print_text


class Terminal:
    """Standard input and output, whoever sits there: a person, a screen reader, another program."""

    def __init__(self) -> None:
        if hasattr(sys.stdin, "reconfigure"):
            sys.stdin.reconfigure(encoding="utf-8", errors="replace")
        self._typed_by_hand = sys.stdin.isatty()
        if self._typed_by_hand:
            try:
                import readline  # noqa: F401  # arrows and history in what is typed
            except ImportError:
                pass  # Windows brings its own

    def ask(self, prompt: str, *, hidden: bool = False) -> str | None:
        """The next line, None at the end of input; on a terminal `hidden` is not shown while it is typed."""
        from readiness.reports.safe import visible

        prompt = visible(prompt)
        try:
            if hidden and self._typed_by_hand:
                from getpass import getpass

                return getpass(prompt)
            if self._typed_by_hand and sys.stdout.isatty():
                return input(prompt)
        except EOFError:
            return None
        print_text(f"{prompt}\n")
        line = sys.stdin.readline()
        return line.rstrip("\r\n") if line else None

    def tell(self, text: str) -> None:
        """Lines; nothing that came from a file acts on the terminal."""
        from readiness.reports.safe import visible

        text = visible(text, keep_lines=True)
        if sys.stdout.isatty():
            text = "\n".join(_wrapped(line) for line in text.split("\n"))
        print_text(text + "\n")


def _wrapped(line: str) -> str:
    """A line broken between words to the terminal's width, its further lines a little further in."""
    import shutil
    import textwrap

    width = max(40, shutil.get_terminal_size().columns - 1)
    indent = " " * (len(line) - len(line.lstrip(" ")))
    return textwrap.fill(line, width, subsequent_indent=f"{indent}    ", replace_whitespace=False) if line else line
