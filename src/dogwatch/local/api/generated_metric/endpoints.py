"""`/api/v2/{apm,rum,logs}/config/metrics`: definitions stored, changed and deleted."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dogwatch.local.api import errors
from dogwatch.local.api.message import Answer, Request, encoded, object_in, ok, ok_text
from dogwatch.local.api.world import World
from dogwatch.local.store import Document

from .definition import check, merged

SPANS, RUM, LOGS = "spans_metrics", "rum_metrics", "logs_metrics"

_NO_PART_OF_A_NAME = re.compile(r"[^A-Za-z0-9_.]+")
_RESERVED = {SPANS: "trace.", RUM: "datadog.estimated_usage"}


@dataclass(frozen=True)
class Family:
    """The endpoints of spans, of RUM or of logs, by what their objects say of their type.

    `order` and `compute` are the fields of an answer in the recorded order; `defaults` are shown when not sent.
    """

    type: str
    created: int
    order: tuple[str, ...]
    compute: tuple[str, ...]
    defaults: Mapping[str, Any]

    def create(self, world: World, request: Request) -> Answer:
        """`POST`: 409 when a metric that is computed from events has the name already."""
        data = self._data(request)
        id = self._name(data.get("id"))
        attributes = {**self.defaults, **data["attributes"]}
        check(attributes, is_rum=self.type == RUM)
        with world.store.transaction():
            if any(world.store.get(type, id) for type in (SPANS, RUM, LOGS)):
                raise self._refused(409, errors.name_taken(id))
            text = self._save(world, id, attributes, str(world.store.next_id(self.type, 1)))
        return Answer(self.created, f'{{"data": {text}}}'.encode())

    def list_all(self, world: World, request: Request) -> Answer:
        """`GET`: all of them in the order in which they were created (recorded), without pages."""
        stored = sorted(world.store.all(self.type), key=lambda document: int(document.extra or 0))
        return ok({"data": [json.loads(document.body) for document in stored]})

    def get(self, world: World, request: Request, id: str) -> Answer:
        return ok_text(f'{{"data": {self._document(world, id).body}}}')

    def update(self, world: World, request: Request, id: str) -> Answer:
        """`PATCH`: what is not sent stays."""
        data = self._data(request)
        if data.get("id", id) != id:
            raise self._refused(409, errors.OTHER_ID)
        with world.store.transaction():
            before = self._document(world, id)
            attributes = merged(json.loads(before.body)["attributes"], data["attributes"])
            check(attributes, is_rum=self.type == RUM)
            text = self._save(world, id, attributes, before.extra)
        return ok_text(f'{{"data": {text}}}')

    def delete(self, world: World, request: Request, id: str) -> Answer:
        """`DELETE`: 204 without a body."""
        self._document(world, id)
        with world.store.transaction():
            world.store.delete(self.type, id)
        return Answer(204, b"", "text/html; charset=utf-8")

    def _data(self, request: Request) -> dict[str, Any]:
        data = object_in(request).get("data")
        if not isinstance(data, dict) or not isinstance(data.get("attributes"), dict):
            raise errors.invalid("data")
        if data.get("type") != self.type:
            raise self._refused(400, f'got type "{data.get("type")}" expected one of "{self.type}"')
        return data

    def _name(self, sent: Any) -> str:
        """The name under which it is stored: what cannot stand in one becomes _, and goes at either end (recorded)."""
        name = _NO_PART_OF_A_NAME.sub("_", sent).strip("_") if isinstance(sent, str) else ""
        if not name or name.startswith(_RESERVED.get(self.type, ())):
            raise errors.invalid("id")
        return name

    def _document(self, world: World, id: str) -> Document:
        found = world.store.get(self.type, id)
        if found is None:
            raise self._refused(404, errors.generated_metric_not_found(id))
        return found

    def _save(self, world: World, id: str, attributes: Mapping[str, Any], created: str) -> str:
        """`created` is the number of its creation, by which lists go."""
        compute = attributes["compute"]
        if compute["aggregation_type"] == "distribution":
            compute = {"include_percentiles": False, **compute}
        shown = {**attributes, "compute": {name: compute[name] for name in self.compute if name in compute}}
        ordered = {name: shown[name] for name in self.order if name in shown}
        text = encoded({"id": id, "type": self.type, "attributes": ordered})
        world.store.put(self.type, Document(id, text, created))
        return text

    def _refused(self, status: int, text: str) -> errors.Refused:
        return errors.titled(status, text) if self.type == RUM else errors.Refused(status, text)


spans = Family(
    SPANS,
    created=200,
    order=("filter", "group_by", "compute"),
    compute=("aggregation_type", "path", "include_percentiles"),
    defaults={"filter": {"query": "*"}, "group_by": []},
)
logs = replace(spans, type=LOGS)
rum = Family(
    RUM,
    created=201,
    order=("compute", "event_type", "filter", "group_by", "uniqueness"),
    compute=("aggregation_type", "include_percentiles", "path"),
    defaults={"group_by": []},
)
