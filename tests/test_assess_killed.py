"""An interview that is killed at any moment: nothing that was accepted is ever missing, and it goes on from there.

The moments are drawn from seeds; where exactly a process is by then is its own affair, and differs from run to run.
Most interviews are forked from a process that has loaded the program already, so that many can be killed in little time.
"""

from __future__ import annotations

import os
import random
import re
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from readiness.interview.options import options_of, scales_of
from readiness.interview.steps import Step, all_steps
from readiness.loading.load import load_questionnaire, read_document, validate
from readiness.loading.responses import load_response
from readiness.model.questionnaire import ChoicesQuestion, GridQuestion, NumberQuestion, Questionnaire
from readiness.model.response import Response, RiskRating
from readiness.words import say
from tests.running import ROOT, environment

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is killed like this here")

FORKED, SHARES = 140, 2
"""Kills of interviews that were forked, and in how many tests."""
FRESH = 6
"""Kills of interviews in an interpreter of their own."""
WRITING = 60
"""Kills in the middle of a write; more than 200 in all."""
PATIENCE = 60.0
"""Seconds after which a process that says nothing has failed; no test waits so long unless it fails."""

State = dict[str, tuple[str | None, object]]
"""What a file holds: of each question or risk its note and its value."""


@pytest.fixture(scope="module")
def quick() -> Questionnaire:
    found = load_questionnaire(ROOT / "questionnaires" / "quick-check.yaml").value
    assert found is not None
    return found


# --- an interview, answered as fast as it can be ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When to kill: after so many answers were said to be saved, so many bytes said, or so long; the first of them."""

    saved: int | None = None
    said: int | None = None
    seconds: float = 0.0
    """After that; or, where neither is given, from the start of the process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An interview at both ends, and how it is killed: what it said on standard error comes back, once it is dead."""

    stdin: int
    stdout: int
    kill: Callable[[], bytes]


