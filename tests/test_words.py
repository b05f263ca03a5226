"""The program's own words: each in both languages, each used, none missing."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from readiness.cli.formats import ReportFormat
from readiness.interview.plain import COMMANDS
from readiness.reports.documents import SUFFIXES, WRITERS, Format
from readiness.tui.dialogs import KEYS
from readiness.words import _WORDS, LANGUAGES, say
from tests.running import ROOT

MODULES = sorted((ROOT / "readiness").rglob("*.py"))
WHOLE = re.compile(r"[a-z]+(?:_[a-z]+)*")


def placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name is not None}


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in MODULES:
        if path.parent.name != "words":
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def said() -> Iterator[tuple[Path, ast.Call]]:
    """Every call of `say`."""
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
                yield path, node


def literals() -> set[str]:
    """Every string in the code that could be a key, whichever way it reaches `say`."""
    return {
        node.value
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and WHOLE.fullmatch(node.value)
    }


def families() -> set[str]:
    """The beginnings of keys that are put together: `l_` of `say(language, f"l_{state}")`."""
    found: set[str] = set()
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr) and len(node.values) == 2:
                first, second = node.values
                if isinstance(first, ast.Constant) and isinstance(second, ast.FormattedValue):
                    found.add(str(first.value))
    return found


PUT_TOGETHER = {
    "h_": {"participating", "not_participating"},
    "side_": {"participating", "not_participating"},
    "l_": {"open", "closed", "undecided", "serious", "warning", "note"},
    "e_": {
        *("not_asked", "not_scored", "not_applicable", "undecided"),
        *("likelihood", "impact", "min", "max", "item_ticks", "item_count"),
    },
    "e_item_": {"ticks", "count"},
    "n_": {"any", "all"},
    "o_": {"dont_know", "not_applicable", "likelihood", "impact", "gain", "yes_key", "no_key"},
    "u_": {"changed", "there", "full", "denied", "gone", "failed"},
    "i_": {"profile", "opportunities", *(f"{each}_confidence" for each in ("low", "medium", "high"))},
    "i_risks_": {"participating", "not_participating"},
    "i_rate_": {"participating", "not_participating", "opportunity"},
    "p_c_": set(COMMANDS),
    "p_h_": set(COMMANDS),
    "t_k_": set(KEYS),
    "t_h_": set(KEYS),
    "t_writing_": {"note", "evidence"},
    "n_section_": {"at_least", "below"},
    "n_question_": {"at_least", "below"},
    "b_": {"section", "level"},
    "v_": {f"{holds}_{what}" for holds in ("holds", "may") for what in ("answers", "ratings", "both")},
    "k_": {
        *(
            "answers",
            "ratings",
            "what_level",
            "what_course",
            "h_score",
            "h_difference",
            "flips_score",
            "flips_difference",
        ),
        *(f"{each}_reach" for each in ("any", "step", "open")),
        *(f"n{n}" for n in range(1, 7)),
        *(f"{each}_{outcome}" for each in ("does", "to") for outcome in ("now", "best", "level")),
        *("does_level_up", "does_level_down", "move_likelihood", "move_impact"),
        *(f"{each}_{by}" for each in ("few", "found", "none_found") for by in ("answers", "ratings")),
        *(
            f"{many}_{by}_{where}"
            for many in ("one", "each")
            for by in ("answers", "ratings")
            for where in ("listed", "above")
        ),
        *("such_listed", "such_above"),
        *(f"to_{outcome}_none" for outcome in ("now", "best", "level")),
        *(f"steady_none_{by}_one" for by in ("answers", "ratings")),
        *(f"never_{by}_{reach}" for by in ("answers", "ratings") for reach in ("any", "step")),
        *(f"steady_{each}_{by}" for each in ("all", "none") for by in ("answers", "ratings")),
        *(f"steady_{by}{one}" for by in ("answers", "ratings") for one in ("", "_one")),
    },
    "br_": {"preview", "test", "spam", "blank", "unfinished", "repeated header"},
    "q_": {"mean", "sum", "min", "max", "staged"},
}
"""Keys that are put together of a beginning and a value of the model."""
MEANINGS = {f"{stance}_meaning" for stance in ("stay_out", "listen", "engage")}


@pytest.mark.parametrize("key", _WORDS)
def test_both_languages_say_it_with_the_same_values(key: str) -> None:
    english, french = _WORDS[key]
    assert english.strip()
    assert french.strip()
    assert placeholders(english) == placeholders(french)


@pytest.mark.parametrize("key", _WORDS)
def test_french_is_written_as_french_is(key: str) -> None:
    french = _WORDS[key][1]
    assert "“" not in french
    told = french.removeprefix("{source}: ").replace("{", "").replace("}", "")
    assert not re.search(r"\w[:?!»](?:\s|$)|«\w", told), french


def test_a_place_stands_before_its_message_in_the_same_way_in_both_languages() -> None:
    """`members.csv: …`, as every problem has it."""
    placed = {key: french for key, (english, french) in _WORDS.items() if english.startswith("{source}: ")}
    assert len(placed) >= 5
    for key, french in placed.items():
        assert french.startswith("{source}: "), key


def test_there_are_two_languages_and_english_stands_in_for_any_other() -> None:
    assert LANGUAGES == ("en", "fr")
    assert say("fr-CA", "yes") == "Oui"
    assert say("xx", "yes") == say("en", "yes") == "Yes"


def test_every_key_that_is_said_exists_and_gets_the_values_it_takes() -> None:
    wrong: list[str] = []
    for path, call in said():
        key = call.args[1] if len(call.args) > 1 else None
        if not (isinstance(key, ast.Constant) and isinstance(key.value, str)):
            continue
        if key.value not in _WORDS:
            wrong.append(f"{path.name}:{call.lineno}: no words for {key.value}")
            continue
        given = {keyword.arg for keyword in call.keywords}
        if None not in given and given != placeholders(_WORDS[key.value][0]):
            wrong.append(
                f"{path.name}:{call.lineno}: {key.value} takes {placeholders(_WORDS[key.value][0])}, not {given}"
            )
    assert wrong == []


def test_every_key_put_together_exists_and_its_family_is_listed() -> None:
    missing = {f"{first}{last}" for first, lasts in PUT_TOGETHER.items() for last in lasts} - set(_WORDS)
    assert missing == set()
    beginnings = {key.split("_")[0] + "_" for key in _WORDS if "_" in key}
    assert {first for first in families() if first in beginnings} <= set(PUT_TOGETHER)


def unused() -> set[str]:
    known = literals() | MEANINGS | {f"{first}{last}" for first, lasts in PUT_TOGETHER.items() for last in lasts}
    return set(_WORDS) - known


def test_every_key_is_used() -> None:
    assert unused() == set()


def test_the_command_line_and_the_writers_know_the_same_formats() -> None:
    assert [each.value for each in ReportFormat] == [each.value for each in Format]
    assert set(WRITERS) == set(Format) - {Format.TERMINAL}
    assert set(SUFFIXES.values()) == set(WRITERS)
