"""The summary of a batch: rows that add up, figures of everybody, time, and how it is drawn and written."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from rich.console import Console
from rich.theme import Theme

from readiness.batch.summary.drawing import outline_of
from readiness.batch.summary.model import Counts, HowMany, LeftOutRows, NodeSummary, Summary, Time
from readiness.batch.summary.schema import summary_schema_text
from readiness.batch.summary.writing import COLUMNS, summary_csv, summary_json
from readiness.reports import markdown, plain, terminal
from tests.batches import Columns, summary_of
from tests.running import ROOT
from tests.strategies import LAW


def told(n: int) -> HowMany:
    """A number that is told."""
    return HowMany(band="exact", n=n)


FEW, NEARLY_ALL, SILENT = HowMany(band="few"), HowMany(band="nearly_all"), HowMany(band="withheld")


def node(summary: Summary, name: str) -> NodeSummary:
    return next(each for each in summary.nodes if each.id == name)


# ---- rows ------------------------------------------------------------------------------------------------------


def test_rows_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValidationError, match="make 9 rows, and there are 10"):
        Counts(rows=10, scored=6, rejected=1, left_out=(LeftOutRows(reason="spam", rows=2),))


def test_a_number_of_scored_rows_that_is_not_the_frames_is_refused() -> None:
    with pytest.raises(ValueError, match="8 rows are said to be scored, and there are 7"):
        summary_of({"score.overall": [0.5] * 7}, counts=Counts(rows=8, scored=8, rejected=0))


@pytest.mark.parametrize(("invited", "rate"), [(None, "none"), (20, 0.5), (10, 1.0), (9, None)])
def test_the_response_rate_is_known_only_where_it_can_be(invited: int | None, rate: object) -> None:
    found = summary_of({"score.overall": [0.5] * 10}, invited=invited).response_rate
    assert (found is None) == (invited is None)
    assert found is None or found.rate == rate


def test_finished_and_unfinished_are_counted_where_the_export_tells() -> None:
    found = summary_of({"score.overall": [0.5] * 6, "finished": [True, True, False, None, True, False]}, min_group=1)
    assert (found.finished, found.unfinished) == (told(3), told(2))
    silent = summary_of({"score.overall": [0.5] * 6})
    assert (silent.finished, silent.unfinished) == (None, None)


def test_languages_come_most_frequent_first_and_blanks_are_among_the_others() -> None:
    columns: Columns = {"score.overall": [0.5] * 7, "language": ["fr", "en", "en", None, "", "fr", "de"]}
    found = summary_of(columns, min_group=1).languages
    assert [(each.id, each.n) for each in found] == [("en", 2), ("fr", 2), ("de", 1), ("", 2)]


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ((9, 8, 7), [9, 8, 7]),
        ((9, 8, 3, 2), [9, 8, 5]),
        ((9, 8, 3), [9, 11]),
        ((9, 3), [12]),
        ((12,), [12]),
    ],
)
def test_a_language_of_the_few_is_among_the_others_and_they_are_never_few(
    sizes: tuple[int, ...], shown: list[int]
) -> None:
    languages = [f"l{at}" for at, n in enumerate(sizes) for _ in range(n)]
    found = summary_of({"score.overall": [0.5] * len(languages), "language": languages}).languages
    assert [each.n for each in found] == shown


# ---- scores ----------------------------------------------------------------------------------------------------

some_scores = st.lists(st.one_of(st.none(), st.floats(0, 1), st.sampled_from([0.0, 0.25, 0.29, 0.7, 1.0])), min_size=1)


@LAW
@given(some_scores.filter(lambda scores: any(score is not None for score in scores)))
def test_means_are_exact_and_percentiles_within_a_thousandth(scores: list[float | None]) -> None:
    there = [score for score in scores if score is not None]
    found = node(summary_of({"score.overall": scores}, min_group=1), "overall").score
    assert found.n == len(there)
    assert found.mean == pytest.approx(math.fsum(there) / len(there), abs=1e-15)
    assert (found.least, found.most) == (min(there), max(there))
    if len(there) > 1:
        assert found.sd == pytest.approx(np.std(there, ddof=1), abs=1e-9)
    else:
        assert found.sd is None
    expected = np.quantile(there, [0.05, 0.25, 0.5, 0.75, 0.95])
    assert [found.p5, found.p25, found.median, found.p75, found.p95] == pytest.approx(expected.tolist(), abs=1e-3)


def test_percentiles_of_scores_that_repeat_are_exact() -> None:
    scores = [step / 12 for step in range(13)] * 3
    found = node(summary_of({"score.overall": scores}, min_group=1), "overall").score
    expected = np.quantile(scores, [0.05, 0.25, 0.5, 0.75, 0.95])
    assert [found.p5, found.p25, found.median, found.p75, found.p95] == pytest.approx(expected.tolist(), abs=1e-15)


@pytest.mark.parametrize(
    ("score", "tenth"),
    [
        (0.0, 0),
        (0.0999, 0),
        (0.1, 1),
        (0.29, 2),
        (0.3, 3),
        (0.7, 7),
        (0.1 + 0.2, 3),
        (0.8999, 8),
        (1.0, 9),
        (1 + 1e-16, 9),
    ],
)
def test_a_score_lies_in_the_tenth_that_begins_at_or_below_it(score: float, tenth: int) -> None:
    tenths = node(summary_of({"score.overall": [score] * 5}), "overall").score.tenths
    assert [at for at, n in enumerate(tenths) if n] == [tenth]


def test_sections_come_in_the_order_of_the_questionnaire_with_their_counts() -> None:
    columns: Columns = {
        "score.overall": [0.5] * 5,
        "score.means": [
            0.25,
            None,
            0.75,
            0.5,
            0.5,
        ][:5],
        "coverage.means": [1.0, 0.0, 0.5, 1.0, 1.0],
        "judged.means": [3.0, 0.0, 1.0, 3.0, 3.0],
        "dont_know.means": [0.0, 1.0, 2.0, 0.0, 0.0],
        "unanswered.means": [0.0, 2.0, 0.0, 0.0, 0.0],
        "not_applicable.means": [0.0, 0.0, 0.0, 0.0, 0.0],
    }
    summary = summary_of(columns, min_group=1, language="fr")
    assert [(each.id, each.title, each.depth) for each in summary.nodes] == [
        ("overall", "Ensemble", 0),
        ("strategy", "Stratégie", 0),
        ("means", "Moyens", 1),
        ("rules", "Règles", 0),
    ]
    means = node(summary, "means")
    assert (means.score.n, means.coverage) == (4, 0.7)
    assert (means.judged, means.dont_know, means.unanswered, means.not_applicable) == (10, 3, 2, 0)
    assert node(summary, "rules").judged is None, "a column that is not there was not counted"


def test_levels_tell_who_holds_none_and_who_is_not_certain() -> None:
    columns: Columns = {
        "score.overall": [0.5] * 6,
        "level": ["low", "low", "mid", None, "high", None],
        "level_low": ["low", "low", "low", None, "high", None],
        "level_high": ["low", "mid", "mid", None, "high", None],
    }
    found = summary_of(columns, min_group=1).levels
    assert found is not None
    assert [(each.id, each.n, each.share) for each in found.held] == [
        ("low", 2, 2 / 6),
        ("mid", 1, 1 / 6),
        ("high", 1, 1 / 6),
    ]
    assert (found.without, found.uncertain) == (told(2), told(2))


def test_a_batch_without_levels_or_courses_says_nothing_of_them() -> None:
    summary = summary_of({"score.overall": [0.5] * 6})
    assert (summary.levels, summary.courses, summary.exposures, summary.checks, summary.time) == (
        None,
        None,
        (),
        (),
        None,
    )


def test_courses_exposures_and_checks_are_counted() -> None:
    columns: Columns = {
        "score.overall": [0.5] * 6,
        "stance_now": ["listen"] * 4 + ["stay_out", None],
        "stance_best": ["engage"] * 5 + [None],
        "stance_margin": [0.1, 0.2, 0.3, 0.4, 0.5, None],
        "exposure.participating": [0.0, 10.0, 20.0, 30.0, 1000.0, None],
        "exposure.engage": [5.0] * 6,
        "rated.participating": [1.0, 1.0, 1.0, 1.0, 1.0, 0.0],
        "check.odd": [True, False, False, True, False, False],
    }
    summary = summary_of(columns, min_group=1)
    assert summary.courses is not None
    assert [(each.id, each.n) for each in summary.courses.now] == [("stay_out", 1), ("listen", 4), ("engage", 0)]
    assert (summary.courses.now_without, summary.courses.best_without) == (told(1), told(1))
    assert summary.courses.margin == pytest.approx(0.3)
    side, course = summary.exposures
    assert (side.kind, side.id, side.n, side.mean, side.p25, side.median, side.p75) == (
        "side",
        "participating",
        5,
        212.0,
        10.0,
        20.0,
        30.0,
    )
    assert side.rated == pytest.approx(5 / 6)
    assert (course.kind, course.title, course.median) == ("course", "Engage", 5.0)
    assert [(each.id, each.n, each.title) for each in summary.checks] == [("odd", 2, "That is odd.")]


# ---- time ------------------------------------------------------------------------------------------------------


def time_of(columns: Columns, *, min_group: int = 1) -> Time:
    n = len(next(iter(columns.values())))
    found = summary_of({"score.overall": [0.5] * n, **columns}, min_group=min_group).time
    assert found is not None
    return found


def test_seconds_are_taken_as_exported_and_those_that_cannot_be_are_counted() -> None:
    found = time_of({"seconds": [300.0, 330.0, 360.0, 99.0, -5.0, math.nan, math.inf, None]})
    assert (found.source, found.n, found.median, found.odd.n) == ("seconds", 4, 315.0, 3)


def test_speeders_take_less_than_a_third_of_the_median() -> None:
    assert time_of({"seconds": [300.0, 300.0, 300.0, 100.0, 99.0]}).speeders == told(1)


@pytest.mark.parametrize(
    ("started", "ended"),
    [
        pytest.param("2026-03-02 09:14:05", "2026-03-02 09:20:41", id="qualtrics-microsoft-typeform-limesurvey"),
        pytest.param("2026-03-02T09:14:05.000+00:00", "2026-03-02T09:20:41.000+00:00", id="kobo"),
        pytest.param("2026-03-02T09:14:05.000-05:00", "2026-03-02T15:20:41.000+01:00", id="kobo-on-the-move"),
        pytest.param("2026-03-02T09:14:05.000Z", "2026-03-02T09:20:41.000Z", id="odk"),
        pytest.param("03/02/2026 09:14:05 AM", "03/02/2026 09:20:41 AM", id="surveymonkey"),
        pytest.param("03/02/2026 11:59:05 AM", "03/02/2026 12:05:41 PM", id="surveymonkey-over-noon"),
        pytest.param("2026/03/02 9:14:05 AM EST", "2026/03/02 9:20:41 AM EST", id="google"),
        pytest.param("4/22/2026 19:57:50", "4/22/2026 20:04:26", id="google-sheets"),
        pytest.param("22.04.2026 19:57:50", "22.04.2026 20:04:26", id="german"),
        pytest.param("22/04/2026 19:57:50", "22/04/2026 20:04:26", id="french"),
        pytest.param("3/2/26 9:14:05", "3/2/26 9:20:41", id="two-figures-of-the-year"),
        pytest.param("Mar 2, 2026 9:14:05 AM", "Mar 2, 2026 9:20:41 AM", id="jotform"),
        pytest.param(" 2026-03-02 09:14:05 ", "2026-03-02 09:20:41", id="blanks-around-it"),
    ],
)
def test_every_way_in_which_a_platform_writes_times_is_read(started: str, ended: str) -> None:
    found = time_of({"started": [started] * 3, "ended": [ended] * 3})
    assert (found.source, found.n, found.median, found.odd.n) == ("timestamps", 3, 396.0, 0)


def test_a_day_that_can_be_read_in_two_ways_does_no_harm_within_one_day() -> None:
    found = time_of({"started": ["03/02/2026 09:00:00"] * 3, "ended": ["03/02/2026 09:01:00"] * 3})
    assert (len(found.formats) > 1, found.median, found.odd.n) == (True, 60.0, 0)


def test_a_time_that_two_readings_put_differently_is_odd_and_not_guessed() -> None:
    started, ended = ["03/02/2026 23:59:00", "03/02/2026 09:00:00"], ["04/02/2026 00:01:00", "03/02/2026 09:01:00"]
    found = time_of({"started": started, "ended": ended})
    assert (found.n, found.median, found.odd.n) == (1, 60.0, 1)


def test_a_day_beyond_the_twelfth_settles_which_is_the_month() -> None:
    started = ["03/12/2026 23:59:00", "03/13/2026 09:00:00"]
    found = time_of({"started": started, "ended": ["03/13/2026 00:01:00", "03/13/2026 09:02:00"]})
    assert (found.n, found.median, found.odd.n) == (2, 120.0, 0)
    assert all(form.startswith("%m/%d") for form in found.formats)


def test_times_that_run_backwards_or_are_no_times_are_odd() -> None:
    good = "2026-03-02 09:14:05"
    started = [good] * 40 + [good, "[not completed]", good, None]
    ended = ["2026-03-02 09:15:05"] * 40 + ["1980-01-01 00:00:00", good, "", good]
    found = time_of({"started": started, "ended": ended})
    assert (found.n, found.median, found.odd.n) == (40, 60.0, 2)


def test_where_no_format_reads_the_times_they_are_all_odd() -> None:
    found = time_of({"started": ["soon"] * 3, "ended": ["later"] * 3})
    assert (found.n, found.median, found.formats, found.odd.n) == (None, None, (), 3)


def test_a_change_of_zone_in_between_is_odd_because_its_name_is_not_read() -> None:
    found = time_of({"started": ["2026/03/08 1:59:00 AM EST"], "ended": ["2026/03/08 3:01:00 AM EDT"]})
    assert (found.n, found.odd.n) == (None, 1)


def test_of_too_few_times_none_is_told() -> None:
    found = time_of({"seconds": [60.0] * 4 + [None] * 4}, min_group=5)
    assert (found.n, found.median, found.speeders) == (None, None, None)


# ---- many rows -------------------------------------------------------------------------------------------------

MANY = """
import resource, sys
import numpy as np
import polars as pl
from readiness.batch.summary.model import Counts
from readiness.batch.summary.summarize import summarize
from readiness.batch.summary.writing import summary_json
from tests.batches import survey

