"""The fields of a synthetic API test. Sources: Datadog's v1 API description (SyntheticsAPITest), recorded exchanges.

`status` is people's unless it is declared: they pause a test while they repair what it finds. Options without a row
here are compared when declared and carried along when only found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    text,
    texts,
    whole,
    wrong_types,
)
from dogwatch.kinds.resource import Problem

from .secrets import secret_problems

SUBTYPES = ("http", "ssl", "tcp", "dns", "multi", "icmp", "udp", "websocket", "grpc")
ASSERTION_TYPES = (
    *("body", "bodyHash", "certificate", "connection", "grpcHealthcheckStatus", "grpcMetadata", "grpcProto", "header"),
    *("javascript", "jitter", "latency", "minTlsVersion", "multiNetworkHop", "networkHop", "packetLossPercentage"),
    *("packetsReceived", "property", "receivedMessage", "recordEvery", "recordSome", "responseTime", "statusCode"),
    "tlsVersion",
)
ASSERTION_OPERATORS = (
    *("contains", "doesNotContain", "is", "isNot", "lessThan", "lessThanOrEqual", "moreThan", "moreThanOrEqual"),
    *("matches", "doesNotMatch", "validates", "isInMoreThan", "isInLessThan", "doesNotExist", "isUndefined", "md5"),
    *("sha1", "sha256", "validatesJSONPath", "validatesJSONSchema", "validatesXPath"),
)

REQUIRED = {"name": text, "config": mapping, "options": mapping, "locations": texts}
TOP: Mapping[str, Field] = {"message": Field(text, default="")}
UNMANAGED: Mapping[str, Field] = {"status": Field(one_of("live", "paused")), "tags": Field(texts)}
OPTIONS: Mapping[str, Field] = {
    "tick_every": Field(whole(30, 604800)),
    "min_failure_duration": Field(whole(0, 7200), default=0),
    "min_location_failed": Field(whole(1), default=1),
    "follow_redirects": Field(boolean),
    "allow_insecure": Field(boolean),
    "accept_self_signed": Field(boolean),
    "httpVersion": Field(one_of("http1", "http2", "any"), default="any"),
    "monitor_name": Field(text, same_as_default=("",)),
    "monitor_priority": Field(whole(1, 5)),
}
RETRY: Mapping[str, Field] = {"count": Field(whole(0, 5), default=0), "interval": Field(number, default=300)}
# Answers to creates show these where any of them was sent (recorded).
MONITOR_OPTIONS: Mapping[str, Field] = {
    "escalation_message": Field(text, default=""),
    "include_tags": Field(boolean, default=True),
    "new_host_delay": Field(whole(), default=300),
    "notification_preset_name": Field(text, default="show_all"),
    "notify_audit": Field(boolean, default=False),
    "on_missing_data": Field(text, default="show_no_data"),
    "renotify_interval": Field(whole(), default=0),
    "renotify_occurrences": Field(whole(), default=0),
}
CONFIG: Mapping[str, Field] = {"assertions": Field(listing, default=[]), "variablesFromScript": Field(text, default="")}

SERVER_OWNED = frozenset(
    {
        "created_at",
        "created_by",
        "creation_source",
        "creator",
        "deleted_at",
        "id",
        "modified_at",
        "modified_by",
        "monitor_id",
        "org_id",
        "overall_state",
        "overall_state_modified",
        "public_id",
        "stepCount",
    }
)

# Which downtimes mute its monitor (recorded in lists).
SERVER_OWNED_OPTIONS = frozenset({"downtime_ids"})


def problems(body: Mapping[str, Any]) -> list[Problem]:
    """Everything in a declared test that Datadog would refuse, and secrets that stand in it."""
    found = [required(body, name, check) for name, check in REQUIRED.items()]
    found += [*owned_by_datadog("", body, SERVER_OWNED), *wrong_types("", body, TOP)]
    found += wrong_types("", body, UNMANAGED)
    if body.get("type") != "api":
        found.append(Problem("type", f"{body.get('type')!r}", "write 'api'; dogwatch keeps no tests of other types"))
    found.append(required(body, "subtype", one_of(*SUBTYPES)))
    wrong = [problem for problem in found if problem]
    return wrong or [*_locations(body), *_options(body["options"]), *_config(body), *secret_problems(body["config"])]


def _locations(body: Mapping[str, Any]) -> Iterator[Problem]:
    if not body["locations"]:
        yield Problem("locations", "there is none", "write where it runs, as in 'aws:eu-central-1'")


def _options(options: Mapping[str, Any]) -> Iterator[Problem]:
    found = [required(options, "tick_every", OPTIONS["tick_every"].check), *wrong_types("", options, OPTIONS)]
    for name, fields in (("retry", RETRY), ("monitor_options", MONITOR_OPTIONS)):
        if name in options:
            expected = mapping(options[name])
            found += [Problem(name, f"{options[name]!r}", f"write {expected}")] if expected else []
            found += [] if expected else wrong_types(f"{name}.", options[name], fields)
    met: dict[Problem, None] = dict.fromkeys(problem for problem in found if problem)
    yield from (Problem(f"options.{each.path}", each.seen, each.remedy) for each in met)


def _config(body: Mapping[str, Any]) -> Iterator[Problem]:
    config = body["config"]
    if body["subtype"] == "multi":
        wrong = required(config, "steps", listing)
        yield from [Problem("config.steps", wrong.seen, wrong.remedy)] if wrong else []
        return
    yield from _request(body["subtype"], config)
    wrong = required(config, "assertions", listing)
    if wrong or not config["assertions"]:
        yield Problem("config.assertions", "nothing is asserted", "write what shall hold of the answer")
    for place, assertion in enumerate(() if wrong else config["assertions"]):
        yield from _assertion(f"config.assertions[{place}]", assertion)


def _request(subtype: str, config: Mapping[str, Any]) -> Iterator[Problem]:
    if wrong := required(config, "request", mapping):
        yield Problem("config.request", wrong.seen, wrong.remedy)
    elif subtype == "http":
        for name in ("method", "url"):
            if wrong := required(config["request"], name, text):
                yield Problem(f"config.request.{name}", wrong.seen, wrong.remedy)


def _assertion(path: str, assertion: Any) -> Iterator[Problem]:
    if not isinstance(assertion, Mapping) or assertion.get("type") not in ASSERTION_TYPES:
        seen = f"{assertion.get('type') if isinstance(assertion, Mapping) else assertion!r} is no type of an assertion"
        yield Problem(path, seen, f"write one of {', '.join(ASSERTION_TYPES)}")
    elif assertion["type"] != "javascript" and assertion.get("operator", "is") not in ASSERTION_OPERATORS:
        yield Problem(
            path, f"{assertion['operator']!r} compares nothing", f"write one of {', '.join(ASSERTION_OPERATORS)}"
        )
    elif assertion["type"] == "header" and not isinstance(assertion.get("property"), str):
        yield Problem(path, "it names no header", 'write its name as the "property"')
