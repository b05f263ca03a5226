"""The command line: every command registered, and the one place where anything unexpected ends.

`--help` and completion must stay near the cost of Typer itself, so a command's module imports nothing heavy
before the command runs; `tests/test_start_up.py` holds that.
"""

from __future__ import annotations

import contextlib
import gc
import io
import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from readiness import __version__
from readiness.cli.assess import assess
from readiness.cli.batch import batch
from readiness.cli.check import check
from readiness.cli.demo import demo
from readiness.cli.exit_codes import ExitCode
from readiness.cli.explain import explain
from readiness.cli.list_ import list_questionnaires
from readiness.cli.new import new
from readiness.cli.plan import plan
from readiness.cli.schema import schema
from readiness.cli.score import score
from readiness.cli.sheet import sheet
from readiness.cli.show import show

ASSESS = "Assess"
QUESTIONNAIRES = "Questionnaires"
FILES = "Write and check files"


class _Commands(TyperGroup):
    """The commands. What is wrong with an option is said without what Pydantic puts before each such sentence."""

    def invoke(self, ctx: Any) -> object:  # of a type that Typer keeps to itself
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = error.message.removeprefix("Value error, ")
            raise


app = typer.Typer(
    name="readiness",
    cls=_Commands,
    help="Should an organization take part in social media, how, and what must be in place first?",
    epilog="Begin with: readiness demo",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("demo", rich_help_panel=ASSESS)(demo)
app.command("assess", rich_help_panel=ASSESS)(assess)
app.command("score", rich_help_panel=ASSESS)(score)
app.command("explain", rich_help_panel=ASSESS)(explain)
app.command("plan", rich_help_panel=ASSESS)(plan)
app.command("batch", rich_help_panel=ASSESS)(batch)
app.command("list", rich_help_panel=QUESTIONNAIRES)(list_questionnaires)
app.command("show", rich_help_panel=QUESTIONNAIRES)(show)
app.command("sheet", rich_help_panel=FILES)(sheet)
app.command("check", rich_help_panel=FILES)(check)
app.command("new", rich_help_panel=FILES)(new)
app.command("schema", rich_help_panel=FILES)(schema)


def _version(asked: bool) -> None:
    if asked:
        from readiness.cli.output import print_text

        print_text(f"readiness {__version__}\n")
        raise typer.Exit(ExitCode.DONE)


@app.callback()
def root(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Should an organization take part in social media, how, and what must be in place first?"""


def _ready_streams() -> None:
    """UTF-8 whatever the locale says, and a character that cannot be written is shown, never a fault.

    A stream that the caller closed (`>&-`) reads as empty and takes whatever is written.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115  # open for as long as we run
        elif mode == "w" and isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def main() -> None:
    """Run, and leave with a documented exit code: never with a traceback unless `READINESS_DEBUG` asks for one."""
    # One run allocates much and frees little: collecting garbage on the way costs time and finds little.
    gc.set_threshold(200_000, 50, 50)
    # Pydantic asks every installed distribution whether it brings a plugin, which costs as much as our models do.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    _ready_streams()
    try:
        app()
    except SystemExit as leaving:
        # Typer and Rich leave with 1 where the reader, `head` for one, has gone; that would mean a low score.
        if isinstance(gone := leaving.__context__, BrokenPipeError):
            sys.exit(getattr(gone.__context__, "exit_code", ExitCode.DONE))
        raise
    except KeyboardInterrupt:
        sys.exit(ExitCode.INTERRUPTED)
    except OSError as error:
        _last_words(f"readiness: {error.strerror or error}; check the disk and the path")
        sys.exit(ExitCode.BAD_INPUT)
    except Exception as error:
        if os.environ.get("READINESS_DEBUG"):
            raise
        _last_words(
            f"readiness: a fault of the program itself: {type(error).__name__}: {error}\n"
            "Please report it with what you ran; READINESS_DEBUG=1 shows where it arose."
        )
        sys.exit(ExitCode.OWN_FAULT)
    finally:
        _let_go_of_streams()
        gc.freeze()  # what is left goes with the process; looking through it once more costs time


def _let_go_of_streams() -> None:
    """What a stream could not take by now, it cannot take at exit either; some Pythons would leave with 120 over it."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _last_words(text: str) -> None:
    """On standard error; the fault may quote a file, so nothing in it may act on the terminal."""
    from readiness.reports.safe import visible

    with contextlib.suppress(OSError):
        print(visible(text, keep_lines=True), file=sys.stderr, flush=True)
