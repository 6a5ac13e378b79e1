"""The parts of a load: processes on hosts, each with its version and tags, and how they run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import attrs

from dogwatch.errors import UsageError
from dogwatch.names import normalized_tag

from .course import Course

VERSION = "1.0"
# What every series of a load is tagged with.
_OWN = ("env", "service", "version", "host", "feature")


@attrs.frozen(eq=False)
class Part:
    """A share of all calls that runs alike: on one host, with one version and one value of each further tag."""

    host: str
    version: str
    tags: tuple[tuple[str, str], ...]
    share: float
    course: Course

    @property
    def is_called(self) -> dict[str, str]:
        """Its tags by key, the host and the version among them."""
        return {**dict(self.tags), "host": self.host, "version": self.version}


def host_names(service: str, hosts: int | str | Sequence[str]) -> list[str]:
    """The hosts by how many there are, or by their names."""
    if isinstance(hosts, int) and not isinstance(hosts, bool):
        found = [f"{service}-{number}" for number in range(1, hosts + 1)]
    elif isinstance(hosts, str | Sequence):
        found = [hosts] if isinstance(hosts, str) else list(hosts)
    else:
        found = []
    if not found or len(set(found)) < len(found):
        raise UsageError(f"hosts={hosts!r} says no hosts; write how many, or their names, each once")
    return found


def parts(hosts: Sequence[str], tags: Mapping[str, str | Sequence[str]], course: Course) -> list[Part]:
    """A part for each host and each combination of values, with equal shares; UsageError for what is no tag."""
    _refuse_no_tags(tags)
    values = [(value,) if isinstance(value, str) else tuple(value) for value in tags.values()]
    combined = [tuple(zip(tags, each, strict=True)) for each in product(*values)]
    share = 1 / (len(hosts) * len(combined))
    return [Part(host, VERSION, each, share, course) for host in hosts for each in combined]


def meant(among: Sequence[Part], where: Mapping[str, str]) -> list[Part]:
    """The parts with these tags; UsageError for what none has."""
    for key, value in where.items():
        known = sorted({part.is_called[key] for part in among if key in part.is_called})
        if normalized_tag(value) not in known and value not in known:
            raise UsageError(f"no part of the load has {key}:{value}; it has {', '.join(known) or f'no {key}'}")
    return [part for part in among if all(part.is_called.get(key) == value for key, value in where.items())]


def _refuse_no_tags(tags: Mapping[str, str | Sequence[str]]) -> None:
    if not isinstance(tags, Mapping):
        raise UsageError(f"tags={tags!r} are no tags; write {{'region': ['eu', 'us']}}")
    for key, value in tags.items():
        if key in _OWN or normalized_tag(key) != key:
            why = "its loads have that already" if key in _OWN else f"Datadog would make {normalized_tag(key)!r} of it"
            raise UsageError(f"tags={tags!r}: {key!r} is no further tag; {why}")
        if not value:
            raise UsageError(f"tags={tags!r}: {key} has no value")
