"""Names and tags as Datadog stores them (docs: metrics, getting started with tags)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from dogwatch.names import TAG_MAXIMUM, normalized_tag

NAME_MAXIMUM = 200
HOST = "host:"
# More tags than any series needs; what is over is left out, so that none takes memory without bound.
MOST_TAGS = 100
# The Agent takes them for where the metric comes from, not for tags.
_ORIGIN = ("dd.internal.entity_id:", "dd.internal.card:", "jmx_check_name:")
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9_.]")


def stored_name(name: str) -> str:
    """The name of a metric, rewritten where Datadog would; empty where it has no letter to begin with."""
    return _NOT_IN_A_NAME.sub("_", name).lstrip("_.0123456789")[:NAME_MAXIMUM]


def stored_tags(tags: Iterable[str]) -> frozenset[str]:
    """The tags, rewritten where Datadog would, each once."""
    # What cannot begin a tag is taken off letter by letter, which takes its time for a long one.
    written = (normalized_tag(tag[: 2 * TAG_MAXIMUM]) for tag in islice(tags, MOST_TAGS) if not tag.startswith(_ORIGIN))
    return frozenset(tag for tag in written if tag)


def host_of(tags: Iterable[str]) -> str:
    """The host that tags name, the first by letters where they name several; empty where they name none."""
    return min((tag[len(HOST) :] for tag in tags if tag.startswith(HOST)), default="")


def with_host(tags: frozenset[str], host: str) -> frozenset[str]:
    """The tags and that of a host, unless they name one, or it is empty."""
    if host_of(tags) or not host:
        return tags
    return tags | stored_tags([f"{HOST}{host}"])
