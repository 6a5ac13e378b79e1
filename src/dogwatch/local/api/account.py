"""Whose the keys are and what they may: the one user, what it is permitted, and its application key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5

from . import errors, user
from .message import Answer, Request, ok, whole

if TYPE_CHECKING:
    from .world import World

# By Datadog's names, what the endpoints that are emulated ask for, users and integrations included.
PERMISSIONS: Final = (
    "apm_generate_metrics",
    "apm_read",
    "apm_service_catalog_read",
    "apm_service_catalog_write",
    "dashboards_read",
    "dashboards_write",
    "events_read",
    "integrations_read",
    "logs_generate_metrics",
    "logs_read_config",
    "metric_tags_write",
    "metrics_metadata_write",
    "metrics_read",
    "monitor_config_policy_write",
    "monitors_downtime",
    "monitors_read",
    "monitors_write",
    "rum_apps_read",
    "rum_generate_metrics",
    "slos_corrections",
    "slos_read",
    "slos_write",
    "synthetics_read",
    "synthetics_write",
    "timeseries_query",
    "user_access_read",
    "user_app_keys",
)
_PAGE: Final = "10"


def validate_keys(world: World, request: Request) -> Answer:
    """`GET /api/v2/validate_keys`: both keys were checked before."""
    return ok({"status": "ok"})


def current_user(world: World, request: Request) -> Answer:
    """`GET /api/v2/current_user`: who owns the application key."""
    return ok({"data": user.INCLUDED, "included": []})


def permissions(world: World, request: Request, id: str) -> Answer:
    """`GET /api/v2/users/{id}/permissions`: the one user has all there are here."""
    if id != user.ID:
        raise errors.Refused(404, errors.USER_NOT_FOUND)
    return ok({"data": [_permission(name) for name in PERMISSIONS]})


def _permission(name: str) -> dict[str, object]:
    return {"type": "permissions", "id": str(uuid5(UUID(user.ID), name)), "attributes": {"name": name}}


def application_keys(world: World, request: Request) -> Answer:
    """`GET /api/v2/current_user/application_keys`: the one key, which has no scopes; only its end is shown."""
    id = str(uuid5(UUID(world.keys.organisation), "application key"))
    attributes = {"name": "local", "last4": world.keys.application[-4:], "scopes": None}
    return _paged(request, {"type": "application_keys", "id": id, "attributes": attributes})


def users(world: World, request: Request) -> Answer:
    """`GET /api/v2/users`: the one user, where `filter` is in its name or address and `filter[status]` has Active."""
    sought = request.query.get("filter", "").lower()
    statuses = request.query.get("filter[status]", "Active").split(",")
    is_found = sought in f"{user.NAME} {user.HANDLE}".lower() and "Active" in statuses
    return _paged(request, *([user.INCLUDED] if is_found else []))


def _paged(request: Request, *found: object) -> Answer:
    """The page that `page[number]` asks for of what is never more than one page."""
    if not whole(request.query.get("page[size]", _PAGE)):
        raise errors.invalid("page[size]")
    if (number := whole(request.query.get("page[number]", "0"))) is None:
        raise errors.invalid("page[number]")
    shown = [] if number else list(found)
    return ok({"data": shown, "meta": {"page": {"total_count": len(found), "total_filtered_count": len(found)}}})
