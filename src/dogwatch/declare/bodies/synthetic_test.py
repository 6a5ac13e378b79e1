"""From a declared synthetic test to the body that Datadog shall store."""

from __future__ import annotations

from typing import Any

from dogwatch.declare.assertion import Assertion
from dogwatch.declare.bodies.monitor import monitor_resource
from dogwatch.declare.declaration import beside
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.setting import Setting
from dogwatch.declare.synthetic_test import SyntheticTest
from dogwatch.kinds import Body, Resource

# How Datadog names how a monitor is told again, and a test that of its own.
_RENOTIFIED = ("renotify_interval", "renotify_occurrences")
# Where an environment is named in a request: that of a body is its author's.
_ADDRESSES = ("url", "host")


def synthetic_test_resource(test: SyntheticTest, setting: Setting) -> Resource:
    """The test of an environment. What its monitor says to whom is what a monitor of the same feature would say."""
    monitor = monitor_resource(monitor_of(test), setting).body
    body: Body = {
        **test.body,
        "name": setting.name_of(test, test.title),
        "type": "api",
        "subtype": test.subtype,
        "config": _config(test, setting.env),
        "locations": list(test.locations),
        "message": monitor["message"],
        "options": _options(test, monitor),
        "tags": setting.tags_of(test),
    }
    if test.status is not None:
        body["status"] = test.status
    return Resource(test.kind, setting.key_of(test), body, test.place)


def monitor_of(test: SyntheticTest) -> Monitor:
    """A monitor like the one that Datadog makes of the test, whose words, priority and reminders it has."""
    return Monitor(
        test.name,
        **beside(test),
        type="synthetics alert",
        query="no_query",  # as Datadog has it of the monitors that tests bring along (recorded)
        title=test.title,
        what=test.what,
        pages=test.pages,
        priority=test.priority,
        renotify=test.renotify,
    )


def _options(test: SyntheticTest, monitor: Body) -> dict[str, Any]:
    options: dict[str, Any] = {
        "tick_every": round(test.tick_every.seconds),
        "retry": {"count": test.retries, "interval": round(test.retry_interval.seconds * 1000)},
        "min_failure_duration": round(test.min_failure_duration.seconds),
        "min_location_failed": test.min_location_failed,
    }
    if "priority" in monitor:
        options["monitor_priority"] = monitor["priority"]
    if again := {name: monitor["options"][name] for name in _RENOTIFIED if name in monitor["options"]}:
        options["monitor_options"] = again
    return {**options, **test.options}


def _config(test: SyntheticTest, env: str) -> dict[str, Any]:
    config: dict[str, Any] = {"request": _request(test)} if test.config is None else dict(test.config)
    if test.assertions:
        config["assertions"] = [each.body() if isinstance(each, Assertion) else dict(each) for each in test.assertions]
    if isinstance(request := config.get("request"), dict):
        config["request"] = {
            name: value.replace("$env", env) if name in _ADDRESSES and isinstance(value, str) else value
            for name, value in request.items()
        }
    if test.global_variables:
        named = [{"type": "global", "name": name, "id": id} for name, id in test.global_variables.items()]
        config["configVariables"] = [*config.get("configVariables", ()), *named]
    return config


def _request(test: SyntheticTest) -> dict[str, Any]:
    request: dict[str, Any] = {"method": test.method, "url": test.url}
    if test.headers:
        request["headers"] = dict(test.headers)
    if test.data is not None:
        request["body"] = test.data
    return request
