"""Groups: what a monitor keeps a state of, and whom it tells by."""

from __future__ import annotations

from dogwatch.declare.checks.finding import Seen, Watched
from dogwatch.query import CheckAlert, EventAlert, FormulaAlert, Opaque, SloAlert

# docs: monitors, types: log and event
_MOST_FACETS = 4


def service_check_without_by(watched: Watched) -> Seen:
    """Datadog refuses a service check that does not say what it keeps a state of (docs: API, monitors)."""
    tree = watched.tree
    if isinstance(tree, CheckAlert) and not any(step.name == "by" for step in tree.steps):
        yield "query", "it does not say what it groups by", 'write .by("host"), or .by("*") for all together'


def notify_by_without_group(watched: Watched) -> Seen:
    """Messages can be told apart only by what the query groups by (docs: monitors, configuration, notify)."""
    tree = watched.tree
    if tree is None or isinstance(tree, SloAlert | Opaque) or not hasattr(tree, "groups"):
        return
    keys = watched.options.get("notify_by") or ()
    # What a formula groups by stands in its queries.
    if "*" in keys and not tree.groups and not isinstance(tree, FormulaAlert):
        seen = "all groups are told of together, and the query groups by nothing"
        yield "options.notify_by", seen, "leave notify_by out, or write .by() in the query"
    for key in keys:
        if key != "*" and key not in tree.groups:
            grouped = ", ".join(tree.groups) or "nothing"
            yield "options.notify_by", f"{key!r}, and the query groups by {grouped}", f"write .by({key!r}) in the query"


def too_many_facets(watched: Watched) -> Seen:
    """Datadog groups events by four facets at most (docs: monitors, types: log and event)."""
    tree = watched.tree
    if isinstance(tree, EventAlert) and len(tree.groups) > _MOST_FACETS:
        seen = f"it groups by {len(tree.groups)} facets: {', '.join(tree.groups)}"
        yield "query", seen, f"keep at most {_MOST_FACETS}"
