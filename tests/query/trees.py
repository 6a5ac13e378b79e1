"""Random trees for the properties."""

from __future__ import annotations

from hypothesis import strategies as st

from dogwatch.query import (
    And,
    Arithmetic,
    Commas,
    Excluded,
    Function,
    In,
    Last,
    MetricAlert,
    MetricQuery,
    Negative,
    Not,
    Number,
    Or,
    Over,
    Tag,
    Variable,
)

TAGS = st.builds(Tag, st.sampled_from(["env", "region", "host"]), st.sampled_from(["a", "b", "web-*"]))
VARIABLES = st.builds(Variable, st.sampled_from(["env", "service"]))
HALVES = st.builds(Variable, st.sampled_from(["env", "service"]), st.sampled_from(["key", "value"]))
ATOMS = TAGS | VARIABLES | HALVES | st.builds(Tag, st.just("host"), HALVES.filter(lambda half: half.part == "value"))

COMMAS = st.builds(Commas, st.lists(ATOMS | st.builds(Excluded, ATOMS), max_size=4).map(tuple))
WORDS = st.recursive(
    ATOMS | st.builds(In, st.just("region"), st.just(("a", "b")), st.booleans()),
    lambda words: (
        st.builds(Not, words)
        | st.builds(And, st.lists(words, min_size=2, max_size=3).map(tuple))
        | st.builds(Or, st.lists(words, min_size=2, max_size=3).map(tuple))
    ),
    max_leaves=6,
)
SCOPES = COMMAS | WORDS.filter(lambda word: isinstance(word, Not | And | Or | In))

NUMBERS = st.builds(Number, st.integers(-9, 9) | st.sampled_from([0.5, -2.25, 1e-7]))
PLAIN_QUERIES = st.builds(MetricQuery, st.sampled_from(["m1", "m2", "m3"]))
SCOPED_QUERIES = st.builds(MetricQuery, st.sampled_from(["m1", "m2", "m3"]), scope=SCOPES)


def expressions(queries: st.SearchStrategy[MetricQuery]) -> st.SearchStrategy[object]:
    return st.recursive(
        queries | NUMBERS,
        lambda below: (
            st.builds(Arithmetic, st.sampled_from("+-*/"), below, below)
            | st.builds(Negative, below)
            | st.builds(Function, st.just("abs"), st.tuples(below))
        ),
        max_leaves=12,
    )


ALERTS = st.builds(
    MetricAlert,
    st.builds(Over, st.just("avg"), st.just(Last(5, "m")), expressions(SCOPED_QUERIES)),
    st.just(">"),
    st.integers(0, 9),
)
