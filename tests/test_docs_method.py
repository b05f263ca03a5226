"""docs/method.md cannot drift from the code: every worked number is computed from its formula and by the program.

An example is a YAML block that begins with `# example`. The tables below it, up to the next example, name a figure of
its assessment, how it is worked out by hand, and the result. Words are left out of the examples and put in here.
"""

from __future__ import annotations

import ast
import importlib
import math
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from readiness.advice.assess import assess
from readiness.loading.load import as_questionnaire, validate
from readiness.loading.responses import fit
from readiness.loading.saving import to_yaml
from readiness.loading.yaml_core import parse
from readiness.model.assessment import Assessment, GroupResult, ItemResult
from readiness.model.questionnaire import DEFAULT_UNDER
from readiness.model.response import Response
from readiness.model.risk_scales import DEFAULT_IMPACT, DEFAULT_LIKELIHOOD
from readiness.reports import numbers, plan_sentences
from readiness.risk.exposure import mean_probability, mean_severity

TEXT = (Path(__file__).parent.parent / "docs" / "method.md").read_text(encoding="utf-8")


# ---- examples and their figures --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """One row: a figure of an example, how it is worked out, and what comes out."""

    example: str
    figure: str
    by_hand: str
    result: str
    line: int


def worked(text: str) -> Iterator[Worked]:
    """Every row of every table that begins with "Figure", with the example above it."""
    blocks = {found.start(): found[1] for found in re.finditer(r"^```yaml\n(# example.*?)^```$", text, re.M | re.S)}
    example, position, inside = "", 0, False
    for number, line in enumerate(text.split("\n"), 1):
        example = blocks.get(position, example)
        position += len(line) + 1
        inside = line.startswith("| Figure |") or (inside and line.startswith("|"))
        if inside and line.startswith("| `"):
            figure, by_hand, result = (cell.strip() for cell in line.strip("|").split("|"))
            yield Worked(example=example, figure=figure.strip("`"), by_hand=by_hand, result=result, line=number)


WORKED = tuple(worked(TEXT))


@cache
def assessed(example: str) -> Assessment:
    """The program's own result for an example."""
    value = parse(example, source="method.md").value
    assert isinstance(value, dict)
    loaded = as_questionnaire(parse(to_yaml(questionnaire_of(value)), source="method.md"))
    assert loaded.value is not None, loaded.problems
    given = {"format": 1, "questionnaire": {"id": "worked"}, "answers": value.get("answers", {})}
    given |= {"risks": value.get("ratings", {}), "opportunities": value.get("gains", {})}
    document = parse(to_yaml(given), source="answers")
    response = validate(document, Response)
    assert response.value is not None, response.problems
    fitted = fit(response.value, loaded.value, document)
    assert fitted.response is not None, fitted.problems
    return assess(loaded.value, fitted.response, decide=True)


def questionnaire_of(example: Mapping[str, object]) -> dict[str, object]:
    """An example with the words that it leaves out."""
    written = {key: worded(value, key) for key, value in example.items() if key not in ("answers", "ratings", "gains")}
    if "questions" in written:
        written["sections"] = [{"id": "section", "title": "section", "questions": written.pop("questions")}]
    steps = [{"value": value, "label": str(value)} for value in range(1, 6)]
    return {"format": 1, "id": "worked", "version": "1", "title": "worked", "scales": {"agreement": steps}, **written}


WORDS = {
    "questions": ("text",),
    "rows": ("text",),
    "sections": ("title",),
    "levels": ("title", "meaning"),
    "gates": ("reason",),
    "risks": ("text",),
    "opportunities": ("text",),
    "stances": ("title", "meaning"),
}


def worded(value: object, kind: str) -> object:
    """A list of this kind with ids in place of the words that a questionnaire needs; anything else as it is."""
    if kind not in WORDS or not isinstance(value, list):
        return value
    return [_worded(entry, kind) for entry in value]


def _worded(entry: dict[str, object], kind: str) -> dict[str, object]:
    full = {**dict.fromkeys(WORDS[kind], entry["id"]), **entry}
    for inner in ("questions", "sections", "rows"):
        if inner in full:
            full[inner] = worded(full[inner], inner)
    if kind == "questions":
        full.setdefault("type", "scale")
        if full["type"] in ("scale", "grid"):
            full.setdefault("scale", "agreement")
        if isinstance(choices := full.get("choices"), list):
            full["choices"] = [{"label": str(choice["value"]), **choice} for choice in choices]
    return full


