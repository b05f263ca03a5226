"""What the full-screen interview costs: to the first screen, and from a key to the next question, the write included.

    python benchmarks/interview.py [--runs 11] [--keys 120]

*First screen*: the whole process of `readiness assess` on a terminal of 80 × 24, until the first question's words have
come out of it, beside `python -c "import textual.app"`; in turn, after one warm-up of both; the median of the ratios.

*Key to next question*: through Textual's pilot, on a response in which everything is answered already, so that each
write is of a whole file. Measured from the key's arrival until the screen that holds the next question's words has been
composed; the file is on disk by then. The same on 60 questions and on 400, in one run.
"""

from __future__ import annotations

import argparse
import asyncio
import compileall
import os
import platform
import pty
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from start_up import large_questionnaire
from textual import events
from textual.screen import Screen

import readiness
from readiness.advice.assess import assess
from readiness.interview.interview import Interview
from readiness.interview.sitting import Sitting
from readiness.interview.steps import Step
from readiness.loading.load import as_questionnaire, load_questionnaire
from readiness.loading.response_file import ResponseFile
from readiness.loading.yaml_core import parse
from readiness.model.questionnaire import Questionnaire, ScaleQuestion
from readiness.model.response import Answer, QuestionnaireRef, Response
from readiness.tui.app import InterviewApp, spare_pauses
from readiness.tui.desk import Desk

ROOT = Path(__file__).parent.parent
QUICK = ROOT / "questionnaires" / "quick-check.yaml"
FULL = ROOT / "questionnaires" / "social-media-readiness.yaml"
NOTE = "As agreed at the meeting of the spring; the minutes are with the secretary."


# ---- the first screen ----


def first_screen(questionnaire: Path, folder: Path) -> float:
    """Seconds from the start of the process until the first question's words have been written to the terminal."""
    words = b"organization"
    answers = folder / "answers.yaml"
    answers.unlink(missing_ok=True)
    started = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.environ |= {"TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
        command = [sys.executable, "-m", "readiness", "assess", str(questionnaire), "-o", str(answers)]
        os.execv(sys.executable, command)
    import fcntl
    import termios

    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    seen = b""
    while words not in seen:
        seen += os.read(terminal, 65536)
    took = time.perf_counter() - started
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(terminal)
    return took


def importing() -> float:
    """Seconds that `python -c "import textual.app"` takes."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import textual.app"], check=True, env=environment)
    return time.perf_counter() - started


# ---- from a key to the next question ----


class Watched(InterviewApp):
    """Notes when the words waited for are on a composed screen."""

    words = ""
    came: float | None = None

    def _display(self, screen: Screen[object], renderable: object) -> None:
        super()._display(screen, renderable)  # type: ignore[arg-type]  # whatever Textual displays
        if self.words and self.came is None and self.words in self.screen_text():
            self.came = time.perf_counter()

    def screen_text(self) -> str:
        """The characters on screen, lines run together."""
        strips = self.screen._compositor.render_strips()
        return " ".join(" ".join(segment.text for segment in strip).strip() for strip in strips)


def answered(questionnaire: Questionnaire) -> Response:
    """A response in which every question of one step is answered, with a note."""
    interview = Interview(questionnaire, blank(questionnaire))
    while (step := next(iter(scales(interview, interview.open_steps())), None)) is not None:
        interview.accept(step, Answer(value=step_value(questionnaire, step), note=NOTE))
    return interview.response


def blank(questionnaire: Questionnaire) -> Response:
    """Nothing answered."""
    return Response(format=1, questionnaire=QuestionnaireRef(id=questionnaire.id, version=questionnaire.version))


def scales(interview: Interview, steps: tuple[Step, ...]) -> list[Step]:
    """The questions that one key answers: a step of a scale that is a single digit."""
    found = []
    for step in steps:
        if isinstance(step.thing, ScaleQuestion):
            values = [choice.value for choice in interview.questionnaire.choices_of(step.thing)]
            if all(isinstance(value, int) and 0 <= value <= 9 for value in values):
                found.append(step)
    return found


def step_value(questionnaire: Questionnaire, step: Step) -> int:
    """The first choice but one."""
    assert isinstance(step.thing, ScaleQuestion)
    return int(questionnaire.choices_of(step.thing)[1].value)


async def keys(questionnaire: Questionnaire, count: int, folder: Path) -> list[float]:
    """Seconds from each key to the next question, round and round through the questions that one key answers."""
    file = ResponseFile(folder / f"{questionnaire.id}.yaml", "# Answers\n")
    response = answered(questionnaire)
    interview = Interview(questionnaire, response)
    assert file.save(response) is None
    desk = Desk(sitting=Sitting(interview, file), language="en", assess=lambda found: assess(questionnaire, found))
    interview.jump(interview.steps[-1].key)
    app = Watched(desk)
    taken: list[float] = []
    spare_pauses()  # as `readiness assess` does before its first screen
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        while len(taken) < count:
            order = interview.steps
            for step in scales(interview, order):
                following = order[order.index(step) + 1 : order.index(step) + 2]
                if not following or len(taken) == count:
                    continue
                interview.jump(step.key)
                app.screen_stack[-1].arrive()  # type: ignore[attr-defined]  # the question's own screen
                await pilot.pause(0.05)
                digit = str((step_value(questionnaire, step) + len(taken)) % 2)
                if digit not in {str(each.value) for each in questionnaire.choices_of(step.thing)}:  # type: ignore[arg-type]  # a scale
                    digit = str(step_value(questionnaire, step))
                app.came, app.words = None, " ".join(following[0].text.in_("en").split()[:6])
                begun = time.perf_counter()
                app.post_message(events.Key(digit, digit))
                while app.came is None and time.perf_counter() - begun < 5:
                    await asyncio.sleep(0.0005)
                assert app.came is not None, f"{step.key}: “{app.words}” did not come"
                taken.append(app.came - begun)
                app.words = ""
    return taken


def percentile(values: list[float], percent: int) -> float:
    """The value that this share of them does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def main() -> None:
    """Measure both, and print two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=11, help="pairs of starts to count (11)")
    parser.add_argument("--keys", type=int, default=120, help="keys to count for each questionnaire (120)")
    wanted = parser.parse_args()
    compileall.compile_dir(str(Path(readiness.__file__).parent), quiet=1)
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(
            f"\n| First screen of | Ours, s | `import textual.app`, s | Ratio (median of {wanted.runs}) | Meant to stay under |"
        )
        print("|---|---|---|---|---|")
        for path in (QUICK, FULL):
            first_screen(path, folder), importing()
            pairs = [(first_screen(path, folder), importing()) for _ in range(wanted.runs)]
            ours, other = (statistics.median(each) for each in zip(*pairs, strict=True))
            ratio = statistics.median(one / two for one, two in pairs)
            print(f"| {path.stem} | {ours:.3f} | {other:.3f} | {ratio:.2f} | 2.5 |")
        print("\n| Key to next question, write included | Median, ms | 95th percentile, ms | Meant to stay under |")
        print("|---|---|---|---|")
        full = load_questionnaire(FULL).value
        large = as_questionnaire(parse(large_questionnaire(400), source="large")).value
        assert full is not None
        assert large is not None
        for title, questionnaire, limit in (
            ("60 questions (social-media-readiness)", full, "50"),
            ("400 questions", large, "no slower per key"),
        ):
            taken = asyncio.run(keys(questionnaire, wanted.keys, folder))
            median, high = statistics.median(taken), percentile(taken, 95)
            print(f"| {title} | {1000 * median:.1f} | {1000 * high:.1f} | {limit} |")


if __name__ == "__main__":
    main()
