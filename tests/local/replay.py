"""Plays a recorded conversation to the embedded Datadog and judges each answer against the recorded one."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from dogwatch.local.api.app import answer
from dogwatch.local.api.keys import Keys
from dogwatch.local.api.message import Request
from dogwatch.local.api.monitor import body as monitor_body
from dogwatch.local.api.world import World
from dogwatch.local.intake import Intake
from dogwatch.local.store import Store
from tests.corpus import corpus
from tests.local.alike import differences
from tests.local.before import Exchange, created, objects_read, presume

FAMILIES = frozenset(
    {"monitor", "monitor_policy", "validate", "slo", "dashboard"}
    | {"metric_tags", "metric_metadata", "metric_list", "metric_submit", "rum_metric", "logs_metric"}
    | {"slo_correction", "downtime_v2", "notification_rule", "dashboard_list", "catalog", "synthetics", "powerpack"}
)
KEYS = Keys("recorded", "recorded")

Verdict = Literal["alike", "unlike", "presumed", "refused"]


@dataclass(frozen=True)
class Judged:
    """One exchange: where and when it was recorded, how it went, and what differs from what was answered here."""

    source: str
    frozen: str
    n: int
    family: str
    call: str
    verdict: Verdict
    differences: tuple[str, ...]


def json_lines(relative: str) -> Iterator[dict[str, Any]]:
    """The rows of a gzipped file of the corpus."""
    with gzip.open(corpus(relative), "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def replayed(conversation: dict[str, Any]) -> Iterator[Judged]:
    """Plays the exchanges of our families in order, each host of the recording as an organisation of its own.

    Recorded ids become ours as they appear. What a conversation reads but did not create was there before it began and
    is put in place first; reading such objects back proves nothing and counts as presumed, as do searches, whose
    answers are about hundreds of monitors that no recording shows. What is refused as not emulated counts apart.
    """
    then = datetime.fromisoformat(conversation["frozen"].replace("Z", "+00:00")).astimezone(UTC)
    hosts = {exchange["host"] for exchange in conversation["exchanges"]}
    worlds = {host: World(Store(), KEYS, lambda: then, Intake(then.timestamp)) for host in hosts}
    ids: dict[str, str] = {}
    presumed = {host: presume(world, host, conversation["exchanges"]) for host, world in worlds.items()}
    for exchange in conversation["exchanges"]:
        if exchange["family"] in FAMILIES:
            yield judged(conversation, exchange, worlds[exchange["host"]], ids, presumed[exchange["host"]])
    for world in worlds.values():
        world.store.close()


def judged(
    conversation: dict[str, Any], exchange: Exchange, world: World, ids: dict[str, str], presumed: set[str]
) -> Judged:
    given = answer(world, request_of(exchange, ids))
    got = json.loads(given.body) if given.body else None
    learn(exchange, got, ids)
    found = list(differences(exchange["family"], translated(exchange["response"], ids), got))
    if given.status != exchange["status"]:
        found.insert(0, f"status: {exchange['status']} became {given.status}")
    verdict: Verdict = "unlike" if found else "alike"
    if given.status == 501:
        verdict = "refused"
    elif proves_nothing(exchange, presumed):
        verdict = "presumed"
    call = f"{exchange['method']} {exchange['path']}"
    family, frozen = exchange["family"], conversation["frozen"][:10]
    return Judged(conversation["source"], frozen, exchange["n"], family, call, verdict, tuple(found))


def request_of(exchange: Exchange, ids: dict[str, str]) -> Request:
    body = b"" if exchange["request"] is None else translate(json.dumps(exchange["request"]), ids).encode()
    without_key = exchange["family"] == "validate" and exchange["status"] == 403
    keys = (None, None) if without_key else (KEYS.api, KEYS.application)
    path = translate(exchange["path"], ids)
    return Request(exchange["method"], path, dict(exchange["query"] or ()), body, *keys)


def proves_nothing(exchange: Exchange, presumed: set[str]) -> bool:
    if exchange["status"] != 200 or exchange["method"] != "GET":
        return False
    read = {id for id, _ in objects_read(exchange)}
    return bool(exchange["path"].endswith("/search")) or bool(read and read <= presumed)


# Ids: theirs become ours


def learn(exchange: Exchange, got: Any, ids: dict[str, str]) -> None:
    theirs, ours = created(exchange), created({**exchange, "response": got})
    if theirs is not None and ours is not None:
        ids[theirs] = ours
    response = exchange["response"]
    for text in response.get("errors") or [] if isinstance(response, dict) else []:
        if isinstance(text, str) and "org_id:" in text:
            ids[text.rpartition("org_id:")[2]] = str(monitor_body.ORG_ID)


def translate(text: str, ids: dict[str, str]) -> str:
    for theirs, ours in ids.items():
        text = text.replace(theirs, ours)
    return text


def translated(response: Any, ids: dict[str, str]) -> Any:
    return json.loads(translate(json.dumps(response), ids))
