"""YAML 1.2 core as we read it: which words mean what, where everything stands, and how far a file may go."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readiness.loading.document import Document
from readiness.loading.saving import to_yaml
from readiness.loading.yaml_core import MAX_DEPTH, MAX_NODES, parse
from readiness.loading.yaml_syntax import FAULTS, Fault


def read(text: str) -> Document:
    return parse(text, source="f")


def value_of(text: str) -> object:
    document = read(text)
    assert document.problems == ()
    return document.value


def words_of(text: str) -> list[str]:
    return [str(problem) for problem in read(text).problems]


class TestWordsMeanWhatTheCoreSchemaSays:
    @pytest.mark.parametrize(
        "word",
        [
            *("yes", "no", "on", "off", "Yes", "NO", "y", "n", "tRUE", "nULL", "None", "nil"),
            *("12:30", "1:2:3", "1_000", "0b101", "0o8", "0xG", "1,5", "1.2.3", "10 %", "1e", "e5", "+", "-x", "."),
            *("2026-03-31", "2026-03-31T10:00:00Z", "31/12/2026", "~x", "inf", "nan", ".infx", "=", "١٢"),
        ],
    )
    def test_it_is_text(self, word: str) -> None:
        assert value_of(f"a: {word}") == {"a": word}

    @pytest.mark.parametrize(
        ("word", "meant"),
        [
            *(("0", 0), ("-0", 0), ("+7", 7), ("-12", -12), ("0123", 123), ("0o17", 15), ("0x1F", 31)),
            *(("1e5", 1e5), (".5", 0.5), ("-.5", -0.5), ("1.", 1.0), ("+1.5e-3", 0.0015), ("1E2", 100.0)),
            *(("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False), ("FALSE", False)),
            *(("~", None), ("null", None), ("Null", None), ("NULL", None), ("", None), ("# a remark", None)),
        ],
    )
    def test_it_is_a_value(self, word: str, meant: object) -> None:
        found = value_of(f"a: {word}")
        assert isinstance(found, dict)
        assert found["a"] == meant
        assert type(found["a"]) is type(meant)

    @pytest.mark.parametrize("word", ["3", "true", "null", "~", "1e5", ".inf", "", "0x1F"])
    @pytest.mark.parametrize("quote", ["'", '"'])
    def test_quotes_make_text_of_anything(self, word: str, quote: str) -> None:
        assert value_of(f"a: {quote}{word}{quote}") == {"a": word}

    @pytest.mark.parametrize("block", ["|", ">", "|-", ">-"])
    def test_a_block_is_text_even_where_it_looks_like_a_number(self, block: str) -> None:
        found = value_of(f"a: {block}\n  12\n")
        assert found == {"a": "12" if block.endswith("-") else "12\n"}

    def test_keys_are_always_text(self) -> None:
        assert value_of("1: a\ntrue: b\n~: c\n1.5: d\n") == {"1": "a", "true": "b", "~": "c", "1.5": "d"}

    def test_the_whole_file_may_be_a_list_or_a_word(self) -> None:
        assert value_of("[1, yes]") == [1, "yes"]
        assert value_of("only words") == "only words"

    def test_json_is_yaml(self) -> None:
        assert value_of('{"a": [1, 2.5, true, null, "x"], "b": {}}') == {"a": [1, 2.5, True, None, "x"], "b": {}}

    @pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
    def test_a_line_ends_where_editors_end_it(self, character: str) -> None:
        document = read(f"a: x{character}y\nb: @\n")
        assert [(each.line, each.column) for each in document.problems] == [(2, 4)]
        assert value_of(f"a: x{character}y\nb: 1\n") == {"a": f"x{character}y", "b": 1}

    def test_a_byte_order_mark_is_passed_over(self) -> None:
        assert value_of("\ufeffa: 1") == {"a": 1}


class TestWhatIsRefused:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            pytest.param("a: 1\nb: 2\na: 3", "f:3:1: the key `a` stands twice, first in line 1; remove one of them"),
            pytest.param(
                "x:\n  - {a: 1, a: 2}", "f:2:12: x[0]: the key `a` stands twice, first in line 2; remove one of them"
            ),
            pytest.param("<<: {a: 1}", "f:1:1: merge keys (`<<`) are not read; write the keys out"),
            pytest.param(
                "a: !!str 3",
                "f:1:4: a: the tag `!!str` is not read; remove it, or put quotes around text that starts with `!`",
            ),
            pytest.param(
                "a: !mine {b: 1}",
                "f:1:4: a: the tag `!mine` is not read; remove it, or put quotes around text that starts with `!`",
            ),
            pytest.param(
                "!mine a: 1",
                "f:1:1: the tag `!mine` is not read; remove it, or put quotes around text that starts with `!`",
            ),
            pytest.param(
                "a: &Co partners",
                "f:1:4: a: the anchor `&Co` is never used; remove it, or put quotes around text that starts with `&`",
            ),
            pytest.param(
                "a: [.inf]",
                "f:1:5: a[0]: `.inf` is not a number that can be counted with; "
                "write a finite number, or put quotes around text",
            ),
            pytest.param(
                "a: -.INF",
                "f:1:4: a: `-.INF` is not a number that can be counted with; "
                "write a finite number, or put quotes around text",
            ),
            pytest.param(
                "a: .NaN",
                "f:1:4: a: `.NaN` is not a number that can be counted with; "
                "write a finite number, or put quotes around text",
            ),
            pytest.param(
                "a: 1e999", "f:1:4: a: the number is too large; write a finite number, or put quotes around text"
            ),
            pytest.param(
                f"a: {'9' * 5000}",
                "f:1:4: a: a number of 5000 digits cannot be meant; write a finite number, or put quotes around text",
            ),
            pytest.param(
                f"a: 0x{'f' * 5000}",
                "f:1:4: a: a number of 5002 digits cannot be meant; write a finite number, or put quotes around text",
            ),
        ],
        ids=lambda value: value[:24] if isinstance(value, str) else None,
    )
    def test_it_is_said_once_and_reading_goes_on(self, text: str, said: str) -> None:
        document = read(text)
        assert [str(problem) for problem in document.problems] == [said]
        assert document.root is not None

    def test_the_first_of_two_equal_keys_is_kept(self) -> None:
        assert read("a: 1\na: {b: [2]}\nc: 3").value == {"a": 1, "c": 3}

    def test_a_key_with_a_zero_character_is_a_key_like_others(self) -> None:
        assert value_of('"a\\0b": 1') == {"a\0b": 1}

    def test_every_problem_of_the_notation_is_found_in_one_pass(self) -> None:
        assert [problem.line for problem in read("a: .inf\nb: !x 1\na: 2\n").problems] == [1, 2, 3]

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("a: *x", "f:1:4: a: the alias `*x` has no anchor before it"),
            ("a: &x [1, *x]", "f:1:11: a[1]: the alias `*x` stands inside its own anchor"),
            ("a: &x\n  b: &y {c: *x}\nd: *y", "f:2:13: a.b.c: the alias `*x` stands inside its own anchor"),
            ("*x : 1", "f:1:1: a key must be a word, not an alias"),
            ("[1]: 2", "f:1:1: a key must be a word, not a list or a map"),
            ("a:\n  ? {b: 1}\n  : 2", "f:2:5: a: a key must be a word, not a list or a map"),
            ("a: 1\n---\nb: 2", "f:2:1: a second document begins here; keep one document to a file"),
            ("a: 1\n--- ", "f:2:1: a second document begins here; keep one document to a file"),
            ("", "f: is empty; start one with `readiness new` or `readiness sheet`"),
            (" \n\n", "f: is empty; start one with `readiness new` or `readiness sheet`"),
            ("# only a remark\n", "f: is empty; start one with `readiness new` or `readiness sheet`"),
            ("---\n", "f: is empty; start one with `readiness new` or `readiness sheet`"),
            ("~", "f: is empty; start one with `readiness new` or `readiness sheet`"),
        ],
    )
    def test_it_ends_the_reading(self, text: str, said: str) -> None:
        document = read(text)
        assert len(document.problems) == 1
        assert str(document.problems[0]).startswith(said)
        assert document.root is None


class TestAnchors:
    def test_an_alias_stands_for_its_value_and_keeps_its_place(self) -> None:
        document = read("a: &x {b: 1}\nc: *x\nd: [*x]")
        assert document.value == {"a": {"b": 1}, "c": {"b": 1}, "d": [{"b": 1}]}
        assert document.problems == ()
        assert document.place(("c", "b")) == (("c", "b"), 1, 11)

    def test_a_name_may_be_given_again(self) -> None:
        assert value_of("a: &x 1\nb: *x\nc: &x 2\nd: *x") == {"a": 1, "b": 1, "c": 2, "d": 2}

    def test_keys_may_have_one(self) -> None:
        assert value_of("&x a: 1\nb: *x") == {"a": 1, "b": "a"}

    def test_a_billion_laughs_end_at_the_limit(self) -> None:
        lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
        lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
        (problem,) = read("\n".join(lines)).problems
        assert problem.message == "holds more than 400,000 values, aliases counted each time they are used"

    def test_aliases_cannot_nest_deeper_than_the_file_may(self) -> None:
        deep = "[" * 40 + "1" + "]" * 40
        (problem,) = read(f"a: &x {deep}\nb: {'[' * 40}*x{']' * 40}").problems
        assert problem.message == f"is nested more than {MAX_DEPTH} deep"


class TestLimits:
    def test_the_deepest_file_that_is_read(self) -> None:
        assert read("[" * MAX_DEPTH + "]" * MAX_DEPTH).problems == ()
        deeper = read("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)).problems
        assert [str(each) for each in deeper] == [
            f"f:1:{MAX_DEPTH + 1}: is nested more than {MAX_DEPTH} deep; flatten it, or check the brackets"
        ]

    @pytest.mark.parametrize("unit", ["[", "{a: ", "- ", "{? "])
    def test_nesting_without_end_is_refused_at_once(self, unit: str) -> None:
        began = time.perf_counter()
        assert len(read(unit * 200_000).problems) == 1
        assert time.perf_counter() - began < 5

    def test_values_are_counted(self) -> None:
        assert read("- 1\n" * (MAX_NODES - 1)).problems == ()
        assert read("- 1\n" * MAX_NODES).root is None

    def test_a_thousand_answers_are_read_in_no_time(self) -> None:
        text = "answers:\n" + "".join(f"  question-{n}: {{value: {n % 5}, note: Some words}}\n" for n in range(1000))
        began = time.perf_counter()
        assert read(text).problems == ()
        assert time.perf_counter() - began < 2


class TestPlaces:
    TEXT = "a:\n  b: [1, {c: 2}]\n  é: 'x'\n'q': {r: 1}\n"

    @pytest.mark.parametrize(
        ("path", "key", "value"),
        [
            (("a",), (1, 1), (2, 3)),
            (("a", "b"), (2, 3), (2, 6)),
            (("a", "b", 0), (2, 7), (2, 7)),
            (("a", "b", 1), (2, 10), (2, 10)),
            (("a", "b", 1, "c"), (2, 11), (2, 14)),
            (("a", "é"), (3, 3), (3, 6)),
            (("q",), (4, 1), (4, 6)),
            (("q", "r"), (4, 7), (4, 10)),
        ],
    )
    def test_of_a_key_and_its_value(
        self, path: tuple[str | int, ...], key: tuple[int, int], value: tuple[int, int]
    ) -> None:
        document = read(self.TEXT)
        assert document.place(path) == (path, *value)
        assert document.place(path, at_key=True) == (path, *key)

    def test_of_what_is_not_there_is_the_nearest_part_that_is(self) -> None:
        assert read(self.TEXT).place(("a", "b", 7, "z")) == (("a", "b"), 2, 6)
        assert read(self.TEXT).place(("nothing",)) == ((), 1, 1)

    def test_counts_characters_and_not_bytes(self) -> None:
        assert read("{é😀: 1, b: 2}").place(("b",)) == (("b",), 1, 12)

    def test_the_line_itself_goes_with_the_problem(self) -> None:
        assert [problem.excerpt for problem in read("a: 1\nb: .inf  # never\n").problems] == ["b: .inf  # never"]

    def test_keys_of_a_map_and_of_what_is_none(self) -> None:
        document = read(self.TEXT)
        assert document.keys(("a",)) == ("b", "é")
        assert document.keys(("a", "b")) == ()
        assert document.keys(("a", "z", "y")) == ()


SYNTAX = [
    ("a:\n\tb: 1", 2, 1, "a tab stands here"),
    ("a: |\n\tb\n", 2, 1, "a tab stands here"),
    ("a: @x", 1, 4, "text cannot start with “@”"),
    ("a: `x`", 1, 4, "text cannot start with “`”"),
    ("a: %x", 1, 4, "text cannot start with “%”"),
    ("a: }", 1, 4, "text cannot start with “}”"),
    ("a: ? b", 1, 4, "text cannot start with “?”"),
    ("a: b: c", 1, 5, "a second colon stands in one line"),
    ("a: 1\n  b: 2", 2, 4, "a key cannot stand here, since the line above does not lead to one"),
    ("a\nb: 1", 2, 2, "a key cannot stand here, since the line above does not lead to one"),
    ("a: 'x\nb: 1\n", 1, 4, "the quotation mark that opens here is never closed"),
    ('a: "x\nb: 1\n', 1, 4, "the quotation mark that opens here is never closed"),
    ("a: 'x\n---\n'", 1, 4, "the quotation mark that opens here is not closed before the document ends"),
    ("a: {b: 1 c: 2}", 1, 11, "a comma is missing, or a bracket is not closed"),
    ("a: [\n  1,\n  '2' // two]", 3, 7, "a comma is missing, or a bracket is not closed"),
    ("a: [,]", 1, 5, "a value is missing before “,”"),
    ("a: [1, 2\nb: 3", 1, 4, "the bracket “[” that opens here is not closed"),
    ("a: {b: 1\nc: 3", 1, 4, "the bracket “{” that opens here is not closed"),
    ("a: [", 1, 5, "the file ends within brackets"),
    ("a: - b", 1, 4, "a list cannot begin here"),
    ("- a\nb: 1", 2, 1, "this line belongs neither to the entry above nor to a new one"),
    ("a: 'it's'", 1, 8, "text goes on after the closing quotation mark"),
    ("a: [1] 2", 1, 8, "text goes on where the value before it has ended"),
    ("a:\n  b: 1\n c: 2", 3, 2, "this line does not fit under those above it"),
    ("a: 1\n- b", 2, 1, "this line does not fit under those above it"),
    ("a:\n- 1\n-2\n", 3, 1, "is neither `key: value` nor an entry `- value`"),
    ("a: 1\nb\nc: 2", 2, 1, "is neither `key: value` nor an entry `- value`"),
    ('a: "\\q"', 1, 5, "the backslash does not go with what follows it"),
    ('a: "\\x1"', 1, 7, "the escape is not complete"),
    ('a: "\\ud800"', 1, 7, "the escape does not stand for a character"),
    ("a: *bold* words", 1, 4, "`*` does not begin text"),
    ("a: & words", 1, 4, "`&` does not begin text"),
    ("a: !%x", 1, 4, "`!` does not begin text"),
    ("a: !x!y z", 1, 4, "`!` does not begin text"),
    ("%a", 1, 1, "a line cannot start with `%`"),
    ("a: > b", 1, 6, "text stands on the line of the `|` or `>` that opens it"),
    ("{a: 1}\nb: 2", 2, 1, "the document ends before this line"),
    ("a: \x07", 1, 4, "an invisible character stands here"),
    ("a: 1\nb: x\x00", 2, 5, "an invisible character stands here"),
    ("a: \ud800", 1, 4, "an invisible character stands here"),
    ("%YAML 9.9\n---\na: 1", 1, 1, "is not well-formed YAML: found incompatible YAML document"),
]


@pytest.mark.parametrize(("text", "line", "column", "message"), SYNTAX, ids=[repr(case[0]) for case in SYNTAX])
def test_what_is_not_yaml_is_said_where_it_is_mended(text: str, line: int, column: int, message: str) -> None:
    document = read(text)
    (problem,) = document.problems
    assert (problem.line, problem.column, problem.message) == (line, column, message)
    assert problem.repair
    assert document.root is None


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.said)
def test_every_fault_of_syntax_has_a_case(fault: Fault) -> None:
    pattern = fault.message.split("{char}")[0]
    assert any(message.startswith(pattern) for *_, message in SYNTAX)


TRICKY = (
    *("no", "yes", "~", "", "null", "true", "1e5", "0x1F", "0o17", "1_000", "12:30", "2026-03-31", ".inf", ".5", "1."),
    *("-", "- a", "a: b", "#x", "a #b", "*x", "&x", "!x", "|", ">", "%x", "@x", "`x", "'", '"', "<<", "=", "? a", "a:"),
    *(
        "a\n",
        "\na",
        "a\n\nb\n\n",
        " a",
        "a ",
        "\ta",
        "a\tb",
        "a\n b\n",
        " a\nb",
        "a \nb",
        "a\r\nb",
        "\r",
        "\n",
        "a\n#b",
    ),
    *("\x00", "\x07", "\x7f", "\x85", "a\x85b", "\u2028", "\ufeffa", "\xad", "50\xa0%", "\U0001fffe", "\ufffe", "😀"),
    *("---", "...", "a\n---\nb", "a\n...\n", "[a]", "{a}", ",a", "x" * 300, "ab " * 90, "é" * 200, "a\n" + "b " * 80),
)
strings = st.one_of(st.sampled_from(TRICKY), st.text(), st.text(alphabet=" \n\t:#-'\"ab\\|>&*!%@`?,[]{}\r"))
leaves = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), strings)
plain_values = st.recursive(
    leaves,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(strings, inner, max_size=4)),
    max_leaves=12,
).filter(lambda value: value is not None)


def spelled(value: object) -> str:
    """Told apart by kind too: 1 is not 1.0 and not true, and the order of keys counts."""
    return repr(value)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plain_values)
def test_whatever_is_written_reads_back_the_same(value: object) -> None:
    document = read(to_yaml(value))
    assert document.problems == ()
    assert spelled(document.value) == spelled(value)


@pytest.mark.parametrize("text", TRICKY, ids=repr)
def test_tricky_text_survives_as_value_and_as_key(text: str) -> None:
    written = {"a": text, text + "k": [text], "b": {text: 1}}
    assert value_of(to_yaml(written)) == written


yaml_like = st.text(alphabet=" \n\t:-#'\"[]{},|>&*!%@`?ab1.~<=\\\r")


@settings(max_examples=500, deadline=None)
@given(st.one_of(yaml_like, st.text(st.characters(codec=None)), st.text()))
def test_any_text_gives_values_or_problems_with_a_place_in_the_file(text: str) -> None:
    document = read(text)
    assert (document.root is None) <= bool(document.problems)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in document.problems:
        assert problem.line is None or 1 <= problem.line <= len(lines)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=" \n:-#'\"[]{},|>&*!?a\t", min_size=1, max_size=8))
def test_time_grows_no_faster_than_the_file(unit: str) -> None:
    began = time.perf_counter()
    read(unit * 2000)
    assert time.perf_counter() - began < 5
