"""What was there before a recording began: objects that it reads or changes but did not create."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from dogwatch.local.api.dashboard_list import endpoints as dashboard_lists
from dogwatch.local.api.downtime import endpoints as downtimes
from dogwatch.local.api.entity import definition as entity_definition
from dogwatch.local.api.entity import endpoints as entities
from dogwatch.local.api.generated_metric import endpoints as generated
from dogwatch.local.api.metric import known
from dogwatch.local.api.metric import tags as metric_tags
from dogwatch.local.api.monitor import body as monitor_body
from dogwatch.local.api.monitor import endpoints as monitors
from dogwatch.local.api.monitor import policy as monitor_policy
from dogwatch.local.api.notification_rule import endpoints as notification_rules
from dogwatch.local.api.powerpack import endpoints as powerpacks
from dogwatch.local.api.references import DASHBOARD, SLO
from dogwatch.local.api.slo import corrections
from dogwatch.local.api.synthetic_test import endpoints as synthetic_tests
from dogwatch.local.api.world import World
from dogwatch.local.store import Document

Exchange = dict[str, Any]

ATTRIBUTES_OF = {
    "slo_correction": corrections.KIND,
    "downtime_v2": downtimes.KIND,
    "notification_rule": notification_rules.KIND,
    "powerpack": powerpacks.KIND,
}
"""Kinds whose documents are the attributes that a read shows."""
GENERATED = {"rum_metric": generated.RUM, "logs_metric": generated.LOGS}
Read = dict[str, Any]
LISTS = "/api/v1/dashboard/lists/manual"


def presume(world: World, host: str, exchanges: Iterable[Exchange]) -> set[str]:
    """Puts what the exchanges with this host read but did not create into the store; gives the ids."""
    here = [exchange for exchange in exchanges if exchange["host"] == host]
    born = {id for exchange in here if (id := created(exchange)) is not None}
    presumed: set[str] = set()
    for exchange in here:
        for id, read in objects_read(exchange):
            if id not in born and id not in presumed:
                keep(world, exchange, id, read)
                presumed.add(id)
        for monitor_id in made_by_synthetics(exchange):
            world.store.put(monitors.KIND, Document(monitor_id, '{"type": "synthetics alert"}', "[]"))
    register(world, here)
    return presumed


def register(world: World, exchanges: Iterable[Exchange]) -> None:
    """A metric that was configured or described without having been submitted had reported before."""
    submitted: set[str] = set()
    for exchange in exchanges:
        if exchange["family"] == "metric_submit":
            submitted |= {series["metric"] for series in exchange["request"]["series"]}
        elif exchange["family"] in ("metric_tags", "metric_metadata") and exchange["status"] in (200, 201):
            name = metric_of(exchange)
            if name not in submitted and known.metric(world, name) is None:
                known.report(world, name, "gauge", ())


def created(exchange: Exchange) -> str | None:
    """The id of what a successful POST made: for a tag configuration the name of its metric, marked."""
    response, family = exchange["response"], exchange["family"]
    if exchange["method"] != "POST" or exchange["status"] not in (200, 201, 202) or not isinstance(response, dict):
        return None
    if family == "synthetics":
        return str(response["public_id"]) if exchange["path"].endswith("/tests/api") else None
    if family in GENERATED:
        return str(response["data"]["id"]) if "data" in response else None
    if family == "catalog":  # what is sent as YAML is refused, so it was there before
        return str(response["data"][0]["id"]) if "data" in response and isinstance(exchange["request"], dict) else None
    if exchange["path"] in ("/api/v1/monitor", "/api/v1/dashboard", LISTS):
        return str(response["id"]) if "id" in response else None
    if family == "monitor_policy" or (family == "metric_tags" and exchange["path"].endswith("/tags")):
        return marked(family, response["data"]["id"]) if "data" in response else None
    if family in ATTRIBUTES_OF:
        return str(response["data"]["id"]) if "data" in response else None
    if exchange["path"] == "/api/v1/slo":
        return str(response["data"][0]["id"]) if "data" in response else None
    return None


def marked(family: str, id: str) -> str:
    # The configuration of a metric is another object than the metric.
    return f"tags of {id}" if family == "metric_tags" else id


def objects_read(exchange: Exchange) -> list[tuple[str, Read]]:
    """Ids and bodies of the objects that a successful GET of one or of a list showed."""
    if exchange["method"] != "GET" or exchange["status"] != 200 or exchange["path"].endswith("/search"):
        return []
    return list(_read(exchange["family"], exchange, exchange["response"]))


def _read(family: str, exchange: Exchange, response: Any) -> Iterator[tuple[str, Read]]:
    if family == "monitor":
        yield from ((str(each["id"]), each) for each in _several(response))
    elif family == "slo" and _is_about_others(exchange):
        return
    elif family in ("monitor_policy", "slo", *GENERATED, *ATTRIBUTES_OF):
        yield from ((str(each["id"]), each) for each in _several(response["data"]) if "id" in each)
    elif family == "synthetics":
        tests = response.get("tests", [response]) if isinstance(response, dict) else []
        yield from ((each["public_id"], each) for each in tests if "public_id" in each)
    elif family == "dashboard":
        yield from ((str(each["id"]), each) for each in response.get("dashboards", [response]))
    elif family == "dashboard_list" and not exchange["path"].endswith("/dashboards"):
        yield from ((str(each["id"]), each) for each in response.get("dashboard_lists", [response]))
    elif family == "dashboard_list":
        # It shows the dashboards that others made before it.
        yield from ((str(each["id"]), each) for each in response["dashboards"])
    elif family == "catalog" and exchange["path"] == "/api/v2/catalog/entity":
        yield from ((str(each["id"]), each) for each in response["data"])
    elif family == "metric_metadata":
        yield metric_of(exchange), response
    elif family == "metric_tags" and exchange["path"].endswith("/tags"):
        yield marked(family, metric_of(exchange)), response["data"]
    elif family == "metric_list":
        for each in response["data"]:
            yield (marked("metric_tags", each["id"]) if each["type"] == metric_tags.KIND else each["id"]), each


def _is_about_others(exchange: Exchange) -> bool:
    """Whether a read of the family of SLOs shows something else: reports, corrections."""
    return exchange["path"].startswith("/api/v2/slo") or exchange["path"].endswith("/corrections")


def _several(shown: Any) -> list[Read]:
    return shown if isinstance(shown, list) else [shown]


def metric_of(exchange: Exchange) -> str:
    return str(exchange["path"].split("/")[4])


def keep(world: World, exchange: Exchange, id: str, read: Read) -> None:
    family = exchange["family"]
    if family == "monitor":
        keep_monitor(world, read)
    elif family == "monitor_policy":
        world.store.put(monitor_policy.KIND, Document(id, json.dumps(read), ""))
    elif family in GENERATED:
        world.store.put(
            GENERATED[family], Document(id, json.dumps(read), str(world.store.next_id(GENERATED[family], 1)))
        )
    elif family == "synthetics":
        body = json.dumps({**dict.fromkeys(("org_id", "created_by", "modified_by", "deleted_at")), **read})
        world.store.put(synthetic_tests.KIND, Document(id, body, ""))
    elif family == "slo":
        world.store.put(SLO, Document(id, json.dumps(read), ""))
    elif family in ATTRIBUTES_OF:
        world.store.put(ATTRIBUTES_OF[family], Document(id, json.dumps(read["attributes"]), ""))
    elif family == "dashboard":
        found = world.store.get(DASHBOARD, id)
        body = found.body if found else json.dumps(read)
        world.store.put(DASHBOARD, Document(id, body, json.dumps(read)))
    elif family == "dashboard_list":
        keep_of_list(world, read)
    elif family == "catalog":
        keep_entity(world, read)
    elif read.get("type") == metric_tags.KIND:
        world.store.put(metric_tags.KIND, Document(read["id"], json.dumps(read), ""))
    else:
        metadata = read if family == "metric_metadata" else dict.fromkeys(known.METADATA)
        known.save(world, id, {"type": "gauge", "tags": [], "metadata": metadata})


def keep_monitor(world: World, read: Read) -> None:
    body = {name: value for name, value in read.items() if name not in ("matching_downtimes", "assets")}
    fields = {name: read.get(name) for name in monitor_body.DEFINED}
    fields["draft_status"] = fields["draft_status"] or "published"
    document = Document(read["id"], json.dumps(body), "[]")
    world.store.put(monitors.KIND, document, digest=monitor_body.digest(fields))


def keep_of_list(world: World, read: Read) -> None:
    """A list, or a dashboard that one showed."""
    if read["type"] == dashboard_lists.TYPE:
        kept = {name: read[name] for name in ("name", "created", "modified")} | {"dashboards": []}
        world.store.put(dashboard_lists.KIND, Document(read["id"], json.dumps(kept), ""))
        return
    layout = {"custom_timeboard": "ordered", "custom_screenboard": "free"}[read["type"]]
    shown = {name: read[name] for name in ("id", "title", "url")} | {"layout_type": layout}
    times = {"created_at": read["created"], "modified_at": read["modified"]}
    world.store.put(DASHBOARD, Document(read["id"], json.dumps(shown | times), json.dumps(shown | times)))


def keep_entity(world: World, read: Read) -> None:
    head = read["attributes"]
    metadata = {name: value for name, value in head.items() if name not in ("apiVersion", "kind")}
    schema = {"apiVersion": head["apiVersion"], "kind": head["kind"], "metadata": metadata}
    entity = {"schema": schema, "meta": read["meta"]}
    reference = entity_definition.reference(schema)
    world.store.put(entities.KIND, Document(read["id"], json.dumps(entity), ""), digest=reference)


def made_by_synthetics(exchange: Exchange) -> list[int]:
    response = exchange["response"]
    made = exchange["family"] == "synthetics" and exchange["method"] == "POST" and isinstance(response, dict)
    return [response["monitor_id"]] if made and "monitor_id" in response else []
