"""Bodies that Datadog refuses: a sound one of each kind, and what makes of it one that is not taken.

A change names a field by its path, `options.thresholds.critical` or `thresholds.0.target`, with what stands there.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, Final

from dogwatch.kinds import Body

# A field that is taken out.
GONE: Final = object()

_METRIC = {"id": "shop.orders", "type": "spans_metrics", "attributes": {"compute": {"aggregation_type": "count"}}}
_WINDOW = {"timeframe": "30d", "target": 99.9}
_ASKED = [{"name": "a", "data_source": "metrics", "query": "sum:shop.good{*}.as_count()"}]
_NOTE = {"definition": {"type": "note", "content": "Read me"}}
_DAILY = {"rrule": "FREQ=DAILY", "duration": "1h"}
_SLICES = {
    "comparator": "<",
    "threshold": 1,
    "query": {"formulas": [{"formula": "a"}], "queries": [{**_ASKED[0], "query": "avg:shop.seconds{*}"}]},
}
_COUNT = {
    "queries": [*_ASKED, {**_ASKED[0], "name": "b"}],
    "good_events_formula": {"formula": "a"},
    "total_events_formula": {"formula": "b"},
}


def _event(type: str, head: str) -> Body:
    query = f'{head}("a:b").rollup("count").by("c").last("5m") > 2'
    return {"type": type, "name": "m", "message": "m", "query": query, "options": {"thresholds": {"critical": 2}}}


# Sound bodies by what they are called here, each with its kind.
SOUND: Mapping[str, tuple[str, Body]] = {
    "metric monitor": (
        "monitor",
        {
            "type": "query alert",
            "name": "m",
            "message": "m",
            "query": "avg(last_5m):avg:shop.a{*} by {host} > 2",
            "tags": ["a:b"],
            "options": {"thresholds": {"critical": 2}},
        },
    ),
    "log monitor": ("monitor", _event("log alert", "logs")),
    "service check": (
        "monitor",
        {
            "type": "service check",
            "name": "m",
            "message": "m",
            "query": '"http.can_connect".over("a:b").by("host").last(4).count_by_status()',
            "options": {"thresholds": {"critical": 3, "warning": 2, "ok": 2}},
        },
    ),
    "composite": ("monitor", {"type": "composite", "name": "m", "message": "m", "query": "1 && !2"}),
    "budget alert": (
        "monitor",
        {
            "type": "slo alert",
            "name": "m",
            "message": "m",
            "query": 'error_budget("1").over("30d") > 75',
            "options": {"thresholds": {"critical": 75}},
        },
    ),
    "burn alert": (
        "monitor",
        {
            "type": "slo alert",
            "name": "m",
            "message": "m",
            "query": 'burn_rate("1").over("30d").long_window("1h").short_window("5m") > 14',
            "options": {"thresholds": {"critical": 14}},
        },
    ),
    "formula monitor": (
        "monitor",
        {
            "type": "rum alert",
            "name": "m",
            "message": "m",
            "query": 'formula("a").last("15m") >= 2',
            "options": {
                "thresholds": {"critical": 2},
                "variables": [
                    {
                        "name": "a",
                        "data_source": "rum",
                        "search": {"query": "a:b"},
                        "indexes": ["*"],
                        "compute": {"aggregation": "count"},
                        "group_by": [],
                    }
                ],
            },
        },
    ),
    "metric slo": (
        "slo",
        {
            "type": "metric",
            "name": "s",
            "tags": ["a:b"],
            "thresholds": [_WINDOW],
            "query": {"numerator": "sum:shop.good{*}.as_count()", "denominator": "sum:shop.all{*}.as_count()"},
        },
    ),
    "counting slo": (
        "slo",
        {"type": "metric", "name": "s", "thresholds": [_WINDOW], "sli_specification": {"count": _COUNT}},
    ),
    "slicing slo": (
        "slo",
        {"type": "time_slice", "name": "s", "thresholds": [_WINDOW], "sli_specification": {"time_slice": _SLICES}},
    ),
    "monitor slo": (
        "slo",
        {"type": "monitor", "name": "s", "thresholds": [{"timeframe": "7d", "target": 99.9}], "monitor_ids": [1]},
    ),
    "correction": (
        "slo_correction",
        {"type": "correction", "attributes": {"slo_id": "0" * 32, "start": 10, "end": 20, "category": "Deployment"}},
    ),
    "recurring correction": (
        "slo_correction",
        {
            "type": "correction",
            "attributes": {
                "slo_id": "0" * 32,
                "start": 10,
                "rrule": "FREQ=DAILY",
                "duration": 60,
                "category": "Deployment",
            },
        },
    ),
    "downtime": (
        "downtime",
        {
            "type": "downtime",
            "attributes": {
                "scope": "env:prod",
                "monitor_identifier": {"monitor_tags": ["a:b"]},
                "schedule": {"start": "2098-01-01T00:00:00+00:00", "end": "2099-01-01T00:00:00+00:00"},
            },
        },
    ),
    "recurring downtime": (
        "downtime",
        {
            "type": "downtime",
            "attributes": {
                "scope": "env:prod",
                "monitor_identifier": {"monitor_tags": ["a:b"]},
                "schedule": {"recurrences": [_DAILY], "timezone": "Europe/Berlin"},
            },
        },
    ),
    "rule": (
        "notification_rule",
        {
            "type": "monitor-notification-rule",
            "attributes": {"name": "r", "filter": {"tags": ["a:b"]}, "recipients": ["slack-a"]},
        },
    ),
    "rule by scope": (
        "notification_rule",
        {
            "type": "monitor-notification-rule",
            "attributes": {"name": "r", "filter": {"scope": "a:b"}, "recipients": ["slack-a"]},
        },
    ),
    "conditional rule": (
        "notification_rule",
        {
            "type": "monitor-notification-rule",
            "attributes": {
                "name": "r",
                "filter": {"tags": ["a:b"]},
                "conditional_recipients": {
                    "conditions": [{"scope": "transition_type:is_alert", "recipients": ["slack-a"]}],
                    "fallback_recipients": ["slack-b"],
                },
            },
        },
    ),
    "dashboard": (
        "dashboard",
        {
            "title": "d",
            "layout_type": "ordered",
            "widgets": [_NOTE, {"definition": {"type": "group", "layout_type": "ordered", "widgets": [_NOTE]}}],
            "template_variables": [{"name": "env", "prefix": "env", "defaults": ["*"], "available_values": []}],
            "template_variable_presets": [
                {"name": "v", "template_variables": [{"name": "env", "values": ["prod"]}]},
            ],
            "tags": ["team:a"],
        },
    ),
    "dashboard list": ("dashboard_list", {"name": "l", "dashboards": []}),
    "powerpack": (
        "powerpack",
        {
            "type": "powerpack",
            "attributes": {
                "name": "p",
                "description": "",
                "group_widget": {
                    "definition": {"type": "group", "layout_type": "ordered", "widgets": [_NOTE]},
                },
                "tags": ["a:b"],
                "template_variables": [],
            },
        },
    ),
    "synthetic test": (
        "synthetic_test",
        {
            "type": "api",
            "subtype": "http",
            "name": "t",
            "message": "m",
            "tags": ["a:b"],
            "locations": ["aws:eu-central-1"],
            "options": {"tick_every": 60},
            "config": {
                "request": {"method": "GET", "url": "https://shop.example.com"},
                "assertions": [{"type": "statusCode", "operator": "is", "target": 200}],
            },
        },
    ),
    "system": (
        "system",
        {
            "apiVersion": "v3",
            "kind": "system",
            "metadata": {"name": "s", "tags": ["a:b"]},
            "spec": {"components": ["service:a"]},
        },
    ),
    "span metric": ("span_metric", _METRIC),
    "log metric": ("log_metric", {**_METRIC, "type": "logs_metrics"}),
    "rum metric": (
        "rum_metric",
        {
            **_METRIC,
            "type": "rum_metrics",
            "attributes": {
                **_METRIC["attributes"],  # type: ignore[dict-item]
                "event_type": "view",
                "uniqueness": {"when": "end"},
                "filter": {"query": "*"},
            },
        },
    ),
    "metadata": ("metric_metadata", {"metric": "shop.orders", "description": "Orders", "unit": "request"}),
    "tag configuration": (
        "metric_tags",
        {
            "type": "manage_tags",
            "id": "shop.orders",
            "attributes": {"metric_type": "distribution", "tags": ["env"], "include_percentiles": True},
        },
    ),
}

_DAYS = {"custom_schedule": {"recurrences": [{"rrule": "FREQ=DAILY", "timezone": "UTC"}]}}
_A = "attributes."
_G = "attributes.group_widget.definition."

# What is sent is refused: by the name of the sound one, changes of it.
REFUSED: tuple[tuple[str, Mapping[str, Any]], ...] = (
    # monitors: fields
    ("metric monitor", {"type": GONE}),
    ("metric monitor", {"type": "metrics alert"}),
    ("metric monitor", {"type": "synthetics alert"}),
    ("metric monitor", {"query": GONE}),
    ("metric monitor", {"query": 3}),
    ("metric monitor", {"query": " "}),
    ("metric monitor", {"message": 3}),
    ("metric monitor", {"tags": "a:b"}),
    ("metric monitor", {"tags": [3]}),
    ("metric monitor", {"restricted_roles": [3]}),
    ("metric monitor", {"options": "none"}),
    ("metric monitor", {"priority": 6}),
    ("metric monitor", {"priority": True}),
    ("metric monitor", {"draft_status": "new"}),
    ("metric monitor", {"assets": "none"}),
    ("metric monitor", {"assets": [{"name": "Runbook"}]}),
    # monitors: queries
    ("metric monitor", {"query": "avg:shop.a{*} > 2"}),
    ("metric monitor", {"query": "avg(last_0m):avg:shop.a{*} > 2"}),
    ("metric monitor", {"query": "avg(last_2mo):avg:shop.a{*} > 2"}),
    ("metric monitor", {"query": "avg(last_5m):avg:shop.a{*}"}),
    ("metric monitor", {"query": "avg(last_5m): > 2"}),
    ("metric monitor", {"query": "avg(last_5m):avg:shop.a{*} ) > 2"}),
    ("metric monitor", {"query": "change(avg(last_40d),last_5m):avg:shop.a{*} > 2"}),
    ("log monitor", {"query": 'rum("a:b").rollup("count").last("5m") > 2'}),
    ("log monitor", {"query": 'logs("a:b").rollup("count").last("5m")'}),
    ("log monitor", {"query": 'logs("a:b").rollup("count") > 2'}),
    ("log monitor", {"query": 'logs("a:b").rollup("count").last("3d") > 2'}),
    ("log monitor", {"query": 'logs("a:b").rollup("count"))(.last("5m") > 2'}),
    ("log monitor", {"query": 'logs("a:b").rollup("count").by("c,d,e,f,g").last("5m") > 2'}),
    ("log monitor", {"options.group_retention_duration": "73h"}),
    ("log monitor", {"options.group_retention_duration": "30m"}),
    ("log monitor", {"options.group_retention_duration": "soon"}),
    ("formula monitor", {"query": 'formula("a") > 2'}),
    ("formula monitor", {"query": 'formula("a").last("15m")'}),
    ("formula monitor", {"query": 'formula("a").last("15m")) >= 2'}),
    ("formula monitor", {"query": 'formula("a").last("40d") >= 2'}),
    ("service check", {"query": '"http.can_connect".by("host").last(4).count_by_status()'}),
    ("service check", {"query": '"http.can_connect".over("a:b").by("host").last(101).count_by_status()'}),
    ("service check", {"query": '"http.can_connect".over("a:b").by("host").last(0).count_by_status()'}),
    ("service check", {"query": '"http.can_connect".over("a:b").by("host").last(2).count_by_status()'}),
    ("composite", {"query": "1 &&"}),
    ("composite", {"query": "1 && || 2"}),
    ("composite", {"query": "(1 && 2"}),
    ("composite", {"query": "1 2"}),
    ("composite", {"query": "1 & 2"}),
    ("composite", {"query": " && ".join(map(str, range(1, 12)))}),
    ("budget alert", {"query": 'error_budget("1").over("30d") < 75'}),
    ("burn alert", {"query": 'burn_rate("1").over("30d") > 14'}),
    (
        "burn alert",
        {
            "query": 'burn_rate("1").over("30d").long_window("1y").short_window("5m") > 14',
        },
    ),
    (
        "burn alert",
        {
            "query": 'burn_rate("1").over("30d").long_window("3d").short_window("5m") > 14',
        },
    ),
    (
        "burn alert",
        {
            "query": 'burn_rate("1").over("30d").long_window("1h").short_window("1h") > 14',
        },
    ),
    # monitors: options
    ("metric monitor", {"query": "avg(last_5m):avg:shop.a{*} > 2", "options.notify_by": ["*"]}),
    ("metric monitor", {"options.scheduling_options": _DAYS}),
    ("metric monitor", {"options.thresholds": 3}),
    ("metric monitor", {"options.thresholds.critical": "2"}),
    ("metric monitor", {"options.thresholds.critical": 3}),
    ("metric monitor", {"options.thresholds": {"warning": 1}}),
    ("metric monitor", {"options.thresholds.warning": 2}),
    ("metric monitor", {"options.thresholds.warning_recovery": 0.5}),
    ("metric monitor", {"options.thresholds.critical_recovery": 3}),
    # SLOs
    ("metric slo", {"type": GONE}),
    ("metric slo", {"type": "count"}),
    ("metric slo", {"name": " "}),
    ("metric slo", {"description": 3}),
    ("metric slo", {"tags": "a:b"}),
    ("metric slo", {"tags": ["Team:A"]}),
    ("metric slo", {"groups": "env:prod"}),
    ("metric slo", {"thresholds": GONE}),
    ("metric slo", {"thresholds": []}),
    ("metric slo", {"thresholds": [_WINDOW, _WINDOW]}),
    ("metric slo", {"thresholds.0.timeframe": "1d"}),
    ("metric slo", {"thresholds.0.target": 100}),
    ("metric slo", {"thresholds.0.target": True}),
    ("metric slo", {"thresholds.0.target": 99.9999}),
    ("metric slo", {"thresholds.0.warning": 99.8}),
    ("metric slo", {"thresholds.0.warning": 99.99999}),
    ("metric slo", {"thresholds.0.warning": 100}),
    ("metric slo", {"timeframe": "7d"}),
    ("metric slo", {"query": GONE}),
    ("metric slo", {"query.numerator": " "}),
    ("metric slo", {"query.denominator": 3}),
    ("monitor slo", {"thresholds.0.target": 99.999}),
    ("monitor slo", {"thresholds.0.warning": 99.999}),
    ("monitor slo", {"monitor_ids": GONE}),
    ("monitor slo", {"monitor_ids": ["first"]}),
    ("monitor slo", {"monitor_ids": list(range(1, 22))}),
    ("monitor slo", {"monitor_ids": [1, 2], "groups": ["a:b"]}),
    ("counting slo", {"sli_specification": {"count": 3}}),
    ("counting slo", {"sli_specification.count.total_events_formula": GONE}),
    ("counting slo", {"sli_specification.count.bad_events_formula": {"formula": "b"}}),
    ("counting slo", {"sli_specification.count.good_events_formula": {"formula": " "}}),
    ("counting slo", {"sli_specification.count.good_events_formula": {"formula": "c"}}),
    ("counting slo", {"sli_specification.count.queries": []}),
    ("counting slo", {"sli_specification.count.queries.0.name": GONE}),
    ("slicing slo", {"sli_specification": {}}),
    ("slicing slo", {"sli_specification.time_slice.comparator": "=="}),
    ("slicing slo", {"sli_specification.time_slice.threshold": "1"}),
    ("slicing slo", {"sli_specification.time_slice.query_interval_seconds": 120}),
    ("slicing slo", {"sli_specification.time_slice.query.formulas": []}),
    ("slicing slo", {"sli_specification.time_slice.query.queries": []}),
    # corrections
    ("correction", {_A + "slo_id": GONE}),
    ("correction", {_A + "slo_query": "a:b"}),
    ("correction", {_A + "slo_id": GONE, _A + "slo_query": "(a:b"}),
    ("correction", {_A + "start": GONE}),
    ("correction", {_A + "category": GONE}),
    ("correction", {_A + "category": "Holiday"}),
    ("correction", {_A + "end": 10}),
    ("correction", {_A + "end": "20"}),
    ("correction", {_A + "end": None}),
    ("correction", {_A + "reason": "none"}),
    ("recurring correction", {_A + "end": 20}),
    ("recurring correction", {_A + "duration": GONE}),
    ("recurring correction", {_A + "rrule": "DAILY"}),
    ("recurring correction", {_A + "rrule": "FREQ=DAILY;BYHOUR=3"}),
    ("recurring correction", {_A + "rrule": "FREQ=WEEKLY;BYDAY=XX"}),
    ("recurring correction", {_A + "timezone": "Atlantis"}),
    # downtimes
    ("downtime", {_A + "reason": "none"}),
    ("downtime", {_A + "scope": GONE}),
    ("downtime", {_A + "scope": 3}),
    ("downtime", {_A + "scope": "prod"}),
    ("downtime", {_A + "scope": "(env:prod"}),
    ("downtime", {_A + "scope": "env:prod OR env:staging"}),
    ("downtime", {_A + "monitor_identifier": GONE}),
    ("downtime", {_A + "monitor_identifier": {}}),
    ("downtime", {_A + "monitor_identifier": {"monitor_id": "first"}}),
    ("downtime", {_A + "monitor_identifier": {"monitor_tags": []}}),
    ("downtime", {_A + "monitor_identifier": {"monitor_tags": ["a:b"] * 33}}),
    ("downtime", {_A + "monitor_identifier": {"monitor_tags": ["a:" + "b" * 255]}}),
    ("downtime", {_A + "display_timezone": "Atlantis"}),
    ("downtime", {_A + "message": 3}),
    ("downtime", {_A + "mute_first_recovery_notification": "yes"}),
    ("downtime", {_A + "notify_end_states": ["gone"]}),
    ("downtime", {_A + "notify_end_types": ["gone"]}),
    ("downtime", {_A + "schedule": "now"}),
    ("downtime", {_A + "schedule.timezone": "UTC"}),
    ("downtime", {_A + "schedule.start": "2098-01-01T00:00:00"}),
    ("downtime", {_A + "schedule.end": "tomorrow"}),
    ("downtime", {_A + "schedule.end": "2097-01-01T00:00:00+00:00"}),
    ("recurring downtime", {_A + "schedule.end": "2099-01-01T00:00:00+00:00"}),
    ("recurring downtime", {_A + "schedule.recurrences": []}),
    ("recurring downtime", {_A + "schedule.timezone": 3}),
    ("recurring downtime", {_A + "schedule.timezone": "Atlantis"}),
    ("recurring downtime", {_A + "schedule.recurrences.0.end": "never"}),
    ("recurring downtime", {_A + "schedule.recurrences.0.duration": "soon"}),
    ("recurring downtime", {_A + "schedule.recurrences.0.duration": "1h30m"}),
    ("recurring downtime", {_A + "schedule.recurrences.0.start": "2098-01-01T00:00:00+00:00"}),
    ("recurring downtime", {_A + "schedule.recurrences.0.start": "tomorrow"}),
    ("recurring downtime", {_A + "schedule.recurrences.0.rrule": 3}),
    ("recurring downtime", {_A + "schedule.recurrences.0.rrule": "FREQ=SECONDLY"}),
    ("recurring downtime", {_A + "schedule.recurrences.0.rrule": "FREQ=WEEKLY;BYDAY=XX"}),
    # notification rules
    ("rule", {_A + "tells": ["a"]}),
    ("rule", {_A + "name": ""}),
    ("rule", {_A + "name": "n" * 1001}),
    ("rule", {_A + "filter": {}}),
    ("rule", {_A + "filter": {"tags": []}}),
    ("rule", {_A + "filter": {"tags": ["a:b", "a:b"]}}),
    ("rule", {_A + "filter": {"tags": ["a:" + "b" * 254]}}),
    ("rule", {_A + "filter": {"tags": [f"a:{number}" for number in range(21)]}}),
    ("rule", {_A + "recipients": GONE}),
    ("rule", {_A + "recipients": []}),
    ("rule", {_A + "recipients": ["@slack-a"]}),
    ("rule", {_A + "recipients": ["slack-a", "slack-a"]}),
    ("rule", {_A + "recipients": ["slack-" + "a" * 250]}),
    ("rule", {_A + "recipients": [""]}),
    ("rule by scope", {_A + "filter.scope": "(a:b"}),
    ("rule by scope", {_A + "filter.scope": ""}),
    ("rule by scope", {_A + "filter.scope": "a:" + "b" * 3000}),
    ("conditional rule", {_A + "recipients": ["slack-a"]}),
    ("conditional rule", {_A + "conditional_recipients": "slack-a"}),
    ("conditional rule", {_A + "conditional_recipients.conditions": []}),
    ("conditional rule", {_A + "conditional_recipients.conditions": ["slack-a"]}),
    ("conditional rule", {_A + "conditional_recipients.conditions.0.scope": "(a:b"}),
    ("conditional rule", {_A + "conditional_recipients.conditions.0.recipients": ["@slack-a"]}),
    ("conditional rule", {_A + "conditional_recipients.fallback_recipients": ["@slack-a"]}),
    # dashboards
    ("dashboard", {"title": GONE}),
    ("dashboard", {"title": 3}),
    ("dashboard", {"layout_type": "grid"}),
    ("dashboard", {"reflow_type": None}),
    ("dashboard", {"reflow_type": "flowing"}),
    ("dashboard", {"layout_type": "free", "reflow_type": "fixed"}),
    ("dashboard", {"widgets": GONE}),
    ("dashboard", {"widgets": {}}),
    ("dashboard", {"widgets.0": "note"}),
    ("dashboard", {"widgets.0.definition.type": 3}),
    ("dashboard", {"widgets.0.id": "first"}),
    ("dashboard", {"widgets.1.definition.widgets": 3}),
    ("dashboard", {"widgets.1.definition.widgets.0.definition.type": GONE}),
    ("dashboard", {"notify_list": "a@example.com"}),
    ("dashboard", {"notify_list": [3]}),
    ("dashboard", {"tags": "team:a"}),
    ("dashboard", {"tags": ["env:prod"]}),
    ("dashboard", {"tags": ["team:"]}),
    ("dashboard", {"tags": [f"team:{number}" for number in range(6)]}),
    ("dashboard", {"template_variables": "env"}),
    ("dashboard", {"template_variables": ["env"]}),
    ("dashboard", {"template_variables.0.name": 3}),
    ("dashboard", {"template_variables.0.default": "a"}),
    ("dashboard", {"template_variables.0.defaults": [""]}),
    ("dashboard", {"template_variables.0.defaults": [3]}),
    ("dashboard", {"template_variables.0.available_values": "a"}),
    ("dashboard", {"template_variable_presets": ["v"]}),
    ("dashboard", {"template_variable_presets.0.template_variables": ["env"]}),
    ("dashboard", {"template_variable_presets.0.template_variables.0.value": "prod"}),
    # lists of dashboards
    ("dashboard list", {"name": ""}),
    # powerpacks
    ("powerpack", {_A + "name": GONE}),
    ("powerpack", {_A + "name": 3}),
    ("powerpack", {_A + "description": 3}),
    ("powerpack", {_A + "tags": "a:b"}),
    ("powerpack", {_A + "tags": [f"a:{number}" for number in range(9)]}),
    ("powerpack", {_A + "tags": ["a:" + "b" * 80]}),
    ("powerpack", {_A + "group_widget": {}}),
    ("powerpack", {_G + "type": "note"}),
    ("powerpack", {_G + "layout_type": GONE}),
    ("powerpack", {_G + "widgets": 3}),
    ("powerpack", {_A + "template_variables": ["env"]}),
    # synthetic tests
    ("synthetic test", {"name": GONE}),
    ("synthetic test", {"config": 3}),
    ("synthetic test", {"type": "mobile"}),
    ("synthetic test", {"subtype": "https"}),
    ("synthetic test", {"status": "off"}),
    ("synthetic test", {"locations": [3]}),
    ("synthetic test", {"tags": "a:b"}),
    ("synthetic test", {"options.tick_every": 10}),
    ("synthetic test", {"options.retry": 3}),
    # systems
    ("system", {"owner": "a"}),
    ("system", {"apiVersion": "v1"}),
    ("system", {"kind": ""}),
    ("system", {"metadata": 3}),
    ("system", {"metadata.name": ""}),
    ("system", {"metadata.title": "s"}),
    ("system", {"metadata.description": 3}),
    ("system", {"metadata.tags": [3]}),
    ("system", {"metadata.links": ["a"]}),
    ("system", {"metadata.links": [{"name": "a", "type": "doc", "url": "b", "color": "c"}]}),
    ("system", {"metadata.contacts": [{"type": "email"}]}),
    ("system", {"metadata.additionalOwners": [{"type": "team"}]}),
    ("system", {"spec": 3}),
    ("system", {"spec.dependsOn": ["service:b"]}),
    ("system", {"spec.components": "service:a"}),
    ("system", {"integrations": {"jira": {}}}),
    ("system", {"datadog": {"monitors": {}}}),
    # metrics that are computed from events
    ("span metric", {"id": "-"}),
    ("span metric", {"id": "trace.orders"}),
    ("span metric", {_A + "compute": GONE}),
    ("span metric", {_A + "compute.aggregation_type": "sum"}),
    ("span metric", {_A + "compute.path": "@duration"}),
    ("span metric", {_A + "compute": {"aggregation_type": "distribution"}}),
    (
        "span metric",
        {
            _A + "compute": {"aggregation_type": "distribution", "path": "@duration", "include_percentiles": "yes"},
        },
    ),
    ("span metric", {_A + "compute": {"aggregation_type": "distribution", "path": ""}}),
    ("span metric", {_A + "filter": "a:b"}),
    ("span metric", {_A + "group_by": ["host"]}),
    ("span metric", {_A + "group_by": [{"path": ""}]}),
    ("span metric", {_A + "group_by": [{"path": "@a", "tag_name": 3}]}),
    ("span metric", {_A + "event_type": "view"}),
    ("log metric", {_A + "uniqueness": {"when": "end"}}),
    ("rum metric", {"id": "datadog.estimated_usage.orders"}),
    ("rum metric", {_A + "event_type": "visit"}),
    ("rum metric", {_A + "event_type": "action"}),
    ("rum metric", {_A + "uniqueness": {"when": "start"}}),
    # metrics
    ("metadata", {"type": "percent"}),
    ("metadata", {"description": 3}),
    ("metadata", {"statsd_interval": "10"}),
    ("tag configuration", {_A + "metric_type": "set"}),
    ("tag configuration", {_A + "tags": "env"}),
    ("tag configuration", {_A + "include_percentiles": "yes"}),
    ("tag configuration", {_A + "aggregations": "sum"}),
    ("tag configuration", {_A + "metric_type": "count"}),
)


def changed(called: str, changes: Mapping[str, Any]) -> tuple[str, Body]:
    """The kind and the body of a sound one with changes."""
    kind, sound = SOUND[called]
    body = copy.deepcopy(dict(sound))
    for path, value in changes.items():
        _put(body, path.split("."), value)
    return kind, body


def _put(body: Any, path: list[str], value: Any) -> None:
    *way, last = [int(step) if step.isdigit() else step for step in path]
    for step in way:
        body = body.setdefault(step, {}) if isinstance(body, dict) else body[step]
    if value is GONE:
        del body[last]
    else:
        body[last] = value