folder, n = sys.argv[1], int(sys.argv[2])
rng = np.random.default_rng(7)
if n:
    columns = {f"score.{name}": rng.random(n) for name in ("overall", "strategy", "means", "rules")}
    columns |= {f"coverage.{name}": rng.random(n) for name in ("overall", "strategy", "means", "rules")}
    columns |= {"by.region": rng.choice(list("abcdefgh"), n), "by.sector": rng.choice(list("xyz"), n)}
    columns |= {"seconds": rng.exponential(300, n), "exposure.engage": rng.exponential(5, n)}
    pl.DataFrame(columns).write_parquet(f"{folder}/scored.parquet")
    items = {f"item.{name}": rng.random(n) for name in ("plan", "board", "staff", "habits.hear", "habits.reply")}
    pl.DataFrame(items).write_parquet(f"{folder}/items.parquet")
    sys.exit()
scored = pl.scan_parquet(f"{folder}/scored.parquet")
rows = scored.select(pl.len()).collect().item()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
summary = summarize(
    scored, pl.scan_parquet(f"{folder}/items.parquet"), survey(), Counts(rows=rows, scored=rows, rejected=0),
    by=["region", "sector"], min_group=5, language="en",
)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
print(summary_json(summary))
"""


def of_many_rows(folder: Path, n: int = 0) -> tuple[int, str]:
    """The memory (KiB) that summing up took beyond starting, and the JSON; with `n`, the rows are made first."""
    command = [sys.executable, "-c", MANY, str(folder), str(n)]
    two = {**os.environ, "POLARS_MAX_THREADS": "2"}  # every thread reads ahead for itself
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, env=two)
    used, _, text = ran.stdout.partition("\n")
    return int(used or 0), text


def test_two_hundred_thousand_rows_are_streamed_and_give_the_same_digits_on_every_run(tmp_path: Path) -> None:
    of_many_rows(tmp_path, 200_000)
    (_, first), (_, second) = of_many_rows(tmp_path), of_many_rows(tmp_path)
    assert first == second
    found = Summary.model_validate_json(first)
    assert found.nodes[0].score.n == 200_000
    assert found.nodes[0].score.median == pytest.approx(0.5, abs=0.01)
    assert sum(group.n or 0 for group in found.groups[0].groups) == 200_000


def test_memory_stays_bounded_however_many_rows_there_are(tmp_path: Path) -> None:
    # The two tables hold 450 MB here. Where one question keeps rows for another, that is 400 MiB and grows with them.
    of_many_rows(tmp_path, 4_000_000)
    assert of_many_rows(tmp_path)[0] < 300 * 1024


# ---- drawn and written -----------------------------------------------------------------------------------------


def example(language: str = "en", *, min_group: int = 5, name: str = "North") -> Summary:
    """A batch with everything in it, and a group too small to show."""
    n = 60
    score = [at % 11 / 10 for at in range(n)]
    columns: Columns = {
        "by.region": [name] * 30 + ["South"] * 24 + ["East"] * 4 + [None] * 2,
        "finished": [True] * 55 + [False] * 5,
        "seconds": [30.0] * 4 + [400.0] * 56,
        "language": ["EN"] * n,
        **{f"score.{each}": score for each in ("overall", "strategy", "means", "rules")},
        **{f"coverage.{each}": [0.9] * n for each in ("overall", "strategy", "means", "rules")},
        "dont_know.rules": [1.0] * n,
        "level": ["low" if each < 0.4 else "mid" if each < 0.7 else "high" for each in score],
        "level_low": ["low"] * n,
        "level_high": ["high"] * n,
        "stance_now": ["listen"] * n,
        "stance_best": ["engage"] * n,
        "exposure.participating": [12.0] * n,
        "exposure.listen": [8.0] * n,
        "check.odd": [True] * 6 + [False] * 54,
    }
    items: Columns = {
        "staff": score,
        "habits.hear": score[1:] + score[:1],
        "habits.reply": score[3:] + score[:3],
        "plan": [1.0] * n,
    }
    return summary_of(
        columns,
        items,
        by=["region"],
        invited=80,
        language=language,
        min_group=min_group,
        counts=Counts(rows=70, scored=n, rejected=4, left_out=(LeftOutRows(reason="preview", rows=6),)),
    )


def on_screen(summary: Summary, width: int = 80) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, theme=Theme(terminal.STYLES), color_system=None)
    console.print(terminal.render(outline_of(summary), width=width))
    return out.getvalue()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", ["North", "A region of the north-west whose name is longer than any column"])
def test_it_fits_eighty_columns_in_both_languages(language: str, name: str) -> None:
    lines = on_screen(example(language, name=name)).splitlines()
    assert max(len(line) for line in lines) <= 80
    assert len(lines) > 60


def test_the_screen_says_what_became_of_the_rows_and_who_is_withheld() -> None:
    text = " ".join(on_screen(example()).split())
    for words in (
        "Rows in the sources 70",
        "Left out: previews 6",
        "Rejected 4",
        "75 % (60 of 80 invited)",
        "No figure here stands on fewer than 5 responses",
        "Unfinished, among those scored 5",
        "Withheld, for having fewer than 5 responses or for giving such a group away: East, (blank).",
        "Under a third of the median fewer than 5",
        "a low alpha is no defect",
        "plan Is there a plan? [all scores are the same]",
    ):
        assert words in text, words


def test_the_screen_says_aloud_that_small_groups_are_shown() -> None:
    assert "a figure may be about one person" in " ".join(on_screen(example(min_group=1)).split())


def test_of_too_few_responses_the_screen_says_only_that() -> None:
    text = plain.render(outline_of(summary_of({"score.overall": [0.5] * 4}, by=[], invited=8)))
    assert text.rstrip().endswith("Fewer than 5 responses were scored, so nothing is said about them.")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_plain_lines_and_markdown_draw_the_same_outline(language: str) -> None:
    outline = outline_of(example(language))
    assert "South" in plain.render(outline)
    assert "South" in markdown.render(outline)


def test_json_obeys_its_schema_and_reads_back_as_the_same_summary() -> None:
    text = summary_json(example())
    jsonschema.Draft202012Validator(json.loads(summary_schema_text())).validate(json.loads(text))
    assert Summary.model_validate_json(text) == example()


def test_csv_has_a_figure_to_a_line_and_of_a_withheld_group_only_that_it_is() -> None:
    lines = list(csv.reader(io.StringIO(summary_csv(example()))))
    assert tuple(lines[0]) == COLUMNS
    assert {len(line) for line in lines} == {4}
    figures = {(table, group, measure): value for table, group, measure, value in lines[1:]}
    assert len(figures) == len(lines) - 1, "no figure stands twice"
    assert figures["rows", "preview", "left_out"] == "6"
    assert figures["by.region", "South", "n"] == "24"
    assert float(figures["scores", "overall", "most"]) == 1.0
    assert [line[2:] for line in lines if line[:2] == ["by.region", "East"]] == [["state", "withheld"]]


def test_a_group_name_that_a_spreadsheet_would_run_is_set_off() -> None:
    assert "\nby.region,'=cmd(),n,30\n" in summary_csv(example(name="=cmd()"))


def test_a_group_name_that_would_act_on_a_terminal_is_shown_as_it_is_written() -> None:
    summary = example(name="\x1b[31mred")
    assert "\x1b" not in on_screen(summary) + summary_csv(summary) + summary_json(summary)
