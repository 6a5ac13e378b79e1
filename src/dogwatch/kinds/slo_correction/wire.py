"""How corrections travel: Datadog's v1 endpoints."""

from __future__ import annotations

from dogwatch.kinds.enveloped import Endpoints, attributes_of
from dogwatch.kinds.exchange import Request
from dogwatch.kinds.resource import Body


class Corrections(Endpoints):
    """As others, but that an update names neither the correction nor its SLO."""

    def update(self, id: str, body: Body) -> Request:
        attributes = {name: value for name, value in attributes_of(body).items() if name != "slo_id"}
        return Request("PATCH", f"{self.path}/{id}", body={"data": {**body, "attributes": attributes}})


CORRECTIONS = Corrections("/api/v1/slo/correction", page="offset", size="limit", most=100)
