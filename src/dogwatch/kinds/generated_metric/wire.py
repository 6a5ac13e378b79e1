"""How definitions travel: Datadog's v2 endpoints, below the name of the metric, in a JSON:API envelope."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from dogwatch.kinds.exchange import Request
from dogwatch.kinds.resource import Body


@dataclass(frozen=True)
class Endpoints:
    """The endpoints below a path, which are alike for spans, RUM and logs."""

    path: str

    def listing(self) -> Request:
        """All definitions of the organisation, at once."""
        return Request("GET", self.path)

    def read(self, id: str) -> Request:
        return Request("GET", self._of(id))

    def create(self, body: Body) -> Request:
        return Request("POST", self.path, body={"data": body})

    def update(self, id: str, body: Body) -> Request:
        """A PATCH of what can be changed."""
        attributes = body["attributes"]
        percentiles = {
            name: value for name, value in attributes["compute"].items() if name == "include_percentiles"
        }  # an empty object where there are none (recorded)
        changed = {"filter": attributes["filter"], "group_by": attributes["group_by"], "compute": percentiles}
        return Request("PATCH", self._of(id), body={"data": {**body, "attributes": changed}})

    def delete(self, id: str) -> Request:
        return Request("DELETE", self._of(id))

    def validate(self, body: Body, id: str | None = None) -> Request | None:
        """Datadog validates no definition without storing it."""
        return None

    def object_of(self, answer: Any) -> Any:
        """The definition of an answer."""
        return answer.get("data") if isinstance(answer, Mapping) else None

    def id_of(self, found: Mapping[str, Any]) -> str:
        return str(found["id"])

    def duplicate_of(self, errors: Sequence[str]) -> str | None:
        """A name that is taken may be that of another metric altogether, which is nobody's to take over."""
        return None

    def _of(self, id: str) -> str:
        return f"{self.path}/{quote(id, safe='')}"


SPANS = Endpoints("/api/v2/apm/config/metrics")
RUM = Endpoints("/api/v2/rum/config/metrics")
LOGS = Endpoints("/api/v2/logs/config/metrics")
