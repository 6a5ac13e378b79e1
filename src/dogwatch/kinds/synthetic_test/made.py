"""The monitor that Datadog makes of a test and keeps with it."""

from __future__ import annotations

from dogwatch.kinds.resource import Body


def made_monitor(test: Body) -> Body:
    """The body of that monitor as far as the body of the test says it: whom it tells what, how urgently, how often.

    Its query is the one that Datadog has of all of them (recorded), since the test itself is what is looked at.
    """
    options = test.get("options") or {}
    body: Body = {
        "type": "synthetics alert",
        "query": "no_query",
        "name": test["name"],
        "message": test.get("message", ""),
        "tags": test.get("tags") or [],
        "options": options.get("monitor_options") or {},
    }
    return {**body, "priority": options["monitor_priority"]} if options.get("monitor_priority") else body
