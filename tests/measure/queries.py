"""Random series and random queries over them, for `test_second_opinion`."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from dogwatch.query import (
    And,
    Arithmetic,
    Commas,
    Excluded,
    Expression,
    Function,
    In,
    MetricQuery,
    Modifier,
    Name,
    Negative,
    Not,
    Number,
    Or,
    Tag,
    Text,
)

from .plain import Series
from .series import NOON

# One metric of each type.
KINDS = {"g": "gauge", "c": "count", "r": "rate", "d": "distribution"}
SECONDS = 600

values = st.integers(-20, 50).map(float)
hosts = st.sampled_from(["host:a", "host:b", "host:ab", ""])
envs = st.sampled_from(["env:prod", "env:dev", ""])
extras = st.sampled_from(["canary", "zone:a-1", ""])


@st.composite
def tag_sets(draw: st.DrawFn) -> frozenset[str]:
    return frozenset(filter(None, (draw(hosts), draw(envs), draw(extras))))


@st.composite
def points(draw: st.DrawFn) -> list[tuple[int, float]]:
    """Points from half an hour before the window to some minutes after it, with gaps."""
    anywhere = st.sets(st.integers(-180, (SECONDS + 300) // 10), max_size=12)
    within = st.sets(st.integers(0, SECONDS // 10), min_size=1, max_size=12)
    often = st.builds(lambda first, step: range(first, SECONDS // 10, step), st.integers(0, 20), st.integers(1, 9))
    return [(NOON + 10 * cell, draw(values)) for cell in sorted(draw(st.one_of(anywhere, within, often)))]


@st.composite
def several_series(draw: st.DrawFn) -> list[Series]:
    found: list[Series] = []
    for metric, kind in KINDS.items():
        interval = draw(st.sampled_from([10, 20])) if kind == "rate" else 10
        for tags in draw(st.sets(tag_sets(), min_size=1, max_size=5)):
            found.append(Series(metric, tags, kind, interval, draw(points())))
    return found


tags = st.sampled_from(
    [Tag("host", "a"), Tag("host", "a*"), Tag("host", "*b"), Tag("env", "prod"), Tag("canary"), Tag("zone", "*-*")]
)
words = st.recursive(
    st.one_of(tags, st.builds(In, st.just("host"), st.sampled_from([("a",), ("a", "b")]), st.booleans())),
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.tuples(inner, inner).map(And),
        st.tuples(inner, inner).map(Or),
    ),
    max_leaves=4,
)
scopes = st.one_of(
    st.just(Commas()),
    st.just(Commas()),
    st.just(Commas()),
    st.lists(st.one_of(tags, st.builds(Excluded, tags)), min_size=1, max_size=2).map(
        lambda terms: Commas(tuple(terms))
    ),
    words.filter(lambda term: not isinstance(term, Tag)),
)
rollups = st.sampled_from(["avg", "sum", "min", "max", "count"]).map(lambda word: Modifier("rollup", (word,)))
fills = st.builds(
    lambda mode, limit: Modifier("fill", (mode, limit)),
    st.sampled_from(["linear", "last", "zero", "null"]),
    st.sampled_from([60, 300, 900]),
)
counted = st.sampled_from([Modifier("as_count"), Modifier("as_rate"), Modifier("weighted")])


def leaves(aggregators: list[str], metrics: str = "gcrd") -> st.SearchStrategy[MetricQuery]:
    optional = st.tuples(st.none() | counted, st.none() | rollups, st.none() | fills)
    modifiers = optional.map(lambda found: tuple(each for each in found if each is not None))
    return st.builds(
        MetricQuery,
        st.sampled_from(list(metrics)),
        st.sampled_from(aggregators),
        scopes,
        st.sampled_from([(), ("host",), ("host", "env"), ("env", "host")]),
        modifiers,
    )


_SIMPLE = ("abs", "log2", "log10", "cumsum", "integral", "count_nonzero", "count_not_null", "exclude_null", "dt")
_SIMPLE += ("default_zero", "throughput", "per_second", "per_minute", "per_hour", "derivative", "diff")
_SIMPLE += ("monotonic_diff", "trend_line", "ewma_3", "ewma_20", "median_3", "median_9", "rollingavg_5")
# No value of the series is near to these, so that rounding does not decide.
_NUMBERS = (-3.137, 0.713, 7.317)


def calls(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    def call(name: str, *arguments: object) -> Callable[[Expression], Expression]:
        return lambda expression: Function(name, (expression, *arguments))  # type: ignore[arg-type]

    number = st.sampled_from(_NUMBERS).map(Number)
    capped = st.sampled_from(["clamp_min", "clamp_max", "cutoff_min", "cutoff_max", "is_greater", "is_less"])
    moving = st.sampled_from(["avg", "sum", "min", "max", "median", "count"])
    mode = st.sampled_from(["linear", "last", "zero", "null"])
    makers = st.one_of(
        st.sampled_from(_SIMPLE).map(call),
        st.builds(call, capped, number),
        st.just(call("is_between", Number(_NUMBERS[0]), Number(_NUMBERS[2]))),
        st.builds(
            lambda word, span: call("moving_rollup", Number(span), Name(word)), moving, st.sampled_from([60, 90, 600])
        ),
        st.builds(lambda word, limit: call("fill", Text(word), Number(limit)), mode, st.sampled_from([60, 300])),
        st.sampled_from([-120, -600, -1200]).map(lambda shift: call("timeshift", Number(shift))),
    )
    return st.builds(lambda make, expression: make(expression), makers, inner)


def expressions(aggregators: list[str], metrics: str = "gcrd") -> st.SearchStrategy[Expression]:
    """Queries, functions over them, and arithmetic whose divisors are queries, which are either zero or far from it."""
    leaf = leaves(aggregators, metrics)

    def deeper(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
        number = st.sampled_from([2, 100, 0.5]).map(Number)
        return st.one_of(
            calls(inner),
            st.builds(Negative, inner),
            st.builds(Arithmetic, st.sampled_from("+-*"), inner, st.one_of(leaf, inner, number)),
            st.builds(Arithmetic, st.just("/"), inner, st.one_of(leaf, number)),
            st.builds(Arithmetic, st.just("-"), number, inner),
        )

    return st.recursive(leaf, deeper, max_leaves=3)


@st.composite
def tops(draw: st.DrawFn) -> Expression:
    """`top` by whole numbers, so that rounding decides no rank."""
    query = MetricQuery(
        draw(st.sampled_from("gc")),
        "max",
        draw(scopes),
        ("host", "env"),
        (Modifier("rollup", ("max",)), Modifier("fill", ("null",))),
    )
    by = draw(st.sampled_from(["max", "min", "sum", "last"]))
    direction = draw(st.sampled_from(["asc", "desc"]))
    return Function("top", (query, Number(draw(st.integers(1, 3))), Text(by), Text(direction)))
