"""Routing: from a request to the handler that answers it, and the same as an ASGI application.

Handlers run in the event loop itself: they take microseconds, and a hop to a thread would cost more than they do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from dogwatch.local.web.preview import preview

from . import account, arriving, audit, errors, integration, keys
from .alerting import inbox, judged
from .asgi import ASGIApp, Receive, Scope, Send, body, reply
from .check import endpoints as checks
from .dashboard import bulk as dashboard_bulk
from .dashboard import endpoints as dashboards
from .dashboard import listing as dashboard_listing
from .dashboard_list import endpoints as dashboard_lists
from .dashboard_list import items as dashboard_list_items
from .downtime import endpoints as downtimes
from .downtime import matches as downtime_matches
from .entity import endpoints as entities
from .event import endpoints as events
from .generated_metric.endpoints import logs, rum, spans
from .message import Answer, Request, decoded, encoded
from .metric import listing as metric_listing
from .metric import metadata as metric_metadata
from .metric import submission, tags
from .monitor import endpoints as monitors
from .monitor import group_search as monitor_groups
from .monitor import listing as monitor_list
from .monitor import policy as monitor_policy
from .monitor import search as monitor_search
from .notification_rule import endpoints as notification_rules
from .powerpack import endpoints as powerpacks
from .query import classic, formulas
from .slo import bulk as slo_bulk
from .slo import corrections as slo_corrections
from .slo import endpoints as slos
from .slo import history as slo_history
from .slo import listing as slo_listing
from .slo import search as slo_search
from .slo import status as slo_status
from .synthetic_test import endpoints as synthetic_tests
from .world import World

# More than Datadog takes of any request, compressed or not (62 MB of points: docs, api, submit metrics).
LARGEST_BODY = 64 << 20


@dataclass(frozen=True)
class Endpoint:
    """Method and path of an emulated endpoint, `{id}` in the path for any one part, which the handler is given."""

    method: str
    path: str
    handler: Callable[..., Answer]
    needs_application_key: bool = True


ENDPOINTS = (
    Endpoint("GET", "/api/v1/validate", keys.validate, needs_application_key=False),
    Endpoint("GET", "/api/v2/validate", keys.organisation, needs_application_key=False),
    Endpoint("GET", "/api/v2/validate_keys", account.validate_keys),
    Endpoint("GET", "/api/v2/current_user", account.current_user),
    Endpoint("GET", "/api/v2/current_user/application_keys", account.application_keys),
    Endpoint("GET", "/api/v2/users", account.users),
    Endpoint("GET", "/api/v2/users/{id}/permissions", account.permissions),
    Endpoint("GET", "/api/v1/integration/slack/configuration/accounts/{id}/channels", integration.channels),
    Endpoint("GET", "/api/v1/integration/webhooks/configuration/webhooks/{id}", integration.webhook),
    Endpoint("POST", "/api/v2/audit/events/search", audit.search),
    Endpoint("POST", "/api/v1/monitor", monitors.create),
    Endpoint("GET", "/api/v1/monitor", monitor_list.list_all),
    Endpoint("POST", "/api/v1/monitor/validate", monitors.validate),
    Endpoint("GET", "/api/v1/monitor/can_delete", monitors.can_delete),
    Endpoint("GET", "/api/v1/monitor/search", monitor_search.search),
    Endpoint("GET", "/api/v1/monitor/groups/search", monitor_groups.search_groups),
    Endpoint("GET", "/api/v1/monitor/{id}", monitors.get),
    Endpoint("PUT", "/api/v1/monitor/{id}", monitors.update),
    Endpoint("DELETE", "/api/v1/monitor/{id}", monitors.delete),
    Endpoint("POST", "/api/v1/monitor/{id}/validate", monitors.validate_existing),
    Endpoint("POST", "/api/v2/monitor/policy", monitor_policy.create),
    Endpoint("GET", "/api/v2/monitor/policy", monitor_policy.list_all),
    Endpoint("GET", "/api/v2/monitor/policy/{id}", monitor_policy.get),
    Endpoint("PATCH", "/api/v2/monitor/policy/{id}", monitor_policy.update),
    Endpoint("DELETE", "/api/v2/monitor/policy/{id}", monitor_policy.delete),
    Endpoint("POST", "/api/v2/monitor/notification_rule", notification_rules.create),
    Endpoint("GET", "/api/v2/monitor/notification_rule", notification_rules.list_all),
    Endpoint("GET", "/api/v2/monitor/notification_rule/{id}", notification_rules.get),
    Endpoint("PATCH", "/api/v2/monitor/notification_rule/{id}", notification_rules.update),
    Endpoint("DELETE", "/api/v2/monitor/notification_rule/{id}", notification_rules.delete),
    Endpoint("POST", "/api/v1/slo", slos.create),
    Endpoint("GET", "/api/v1/slo", slo_listing.list_all),
    Endpoint("GET", "/api/v1/slo/can_delete", slos.can_delete),
    Endpoint("GET", "/api/v1/slo/search", slo_search.search),
    Endpoint("GET", "/api/v2/slo/{id}/status", slo_status.status),
    Endpoint("POST", "/api/v1/slo/bulk_delete", slo_bulk.delete_timeframes),
    Endpoint("POST", "/api/v1/slo/correction", slo_corrections.create),
    Endpoint("GET", "/api/v1/slo/correction", slo_corrections.list_all),
    Endpoint("GET", "/api/v1/slo/correction/{id}", slo_corrections.get),
    Endpoint("PATCH", "/api/v1/slo/correction/{id}", slo_corrections.update),
    Endpoint("DELETE", "/api/v1/slo/correction/{id}", slo_corrections.delete),
    Endpoint("GET", "/api/v1/slo/{id}", slos.get),
    Endpoint("PUT", "/api/v1/slo/{id}", slos.update),
    Endpoint("DELETE", "/api/v1/slo/{id}", slos.delete),
    Endpoint("GET", "/api/v1/slo/{id}/corrections", slo_corrections.of_slo),
    Endpoint("GET", "/api/v1/slo/{id}/history", slo_history.history),
    Endpoint("GET", "/api/v2/monitor/{id}/downtime_matches", downtime_matches.matches),
    Endpoint("POST", "/api/v2/downtime", downtimes.create),
    Endpoint("GET", "/api/v2/downtime", downtimes.list_all),
    Endpoint("GET", "/api/v2/downtime/{id}", downtimes.get),
    Endpoint("PATCH", "/api/v2/downtime/{id}", downtimes.update),
    Endpoint("DELETE", "/api/v2/downtime/{id}", downtimes.cancel),
    Endpoint("POST", "/api/v1/dashboard", dashboards.create),
    Endpoint("GET", "/api/v1/dashboard", dashboard_listing.list_all),
    Endpoint("DELETE", "/api/v1/dashboard", dashboard_bulk.delete),
    Endpoint("PATCH", "/api/v1/dashboard", dashboard_bulk.restore),
    Endpoint("GET", "/api/v1/dashboard/{id}", dashboards.get),
    Endpoint("PUT", "/api/v1/dashboard/{id}", dashboards.update),
    Endpoint("DELETE", "/api/v1/dashboard/{id}", dashboards.delete),
    Endpoint("POST", "/api/v1/dashboard/lists/manual", dashboard_lists.create),
    Endpoint("GET", "/api/v1/dashboard/lists/manual", dashboard_lists.list_all),
    Endpoint("GET", "/api/v1/dashboard/lists/manual/{id}", dashboard_lists.get),
    Endpoint("PUT", "/api/v1/dashboard/lists/manual/{id}", dashboard_lists.update),
    Endpoint("DELETE", "/api/v1/dashboard/lists/manual/{id}", dashboard_lists.delete),
    Endpoint("GET", "/api/v2/dashboard/lists/manual/{id}/dashboards", dashboard_list_items.get),
    Endpoint("POST", "/api/v2/dashboard/lists/manual/{id}/dashboards", dashboard_list_items.add),
    Endpoint("PUT", "/api/v2/dashboard/lists/manual/{id}/dashboards", dashboard_list_items.replace),
    Endpoint("DELETE", "/api/v2/dashboard/lists/manual/{id}/dashboards", dashboard_list_items.remove),
    Endpoint("POST", "/api/v2/catalog/entity", entities.upsert),
    Endpoint("GET", "/api/v2/catalog/entity", entities.list_all),
    Endpoint("DELETE", "/api/v2/catalog/entity/{id}", entities.delete),
    Endpoint("DELETE", "/api/v2/catalog/entity/{id}/{id}", entities.delete_in_namespace),
    Endpoint("POST", "/api/v2/powerpacks", powerpacks.create),
    Endpoint("GET", "/api/v2/powerpacks", powerpacks.list_all),
    Endpoint("GET", "/api/v2/powerpacks/{id}", powerpacks.get),
    Endpoint("PATCH", "/api/v2/powerpacks/{id}", powerpacks.update),
    Endpoint("DELETE", "/api/v2/powerpacks/{id}", powerpacks.delete),
    Endpoint("POST", "/api/v1/series", submission.series_v1, needs_application_key=False),
    Endpoint("POST", "/api/v2/series", submission.series_v2, needs_application_key=False),
    Endpoint("POST", "/api/v1/distribution_points", submission.distribution_points, needs_application_key=False),
    Endpoint("GET", "/local/intake", arriving.tally, needs_application_key=False),
    Endpoint("GET", "/local/notifications", inbox.list_all),
    Endpoint("GET", "/local/monitors", judged.show),
    Endpoint("GET", "/local/receivers", inbox.receivers),
    Endpoint("POST", "/local/preview", preview),
    Endpoint("POST", "/api/v1/check_run", checks.run, needs_application_key=False),
    Endpoint("POST", "/api/v1/events", events.create, needs_application_key=False),
    Endpoint("GET", "/api/v1/events", events.list_all),
    Endpoint("GET", "/api/v1/events/{id}", events.get),
    Endpoint("GET", "/api/v1/query", classic.query),
    Endpoint("POST", "/api/v2/query/timeseries", formulas.timeseries),
    Endpoint("POST", "/api/v2/query/scalar", formulas.scalar),
    Endpoint("GET", "/api/v1/metrics", metric_metadata.list_active),
    Endpoint("GET", "/api/v1/search", metric_metadata.search),
    Endpoint("GET", "/api/v1/metrics/{id}", metric_metadata.get),
    Endpoint("PUT", "/api/v1/metrics/{id}", metric_metadata.update),
    Endpoint("GET", "/api/v2/metrics", metric_listing.list_all),
    Endpoint("GET", "/api/v2/metrics/{id}/all-tags", tags.all_tags),
    Endpoint("POST", "/api/v2/metrics/{id}/tags", tags.create),
    Endpoint("GET", "/api/v2/metrics/{id}/tags", tags.get),
    Endpoint("PATCH", "/api/v2/metrics/{id}/tags", tags.update),
    Endpoint("DELETE", "/api/v2/metrics/{id}/tags", tags.delete),
    Endpoint("POST", "/api/v2/apm/config/metrics", spans.create),
    Endpoint("GET", "/api/v2/apm/config/metrics", spans.list_all),
    Endpoint("GET", "/api/v2/apm/config/metrics/{id}", spans.get),
    Endpoint("PATCH", "/api/v2/apm/config/metrics/{id}", spans.update),
    Endpoint("DELETE", "/api/v2/apm/config/metrics/{id}", spans.delete),
    Endpoint("POST", "/api/v2/rum/config/metrics", rum.create),
    Endpoint("GET", "/api/v2/rum/config/metrics", rum.list_all),
    Endpoint("GET", "/api/v2/rum/config/metrics/{id}", rum.get),
    Endpoint("PATCH", "/api/v2/rum/config/metrics/{id}", rum.update),
    Endpoint("DELETE", "/api/v2/rum/config/metrics/{id}", rum.delete),
    Endpoint("POST", "/api/v2/logs/config/metrics", logs.create),
    Endpoint("GET", "/api/v2/logs/config/metrics", logs.list_all),
    Endpoint("GET", "/api/v2/logs/config/metrics/{id}", logs.get),
    Endpoint("PATCH", "/api/v2/logs/config/metrics/{id}", logs.update),
    Endpoint("DELETE", "/api/v2/logs/config/metrics/{id}", logs.delete),
    Endpoint("POST", "/api/v1/synthetics/tests/api", synthetic_tests.create),
    Endpoint("POST", "/api/v1/synthetics/tests/delete", synthetic_tests.delete),
    Endpoint("GET", "/api/v1/synthetics/tests", synthetic_tests.list_all),
    Endpoint("GET", "/api/v1/synthetics/tests/{id}", synthetic_tests.get),
    Endpoint("GET", "/api/v1/synthetics/tests/api/{id}", synthetic_tests.get),
    Endpoint("PUT", "/api/v1/synthetics/tests/{id}", synthetic_tests.update),
    Endpoint("PUT", "/api/v1/synthetics/tests/api/{id}", synthetic_tests.update),
    Endpoint("PUT", "/api/v1/synthetics/tests/{id}/status", synthetic_tests.set_status),
)

# Paths that an `{id}` would take for its own.
_NOT_EMULATED = ("/api/v1/slo/correction", "/api/v1/synthetics/tests/search")

TOO_LARGE = Answer(413, encoded({"errors": [errors.TOO_LARGE]}).encode())

_EXACT = {(each.method, each.path): each for each in ENDPOINTS if "{" not in each.path}
_PATTERNS = [(re.compile(each.path.replace("{id}", "([^/]+)")), each) for each in ENDPOINTS if "{" in each.path]


def answer(world: World, request: Request) -> Answer:
    """What the emulated Datadog answers; refusals included, nothing is raised for a request that is wrong."""
    try:
        return _handled(world, request)
    except errors.Refused as refused:
        return Answer(refused.status, encoded({"errors": refused.texts}).encode())


def _handled(world: World, request: Request) -> Answer:
    endpoint, ids = _endpoint(request)
    if endpoint and not endpoint.needs_application_key:
        keys.check_api_key(world.keys, request)
    else:
        keys.check_both(world.keys, request)
    if endpoint is None:
        raise errors.not_emulated(f"{request.method} {request.path}")
    return endpoint.handler(world, request, *ids)


def _endpoint(request: Request) -> tuple[Endpoint | None, tuple[str, ...]]:
    exact = _EXACT.get((request.method, request.path))
    if exact:
        return exact, ()
    if request.path in _NOT_EMULATED:
        return None, ()
    for pattern, endpoint in _PATTERNS:
        if endpoint.method == request.method and (found := pattern.fullmatch(request.path)):
            return endpoint, found.groups()
    return None, ()


def application(world: World) -> ASGIApp:
    """The emulated Datadog as an ASGI application for HTTP."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        sent = await body(receive, LARGEST_BODY)
        given = TOO_LARGE if sent is None else _answer(world, scope, sent)
        await reply(send, given)

    return serve


def _answer(world: World, scope: Scope, sent: bytes) -> Answer:
    request = _request(scope, sent)
    return TOO_LARGE if request is None else answer(world, request)


def _request(scope: Scope, sent: bytes) -> Request | None:
    api_key = application_key = None
    encoding = b""
    for name, value in scope["headers"]:
        if name == b"dd-api-key":
            api_key = value.decode("latin-1")
        elif name == b"dd-application-key":
            application_key = value.decode("latin-1")
        elif name == b"content-encoding":
            encoding = value
    query = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
    path = scope["path"].rstrip("/") or "/"
    content = decoded(sent, encoding, LARGEST_BODY)
    return None if content is None else Request(scope["method"], path, query, content, api_key, application_key)
