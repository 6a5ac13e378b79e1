"""How downtimes travel: Datadog's v2 endpoints, of which DELETE cancels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dogwatch.kinds.enveloped import Endpoints, attributes_of
from dogwatch.kinds.exchange import Request
from dogwatch.kinds.resource import Body

_DUPLICATE = re.compile(r"duplicate of one or more existing downtimes: \['([0-9a-f-]+)'")


class Downtimes(Endpoints):
    """As others, but that the id of a monitor is a number, and a second one of the same content is refused."""

    def create(self, body: Body) -> Request:
        return super().create(with_number(body))

    def update(self, id: str, body: Body) -> Request:
        return super().update(id, with_number(body))

    def duplicate_of(self, errors: Sequence[str]) -> str | None:
        """The id of the downtime that is as the one that was to be created (recorded refusal)."""
        match = _DUPLICATE.search(" ".join(errors))
        return match[1] if match else None


def with_number(body: Body) -> Body:
    """The body with a number for the monitor's id, of which a reference leaves a text."""
    attributes = attributes_of(body)
    identifier = attributes.get("monitor_identifier")
    id = identifier.get("monitor_id") if isinstance(identifier, dict) else None
    if not isinstance(id, str) or not id.isdigit():
        return body
    return {**body, "attributes": {**attributes, "monitor_identifier": {"monitor_id": int(id)}}}


DOWNTIMES = Downtimes("/api/v2/downtime", page="page[offset]", size="page[limit]", most=100)
