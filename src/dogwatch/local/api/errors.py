"""Every text with which the emulated Datadog refuses, in one place.

Texts marked *recorded* occur in recorded exchanges, *quoted* in Datadog's own tests or in reports of their users; the
others are this project's words, because no source tells Datadog's (`docs/fidelity.md` lists which).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus


class Refused(Exception):
    """A request the emulated Datadog refuses: the HTTP status and the body `{"errors": [...]}`.

    An error is a text, or an object where an endpoint has those.
    """

    def __init__(self, status: int, *texts: str | Mapping[str, str]) -> None:
        self.status = status
        self.texts = texts
        super().__init__(f"{status}: {'; '.join(map(str, texts))}")


API_KEY_REQUIRED = "API key required"  # recorded
FORBIDDEN = "Forbidden"  # quoted
MONITOR_NOT_FOUND = "Monitor not found"  # recorded
INVALID_GROUP_STATES = "Invalid group_state filters."  # recorded
SOME_MONITORS_INVALID = "Some monitor IDs are invalid"  # quoted
ALERT_STATUS_REQUIRED = "Alert status is required."  # quoted
LAST_TOO_SMALL = "Last field should be larger than or equal to max threshold defined in monitor options"  # quoted
RECOVERS_WHILE_ALERTING = (  # quoted
    "alert and alert recovery criteria are such that the monitor can be simultaneously in alert and alert recovery"
    " states"
)
TYPE_CHANGE = "Monitor type change not allowed"  # quoted in part
MALFORMED_JSON = "Malformed JSON in the body of the request"
TOO_LARGE = "Payload too large"
NOT_AN_OBJECT = "The body of the request must be a JSON object"
SYNTHETICS_ONLY = "Monitors of type 'synthetics alert' are created through the Synthetics API"
DOWNTIME_NOT_FOUND = "Downtime not found"  # recorded
DOWNTIME_ID = "Invalid URL param: downtime_id must be an uuid"  # recorded
NOTIFICATION_RULE_NOT_FOUND = "Monitor Notification Rule not found"  # recorded
RECIPIENT_WITH_AT = "Invalid recipients: Recipient handle should not start with '@'"  # recorded
POLICY_NOT_FOUND = "Monitor Config Policy not found"
ONLY_TEAM_TAGS = "Invalid tag format. Valid tag keys are: team."  # recorded
EVENT_TOO_OLD = "Event too far in the past"  # recorded
NO_SUCH_EVENT = "No event matches that event_id."
OUTSIDE_RETENTION = "Queries ending outside the retention date are invalid"  # recorded
EMPTY_DEFAULT = "Minimum length of parameter 'defaults' should be 1"  # quoted
NO_SUCH_METRIC = "Cannot configure tags on a metric that does not exist."  # quoted
METADATA_NOT_UPDATED = "error updating metric metadata"  # quoted
LAYOUT_CHANGE = "The layout_type of a dashboard cannot be changed"
NOT_LASTING = 'attribute "uniqueness" failed excluded_if validation'  # recorded
SYNTHETIC_TEST_NOT_FOUND = "Synthetics test not found"  # recorded
USER_NOT_FOUND = "User not found"
WEBHOOK_NOT_FOUND = "Webhook not found"
OTHER_ID = "ID provided in the payload does not match the url parameter"  # recorded


def not_emulated(what: str) -> Refused:
    return Refused(501, f"not emulated: {what}")


def required(parameter: str) -> Refused:  # quoted
    return Refused(400, f"The parameter '{parameter}' is required")


def invalid(parameter: str, detail: str | None = None) -> Refused:  # recorded with and without detail
    text = f"The value provided for parameter '{parameter}' is invalid"
    return Refused(400, text if detail is None else f"{text}: {detail}")


def bad_query(why: str) -> str:  # quoted in part
    return f"Error parsing query: {why}"


def unknown_names(formula: str, unknown: Iterable[str], queries: Iterable[str]) -> str:
    return f"The formula '{formula}' names {', '.join(unknown)}; the queries of the request are {', '.join(queries)}"


def invalid_operator(operator: str = "") -> Refused:  # quoted
    return invalid("query", f"invalid operator specified: {operator}")


def duplicate(id: int, org: int) -> Refused:  # recorded
    return Refused(400, f"Duplicate of an existing monitor_id:{id} org_id:{org}")


def threshold_mismatch(threshold: float, in_query: float) -> Refused:  # quoted
    return Refused(400, f"Alert threshold ({threshold}) does not match that used in the query ({in_query}).")


def warning_side(warning: float, critical: float, side: str, operator: str) -> Refused:  # quoted
    text = f"Warning threshold ({warning}) must be {side} than the alert threshold ({critical})"
    return Refused(400, f"{text} with {operator} comparison.")


def bad_status(status: str) -> Refused:  # recorded
    return Refused(400, f"Query parsing error: '{status}' is not a valid monitor status")


def bad_search(why: str) -> Refused:
    return Refused(400, f"Query parsing error: {why}")


def used_by_composites(id: int, name: str, users: Iterable[tuple[object, str]]) -> str:  # quoted
    return f"monitor [{id},{name}] is referenced in composite monitors: {_listed(users)}"


def used_by_slos(id: int, name: str, users: Iterable[tuple[object, str]]) -> str:  # quoted
    return f"monitor [{id},{name}] is referenced in slos: {_listed(users)}"


def slo_used(id: str, name: str, by: str, users: Iterable[tuple[object, str]]) -> str:
    return f"SLO [{id},{name}] is referenced in {by}s: {_listed(users)}"


def _listed(users: Iterable[tuple[object, str]]) -> str:
    return f"[{', '.join(f'{user},{title}' for user, title in users)}]"


def burn_rate(threshold: float, most: float) -> Refused:  # quoted
    range = f"in range 0 to {most} for burn rate alerts (max threshold = 1/1-slo target)"
    return Refused(400, f"Alert threshold ({threshold}) must be {range}.")


def tag_missing(key: str) -> Refused:
    return Refused(400, f"Monitor tag policy: a tag with the key '{key}' is required")


def tag_value(key: str, value: str, allowed: Iterable[str]) -> Refused:
    return Refused(400, f"Monitor tag policy: '{key}:{value}' is not allowed, use one of: {', '.join(allowed)}")


def slo(why: str) -> Refused:  # recorded form; the words after it are ours but where said otherwise
    return Refused(400, f"Invalid payload: {why}")


def slo_required(parameter: str) -> Refused:  # quoted
    return slo(f"Required parameter '{parameter}' is missing")


def slo_not_found(id: str) -> Refused:  # recorded
    return Refused(404, f"SLO not found: {id} not found")


def additional_property(name: str) -> Refused:  # recorded
    return Refused(400, f"Additional properties are not allowed ('{name}' was unexpected)")


def duplicate_downtime(ids: list[str]) -> Refused:  # quoted
    return Refused(400, f"The downtime being created is a duplicate of one or more existing downtimes: {ids}")


def correction(why: str) -> Refused:
    return Refused(400, f"Invalid SLO correction: {why}")


def correction_not_found(id: str) -> Refused:
    return Refused(404, f"SLO correction not found: {id}")


def dashboard_not_found(id: str) -> Refused:  # recorded
    return Refused(404, f"Dashboard with ID {id} not found")


def dashboard_list_not_found(id: str) -> Refused:  # recorded
    return Refused(404, f"Manual Dashboard List with id {id} not found")


def entity_not_found(id: str) -> Refused:
    return Refused(404, f"Entity not found: {id}")


def dashboard_invalid(parameter: str, value: object) -> Refused:  # recorded form
    return Refused(400, f"'{parameter}' value '{value}' is invalid")


def template_variables(value: object) -> Refused:  # recorded
    return dashboard_invalid("template_variables", value)


def metric_not_found(name: str) -> Refused:  # recorded for configurations, quoted for metrics
    return Refused(404, f"{name} not found")


def titled(status: int, detail: str) -> Refused:  # recorded form
    return Refused(status, {"status": str(status), "title": HTTPStatus(status).phrase, "detail": detail})


def generated_metric_not_found(id: str) -> str:  # recorded
    return f"not_found(Metric with name '{id}' not found)"


def name_taken(id: str) -> str:  # recorded
    taken = f"'{id}' cannot be used as metric name, a metric already exists with that name"
    return f"conflict(Field 'data.id' is invalid: {taken})"


def cannot_change(parameter: str) -> Refused:
    return invalid(parameter, "it cannot be changed after creation")


def powerpack(field: str, why: str) -> Refused:  # recorded form, and words for a missing group; the others are ours
    return Refused(400, f"API input validation failed: {{'{field}': ['{why}']}}")


def powerpack_not_found(id: str) -> str:  # recorded
    return f"Powerpack with ID {id} not found"


def widget_invalid(position: int, type: object, why: str) -> Refused:  # quoted form; what follows "Error:" is ours
    return Refused(400, f"Invalid widget definition at position {position} of type {type}. Error: {why}.")
