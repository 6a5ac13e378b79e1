"""From a declared SLO to the body that Datadog shall store."""

from __future__ import annotations

from dogwatch.declare.environment import in_environment, tree_in
from dogwatch.declare.routing.message import description
from dogwatch.declare.setting import Setting
from dogwatch.declare.sli import Events, Slices
from dogwatch.declare.slo import Slo, percentage
from dogwatch.kinds import Body, Resource
from dogwatch.query import as_formula


def slo_resource(slo: Slo, setting: Setting) -> Resource:
    """The SLO of an environment."""
    body: Body = {
        "name": setting.name_of(slo, slo.title),
        "description": description(slo, setting),
        **_measured(slo.sli, setting.env),
        "thresholds": [_threshold(slo)],
        "tags": setting.tags_of(slo),
    }
    return Resource(slo.kind, setting.key_of(slo), body | dict(slo.body), slo.place)


def _threshold(slo: Slo) -> Body:
    threshold: Body = {"timeframe": slo.time_frame, "target": percentage(slo.target)}
    return threshold if slo.warn is None else {**threshold, "warning": percentage(slo.warn)}


def _measured(sli: Events | Slices, env: str) -> Body:
    match sli:
        case Events():
            query = {"numerator": in_environment(sli.good, env), "denominator": in_environment(sli.total, env)}
            return {"type": "metric", "query": query}
        case Slices():
            return {"type": "time_slice", "sli_specification": {"time_slice": _time_slice(sli, env)}}


def _time_slice(sli: Slices, env: str) -> Body:
    formula, queries = _formula(sli, env)
    return {
        "query": {
            "formulas": [{"formula": formula}],
            "queries": [{"data_source": "metrics", "name": name, "query": text} for name, text in queries.items()],
        },
        "comparator": sli.comparator,
        "threshold": sli.threshold,
        "query_interval_seconds": int(sli.slice.seconds),
    }


def _formula(sli: Slices, env: str) -> tuple[str, dict[str, str]]:
    """Datadog takes one formula over plain queries, so an expression is taken apart; a text is one query."""
    if isinstance(sli.query, str):
        return "query1", {"query1": in_environment(sli.query, env)}
    formula = as_formula(tree_in(sli.query, env))
    return formula.text, {name: str(query) for name, query in formula.queries.items()}
