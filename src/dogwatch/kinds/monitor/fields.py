"""The fields of a monitor in one table: type, Datadog's default, and who owns them.

Sources: Datadog's v1 API description (Monitor, MonitorOptions, MonitorThresholds), recorded exchanges of its clients,
and the differences its own tools ignore. Four classes of fields:

- known with a default: absent means the default, so a field removed from the code goes back to it;
- owned by the server: never sent, never compared;
- unmanaged unless declared: people set them in the UI (restricted_roles, restriction_policy, draft_status, assets), or
  Datadog fills in a value it does not document (avalanche_window); left as found when the catalog says nothing;
- unknown: whatever has no row here and came after this table was written.

The last two need no rows: both are compared when declared and carried along when only found. Two of them Datadog does
not show in a list, so they are compared only where it shows them (`SHOWN_ON_REQUEST`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dogwatch.kinds.fields import (
    Field,
    boolean,
    listing,
    mapping,
    number,
    one_of,
    owned_by_datadog,
    required,
    several_of,
    text,
    texts,
    whole,
    wrong_types,
)
from dogwatch.kinds.resource import Problem

TYPES = (
    "query alert",
    "metric alert",
    "service check",
    "composite",
    "slo alert",
    "event-v2 alert",
    "event alert",
    "log alert",
    "trace-analytics alert",
    "rum alert",
    "error-tracking alert",
    "ci-pipelines alert",
    "ci-tests alert",
    "audit alert",
    "process alert",
    "database-monitoring alert",
    "network-performance alert",
    "network-path alert",
    "cost alert",
    "data-quality alert",
    "data-jobs alert",
    "llm-observability alert",
)

_DURATION = re.compile(r"(\d{1,4})([mhd])")
_SECONDS = {"m": 60, "h": 3600, "d": 86_400}
_SHORTEST_RETENTION, _LONGEST_RETENTION = 3600, 72 * 3600


def _retention(value: Any) -> str | None:
    """Groups are kept for 60 minutes to 72 hours after their last event (v1 API description)."""
    found = _DURATION.fullmatch(value) if isinstance(value, str) else None
    seconds = int(found[1]) * _SECONDS[found[2]] if found else 0
    return None if _SHORTEST_RETENTION <= seconds <= _LONGEST_RETENTION else "a time from '60m' to '72h'"


def _links(value: Any) -> str | None:
    """Links to runbooks, as recorded answers show them."""
    is_right = listing(value) is None and all(mapping(each) is None and _said(each) >= _LINK for each in value)
    return None if is_right else f"a list of objects with {', '.join(sorted(_LINK))}"


def _said(link: Mapping[str, Any]) -> set[str]:
    return {name for name, value in link.items() if isinstance(value, str) and value}


_LINK = {"name", "category", "url"}

REQUIRED = {"name": text, "type": one_of(*TYPES), "query": text}

TOP: Mapping[str, Field] = {
    "message": Field(text, default=""),
    "priority": Field(whole(1, 5), same_as_default=(0,)),
}

# People set these, and an answer shows them with these values where nobody did (v1 API description).
UNMANAGED: Mapping[str, Field] = {
    "assets": Field(_links, same_as_default=([],)),
    "draft_status": Field(one_of("draft", "published"), default="published"),
    "restricted_roles": Field(texts, same_as_default=([],)),
    "restriction_policy": Field(mapping, same_as_default=({}, {"bindings": []})),
}

OPTIONS: Mapping[str, Field] = {
    "enable_logs_sample": Field(boolean, default=False),
    "enable_samples": Field(boolean, default=False),
    "escalation_message": Field(text, same_as_default=("",)),
    "evaluation_delay": Field(whole(0, 86_400), same_as_default=(0,)),
    "group_retention_duration": Field(_retention),
    "groupby_simple_monitor": Field(boolean, default=False),
    "include_tags": Field(boolean, default=True),
    "locked": Field(boolean, default=False),
    "min_failure_duration": Field(whole(0, 7200), default=0),
    "min_location_failed": Field(whole(), default=1),
    "new_group_delay": Field(whole()),
    "new_host_delay": Field(whole(), default=300),
    "no_data_timeframe": Field(whole()),
    "notification_preset_name": Field(
        one_of(
            "show_all",
            "hide_query",
            "hide_handles",
            "hide_all",
            "hide_query_and_handles",
            "show_only_snapshot",
            "hide_handles_and_footer",
        ),
        default="show_all",
    ),
    "notify_audit": Field(boolean, default=False),
    "notify_by": Field(listing, same_as_default=([],)),
    "notify_no_data": Field(boolean, default=False),
    "on_missing_data": Field(one_of("default", "show_no_data", "show_and_notify_no_data", "resolve")),
    "renotify_interval": Field(whole(), same_as_default=(0, "0")),
    "renotify_occurrences": Field(whole()),
    "renotify_statuses": Field(several_of("alert", "warn", "no data"), same_as_default=([],)),
    "require_full_window": Field(boolean, default=False),
    "scheduling_options": Field(mapping),
    "threshold_windows": Field(mapping, same_as_default=({},)),
    "timeout_h": Field(whole(0, 24), same_as_default=(0,)),
    "variables": Field(listing, same_as_default=([],)),
}

THRESHOLDS: Mapping[str, Field] = {
    "critical": Field(number),
    "critical_query": Field(text),
    "critical_recovery": Field(number),
    "critical_recovery_query": Field(text),
    "ok": Field(number),
    "unknown": Field(number),
    "warning": Field(number),
    "warning_recovery": Field(number),
}

# A service check without these needs one status in a row; the API may leave them out of its answer.
CHECK_THRESHOLDS: Mapping[str, Field] = {
    **THRESHOLDS,
    "ok": Field(number, default=1),
    "warning": Field(number, default=1),
}

SERVER_OWNED = frozenset(
    {
        "created",
        "created_at",
        "creator",
        "deleted",
        "id",
        "matching_downtimes",
        "modified",
        "multi",
        "org_id",
        "overall_state",
        "overall_state_modified",
        "restricted",
        "run_as",
        "state",
    }
)

# `silenced` shows v1 downtimes: sending it back would mute or unmute a monitor. The rest is computed by Datadog.
SERVER_OWNED_OPTIONS = frozenset({"aggregation", "device_ids", "silenced", "synthetics_check_id"})

# Recorded: a list leaves them out, and reading one monitor answers an empty `assets` unless asked for with a parameter.
SHOWN_ON_REQUEST = frozenset({"assets", "restriction_policy"})


def problems(body: Mapping[str, Any]) -> list[Problem]:
    """Everything in a declared body that has the wrong type or may not be declared at all."""
    options = {} if body.get("options") is None else body["options"]
    found = [required(body, name, check) for name, check in REQUIRED.items()]
    found += wrong_types("", body, {**TOP, **UNMANAGED, "tags": Field(texts)})
    if expected := mapping(options):
        return [*filter(None, found), Problem("options", f"{options!r}", f"write {expected}")]
    found += wrong_types("options.", options, OPTIONS)
    found += owned_by_datadog("", body, SERVER_OWNED) + owned_by_datadog("options.", options, SERVER_OWNED_OPTIONS)
    thresholds = {} if options.get("thresholds") is None else options["thresholds"]
    if expected := mapping(thresholds):
        found.append(Problem("options.thresholds", f"{thresholds!r}", f"write {expected}"))
    else:
        found += wrong_types("options.thresholds.", thresholds, THRESHOLDS)
    return [problem for problem in found if problem]
