"""Random trees of every language, of the shapes that texts have."""

from __future__ import annotations

from hypothesis import strategies as st

from dogwatch.query import (
    AS_COUNT,
    Bound,
    Change,
    CheckAlert,
    Composite,
    Conjunction,
    Current,
    Disjunction,
    Either,
    EventAlert,
    Every,
    Facet,
    FormulaAlert,
    FreeText,
    Function,
    Interpolated,
    Inverted,
    Keyword,
    Last,
    MetricAlert,
    MetricQuery,
    Modifier,
    MonitorId,
    Name,
    Negative,
    Next,
    Over,
    Phrase,
    Range,
    Search,
    SearchFunction,
    Several,
    Step,
    Text,
    Variable,
    Without,
)
from dogwatch.query import Arithmetic as Arithmetic
from tests.query.trees import NUMBERS, SCOPES

VARIABLES = st.builds(Variable, st.sampled_from(["env", "os.family", "a-b"]), st.sampled_from([None, "key", "value"]))
INTERPOLATED = st.builds(lambda variable: Interpolated(("web-", variable, "*")), VARIABLES)
ANY_TEXT = st.text(alphabet="ab '\"\\(){}é\n", max_size=6)
WORDS = st.sampled_from(["a", "web-*", "5*", "/api/v1", r"a\ b", "x=y", "and", "T0", "@k"])

MODIFIERS = st.sampled_from(
    [
        AS_COUNT,
        Modifier("weighted"),
        Modifier("rollup", ("sum", 60)),
        Modifier("rollup", (Text("p95"), Variable("every"))),
        Modifier("fill", ("last", 900)),
        Modifier("fill", (1.5,)),
    ]
)
QUERIES = st.builds(
    MetricQuery,
    st.sampled_from(["a", "trace.Load", "b_c.d"]),
    st.sampled_from(["avg", "p99.9", "count(v: v<=0.4)", "histogram", None]),
    SCOPES,
    st.lists(st.sampled_from(["host", "topic-partition"]) | VARIABLES, max_size=3).map(tuple),
    st.lists(MODIFIERS, max_size=2).map(tuple),
)
CONSTANTS = st.builds(Text, ANY_TEXT) | NUMBERS
KEYWORDS = st.builds(Keyword, st.sampled_from(["direction", "interval"]), CONSTANTS)


def expressions(leaves: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    arguments = st.lists(CONSTANTS | KEYWORDS | st.builds(Name, st.sampled_from(["mean", "desc"])), max_size=3)
    return st.recursive(
        leaves | NUMBERS,
        lambda below: (
            st.builds(Arithmetic, st.sampled_from("+-*/"), below, below)
            | st.builds(Negative, below)
            | st.builds(
                lambda name, first, others, modifiers: Function(name, (first, *others), modifiers),
                st.sampled_from(["abs", "top", "top10_mean", "anomalies"]),
                below,
                arguments,
                st.lists(MODIFIERS, max_size=1).map(tuple),
            )
        ),
        max_leaves=8,
    )


METRICS = expressions(QUERIES)
FORMULAS = expressions(st.builds(Name, st.sampled_from(["query1", "a", "p50"])))
GRAPHS = st.builds(Several, st.lists(METRICS, min_size=2, max_size=3).map(tuple))

LASTS = st.builds(Last, st.integers(1, 99), st.sampled_from(["m", "h", "d", "w", "mo"]))
WINDOWS = (
    LASTS
    | st.builds(Next, st.integers(1, 9), st.sampled_from(["h", "w"]))
    | st.builds(Current, st.sampled_from(["1h", "1d", "1mo"]))
)
AGGREGATORS = st.sampled_from(["avg", "sum", "min", "max", "percentile", "last"])
OVERS = st.builds(Over, AGGREGATORS, WINDOWS, METRICS) | st.builds(
    Change, st.sampled_from(["change", "pct_change"]), AGGREGATORS, WINDOWS, LASTS, METRICS
)
COMPARATORS = st.sampled_from([">", ">=", "<", "<=", "==", "!="])
THRESHOLDS = st.none() | st.integers(-9, 10**20) | st.floats(-(2**53), 2**53)
METRIC_ALERTS = st.builds(MetricAlert, OVERS, COMPARATORS, THRESHOLDS)

FREE = st.builds(FreeText, WORDS | INTERPOLATED)
VALUES = (
    FREE
    | st.builds(Phrase, ANY_TEXT)
    | st.builds(Bound, st.sampled_from(["<", "<=", ">", ">="]), WORDS | INTERPOLATED)
    | st.builds(Range, st.sampled_from(["1", "*"]), st.sampled_from(["2.5", "*"]), st.booleans(), st.booleans())
    | VARIABLES
)
ATOMS = VALUES | st.builds(SearchFunction, st.just("CIDR"), st.sampled_from(["", "@ip,13.0.0.0/8"]))
CONDITIONS = st.recursive(
    ATOMS,
    lambda below: (
        st.builds(Without, below)
        | st.builds(Every, st.lists(below, min_size=2, max_size=3).map(tuple))
        | st.builds(Either, st.lists(below, min_size=2, max_size=3).map(tuple))
        | st.builds(Facet, st.sampled_from(["service", "@http.status_code", r"a\:b", "*"]), below)
    ),
    max_leaves=8,
)
SEARCHES = st.builds(Search, st.none() | CONDITIONS)

TEXTS = st.lists(ANY_TEXT, min_size=1, max_size=2).map(tuple)
LAST = Step("last", ("5m",))
EVENT_STEPS = st.builds(
    lambda index, rollup, by: (Step("index", index), Step("rollup", rollup), Step("by", by), LAST), TEXTS, TEXTS, TEXTS
)
EVENT_ALERTS = st.builds(EventAlert, st.just("logs"), SEARCHES, EVENT_STEPS, COMPARATORS, THRESHOLDS)
FORMULA_STEPS = st.lists(
    CONSTANTS.map(lambda each: each.text if isinstance(each, Text) else each.value) | KEYWORDS
).map(lambda arguments: (LAST, Step("anomaly", tuple(arguments))))
FORMULA_ALERTS = st.builds(FormulaAlert, FORMULAS, FORMULA_STEPS, COMPARATORS, THRESHOLDS)
CHECK_ALERTS = st.builds(
    lambda check, over, last: CheckAlert(check, (Step("over", over), Step("last", (last,)), Step("count_by_status"))),
    ANY_TEXT,
    TEXTS,
    st.integers(1, 100),
)
COMPOSITES = st.builds(
    Composite,
    st.recursive(
        st.builds(MonitorId, st.sampled_from(["1", "123450678", "${monitor:shop/checkout/errors}"])),
        lambda below: (
            st.builds(Inverted, below)
            | st.builds(Conjunction, st.lists(below, min_size=2, max_size=3).map(tuple))
            | st.builds(Disjunction, st.lists(below, min_size=2, max_size=3).map(tuple))
        ),
        max_leaves=8,
    ),
)
