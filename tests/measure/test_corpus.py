"""Every metric query of real dashboards, monitors and SLOs is evaluated, or refused by the name of a rule."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from dogwatch.errors import NotEvaluated, QuerySyntaxError
from dogwatch.measure import RULES, Kind, Plan, Round, Store, Watch
from dogwatch.query import (
    LANGUAGES,
    Change,
    FormulaAlert,
    In,
    MetricAlert,
    MetricQuery,
    Name,
    Node,
    Over,
    Several,
    Tag,
    Term,
    function_names,
    metric_queries,
    nodes,
    parse_metric,
    substitute,
    variables,
)
from tests.corpus import corpus

from .series import NOON

_SOURCES = {"metrics", "metric", "v1", "query alert", "metric alert"}
END = NOON + 1200
_KINDS = {"api_query", "dashboard_query", "monitor_query", "slo_numerator", "slo_denominator", "slo_query"}
_SHIFTS = {"hour_before", "day_before", "week_before", "calendar_shift"}
_FORMULAS = {"formula", "slo_formula", "api_formula"}


def real_queries() -> Iterator[tuple[str, Node]]:
    """The trees of all metric queries and formulas, with the texts."""
    for line in corpus("queries.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        kind, type, text = row["kind"], row["type"], row["query"]
        if kind in _FORMULAS or kind == "dashboard_q" or (kind in _KINDS and type in _SOURCES):
            try:
                tree = LANGUAGES[kind](type, text)
            except QuerySyntaxError:
                continue
            # What an alert on a formula reads is no part of its text.
            if not isinstance(tree, FormulaAlert):
                yield text, tree


def with_values(tree: Node) -> Node:
    """The tree with a tag in the place of each template variable."""
    values: dict[str, Term] = {name: Tag(name, "some") for name in variables(tree)}
    match tree:
        case Several(expressions):
            return Several(tuple(substitute(each, values) for each in expressions))
        case _:
            return substitute(tree, values)  # type: ignore[type-var]  # an expression or an alert


def fitting_tags(query: MetricQuery) -> list[set[str]]:
    """Tags of two series: as far as they can, they are in the scope, and have all keys that are grouped by."""
    tags: set[str] = set()
    excluded = {
        str(part) for node in nodes(query.scope) if type(node).__name__ in ("Excluded", "Not") for part in nodes(node)
    }
    for node in nodes(query.scope):
        if isinstance(node, Tag) and str(node) not in excluded:
            value = "" if node.value is None else f":{str(node.value).replace('*', 'x')}"
            tags.add(f"{node.key}{value}")
        elif isinstance(node, In) and not node.negated:
            tags.add(f"{node.key}:{str(node.values[0]).replace('*', 'x')}")
    keys = {str(key).lower() for key in query.group_by}
    given = {tag.partition(":")[0] for tag in tags}
    tags = {tag.lower() for tag in tags}
    return [tags | {f"{key}:{value}" for key in keys - given} for value in ("one", "two")]


def fill(store: Store, queries: Sequence[MetricQuery], moments: Sequence[int]) -> None:
    """Series for each query, of a type that its modifiers and its aggregator want, with values around the moments."""
    for moment in moments:
        for query in queries:
            is_sketched = (query.aggregator or "avg") not in ("avg", "sum", "min", "max")
            is_counted = any(modifier.name in ("as_count", "as_rate") for modifier in query.modifiers)
            kind: Kind = "distribution" if is_sketched else "rate" if is_counted else "gauge"
            if query.metric in store.metrics:
                kind = store.metrics[query.metric].kind
            for tags in fitting_tags(query):
                series = store.series(query.metric, tags, kind)
                times = moment + 60 * np.arange(20)
                add = store.add_samples if kind == "distribution" else store.add
                add(series, times, 5 + np.sin(times))


def evaluate(tree: Node) -> str:
    """What becomes of a query: evaluated, without values, or the rule that refuses it."""
    names = {node.name for node in nodes(tree) if isinstance(node, Name)}
    named = {name: parse_metric(f"sum:of.{name}{{*}} by {{host}}") for name in names}
    queries = [query for each in (tree, *named.values()) for query in metric_queries(each)]
    looks_back = not _SHIFTS.isdisjoint(function_names(tree))
    store = Store()
    fill(store, queries, [NOON - earlier for earlier in (7 * 86400, 86400, 3600, 0)] if looks_back else [NOON])
    found: list[bool] = []
    try:
        if isinstance(tree, MetricAlert | Over | Change):
            (values,) = Round(store, [Watch(store, tree)]).values([(NOON + 600, END)])
            found.append(not np.isnan(values.values).all())
        else:
            for each in tree.expressions if isinstance(tree, Several) else (tree,):
                plan = Plan(store, each, named)  # type: ignore[arg-type]
                found.append(bool(plan.series(NOON, END).groups))
                plan.scalar(NOON, END)
    except NotEvaluated as refusal:
        return refusal.rule
    return "evaluated" if all(found) else "without values"


def test_real_queries_are_evaluated_or_refused_by_the_name_of_a_rule() -> None:
    outcomes: Counter[str] = Counter()
    empty: list[str] = []
    for text, tree in real_queries():
        outcome = evaluate(with_values(tree))
        outcomes[outcome] += 1
        if outcome == "without values":
            empty.append(text)
    total, evaluated = outcomes.total(), outcomes["evaluated"]
    print(f"\n{total} real queries, of which {evaluated / total:.1%} are evaluated:", dict(outcomes))

    assert total > 1700
    assert empty == []
    assert {*outcomes} - {"evaluated"} <= {*RULES}
    assert evaluated / total >= 0.95
