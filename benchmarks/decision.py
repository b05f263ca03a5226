"""What the decision costs: simulated years, what would change the advice, and the least effort to get there.

    python benchmarks/decision.py [--runs 15]

*Simulation*: 10,000 years of 40 risks under 3 courses, in this process, beside NumPy drawing as many random numbers and
doing nothing with them; in turn, after one warm-up of both. And the peak of memory at 10,000 and at 1,000,000 years.

*Plan*: the least effort for an organization with 150 questions that can be improved at a price, 40 risks with three
controls each, gates, requirements and needs: to the highest level and to engaging, without and with the frontier; beside
working out the same response once. Then 24 such organizations for each of several kinds of efforts and weights, nearly equal
ones among them, of which very many choices cost nearly the same: the median and the slowest, once each.

*Sensitivity*: every smallest set of changes and both tornadoes of the shipped example, beside the same.
"""

from __future__ import annotations

import argparse
import platform
import random
import statistics
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np

from readiness.advice.assess import assess
from readiness.advice.plan import make_plan
from readiness.loading.load import as_questionnaire
from readiness.loading.responses import load_response
from readiness.loading.yaml_core import parse
from readiness.model.questionnaire import Questionnaire
from readiness.model.response import Answer, QuestionnaireRef, Response, RiskRating
from readiness.risk.simulation import Drawn, simulate

EXAMPLE = Path(__file__).parent.parent / "examples" / "harbour-city.yaml"
IMPROVABLE, SECTIONS, RISKS = 150, 15, 40
Weighed = Callable[[random.Random], tuple[float, float]]
"""Draws the effort of a question in person-days and its weight."""
SPREAD = "efforts of 0.5 to 15 in halves, weights of 1 to 4"
KINDS: dict[str, Weighed] = {
    SPREAD: lambda chance: (
        chance.randint(1, 30) / 2,
        chance.randint(1, 4),
    ),
    "efforts of 1 to 20, weights of 1 to 4": lambda chance: (chance.randint(1, 20), chance.randint(1, 4)),
    "efforts of 4.5, 5 or 5.5, weights of 2 or 3": lambda chance: (chance.choice((4.5, 5, 5.5)), chance.randint(2, 3)),
    "efforts of 4.5 to 5.5 in tenths, weights of 2 or 3": lambda chance: (
        chance.randint(45, 55) / 10,
        chance.randint(2, 3),
    ),
    "every effort 5, every weight 1": lambda _: (5, 1),
    "efforts of 4.5 to 5.5 without a grain, weights of 2 or 3": lambda chance: (
        chance.uniform(4.5, 5.5),
        chance.randint(2, 3),
    ),
}


def register(risks: int) -> list[Drawn]:
    """Half of them risks of taking part, half of staying out."""
    shares = ((0.0, 0.3, 1.0), (1.0, 0.6, 0.1))
    return [
        Drawn(
            id=f"R{at}",
            probability=(0.2, 0.5),
            severity=(10.0, 30.0) if at % 2 else (30.0, 100.0),
            likelihood_left=0.7,
            impact_left=0.8,
            shares=shares[at % 2],
        )
        for at in range(risks)
    ]


def draw_only(years: int, risks: int) -> None:
    """As many random numbers as the simulation draws."""
    generator = np.random.Generator(np.random.PCG64(1))
    for _ in range(risks):
        generator.random((years, 3))


