"""What an application key has to be allowed, kind by kind: to read for a plan, and to write for an apply.

Sources: `x-permission` and `security` in Datadog's v1 and v2 API descriptions. Where those state nothing, `stated` is
false, and the row says what Datadog's list of role permissions has for it (docs: account management, RBAC permissions).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Permissions:
    """The permissions of a kind, which are scopes of an application key by the same names."""

    read: tuple[str, ...]
    write: tuple[str, ...]
    stated: bool = True


# A kind without a row is a test that fails.
PERMISSIONS: Mapping[str, Permissions] = {
    "metric_metadata": Permissions(("metrics_read",), ("metrics_metadata_write",)),
    "metric_tags": Permissions(("metrics_read",), ("metric_tags_write",)),
    "span_metric": Permissions(("apm_read",), ("apm_generate_metrics",)),
    "rum_metric": Permissions(("rum_apps_read",), ("rum_generate_metrics",), stated=False),
    "log_metric": Permissions(("logs_read_config",), ("logs_generate_metrics",)),
    "monitor": Permissions(("monitors_read",), ("monitors_write",)),
    "slo": Permissions(("slos_read",), ("slos_write",)),
    "notification_rule": Permissions(("monitors_read",), ("monitor_config_policy_write",)),
    "downtime": Permissions(("monitors_downtime",), ("monitors_downtime",)),
    "slo_correction": Permissions(("slos_read",), ("slos_corrections",)),
    "dashboard": Permissions(("dashboards_read",), ("dashboards_write",)),
    "dashboard_list": Permissions(("dashboards_read",), ("dashboards_write",)),
    "powerpack": Permissions(("dashboards_read",), ("dashboards_write",)),
    "synthetic_test": Permissions(("synthetics_read",), ("synthetics_write",)),
    "system": Permissions(("apm_service_catalog_read",), ("apm_service_catalog_write",)),
}
