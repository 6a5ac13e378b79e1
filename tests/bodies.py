"""Monitors as a catalog declares them and as Datadog shows them, for tests to change."""

from __future__ import annotations

from typing import Any

from dogwatch.kinds import Body, Resource
from dogwatch.names import Mark

KEY = "shop/checkout/latency-p95"
# What no metric monitor can become.
LOG_ALERT = {"type": "log alert", "query": 'logs("slow").index("*").rollup("count").last("5m") > 0.4'}


def declared(key: str = KEY, env: str = "prod", **changes: Any) -> Body:
    """The body of a declared monitor, with the tags of its key; keyword arguments replace fields of the body."""
    catalog = key.partition("/")[0]
    return {
        "name": f"[{env}] {key}",
        "type": "query alert",
        "query": f"avg(last_5m):avg:feature.duration{{env:{env}}} > 0.4",
        "message": "Slow. @slack-payments",
        "tags": ["managed_by:dogwatch", f"catalog:{catalog}", "team:payments", f"env:{env}", Mark(env, key).tag],
        "options": {"thresholds": {"critical": 0.4}},
        **changes,
    }


def found(id: int, key: str = KEY, env: str = "prod", **changes: Any) -> Body:
    """The same monitor as Datadog lists it."""
    body = declared(key, env, **changes)
    filled = {"notify_audit": False, "include_tags": True, "notify_no_data": False, "new_host_delay": 300}
    return {
        "id": id,
        "org_id": 1,
        **body,
        "options": {**filled, "silenced": {}, **body["options"]},
        "multi": False,
        "created": "2026-01-01T00:00:00+00:00",
        "modified": "2026-01-01T00:00:00+00:00",
        "overall_state": "OK",
        "priority": body.get("priority"),
        "restricted_roles": None,
    }


def resource(key: str = KEY, env: str = "prod", **changes: Any) -> Resource:
    return Resource("monitor", key, declared(key, env, **changes))