def fresh(*arguments: str) -> Held:
    """An interview in an interpreter of its own."""
    process = subprocess.Popen(
        [sys.executable, "-m", "readiness", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    stdin, stdout, stderr = (os.dup(pipe.fileno()) for pipe in (process.stdin, process.stdout, process.stderr))
    for pipe in (process.stdin, process.stdout, process.stderr):
        pipe.close()

    def kill() -> bytes:
        process.kill()
        assert process.wait(PATIENCE) == -signal.SIGKILL
        return to_the_end(stderr)

    return Held(stdin=stdin, stdout=stdout, kill=kill)


def to_the_end(pipe: int) -> bytes:
    """What is still in a pipe that nobody writes to any more."""
    with open(pipe, "rb") as file:
        return file.read()


FORKS = """
import contextlib, io, os, socket, sys
from readiness.__main__ import main

def interview(arguments):
    sys.argv = ["readiness", *arguments]
    main()

asking = socket.socket(fileno=int(sys.argv[1]))
warm, stdin = sys.argv[2], sys.stdin
sys.stdin = io.TextIOWrapper(io.BytesIO(b"a\\n/note n\\n"))
with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())), contextlib.redirect_stderr(io.StringIO()):
    with contextlib.suppress(SystemExit):
        interview(["assess", "quick-check", "-o", warm, "--plain"])
sys.stdin = stdin
os.write(1, b"ready\\n")
while True:
    said, ends, _, _ = socket.recv_fds(asking, 65536, 3)
    if not said:
        break
    child = os.fork()
    if child == 0:
        asking.close()
        for number, end in enumerate(ends):
            os.dup2(end, number)
            os.close(end)
        sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")
        interview(said.decode().split("\\0"))
        os._exit(0)
    for end in ends:
        os.close(end)
    asking.sendall(f"{child:20}".encode())
    asking.sendall(f"{os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):20}".encode())
"""
"""For each command that arrives with three ends of pipes, a child that runs it; its number, and then how it ended."""


class Nursery:
    """A process that has loaded the program, and forks an interview whenever one is wanted."""

    def __init__(self, folder: Path) -> None:
        self._asking, theirs = socket.socketpair()
        self._asking.settimeout(PATIENCE)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-c", FORKS, str(theirs.fileno()), str(folder / "warm.yaml")],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                env=environment(),
                pass_fds=[theirs.fileno()],
            )
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == b"ready\n"

    def close(self) -> None:
        """Let it end."""
        self._asking.close()
        with self._process:
            pass
        assert self._process.returncode == 0

    def _number(self) -> int:
        """The next number that it says."""
        return int(self._asking.recv(20, socket.MSG_WAITALL))

    def fork(self, *arguments: str) -> Held:
        """An interview in a child."""
        theirs, stdin = os.pipe()
        stdout, their_stdout = os.pipe()
        stderr, their_stderr = os.pipe()
        socket.send_fds(self._asking, ["\0".join(arguments).encode()], [theirs, their_stdout, their_stderr])
        child = self._number()
        for end in (theirs, their_stdout, their_stderr):
            os.close(end)

        def kill() -> bytes:
            os.kill(child, signal.SIGKILL)
            code, errors = self._number(), to_the_end(stderr)
            assert code == -signal.SIGKILL, errors.decode()
            return errors

        return Held(stdin=stdin, stdout=stdout, kill=kill)


@dataclass(slots=True)
class Interviewee:
    """Answers one interview after the other in a folder of its own, and is killed again and again."""

    folder: Path
    questionnaire: Questionnaire
    chance: random.Random
    start: Callable[..., Held]
    starting: float
    """About how many seconds it takes until the first question is asked."""
    state: State = field(default_factory=dict)
    files: int = 1
    accepted: int = 0

    @property
    def path(self) -> Path:
        return self.folder / f"answers-{self.files}.yaml"

    def live(self, kills: int) -> None:
        """Be killed so often; whatever was accepted is in the file each time."""
        for _ in range(kills):
            self.once(self.moment())

    def moment(self) -> Moment:
        """Somewhere between the first line and the last answer; now and then while it still starts."""
        match self.chance.randrange(8):
            case 0:
                return Moment(seconds=self.chance.uniform(0.0, self.starting))
            case 1 | 2:
                return Moment(said=self.chance.randrange(1, 4000))
            case _:
                return Moment(saved=self.chance.randrange(6), seconds=self.chance.uniform(0.0, 0.004))

    def once(self, moment: Moment) -> None:
        """Start, answer, be killed at this moment, and look what is left."""
        at = self.first_open()
        if at is None:
            self.files += 1
            self.state, at = {}, 0
        lines, states = self.script(at)
        said = self.hold(lines, moment)
        saved = len(re.findall("^Saved", said, re.MULTILINE))
        self.accepted += saved
        if header := re.search(r"^Question (\d+) of ", said, re.MULTILINE):
            assert header[1] == str(at + 1), "it goes on at the first open question"
        found = self.found()
        assert found in states[saved : saved + 2], f"{saved} answers were said to be saved; {said[-300:]}"
        self.state = found

    def first_open(self) -> int | None:
        """The place of the first question without an answer; None where each has one."""
        steps = all_steps(self.questionnaire)
        return next((n for n, step in enumerate(steps) if self.state.get(step.key.id, (None, None))[1] is None), None)

    def script(self, at: int) -> tuple[list[str], list[State]]:
        """What is typed from this question on, a note before each answer; and the state before all, and after each."""
        lines: list[str] = []
        states = [self.state]
        for step in all_steps(self.questionnaire)[at:]:
            note = f"Said in round {self.accepted} " * self.chance.randrange(1, 4)
            typed, value = self.answer(step)
            for line, entry in ((f"/note {note}", (note.strip(), None)), (typed, (note.strip(), value))):
                lines.append(line)
                states.append({**states[-1], step.key.id: entry})
        return lines, states

    def answer(self, step: Step) -> tuple[str, object]:
        """Something to type, and what it means."""
        if step.key.kind != "question":
            halves = [
                self.chance.choice(scale.options[:5]) for scale in scales_of(self.questionnaire, step.key.kind, "en")
            ]
            return " ".join(half.key for half in halves), tuple(half.value for half in halves)
        question = step.thing
        if isinstance(question, NumberQuestion):
            number = self.chance.randrange(1000)
            return str(number), number
        options = options_of(self.questionnaire, question, "en")  # type: ignore[arg-type]  # the kind says so
        chosen = self.chance.choice([option for option in options if not option.is_word])
        match question:
            case GridQuestion():
                return " ".join([chosen.key] * len(question.rows)), {row.id: chosen.value for row in question.rows}
            case ChoicesQuestion():
                return chosen.key, (chosen.value,)
        return chosen.key, chosen.value

    def hold(self, lines: Sequence[str], moment: Moment) -> str:
        """Everything that was said until the process was killed."""
        held = self.start("assess", "quick-check", "-o", str(self.path), "--plain", "--date", "2026-03-31")
        try:
            os.write(held.stdin, "".join(f"{line}\n" for line in lines).encode())
            said = self.listen(held.stdout, moment)
            time.sleep(moment.seconds)
        finally:
            errors = held.kill()
            os.close(held.stdin)
            rest = to_the_end(held.stdout)
        assert errors == b""
        return (said + rest).decode()

    def listen(self, stdout: int, moment: Moment) -> bytes:
        """What is said up to the moment, or until all is answered."""
        said = b""
        if moment.saved is None and moment.said is None:
            return said
        last = f"{say('en', 'p_finish')}\n".encode()
        while (
            (moment.saved is None or said.count(b"\nSaved") < moment.saved or not said)
            and (moment.said is None or len(said) < moment.said)
            and not said.endswith(last)
        ):
            ready, _, _ = select.select([stdout], [], [], PATIENCE)
            more = os.read(stdout, 512) if ready else b""
            assert more, f"it ended, or says nothing more: {said[-300:]!r}"
            said += more
        return said

    def found(self) -> State:
        """What the file holds; it loads without a word said, or is not there yet."""
        if not self.path.exists():
            return {}
        loaded = load_response(self.path)
        assert loaded.problems == ()
        assert loaded.response is not None
        return dict(entries(loaded.response))


def entries(response: Response) -> Iterator[tuple[str, tuple[str | None, object]]]:
    """Each answer and rating with its note."""
    for name, answer in response.answers.items():
        yield name, (answer.note, answer.value)
    for name, rating in (*response.risks.items(), *response.opportunities.items()):
        assert rating is not None and not isinstance(rating, str)
        second = rating.impact if isinstance(rating, RiskRating) else rating.gain
        yield name, (rating.note, None if (rating.likelihood, second) == (None, None) else (rating.likelihood, second))


@pytest.mark.parametrize("share", range(SHARES))
def test_nothing_accepted_is_missing_after_a_kill_and_it_goes_on_from_there(
    tmp_path: Path, quick: Questionnaire, share: int
) -> None:
    nursery = Nursery(tmp_path)
    try:
        life = Interviewee(tmp_path, quick, random.Random(share), nursery.fork, starting=0.15)
        life.live(FORKED // SHARES)
    finally:
        nursery.close()
    assert life.accepted > FORKED // SHARES, "many answers were accepted in between"


def test_it_is_so_of_an_interview_in_an_interpreter_of_its_own(tmp_path: Path, quick: Questionnaire) -> None:
    life = Interviewee(tmp_path, quick, random.Random(11), fresh, starting=0.6)
    life.live(FRESH)
    assert life.accepted > FRESH


# --- killed in the middle of a write ---------------------------------------------------------------------------------

SAVES = """
import os, sys
from pathlib import Path
from readiness.loading.response_file import ResponseFile
from readiness.model.response import Answer, QuestionnaireRef, Response

def save_for_ever(number):
    file = ResponseFile(Path(sys.argv[1]), "# Ours\\n")
    document = file.read()
    if document is not None:
        file.keep(document)
    while True:
        number += 1
        said = {f"q{at}": Answer(value=number, note=f"{number} " * (1 + (number + at) % 40)) for at in range(20)}
        why = file.save(Response(format=1, questionnaire=QuestionnaireRef(id="q"), answers=said))
        os.write(1, f"{number if why is None else why}\\n".encode())

for line in sys.stdin:
    child = os.fork()
    if child == 0:
        save_for_ever(int(line))
    os.write(1, f"child {child}\\n".encode())
    os.waitpid(child, 0)
    os.write(1, b"dead\\n")
"""
"""For each number on standard input a child that saves ever higher numbers and prints each once it is saved."""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no children without a new interpreter here")
def test_a_kill_in_the_middle_of_a_write_leaves_the_file_before_or_after_it_whole(tmp_path: Path) -> None:
    path, chance, number = tmp_path / "x.yaml", random.Random(7), 0
    nursery = subprocess.Popen(
        [sys.executable, "-c", SAVES, path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=environment(),
    )
    with nursery:
        assert nursery.stdin is not None
        assert nursery.stdout is not None
        for _ in range(WRITING):
            print(number, file=nursery.stdin, flush=True)
            child, wanted = None, number + chance.randrange(4)
            while child is None or number < wanted:
                line = nursery.stdout.readline().strip()
                if line.startswith("child "):
                    child = int(line.removeprefix("child "))
                else:
                    number = int(line)
            time.sleep(chance.uniform(0.0, 0.006))
            os.kill(child, signal.SIGKILL)
            while (line := nursery.stdout.readline().strip()) != "dead":
                number = int(line)
            number = saved_number(path, number)
        nursery.stdin.close()
    assert nursery.returncode == 0
    assert number > WRITING, "it was saved many times in between"


def saved_number(path: Path, number: int) -> int:
    """The number that the file holds throughout: the last one that was said to be saved, or the next."""
    if not path.exists():
        assert number == 0
        return 0
    loaded = validate(read_document(path), Response)
    assert loaded.problems == ()
    assert loaded.value is not None
    found = {answer.value for answer in loaded.value.answers.values()}
    assert found in ({number}, {number + 1})
    assert len(loaded.value.answers) == 20
    assert path.read_text(encoding="utf-8").startswith("# Ours\n")
    return max(int(str(each)) for each in found)


DIES = """
import os, signal, sys
from pathlib import Path
from readiness.loading.response_file import ResponseFile
from readiness.model.response import Answer, QuestionnaireRef, Response

def save(value):
    said = {"a": Answer(value=value)}
    assert file.save(Response(format=1, questionnaire=QuestionnaireRef(id="q"), answers=said)) is None

def dying(*arguments, **options):
    if moment == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    real(*arguments, **options)
    os.kill(os.getpid(), signal.SIGKILL)

moment, step, path = sys.argv[1:]
file = ResponseFile(Path(path), "")
file.read()
save("old")
real = getattr(os, step)
setattr(os, step, dying)
save("new")
"""
"""A process that is killed right before or after the first call of a step of its second save."""


@pytest.mark.parametrize(
    ("moment", "step", "left"),
    [
        ("before", "open", "old"),
        ("after", "open", "old"),
        ("before", "fsync", "old"),
        ("after", "fsync", "old"),
        ("after", "chmod", "old"),
        ("before", "replace", "old"),
        ("after", "replace", "new"),
    ],
)
def test_at_every_step_of_a_write_a_kill_leaves_a_whole_file_and_the_next_write_works(
    tmp_path: Path, moment: str, step: str, left: str
) -> None:
    path = tmp_path / "x.yaml"
    for _ in range(2):
        killed = subprocess.run(
            [sys.executable, "-c", DIES, moment, step, path], capture_output=True, env=environment(), timeout=PATIENCE
        )
        assert (killed.returncode, killed.stderr) == (-signal.SIGKILL, b"")
        loaded = validate(read_document(path), Response)
        assert loaded.problems == ()
        assert loaded.value is not None
        assert loaded.value.answers["a"].value == left


# --- a terminal that is closed --------------------------------------------------------------------------------------


def read_until(terminal: int, words: bytes) -> None:
    """Read what is drawn until it holds these words."""
    shown, end = b"", time.monotonic() + PATIENCE
    while words not in shown:
        assert time.monotonic() < end, shown[-2000:]
        if select.select([terminal], [], [], 0.1)[0]:
            shown += os.read(terminal, 65536)


def answers_in(file: Path) -> int:
    """How many answers are on disk."""
    found = load_response(file).response if file.exists() else None
    return 0 if found is None else len(found.answers)


@pytest.mark.parametrize(
    ("more", "keys"), [([], (b"a", b"b")), (["--plain"], (b"a\n", b"b\n"))], ids=["full screen", "line by line"]
)
def test_a_terminal_that_is_closed_leaves_everything_saved_and_130(
    tmp_path: Path, more: list[str], keys: tuple[bytes, ...]
) -> None:
    file = tmp_path / "a.yaml"
    child, terminal = at_a_terminal("-o", str(file), *more)
    for number, key in enumerate(keys, start=1):
        os.write(terminal, key)
        end = time.monotonic() + PATIENCE
        while answers_in(file) < number:
            assert time.monotonic() < end
            if select.select([terminal], [], [], 0.02)[0]:
                os.read(terminal, 65536)
    os.close(terminal)
    assert ended(child) == 130
    assert answers_in(file) == len(keys)
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


def test_a_terminal_that_is_closed_amid_drawing_holds_nobody_up(tmp_path: Path) -> None:
    """Nobody reads what is drawn, so that it piles up behind the terminal until that is gone."""
    child, terminal = at_a_terminal("-o", str(tmp_path / "a.yaml"))
    os.write(terminal, b"a" + b"\x19" * 60)  # an answer, and the other look again and again: each draws everything anew
    end = time.monotonic() + PATIENCE
    while answers_in(tmp_path / "a.yaml") < 1:
        assert time.monotonic() < end
        time.sleep(0.02)
    time.sleep(0.5)
    os.close(terminal)
    assert ended(child) == 130
    assert answers_in(tmp_path / "a.yaml") == 1


def at_a_terminal(*arguments: str) -> tuple[int, int]:
    """An interview at its first question: its process, and the other end of its terminal."""
    pty = pytest.importorskip("pty")
    child, terminal = pty.fork()
    if child == 0:
        os.execve(
            sys.executable,
            [sys.executable, "-m", "readiness", "assess", "quick-check", *arguments],
            environment(TERM="xterm-256color"),
        )
    read_until(terminal, b"organization")
    return child, terminal


def ended(child: int) -> int:
    """How a process ended; it fails here if it does not."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    raise AssertionError("it does not end")
