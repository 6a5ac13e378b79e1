"""What messages say, and to whom."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dogwatch.declare.checks.finding import Seen, Watched
from dogwatch.message import read, written_handles, wrong_handle
from dogwatch.names import tag_key
from dogwatch.query import CheckAlert, MetricAlert, scope_tags

# Whole channels and organisations, which are no team's (docs: monitors, notifications).
_EVERYBODY = frozenset({"@all", "@here", "@channel"})
_LOOKS_LIKE_A_HANDLE = re.compile(r"@[^\s{}]+")
# Events, logs and spans have a name too, and a composite speaks of its monitors as a, b and so on.
_NO_TAGS = frozenset({"event", "log", "span", "rum", "issue", "ci", "audit"})


def variable_not_grouped(watched: Watched) -> Seen:
    """Datadog writes nothing in the place of a tag by which the query neither groups nor is scoped."""
    tree, message = watched.tree, str(watched.body.get("message", ""))
    if ".name" not in message or not isinstance(tree, MetricAlert | CheckAlert):
        return
    known = _known_tags(tree)
    for name in read(message).tags:
        if name not in known and name not in _NO_TAGS:
            grouped = ", ".join(tree.groups) or "nothing"
            variable = f"[{name}]" if "." in name else name
            seen = f"{{{{{variable}.name}}}} stays empty: the query groups by {grouped}"
            yield watched.says, seen, f"write .by({name!r}) in the query, or leave the variable out"


# What a message knows of the event, log or run that it is about, and the types of monitors that have one
# (docs: monitors, notification variables).
_TYPES_WITH: Mapping[str, tuple[str, ...]] = {
    "check_message": ("service check",),
    "event": ("event-v2 alert", "event alert"),
    "log": ("log alert", "error-tracking alert"),
    "span": ("trace-analytics alert", "error-tracking alert"),
    "rum": ("rum alert", "error-tracking alert"),
    "issue": ("error-tracking alert",),
    "audit": ("audit alert",),
}
_OF_A_TYPE = re.compile(rf"(?:{'|'.join(_TYPES_WITH)})\b")
# Whose messages speak of other monitors too.
_OF_OTHERS = frozenset({"composite"})


def variable_of_another_type(watched: Watched) -> Seen:
    """Only the monitor of a log, for instance, knows what the log said; Datadog writes nothing in any other."""
    message, type = str(watched.body.get("message", "")), watched.monitor.type
    if "{{" not in message or type in _OF_OTHERS or not _OF_A_TYPE.search(message):
        return
    for path in dict.fromkeys(read(message).variables):
        types = _TYPES_WITH.get(path.steps[0], (type,)) if path.steps else (type,)
        # That of a tag may have one of these names.
        if type not in types and not path.is_tag:
            variable = "{{" + ".".join(path.steps) + "}}"
            seen = f"{variable} stays empty: it is of monitors of the type {' or '.join(types)}, and this is a {type}"
            yield watched.says, seen, "leave it out, or write a monitor of that type"


def _known_tags(tree: MetricAlert | CheckAlert) -> set[str]:
    """The tags whose values a message knows; a status is always of a host."""
    if isinstance(tree, MetricAlert):
        return {*tree.groups, *(tag.key for tag in scope_tags(tree))}
    return {"host", *tree.groups, *map(tag_key, tree.tags)}


def handle_without_team(watched: Watched) -> Seen:
    """A handle in a text is told in every environment, and nobody finds it when a team moves its channel."""
    message, owned = str(watched.body.get("message", "")), watched.around.owned
    if not owned or owned.issuperset(_LOOKS_LIKE_A_HANDLE.findall(message)):
        return  # nearly always; and where no team has handles, somebody keeps them elsewhere
    for handle in dict.fromkeys(each.rstrip(".,;:!?)") for each in written_handles(message)):
        if handle not in owned and handle not in _EVERYBODY and "{{" not in handle and not wrong_handle(handle):
            seen = f"{handle} belongs to none of the catalog's teams"
            yield watched.says, seen, "give it to a team, as in Team(…, notify=…), or write one of theirs"
