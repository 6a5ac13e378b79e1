"""The variables of Datadog's webhooks, `$EVENT_TITLE` and its like (docs: integrations, webhooks)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from dogwatch.judge import Notification

_VARIABLE = re.compile(r"\$([A-Z][A-Z0-9_]*+)(?:\[([^\[\]]*)\])?")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_EVENT_TYPES: Final = {"query alert": "query_alert_monitor", "metric alert": "metric_alert_monitor"}

# Documented, and empty here: of incidents, signals, tests, pictures, samples and people.
EMPTY: Final = (
    *("EMAIL", "LOGS_SAMPLE", "SNAPSHOT", "USER", "USERNAME"),
    *("INCIDENT_ATTACHMENTS", "INCIDENT_COMMANDER", "INCIDENT_CUSTOMER_IMPACT", "INCIDENT_FIELDS"),
    *("INCIDENT_INTEGRATIONS", "INCIDENT_MSG", "INCIDENT_PUBLIC_ID", "INCIDENT_SEVERITY", "INCIDENT_STATUS"),
    *("INCIDENT_TITLE", "INCIDENT_TODOS", "INCIDENT_URL", "INCIDENT_UUID"),
    *("SECURITY_RULE_GROUP_BY_FIELDS", "SECURITY_RULE_ID", "SECURITY_RULE_MATCHED_QUERIES", "SECURITY_RULE_NAME"),
    *("SECURITY_RULE_QUERY", "SECURITY_RULE_TYPE", "SECURITY_SIGNAL_ATTRIBUTES", "SECURITY_SIGNAL_ID"),
    *("SECURITY_SIGNAL_MSG", "SECURITY_SIGNAL_SEVERITY", "SECURITY_SIGNAL_TITLE"),
    *("SYNTHETICS_FIRST_FAILING_STEP_NAME", "SYNTHETICS_SUMMARY", "SYNTHETICS_TEST_NAME"),
)


class Organization(NamedTuple):
    """The organisation that webhooks speak of."""

    id: int
    name: str


LOCAL: Final = Organization(1, "local")


def variables(notification: Notification, organization: Organization) -> dict[str, str]:
    """What each variable stands for, by its name without the dollar."""
    tags = list(notification.tags)
    return {
        **dict.fromkeys(EMPTY, ""),
        "AGGREG_KEY": notification.key,
        "ALERT_CYCLE_KEY": notification.cycle,
        "ALERT_ID": str(notification.monitor),
        "ALERT_METRIC": notification.metric,
        "ALERT_PRIORITY": f"P{notification.priority}" if notification.priority else "",
        "ALERT_QUERY": notification.query,
        "ALERT_SCOPE": ", ".join(notification.scope),
        "ALERT_STATUS": notification.status,
        "ALERT_TITLE": notification.name,
        "ALERT_TRANSITION": notification.transition,
        "ALERT_TYPE": notification.alert_type,
        "DATE": str(notification.at * 1000),
        "DATE_POSIX": str(notification.at),
        "EVENT_MSG": notification.text,
        "EVENT_TITLE": notification.title,
        "EVENT_TYPE": _EVENT_TYPES.get(notification.type, notification.type.replace(" ", "_")),
        "HOSTNAME": tag(list(notification.scope), "host"),
        "ID": "" if notification.event is None else str(notification.event),
        "LAST_UPDATED": str(notification.at * 1000),
        "LAST_UPDATED_POSIX": str(notification.at),
        "LINK": notification.links.event or notification.links.monitor,
        "METRIC_NAMESPACE": notification.metric.partition(".")[0],
        "ORG_ID": str(organization.id),
        "ORG_NAME": organization.name,
        "PRIORITY": notification.event_priority,
        "TAGS": ",".join(tags),
        "TEXT_ONLY_MSG": plain(notification.text),
    }


def filled(template: str, known: Mapping[str, str], write: Callable[[str], str] = str) -> str:
    """The template with values for its variables, as `write` spells them; what is none stays.

    `$TAGS[role]` is the value of that tag.
    """

    def value(match: re.Match[str]) -> str:
        name, key = match[1], match[2]
        if name not in known:
            return match[0]
        if key is None:
            return write(known[name])
        if name == "TAGS":
            return write(tag(known[name].split(","), key))
        return f"{write(known[name])}[{key}]"

    return _VARIABLE.sub(value, template)


def in_json(value: str) -> str:
    """The value as a part of a text in JSON."""
    return json.dumps(value)[1:-1]


def tag(tags: list[str], key: str) -> str:
    """The value of the first tag with that key; "" without one."""
    return next((each.partition(":")[2] for each in tags if each.startswith(f"{key}:")), "")


def plain(text: str) -> str:
    """The text of an event without its Markdown: no marks, no addresses behind words."""
    return _LINK.sub(r"\1", unframed(text)).replace("**", "")


def unframed(text: str) -> str:
    """The text of an event without the marks around it and the line in it."""
    return text.removeprefix("%%%\n").removesuffix("\n%%%").replace("\n\n- - -\n\n", "\n\n")
