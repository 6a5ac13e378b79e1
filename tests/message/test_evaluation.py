from __future__ import annotations

import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dogwatch.message.evaluation import evaluated, printed
from dogwatch.message.expressions import Unread, read_expression
from dogwatch.message.functions import FUNCTIONS
from dogwatch.message.tree import Path

KNOWN = {
    Path(("value",)): 12.345,
    Path(("half",)): 0.5,
    Path(("whole",)): 7,
    Path(("bytes",)): 1_610_612_736.0,
    Path(("epoch",)): 1_591_216_984_000,
    Path(("host", "name")): "Web-1",
    Path(("a.b", "name")): "x",
    Path(("number", "name")): "42",
    Path(("empty", "name")): "",
    Path(("endless", "name")): "inf",
    Path(("none", "name")): "nan",
}


def evaluate(expression: str) -> str:
    value = evaluated(read_expression(expression), KNOWN.get)
    return "" if value is None else printed(value)


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("whole+1-2*3/4", "6.5"),
        ("epoch-15*60*1000", "1591216084000"),
        ("int(epoch / 3600000 % 24)", "20"),
        ("1 + 2 * 3", "7"),
        ("(1 + 2) * 3", "9"),
        ("8 - 3 - 2", "3"),
        ("8 / 4 / 2", "1.0"),
        ("2 ^ 3 ^ 2", "512"),
        ("-2 ^ 2", "-4"),
        ("2 * -3", "-6"),
        ("7 % 4", "3"),
        ("2 ^ 0.5", "1.41421356237"),
        ("0.1 + 0.2", "0.3"),
        ("half * 2", "1.0"),
        ("number.name * 2", "84.0"),
        ("1e3 + 1", "1001.0"),
        ("9000000000000000 * 9000000000000000", "8.1e+31"),
        ("9007199254740993 * 9007199254740993 * 9007199254740993", "7.30750818665e+47"),
    ],
)
def test_calculates_as_documented(expression: str, result: str) -> None:
    assert evaluate(expression) == result


@pytest.mark.parametrize(
    ("expression", "result"),
    [
        ("humanize_bytes(bytes)", "1.5 GB"),
        ("humanize_bytes(512)", "512 B"),
        ("humanize_bytes(-2048)", "-2 KB"),
        ("humanize_bits(1536)", "1.5 Kb"),
        ("humanize_bytes(1e30)", "888178419700125.25 PB"),
        ("abs(-3)", "3"),
        ("int(value)", "12"),
        ("trunc(value)", "12"),
        ("float(3)", "3.0"),
        ("dec(value)", "0.345"),
        ("round(value)", "12"),
        ("round(2.5)", "3"),
        ("round(-2.5)", "-3"),
        ("round(12.376, 2)", "12.38"),
        ("round(1234, -2)", "1200"),
        ("ceil(value)", "13"),
        ("ceil(90/60)", "2"),
        ("floor(value)", "12"),
        ("sgn(value)", "1"),
        ("sgn(-value)", "-1"),
        ("sgn(0)", "0"),
        ("to_bool(1)", "true"),
        ("to_bool(0)", "false"),
        ("exp(0)", "1.0"),
        ("log10(1000)", "3.0"),
        ("sin(0)", "0.0"),
        ("sinh(1)", "1.17520119364"),
        ("asin(1)", "1.57079632679"),
        ("asinh(1)", "0.88137358702"),
        ("cos(0)", "1.0"),
        ("cosh(0)", "1.0"),
        ("acos(1)", "0.0"),
        ("acosh(1)", "0.0"),
        ("tan(0)", "0.0"),
        ("tanh(0)", "0.0"),
        ("atan(1)", "0.785398163397"),
        ("atan2(1, 1)", "0.785398163397"),
        ("atanh(0)", "0.0"),
        ("upper(host.name)", "WEB-1"),
        ("lower(host.name)", "web-1"),
        ("upper([a.b].name)", "X"),
        ("substring('host:D', 5)", "D"),
        ("substring(host.name, 0, 3)", "Web"),
        ("substring(host.name, -5, -1)", ""),
        ("strip(' host:E ')", "host:E"),
        ("strip('abchost:Eabc', 'abc')", "host:E"),
        ("upper(strip(host.name, '-1'))", "WEB"),
    ],
)
def test_every_function_does_as_documented(expression: str, result: str) -> None:
    assert evaluate(expression) == result


def test_no_function_is_left_out() -> None:
    tried = test_every_function_does_as_documented.pytestmark[0].args[1]
    assert {expression.partition("(")[0] for expression, _ in tried} == FUNCTIONS.keys()


@pytest.mark.parametrize(
    "expression",
    [
        "nothing + 1",
        "empty.name",
        "endless.name * 2",
        "none.name + 1",
        "host.name * 2",
        "1 / 0",
        "1 % 0",
        "10 ^ 10 ^ 10",
        "log10(0)",
        "asin(2)",
        "acosh(0)",
        "exp(1e6)",
        "(-8) ^ 0.5",
        "round(1, value)*nothing",
        "substring(host.name, host.name)",
        "strip(host.name, 1)",
        "exp(710) - exp(710)",
        "int(1e400)",
    ],
)
def test_what_has_no_answer_comes_to_nothing(expression: str) -> None:
    assert evaluate(expression) == ""


OPERANDS = st.one_of(st.integers(0, 10**20).map(str), st.sampled_from(["value", "host.name", "half", "'x'", "nothing"]))
CALLS = st.sampled_from([name for name, function in FUNCTIONS.items() if function.takes[0] == 1])


def _deeper(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.tuples(inside, st.sampled_from("+-*/%^"), inside).map(lambda each: f"({' '.join(each)})"),
        st.tuples(CALLS, inside).map(lambda each: f"{each[0]}({each[1]})"),
        inside.map(lambda each: f"-{each}"),
    )


@given(st.recursive(OPERANDS, _deeper, max_leaves=12))
def test_anything_that_is_read_comes_to_something_or_nothing(expression: str) -> None:
    value = evaluated(read_expression(expression), KNOWN.get)

    assert value is None or printed(value) not in ("inf", "-inf", "nan")
    assert not isinstance(value, float) or math.isfinite(value)


@given(st.text(alphabet="0123456789.+-*/%^(),'\"[]@ab_e ", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Unread):
        evaluated(read_expression(text), KNOWN.get)
