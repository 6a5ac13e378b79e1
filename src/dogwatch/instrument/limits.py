"""How many combinations of tags a metric may have: each is a custom metric, which Datadog charges for."""

from __future__ import annotations

from functools import lru_cache

from dogwatch.names import normalized_tag, tag_key

from .complaints import complain

OTHER = "other"


class TagLimits:
    """The combinations of tags that each metric has had in this process, up to `most` of them."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._seen: dict[str, set[tuple[str, ...]]] = {}

    def admit(self, metric: str, fixed: tuple[str, ...], varying: tuple[str, ...] = ()) -> tuple[tuple[str, ...], bool]:
        """The tags to send, and whether they are as given: over the limit, the varying ones have the value `other`."""
        tags = (*fixed, *varying)
        seen = self._seen.setdefault(metric, set())
        if tags in seen or not varying:
            return tags, True
        if len(seen) < self.most:
            seen.add(tags)
            return tags, True
        complain(
            f"limit:{metric}",
            f"{metric} has {self.most} combinations of tags in this process; further values of "
            f"{', '.join(sorted(map(tag_key, varying)))} are sent as {OTHER!r}. Tag with fewer values, or raise "
            "configure(tag_limit=…)",
        )
        return (*fixed, *(f"{tag_key(tag)}:{OTHER}" for tag in varying)), False


@lru_cache(maxsize=4096)
def cleaned(key: str, value: str) -> str:
    """A tag as Datadog would store it, so that monitors find it; nothing in it can end it or the line it stands in."""
    return normalized_tag(f"{key}:{value}")
