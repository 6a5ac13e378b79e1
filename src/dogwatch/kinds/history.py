"""When an object was changed last, and who made it: what it says of that itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

# A person is known by the first of these that is said.
_NAMES = ("handle", "email", "name")


@dataclass(frozen=True)
class History:
    """What an object says of its own past: `changed` last at, in UTC, by `changed_by`, and made by `made_by`
    at `made`.

    Of most kinds Datadog says who made an object and not who changed it last; None stands for what it does not say.
    """

    changed: datetime | None = None
    changed_by: str | None = None
    made_by: str | None = None
    made: datetime | None = None


def history_of(found: Mapping[str, Any]) -> History:
    """What a found object of any kind says.

    Monitors have `modified` and `creator`, SLOs `modified_at` in seconds and `creator`, dashboards `modified_at` and
    `author_handle`, lists of dashboards an `author`, systems `modifiedAt` in what stands beside them, corrections a
    `modifier` as well (v1 and v2 API descriptions). A rule that nobody has changed says
    that it was changed when time began.
    """
    said = {**found, **(found.get("attributes") or {}), **(found.get("meta") or {})}
    made = _moment(said.get("created") or said.get("created_at") or said.get("createdAt"))
    changed = _moment(said.get("modified") or said.get("modified_at") or said.get("modifiedAt"))
    if changed is None or changed.timestamp() <= 0:
        changed = made
    made_by = _person(said.get("creator")) or _person(said.get("author")) or _text(said.get("author_handle"))
    return History(changed, _person(said.get("modifier")), made_by, made)


def _moment(value: Any) -> datetime | None:
    try:
        if isinstance(value, str):
            moment = datetime.fromisoformat(value)
            return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        return None  # something else than a time stands there, so that none is known
    return None


def _person(value: Any) -> str | None:
    """The name of a user, whether it stands there itself or in the place of a reference."""
    if not isinstance(value, Mapping):
        return None
    data = value.get("data")
    if isinstance(data, Mapping):
        value = data.get("attributes") or {}
    return next((name for key in _NAMES if (name := _text(value.get(key)))), None)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
