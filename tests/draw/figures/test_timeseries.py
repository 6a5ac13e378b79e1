from __future__ import annotations

from typing import Any

from dogwatch.draw.figures.timeseries import Timeseries, stacked, timeseries
from dogwatch.draw.units import Unit
from tests.draw.samples import HOUR, NOW, data, store, view

HITS = store(
    ("page.hits", ["env:prod", "version:1"], "count", [1.0] * 60),
    ("page.hits", ["env:prod", "version:2"], "count", [2.0] * 30),
    ("page.hits", ["env:staging", "version:2"], "count", [50.0] * 60),
)


def graph(*formulas: dict[str, Any], queries: dict[str, str], **fields: Any) -> dict[str, Any]:
    named = [{"data_source": "metrics", "name": name, "query": query} for name, query in queries.items()]
    request = {"formulas": list(formulas), "queries": named, "response_format": "timeseries", **fields}
    return {"type": "timeseries", "title": "Hits of $env.value", "requests": [request]}


def drawn(definition: dict[str, Any]) -> Timeseries:
    return timeseries(definition, data(HITS), view())


def test_draws_a_line_per_group_over_the_window_of_the_page() -> None:
    figure = drawn(graph({"formula": "a"}, queries={"a": "sum:page.hits{$env} by {version}.as_count()"}))
    assert (figure.begin, figure.end) == (NOW - HOUR, NOW)
    assert [line.name for line in figure.lines] == ["version:1", "version:2"]
    assert [sum(value or 0 for value in line.values) for line in figure.lines] == [60, 60]
    assert len(figure.times) == len(figure.lines[0].values)
    assert {line.colour for line in figure.lines} == {"series-0", "series-1"}


def test_has_none_where_there_is_no_value() -> None:
    figure = drawn(graph({"formula": "a"}, queries={"a": "sum:page.hits{$env,version:2}.as_count()"}))
    assert figure.lines[0].values[0] is None


def test_names_a_formula_by_its_alias_and_a_query_by_itself() -> None:
    queries = {"a": "sum:page.hits{$env}.as_count()"}
    named = drawn(graph({"formula": "a * 2", "alias": "twice"}, {"formula": "a"}, queries=queries))
    assert [line.name for line in named.lines] == ["twice", "sum:page.hits{env:prod}.as_count()"]
    assert named.heading.title == "Hits of prod"


def test_draws_each_expression_of_a_classic_query() -> None:
    request = {
        "q": "sum:page.hits{$env}.as_count(), 2 * sum:page.hits{$env}.as_count()",
        "display_type": "bars",
        "metadata": [{"expression": "sum:page.hits{$env}.as_count()", "alias_name": "hits"}],
    }
    figure = drawn({"type": "timeseries", "requests": [request]})
    assert [line.name for line in figure.lines] == ["hits", "2 * sum:page.hits{env:prod}.as_count()"]
    assert {line.form for line in figure.lines} == {"bars"}


def test_says_by_the_name_of_the_rule_what_is_drawn_as_unknown_and_draws_the_rest() -> None:
    queries = {"a": "sum:page.hits{$env}.as_count()"}
    figure = drawn(graph({"formula": "anomalies(a, 'basic', 2)"}, {"formula": "a"}, queries=queries))
    assert len(figure.lines) == 1
    assert "[anomalies]" in figure.remarks[0]


def test_takes_the_unit_of_the_metric_and_per_second_of_a_rate() -> None:
    figure = drawn(graph({"formula": "a"}, queries={"a": "sum:page.hits{$env}.as_rate()"}))
    assert figure.left.unit == Unit("request", "second")


def test_gives_a_right_axis_to_what_stands_there() -> None:
    left = graph({"formula": "a"}, queries={"a": "sum:page.hits{$env}.as_count()"})
    right = graph({"formula": "a * 100"}, queries={"a": "sum:page.hits{$env}.as_count()"}, on_right_yaxis=True)
    figure = drawn({**left, "requests": [*left["requests"], *right["requests"]]})
    assert [line.is_right for line in figure.lines] == [False, True]
    assert figure.right is not None
    assert figure.left.most < 10 < figure.right.most


def test_stacks_areas_and_not_lines() -> None:
    figure = drawn(
        graph({"formula": "a"}, queries={"a": "sum:page.hits{$env} by {version}.as_count()"}, display_type="area")
    )
    lower, upper = stacked(figure.lines)
    place = next(number for number, (low, _) in enumerate(upper) if low)
    assert upper[place][0] == lower[place][1]
    assert figure.left.most >= max(high or 0 for _, high in upper)


def test_leaves_lines_out_that_nobody_could_tell_apart() -> None:
    many = store(*(("page.hits", [f"version:{number}", "env:prod"], "count", [1.0]) for number in range(120)))
    definition = graph({"formula": "a"}, queries={"a": "sum:page.hits{*} by {version}.as_count()"})
    figure = timeseries(definition, data(many), view())
    assert len(figure.lines) == 100
    assert "20 of 120 series are left out" in figure.remarks