def figure_of(assessment: Assessment, path: str) -> object:
    """A figure by its path: a question, row, section or `overall` by its id, or a part of the assessment."""
    steps = path.split(".")
    nodes = {node.id: node for node in chain([assessment.overall], below(assessment.overall))}
    for length in (2, 1):
        if (name := ".".join(steps[:length])) in nodes:
            return follow(nodes[name], steps[length:])
    return follow(assessment, steps)


def below(group: GroupResult) -> Iterator[ItemResult | GroupResult]:
    for child in group.children:
        yield child
        if isinstance(child, GroupResult):
            yield from below(child)


def follow(found: object, steps: list[str]) -> object:
    """Attributes by name, entries of a list by their place from 0, id or side, entries of a map by key."""
    for step in steps:
        if isinstance(found, tuple) and step.isdecimal():
            found = found[int(step)]
        elif isinstance(found, tuple):
            found = next(each for each in found if step in (getattr(each, "id", None), getattr(each, "side", None)))
        else:
            found = found[step] if isinstance(found, dict) else getattr(found, step)
    return found


def in_words(value: object) -> str:
    """A figure that is not a number, as the document writes it."""
    match value:
        case None | ():
            return "none"
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join(str(getattr(each, "id", each)) for each in value)
        case _:
            return str(value)


