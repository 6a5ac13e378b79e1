"""A feature that somebody mutes for a while: a downtime that no catalog declares."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

import attrs

from dogwatch.kinds import Body

# It begins the last line of a mute's message. Environment, catalog and feature follow. It is no mark of a catalog, so
# that no run takes the mute for something that nothing declares any more.
_KEY = "muted:"


@attrs.frozen
class Mute:
    """All monitors that a catalog has of a feature in an environment, until a moment, with the reason."""

    env: str
    catalog: str
    feature: str
    until: datetime
    reason: str
    id: str = ""

    @property
    def tags(self) -> list[str]:
        """What the monitors have in common that it is about."""
        return [f"catalog:{self.catalog}", f"feature:{self.feature}", f"env:{self.env}"]

    @property
    def body(self) -> Body:
        """The downtime, from now on."""
        line = f"{_KEY}{self.env}/{self.catalog}/{self.feature}"
        attributes = {
            "message": f"{self.reason.strip()}\n\n{line}",
            "monitor_identifier": {"monitor_tags": self.tags},
            "scope": "*",
            "schedule": {"end": self.until.isoformat()},
        }
        return {"type": "downtime", "attributes": attributes}

    @classmethod
    def read(cls, found: Mapping[str, Any]) -> Self | None:
        """The mute that a found downtime is; None for any other downtime."""
        attributes = found.get("attributes") or {}
        reason, _, line = str(attributes.get("message") or "").strip().rpartition("\n")
        end = (attributes.get("schedule") or {}).get("end")
        parts = line.strip().removeprefix(_KEY).split("/")
        if not line.strip().startswith(_KEY) or len(parts) != 3 or not isinstance(end, str):
            return None
        env, catalog, feature = parts
        return cls(env, catalog, feature, datetime.fromisoformat(end), reason.strip(), str(found["id"]))