def questionnaire(seed: int = 1, kind: str = SPREAD, *, steps: int = 5) -> Questionnaire:
    """150 questions with efforts of their own, gates and requirements among them, and 40 risks."""
    chance = random.Random(seed)
    lines = ["format: 1", "id: large", 'version: "1"', "title: Large", "scales:", "  practice:"]
    lines += [f"    - {{value: {value}, label: Step {value}}}" for value in range(steps)] + ["sections:"]
    for section in range(SECTIONS):
        lines += [f"  - id: s{section}", "    title: S", f"    weight: {chance.randint(1, 5)}"]
        lines += (
            ["    aggregate: min"]
            if section == 3
            else ["    aggregate: staged", "    met_at: 50"]
            if section == 7
            else []
        )
        lines += ["    questions:"]
        for at in range(section * IMPROVABLE // SECTIONS, (section + 1) * IMPROVABLE // SECTIONS):
            effort, weight = KINDS[kind](chance)
            improve = f"improve: {{effort: {effort}, advice: Do it.}}"
            lines += [f"      - {{id: q{at}, type: scale, scale: practice, text: Q, weight: {weight}, {improve}}}"]
    lines += ["levels:"]
    for level, start in enumerate((0, 30, 50, 70, 85)):
        requires = f", requires: {{section: s{level}, at_least: {start}}}" if level else ""
        lines += [f"  - {{id: l{level}, title: L, meaning: M, from: {start}{requires}}}"]
    lines += ["gates:"]
    lines += [
        f"  - {{id: g{at}, when: {{question: q{at * 17}, below: 2}}, cap: l{at % 4}, reason: R}}" for at in range(8)
    ]
    lines += ["risks:"]
    for at in range(RISKS):
        side = ("participating", "not_participating")[at % 2]
        under = "" if at % 2 == 0 else ", under: {stay_out: 1, listen: 0.7, engage: 0.3}"
        controls = ", ".join(
            f"{{question: q{chance.randrange(IMPROVABLE)}, reduces: {chance.choice(('likelihood', 'impact'))}, by: 0.{number}}}"
            for number in (3, 4, 2)
        )
        lines += [f"  - {{id: R{at}, side: {side}, text: T, controls: [{controls}]{under}}}"]
    needs = "{all: [{level: l3}, {question: q5, at_least: 3}, {section: s2, at_least: 50}]}"
    lines += ["stances:", "  - {id: stay_out, title: A, meaning: M}", "  - {id: listen, title: B, meaning: M}"]
    lines += [f"  - {{id: engage, title: C, meaning: M, needs: {needs}}}"]
    loaded = as_questionnaire(parse("\n".join(lines), source="large"))
    assert loaded.value is not None, loaded.problems[:3]
    return loaded.value


def response(seed: int = 2) -> Response:
    """Poor answers, and both sides rated about alike."""
    chance = random.Random(seed)
    return Response(
        format=1,
        questionnaire=QuestionnaireRef(id="large"),
        answers={f"q{at}": Answer(value=chance.choice((0, 0, 1, 1, 2))) for at in range(IMPROVABLE)},
        risks={f"R{at}": RiskRating(likelihood=2 + at % 2, impact=2 + at % 2) for at in range(RISKS)},
    )


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def row(
    label: str, work: Callable[[], object], against: str, other: Callable[[], object], runs: int, limit: str
) -> str:
    """Both in turn after a warm-up of each; the median of the times, and of the ratios."""
    pairs = [(seconds(work), seconds(other)) for _ in range(runs + 1)][1:]
    ours, theirs = (statistics.median(each) for each in zip(*pairs, strict=True))
    ratio = statistics.median(one / two for one, two in pairs)
    return f"| {label} | {against} | {ours:.4f} | {theirs:.4f} | {ratio:.1f} | {limit} |"


def many(kind: str, organizations: int = 24) -> str:
    """Plans of as many organizations to both targets, each made once and proved."""
    took = []
    for seed in range(organizations):
        large, given = questionnaire(seed, kind), response(seed + 100)
        for target in ("l4", "engage"):
            start = time.perf_counter()
            found = make_plan(large, given, target, frontier=False)
            took.append(time.perf_counter() - start)
            assert found is not None and found.proved and found.state == "reached", found and (
                found.state,
                found.proved,
            )
    return (
        f"| {kind} | {len(took)} | {statistics.median(took):.2f} | {max(took):.2f} | {sum(each > 2 for each in took)} |"
    )


def peak(years: int) -> float:
    """MiB at most."""
    tracemalloc.start()
    simulate(register(RISKS), years=years)
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found / 2**20


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    runs: int = parser.parse_args().runs
    print(f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, NumPy {np.__version__}\n")
    print(f"| Ours | Against | Ours, s | Other, s | Ratio (median of {runs}) | Meant to stay under |")
    print("|---|---|---|---|---|---|")
    drawn = register(RISKS)
    simulated, numbers = lambda: simulate(drawn), lambda: draw_only(10_000, RISKS)
    print(
        row("10,000 years × 40 risks × 3 courses", simulated, "NumPy drawing as many numbers", numbers, runs, "0.15 s")
    )
    large, given = questionnaire(), response()
    once = lambda: assess(large, given)  # noqa: E731  # each work is one line
    few = max(3, runs // 3)
    for target in ("l4", "engage"):
        found = make_plan(large, given, target, frontier=False)
        assert found is not None and found.proved and found.state == "reached", found and (found.state, found.proved)
        label = f"plan to {target}: {len(found.improvements)} steps of {IMPROVABLE}"
        bare = lambda target=target: make_plan(large, given, target, frontier=False)  # noqa: E731
        whole = lambda target=target: make_plan(large, given, target)  # noqa: E731
        print(row(label, bare, "assessing that response once", once, few, "2 s"))
        print(row(f"{label}, and the frontier", whole, "assessing that response once", once, few, "–"))
    print("\n| Plans among 150 improvements | Plans | Median, s | Slowest, s | Over 2 s |\n|---|---|---|---|---|")
    for kind in KINDS:
        print(many(kind), flush=True)
    print("\n| Ours | Against | Ours, s | Other, s | Ratio | Meant to stay under |\n|---|---|---|---|---|---|")
    fitted = load_response(EXAMPLE)
    assert fitted.questionnaire is not None and fitted.response is not None
    questions, answers = fitted.questionnaire, fitted.response
    decided = lambda: assess(questions, answers, decide=True)  # noqa: E731
    alone = lambda: assess(questions, answers)  # noqa: E731
    print(row("the example with its decision", decided, "the same without", alone, runs, "–"))
    print("\n| Years | Peak of memory, MiB |\n|---|---|")
    for years in (10_000, 100_000, 1_000_000):
        print(f"| {years:,} | {peak(years):.1f} |")


if __name__ == "__main__":
    main()
