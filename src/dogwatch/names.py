"""Names that a service, the catalog and Datadog must agree on: metrics of a feature, tags, the mark.

Tag rules are Datadog's: a tag starts with a letter, has letters, digits and `_-:./`, is lower-cased, is at most 200
characters long and does not end with a colon; anything else is rewritten when it arrives (docs: getting started with
tags).

A service loads this module, so it does without what takes long to load, such as `dataclasses`, and compiles patterns
when they are first needed.
"""

# Not `annotations` from `__future__`: texts are compiled for a NamedTuple, which makes a twentieth of the import.
import functools
import re
from collections.abc import Iterable
from typing import Literal, NamedTuple, Self

# What the names of the metrics begin with that the instrumentation sends.
NAMESPACE = "feature"

MANAGED_BY = "managed_by:dogwatch"
MARK_KEY = "dogwatch"
# What forbids to delete an object: a tag where there are tags, else the word behind its mark.
PROTECTED = "protected"
PROTECTED_TAG = "protected_by:dogwatch"
# Parts of composites have it, so that a list of what alerts can leave them out.
TELLS_NOBODY = "tells:nobody"

TAG_MAXIMUM = 200
_compiled = functools.cache(re.compile)
_NOT_IN_A_TAG = r"[^\w\-:./]"
_NAME = r"[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)*"


class Metric(NamedTuple):
    """A metric that the instrumentation sends for every feature.

    `unit` is as Datadog spells it; `percentiles` says whether Datadog shall compute them of a distribution; `tags` are
    the keys that are kept, beside which nothing is ever asked for.
    """

    name: str
    type: Literal["count", "distribution", "set"]
    unit: str
    description: str
    percentiles: bool
    tags: tuple[str, ...]


# What dogwatch itself puts on calls: the template of the route, and the feature of the service that asked.
ROUTE, UPSTREAM = "route", "feature.upstream"
OWN_TAGS = frozenset({ROUTE, UPSTREAM})

_CALL = ("env", "service", "version", "feature")

HITS = Metric(
    "feature.hits",
    "count",
    "request",
    "Calls of a feature; outcome is ok or error, fast is true within the bound that the service knows",
    False,
    (*_CALL, "outcome", "error_type", ROUTE, UPSTREAM, "fast"),
)
DURATION = Metric(
    "feature.duration", "distribution", "second", "Time that a call of a feature took", True, (*_CALL, "outcome")
)
CPU = Metric("feature.cpu", "distribution", "second", "Processor time that a call of a feature took", True, _CALL)
IN_FLIGHT = Metric("feature.in_flight", "distribution", "request", "Calls of a feature that run at once", False, _CALL)
INTERACTIONS = Metric(
    "feature.interactions", "count", "event", "What people do with a feature, by action", False, (*_CALL, "action")
)
# A set is counted per ten seconds and host, so its values do not add up.
USERS = Metric("feature.users", "set", "user", "Distinct people in ten seconds on one host", False, _CALL)
# Memory belongs to a process: under threads none of it can be put down to one feature.
PROCESS_MEMORY = Metric(
    "feature.process.memory",
    "distribution",
    "byte",
    "Resident memory of the processes of a service",
    False,
    ("env", "service", "version"),
)
PROCESS_CPU = Metric(
    "feature.process.cpu",
    "distribution",
    "core",
    "Processors that the processes of a service kept busy",
    False,
    ("env", "service", "version"),
)

METRICS = (HITS, DURATION, CPU, IN_FLIGHT, INTERACTIONS, USERS, PROCESS_MEMORY, PROCESS_CPU)
DISTRIBUTIONS = frozenset(metric.name for metric in METRICS if metric.type == "distribution")

# What the instrumentation says of itself.
CLIENT_DROPPED = Metric(
    "dogwatch.client.dropped",
    "count",
    "event",
    "Values that a service could not send, by reason",
    False,
    ("env", "service", "version", "reason"),
)
CLIENT_LIMITED = Metric(
    "dogwatch.client.limited",
    "count",
    "event",
    "Values that were sent with the tag value other, by the metric that has too many combinations of tags",
    False,
    ("env", "service", "version", "metric"),
)


# The version of the file in which a catalog tells services of its features.
CATALOG_FILE = 1

# How requests are asked for, and what stands there for a task of a queue.
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
TASK = "TASK"
_SEGMENT = r"/(?:[^\s/{}<>?#]+|\{[A-Za-z_]\w*\})"
_PATH = rf"(?:/|(?:{_SEGMENT})+/?|(?:{_SEGMENT})*/\{{[A-Za-z_]\w*:path\}})"
_ROUTE = rf"(?:{'|'.join(METHODS)}) {_PATH}|{TASK} [^\s{{}}]+"


def is_route(text: str) -> bool:
    """Whether the text says which requests are meant: `GET /products/{id}`, `GET /files/{name:path}`, `TASK shop.pay`.

    A segment of the path is literal or varies as a whole; the last may stand for all that follows.
    """
    return _compiled(_ROUTE).fullmatch(text) is not None


def route_order(route: str) -> list[int]:
    """What sorts routes so that the first that fits a path is the one that is meant.

    A literal segment comes before one that varies, and both before the rest of a path.
    """
    return [2 if part.endswith(":path}") else int("{" in part) for part in route.split("/")]


def is_within(metric: str, namespaces: Iterable[str]) -> bool:
    """Whether a metric's name begins with one of the namespaces: `feature.hits` is within `feature`."""
    return any(metric.startswith(f"{namespace}.") for namespace in namespaces)


def normalized_tag(tag: str) -> str:
    """The tag as Datadog would store it; equal to the input when nothing would be rewritten."""
    lowered = _compiled(_NOT_IN_A_TAG).sub("_", tag.lower())
    while lowered and not lowered[0].isalpha():
        lowered = lowered[1:]
    return lowered[:TAG_MAXIMUM].rstrip(":")


def is_name(text: str) -> bool:
    """Whether the text can be part of a key and of a tag as it stands: lower case words joined by `-`, `_` or `.`."""
    return _compiled(_NAME).fullmatch(text) is not None and len(text) <= 80


def tag_key(tag: str) -> str:
    """The key of a tag: what stands before the first colon, or the whole of a tag without one."""
    return tag.partition(":")[0]


class Mark(NamedTuple):
    """What a managed object carries to say which declaration it comes from: environment and key.

    The key begins with the catalog, so that two catalogs and two environments live in one organisation.
    """

    env: str
    key: str

    @property
    def catalog(self) -> str:
        return self.key.partition("/")[0]

    @property
    def tag(self) -> str:
        return f"{MARK_KEY}:{self.env}/{self.key}"

    def line(self, *, is_protected: bool) -> str:
        """What stands in a text, in the place of a tag."""
        return f"{self.tag} {PROTECTED}" if is_protected else self.tag

    @classmethod
    def read(cls, tag: str) -> Self | None:
        """The mark that a tag or a line holds, or None for any other."""
        prefix, _, rest = tag.partition(":")
        env, slash, key = rest.removesuffix(f" {PROTECTED}").partition("/")
        return cls(env, key) if prefix == MARK_KEY and slash and env and key else None
