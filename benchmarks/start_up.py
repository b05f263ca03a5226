"""What a command costs, as a ratio against something named: whole processes, side by side, in one run.

    python benchmarks/start_up.py [--runs 15]

Each pair runs in turn (A B A B …) after one warm-up of both, so that a machine whose speed drifts drifts for both. The
figure to quote is the median of the ratios, pair by pair. Bytecode is compiled first, as pip does on installation.
Needs the package installed for the interpreter that runs this.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import readiness

ROOT = Path(__file__).parent.parent
FULL_RESPONSE = ROOT / "examples" / "harbour-city.yaml"

BARE = '''
import typer

app = typer.Typer()


@app.command()
def one(name: str) -> None:
    """The first command."""


@app.command()
def two(name: str) -> None:
    """The second command."""


app()
'''


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Something of ours against something named. `limit` is the ratio it is meant to stay under."""

    name: str
    ours: tuple[str, ...]
    against: str
    other: tuple[str, ...]
    limit: float


def pairs(folder: Path) -> list[Pair]:
    """Every comparison; helper files go into `folder`."""
    python = sys.executable
    bare, large = folder / "bare.py", folder / "large.yaml"
    bare.write_text(BARE, encoding="utf-8")
    large.write_text(large_questionnaire(1000), encoding="utf-8")
    compose = f"import yaml; yaml.compose(open({str(large)!r}, encoding='utf-8'), Loader=yaml.CSafeLoader)"
    imports = "import typer, rich, pydantic, yaml"
    more = f"{imports}, numpy, highspy"
    ours = (python, "-m", "readiness")
    return [
        Pair(
            name="readiness --help",
            ours=(*ours, "--help"),
            against="a bare two-command Typer app, --help",
            other=(python, str(bare), "--help"),
            limit=1.25,
        ),
        Pair(
            name="readiness score, a full response, as a table",
            ours=(*ours, "score", str(FULL_RESPONSE), "--format", "csv"),
            against=f'python -c "{imports}"',
            other=(python, "-c", imports),
            limit=3.5,
        ),
        *(
            Pair(
                name=f"readiness score, a full response with its decision, {how}",
                ours=(*ours, "score", str(FULL_RESPONSE), *option),
                against=f'python -c "{against}"',
                other=(python, "-c", against),
                limit=limit,
            )
            for how, option in (("plain lines", ("--plain",)), ("drawn", ("--format", "terminal")))
            for against, limit in ((more, 7.0), (imports, 10.0))
        ),
        Pair(
            name="readiness check, 1,000 questions",
            ours=(*ours, "check", str(large)),
            against="python composing that file with PyYAML's C loader",
            other=(python, "-c", compose),
            limit=6.0,
        ),
    ]


def large_questionnaire(questions: int) -> str:
    """A questionnaire with all that a real question carries, `questions` times over."""
    lines = [
        "format: 1",
        "id: large",
        'version: "1"',
        "title: A large questionnaire",
        "scales:",
        "  practice:",
        *(f"    - {{value: {value}, label: Step {value}}}" for value in range(5)),
        "sections:",
    ]
    for at in range(questions):
        if at % 25 == 0:
            lines += [f"  - id: section_{at}", f"    title: Section {at}", "    questions:"]
        lines += [
            f"      - id: question_{at}",
            "        type: scale",
            "        scale: practice",
            f"        text: Is practice number {at} in place, used and reviewed at least once a year?",
            "        help: A draft does not count, and neither does a practice that only one person knows.",
            "        why: Without it the organization learns of trouble from others.",
            "        allow: [dont_know]",
            "        anchors:",
            "          low: Nobody has been asked to look after it.",
            "          high: A named person, written rules, and a review in the past twelve months.",
            "        evidence: The written rules and the date of their last review.",
            "        improve:",
            "          effort: 3",
            "          advice: Name a person, write one page, and review it in a year.",
            "          owner: Communications",
            "        area: governance-policy",
        ]
    return "\n".join(lines) + "\n"


def seconds(command: Sequence[str]) -> float:
    """The wall-clock time of one whole process, its output thrown away."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["FORCE_COLOR"] = "1" if "terminal" in command else ""
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - started


def measure(pair: Pair, runs: int) -> tuple[float, float, float]:
    """Median seconds of ours and of the other, and the median ratio of the pairs."""
    seconds(pair.ours)
    seconds(pair.other)
    taken = [(seconds(pair.ours), seconds(pair.other)) for _ in range(runs)]
    return (
        statistics.median(ours for ours, _ in taken),
        statistics.median(other for _, other in taken),
        statistics.median(ours / other for ours, other in taken),
    )


def main() -> None:
    """Measure every pair and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15, help="pairs to count (15)")
    runs = parser.parse_args().runs
    compileall.compile_dir(str(Path(readiness.__file__).parent), quiet=1)
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}")
    print(f"\n| Ours | Against | Ours, s | Other, s | Ratio (median of {runs}) | Meant to stay under |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for pair in pairs(Path(folder)):
            ours, other, ratio = measure(pair, runs)
            print(f"| {pair.name} | {pair.against} | {ours:.3f} | {other:.3f} | {ratio:.2f} | {pair.limit:g} |")


if __name__ == "__main__":
    main()
