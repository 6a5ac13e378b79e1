"""An organisation that nobody declares: monitors, dashboards and SLOs as people make them by hand, for imports."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from dogwatch.client import Http, Target
from dogwatch.kinds import Body, Request

_TEAMS = ("payments", "search", "web", "platform", "data")
_WIDGETS = 20


def fill(url: str, monitors: int, dashboards: int, slos: int) -> None:
    """Makes them in the embedded Datadog at an address; a tenth of the monitors are composites of others."""
    http = Http(Target(url, api_key="local", app_key="local"))
    with ThreadPoolExecutor(8) as pool:

        def made(path: str, bodies: Iterator[Body]) -> list[Any]:
            return [response.body for response in pool.map(lambda body: http(Request("POST", path, body=body)), bodies)]

        plain = monitors - monitors // 10
        ids = [each["id"] for each in made("/api/v1/monitor", map(_monitor, range(plain)))]
        made("/api/v1/monitor", (_composite(number, ids) for number in range(monitors - plain)))
        kept = [each["data"][0]["id"] for each in made("/api/v1/slo", map(_slo, range(slos)))]
        made("/api/v1/dashboard", (_dashboard(number, ids, kept) for number in range(dashboards)))
    http.close()


def _tags(number: int) -> list[str]:
    return [f"team:{_TEAMS[number % len(_TEAMS)]}", f"service:service-{number % 40}", "env:prod"]


def _monitor(number: int) -> Body:
    service = f"service-{number % 40}"
    scope = f"env:prod,service:{service},endpoint:e{number}"
    return {
        "name": f"{service}: errors of endpoint {number} on {{{{host.name}}}}",
        "type": "query alert",
        "query": f"sum(last_5m):sum:app.errors{{{scope}}} by {{host}}.as_count() > 10",
        "message": (
            f"{{{{#is_alert}}}}\nMore than ten errors in five minutes. Look at the logs of {service} first.\n"
            f"{{{{/is_alert}}}}\n\n@slack-{_TEAMS[number % len(_TEAMS)]}"
        ),
        "tags": _tags(number),
        "options": {"thresholds": {"critical": 10, "warning": 5}, "renotify_interval": 60, "include_tags": False},
    }


def _composite(number: int, ids: list[Any]) -> Body:
    query = f"{ids[2 * number]} && !{ids[2 * number + 1]}"
    return {
        "name": f"Both {number}",
        "type": "composite",
        "query": query,
        "message": "Both.",
        "tags": _tags(2 * number),
    }


def _slo(number: int) -> Body:
    hits = f"sum:app.hits{{env:prod,service:service-{number % 40},endpoint:e{number}"
    return {
        "name": f"Endpoint {number} answers",
        "description": "What is promised to those who call it.",
        "type": "metric",
        "query": {"numerator": f"{hits},status:ok}}.as_count()", "denominator": f"{hits}}}.as_count()"},
        "thresholds": [{"timeframe": "30d", "target": 99.9, "warning": 99.95}],
        "tags": _tags(number),
    }


def _dashboard(number: int, ids: list[Any], slos: list[Any]) -> Body:
    graphs = [_graph(number, place) for place in range(_WIDGETS - 2)]
    states: list[Body] = [
        {"type": "alert_graph", "title": "Alert", "alert_id": str(ids[number % len(ids)]), "viz_type": "timeseries"},
        {"type": "slo", "title": "Promise", "slo_id": slos[number % len(slos)], "view_type": "detail"},
    ]
    widgets = [
        {"definition": definition, "layout": {"x": 4 * (place % 3), "y": 3 * (place // 3), "width": 4, "height": 3}}
        for place, definition in enumerate([*graphs, *states])
    ]
    return {
        "title": f"Endpoints {number}",
        "layout_type": "ordered",
        "reflow_type": "fixed",
        "template_variables": [{"name": "env", "prefix": "env", "default": "prod"}],
        "tags": [f"team:{_TEAMS[number % len(_TEAMS)]}"],
        "widgets": widgets,
    }


def _graph(number: int, place: int) -> Body:
    query = f"sum:app.hits{{$env,endpoint:e{number * _WIDGETS + place}}} by {{host}}.as_count()"
    return {
        "type": "timeseries",
        "title": f"Calls of endpoint {place}",
        "show_legend": True,
        "requests": [
            {
                "formulas": [{"formula": "query1", "alias": "calls"}],
                "queries": [{"data_source": "metrics", "name": "query1", "query": query}],
                "response_format": "timeseries",
                "display_type": "bars",
            }
        ],
    }
