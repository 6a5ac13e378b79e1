"""From a declared SLO to the body that Datadog shall store."""

from __future__ import annotations

from dogwatch.declare.environment import tree_in, written_query
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.routing.message import description
from dogwatch.declare.setting import Setting
from dogwatch.declare.sli import Events, Slices
from dogwatch.declare.slo import Slo, percentage
from dogwatch.declare.uptime import Uptime
from dogwatch.kinds import Body, Resource
from dogwatch.query import as_formula


def slo_resource(slo: Slo, setting: Setting) -> Resource:
    """The SLO of an environment."""
    body: Body = {
        "name": setting.name_of(slo, slo.title),
        "description": description(slo, setting),
        **_measured(slo, setting.env),
        "thresholds": [_threshold(slo)],
        "tags": setting.tags_of(slo),
    }
    return Resource(slo.kind, setting.key_of(slo), body | dict(slo.body), slo.place)


def _threshold(slo: Slo) -> Body:
    threshold: Body = {"timeframe": slo.time_frame, "target": percentage(slo.target)}
    return threshold if slo.warn is None else {**threshold, "warning": percentage(slo.warn)}


def _measured(slo: Slo, env: str) -> Body:
    match slo.sli:
        case Events(good=good, total=total):
            texts = [written_query(slo, query, env) for query in (good, total)]
            return {"type": "metric", "query": dict(zip(("numerator", "denominator"), texts, strict=True))}
        case Slices():
            return {"type": "time_slice", "sli_specification": {"time_slice": _time_slice(slo, slo.sli, env)}}
        case Uptime():
            return {"type": "monitor", **_monitors(slo.sli)}
        case own:
            return dict(own)


def _monitors(sli: Uptime) -> Body:
    ids = [each.reference if isinstance(each, Monitor) else each for each in sli.monitors]
    return {"monitor_ids": ids, **({"groups": list(sli.groups)} if sli.groups else {})}


def _time_slice(slo: Slo, sli: Slices, env: str) -> Body:
    formula, queries = _formula(slo, sli, env)
    return {
        "query": {
            "formulas": [{"formula": formula}],
            "queries": [{"data_source": "metrics", "name": name, "query": text} for name, text in queries.items()],
        },
        "comparator": sli.comparator,
        "threshold": sli.threshold,
        "query_interval_seconds": int(sli.slice.seconds),
    }


def _formula(slo: Slo, sli: Slices, env: str) -> tuple[str, dict[str, str]]:
    """Datadog takes one formula over plain queries, so an expression is taken apart; a text is one query."""
    if isinstance(sli.query, str):
        return "query1", {"query1": written_query(slo, sli.query, env)}
    formula = as_formula(tree_in(sli.query, env))
    return formula.text, {name: str(query) for name, query in formula.queries.items()}