OPERATORS: dict[type[ast.AST], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
FUNCTIONS: dict[str, Callable[..., float]] = {"exp": math.exp, "ln": math.log, "min": min, "max": max}


def worked_out(by_hand: str) -> float:
    """An expression as it is written on paper, to a number."""
    written = by_hand.replace("−", "-").replace("×", "*").replace("^", "**")
    return evaluated(ast.parse(written, mode="eval").body)


def evaluated(node: ast.expr) -> float:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -evaluated(inner)
        case ast.BinOp(left=left, op=sign, right=right):
            return OPERATORS[type(sign)](evaluated(left), evaluated(right))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return FUNCTIONS[name](*map(evaluated, arguments))
    raise ValueError(f"not arithmetic: {ast.dump(node)}")


def shown_as(value: float, result: str) -> bool:
    """Whether a number rounds to the digits shown."""
    decimals = len(result.partition(".")[2])
    return abs(value - float(result.replace("−", "-"))) <= 0.5 * math.pow(10, -decimals) + 1e-9


def is_number(text: str) -> bool:
    return re.fullmatch(r"−?\d+(\.\d+)?", text) is not None


@pytest.mark.parametrize("row", WORKED, ids=lambda row: f"{row.line}-{row.figure}")
def test_the_program_gives_the_result_shown(row: Worked) -> None:
    found = figure_of(assessed(row.example), row.figure)
    if is_number(row.result):
        assert isinstance(found, int | float)
        assert shown_as(found, row.result), found
    else:
        assert in_words(found) == row.result


BY_HAND = tuple(row for row in WORKED if is_number(row.result))


@pytest.mark.parametrize("row", BY_HAND, ids=lambda row: f"{row.line}-{row.figure}")
def test_the_formula_gives_the_result_shown(row: Worked) -> None:
    assert shown_as(worked_out(row.by_hand), row.result), worked_out(row.by_hand)


PROGRAMS = re.findall(r"^```python\n(.*?)^```\n\n```yaml\n(# example.*?)^```$", TEXT, re.M | re.S)


@pytest.mark.parametrize(("program", "example"), PROGRAMS)
def test_a_program_draws_the_figures_of_the_example_below_it(program: str, example: str) -> None:
    figures: dict[str, float] = {}
    exec(program, {"figures": figures})
    assert figures
    for path, value in figures.items():
        assert figure_of(assessed(example), path) == pytest.approx(float(value), rel=1e-8), path


def test_there_is_a_program_that_draws_the_years() -> None:
    assert len(PROGRAMS) == TEXT.count("```python") == 1


def test_every_example_is_worked() -> None:
    examples = set(re.findall(r"^```yaml\n(# example.*?)^```$", TEXT, re.M | re.S))
    assert examples == {row.example for row in WORKED}


# ---- tables ----------------------------------------------------------------------------------------------------


def table(head: str) -> list[list[str]]:
    """The rows of the table with this first heading, as cells."""
    lines = TEXT.split(f"\n| {head} |")[1].split("\n")[2:]
    rows: list[list[str]] = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


TRUTH = {"true": "5", "false": "1", "unknown": "dont_know"}


@pytest.mark.parametrize("row", table("a"), ids=lambda row: "-".join(row[:2]))
def test_unknowns_combine_as_the_table_says(row: list[str]) -> None:
    a, b, both, either, opposite = row
    high = {name: f"{{question: {name}, at_least: 3}}" for name in "ab"}
    asked = {
        "both": f"{{all: [{high['a']}, {high['b']}]}}",
        "either": f"{{any: [{high['a']}, {high['b']}]}}",
        "opposite": f"{{not: {high['a']}}}",
    }
    gates = "".join(f"  - {{id: {name}, when: {when}, cap: low}}\n" for name, when in asked.items())
    example = (
        "questions:\n  - {id: a, allow: [dont_know]}\n  - {id: b, allow: [dont_know]}\n"
        f"levels:\n  - {{id: low, from: 0}}\ngates:\n{gates}answers: {{a: {TRUTH[a]}, b: {TRUTH[b]}}}\n"
    )
    states = {"closed": "true", "open": "false", "undecided": "unknown"}
    assert [states[gate.state] for gate in assessed(example).gates] == [both, either, opposite]


@pytest.mark.parametrize("row", table("Step"), ids=lambda row: row[0])
def test_a_default_step_is_as_the_table_says(row: list[str]) -> None:
    step, chance, mean_chance, severity, mean = row
    likelihood, impact = DEFAULT_LIKELIHOOD[int(step) - 1], DEFAULT_IMPACT[int(step) - 1]
    assert likelihood.probability is not None
    assert impact.severity is not None
    assert chance == "{:g} to {:g} %".format(*(100 * end for end in likelihood.probability))
    assert severity == "{:g} to {:g}".format(*impact.severity)
    assert shown_as(mean_probability(*likelihood.probability), mean_chance)
    assert shown_as(mean_severity(*impact.severity), mean)


@pytest.mark.parametrize("row", table("Share that remains under"), ids=lambda row: row[0])
def test_what_remains_under_a_stance_is_as_the_table_says(row: list[str]) -> None:
    side, *shares = row
    assert [float(share) for share in shares] == [
        DEFAULT_UNDER[side.strip("`")][stance] for stance in ("stay_out", "listen", "engage")
    ]


@pytest.mark.parametrize("row", table("A percentage"), ids=lambda row: f"{row[0]}-{row[1]}")
def test_a_percentage_is_rounded_as_the_table_says(row: list[str]) -> None:
    value, edge, shown = row
    edges = () if edge == "–" else (float(edge),)
    assert numbers.percent(float(value), "en", edges=edges) == shown + "\u00a0%"


@pytest.mark.parametrize("row", table("A distance"), ids=lambda row: row[0])
def test_a_distance_is_rounded_as_the_table_says(row: list[str]) -> None:
    assert numbers.points_to(float(row[0]), "en") == row[1]


@pytest.mark.parametrize("row", table("Person-days"), ids=lambda row: row[0])
def test_an_effort_is_shown_as_the_page_says(row: tuple[str, ...]) -> None:
    assert plan_sentences.days(float(row[0]), "en").split()[0] == row[1]


@pytest.mark.parametrize("row", table("A share of years"), ids=lambda row: row[0])
def test_a_share_of_years_is_said_as_the_table_says(row: list[str]) -> None:
    share, said = float(row[0]), row[1]
    assert (numbers.chances(share, "en") or f"{numbers.in_100(share)} of 100 simulated years") == said


@pytest.mark.parametrize("row", table("An exposure"), ids=lambda row: row[0])
def test_an_exposure_is_rounded_as_the_table_says(row: list[str]) -> None:
    assert numbers.amount(float(row[0]), "en") == row[1]


@pytest.mark.parametrize("row", table("Two exposures"), ids=lambda row: row[0])
def test_a_difference_of_exposures_is_as_the_table_says(row: list[str]) -> None:
    two = [float(value) for value in row[0].split(" and ")]
    assert " and ".join(numbers.amounts(two, "en")) == row[1]
    assert numbers.apart(two[0] - two[1], min(numbers.decimals(two)), "en") == row[2]


@pytest.mark.parametrize("row", table("Constant"), ids=lambda row: row[2])
def test_a_constant_is_as_the_table_says(row: list[str]) -> None:
    module, name = row[2].strip("`").rsplit(":", 1)
    found = importlib.import_module(module)
    value = found
    for part in name.split("."):
        value = value.model_fields[part].default if hasattr(value, "model_fields") else getattr(value, part)
    assert isinstance(value, int | float)
    assert value == worked_out(row[1])
