"""The W3C baggage header, in which a request says which feature it belongs to (https://www.w3.org/TR/baggage/)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, unquote

HEADER = "baggage"
FEATURE = "feature"


def feature_in(header: str) -> str | None:
    """The feature that the header names, or None."""
    for key, value in _members(header):
        if key == FEATURE:
            return unquote(value.partition(";")[0].strip())
    return None


def with_feature(header: str, feature: str | None) -> str:
    """The header with this feature and without any other; members of other keys stay as they are."""
    kept = [f"{key}={value}" for key, value in _members(header) if key != FEATURE]
    return ",".join(kept if feature is None else [*kept, f"{FEATURE}={quote(feature)}"])


def _members(header: str) -> Iterator[tuple[str, str]]:
    for member in header.split(","):
        key, _, value = member.partition("=")
        if key.strip():
            yield key.strip(), value.strip()
