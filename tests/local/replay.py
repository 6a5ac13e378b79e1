"""Plays a recorded conversation to the embedded Datadog and judges each answer against the recorded one."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from dogwatch.local.api.app import answer
from dogwatch.local.api.keys import Keys
from dogwatch.local.api.message import Request
from dogwatch.local.api.monitor import body as monitor_body
from dogwatch.local.api.monitor import endpoints as monitors
from dogwatch.local.api.monitor import policy as monitor_policy
from dogwatch.local.api.world import World
from dogwatch.local.store import Document, Store
from tests.corpus import corpus

FAMILIES = ("monitor", "monitor_policy", "validate")
KEYS = Keys("recorded", "recorded")
NOT_COMPARED = frozenset(
    {"id", "monitor_id", "org_id", "created", "created_at", "modified", "overall_state_modified", "creator"}
)
"""Ids, times and users. An id inside a text (a composite's query, an error) is compared, after translation."""

Exchange = dict[str, Any]
Verdict = Literal["alike", "unlike", "presumed"]


@dataclass(frozen=True)
class Judged:
    """One exchange: where and when it was recorded, how it went, and what differs from what was answered here."""

    source: str
    frozen: str
    n: int
    call: str
    verdict: Verdict
    differences: tuple[str, ...]


def json_lines(relative: str) -> Iterator[dict[str, Any]]:
    """The rows of a gzipped file of the corpus."""
    with gzip.open(corpus(relative), "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def concerns_us(conversation: dict[str, Any]) -> bool:
    return any(exchange["family"] in FAMILIES for exchange in conversation["exchanges"])


def replayed(conversation: dict[str, Any]) -> Iterator[Judged]:
    """Plays the exchanges of our families in order, each host of the recording as an organisation of its own.

    Recorded ids become ours as they appear. What a conversation reads but did not create was there before it began and
    is put in place first; reading such objects back proves nothing and counts as presumed, as do searches, whose
    answers are about hundreds of monitors that no recording shows.
    """
    exchanges = [exchange for exchange in conversation["exchanges"] if exchange["family"] in FAMILIES]
    hosts = {exchange["host"] for exchange in exchanges}
    worlds = {host: World(Store(), KEYS) for host in hosts}
    ids: dict[str, str] = {}
    presumed: set[str] = set()
    for host, world in worlds.items():
        here = [exchange for exchange in conversation["exchanges"] if exchange["host"] == host]
        presumed |= presume(world, here, born=created_in(exchanges))
    for exchange in exchanges:
        yield judged(conversation, exchange, worlds[exchange["host"]], ids, presumed)
    for world in worlds.values():
        world.store.close()


def judged(
    conversation: dict[str, Any], exchange: Exchange, world: World, ids: dict[str, str], presumed: set[str]
) -> Judged:
    given = answer(world, request_of(exchange, ids))
    got = json.loads(given.body) if given.body else None
    learn(exchange, got, ids)
    found = list(differences(translated(exchange["response"], ids), got))
    if given.status != exchange["status"]:
        found.insert(0, f"status: {exchange['status']} became {given.status}")
    verdict: Verdict = "unlike" if found else "alike"
    if proves_nothing(exchange, presumed):
        verdict = "presumed"
    call = f"{exchange['method']} {exchange['path']}"
    return Judged(conversation["source"], conversation["frozen"][:10], exchange["n"], call, verdict, tuple(found))


def request_of(exchange: Exchange, ids: dict[str, str]) -> Request:
    body = b"" if exchange["request"] is None else translate(json.dumps(exchange["request"]), ids).encode()
    without_key = exchange["family"] == "validate" and exchange["status"] == 403
    keys = (None, None) if without_key else (KEYS.api, KEYS.application)
    path = translate(exchange["path"], ids)
    return Request(exchange["method"], path, dict(exchange["query"] or ()), body, *keys)


# What was there before the recording began


def created_in(exchanges: list[Exchange]) -> set[str]:
    return {str(created_id(exchange)) for exchange in exchanges if created_id(exchange) is not None}


def created_id(exchange: Exchange) -> int | str | None:
    if exchange["method"] != "POST" or exchange["status"] != 200:
        return None
    if exchange["path"] == "/api/v1/monitor":
        return int(exchange["response"]["id"])
    return str(exchange["response"]["data"]["id"]) if exchange["family"] == "monitor_policy" else None


def presume(world: World, exchanges: list[Exchange], born: set[str]) -> set[str]:
    """Puts what the exchanges read but did not create into the store; gives the ids."""
    presumed = set()
    for exchange in exchanges:
        for read in objects_read(exchange):
            if str(read["id"]) not in born and str(read["id"]) not in presumed:
                presumed.add(str(read["id"]))
                keep(world, exchange["family"], read)
        for monitor_id in made_by_synthetics(exchange):
            world.store.put(monitors.KIND, Document(monitor_id, '{"type": "synthetics alert"}', "[]"))
    return presumed


def keep(world: World, family: str, read: dict[str, Any]) -> None:
    if family == "monitor_policy":
        world.store.put(monitor_policy.KIND, Document(read["id"], json.dumps(read), ""))
        return
    body = {name: value for name, value in read.items() if name not in ("matching_downtimes", "assets")}
    fields = {name: read.get(name) for name in monitor_body.DEFINED}
    fields["draft_status"] = fields["draft_status"] or "published"
    document = Document(read["id"], json.dumps(body), "[]")
    world.store.put(monitors.KIND, document, digest=monitor_body.digest(fields))


def objects_read(exchange: Exchange) -> list[dict[str, Any]]:
    """The monitors or policies that a successful GET of one or of a list showed."""
    response = exchange["response"]
    if exchange["family"] not in ("monitor", "monitor_policy") or exchange["method"] != "GET":
        return []
    if exchange["status"] != 200 or is_search(exchange):
        return []
    shown = response["data"] if exchange["family"] == "monitor_policy" else response
    return shown if isinstance(shown, list) else [shown]


def made_by_synthetics(exchange: Exchange) -> list[int]:
    response = exchange["response"]
    made = exchange["family"] == "synthetics" and exchange["method"] == "POST" and isinstance(response, dict)
    return [response["monitor_id"]] if made and "monitor_id" in response else []


def is_search(exchange: Exchange) -> bool:
    return bool(exchange["path"].endswith("/search"))


def proves_nothing(exchange: Exchange, presumed: set[str]) -> bool:
    if exchange["status"] != 200 or exchange["method"] != "GET":
        return False
    read = {str(shown["id"]) for shown in objects_read(exchange)}
    return is_search(exchange) or bool(read and read <= presumed)


# Ids: theirs become ours


def learn(exchange: Exchange, got: Any, ids: dict[str, str]) -> None:
    response = exchange["response"]
    theirs = created_id(exchange)
    if theirs is not None and "errors" not in got:
        ids[str(theirs)] = str(got["data"]["id"] if exchange["family"] == "monitor_policy" else got["id"])
    for text in response.get("errors") or [] if isinstance(response, dict) else []:
        if "org_id:" in text:
            ids[text.rpartition("org_id:")[2]] = str(monitor_body.ORG_ID)


def translate(text: str, ids: dict[str, str]) -> str:
    for theirs, ours in ids.items():
        text = text.replace(theirs, ours)
    return text


def translated(response: Any, ids: dict[str, str]) -> Any:
    return json.loads(translate(json.dumps(response), ids))


# Comparison: numbers of another type count as different


def differences(expected: Any, got: Any, path: str = "") -> Iterator[str]:
    if isinstance(expected, dict) and isinstance(got, dict):
        for name in [*expected, *(name for name in got if name not in expected)]:
            if name in NOT_COMPARED:
                continue
            if name not in got:
                yield f"{path}{name}: {short(expected[name])} is missing"
            elif name not in expected:
                yield f"{path}{name}: {short(got[name])} is too much"
            else:
                yield from differences(expected[name], got[name], f"{path}{name}.")
    elif isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got):
        for number, (theirs, ours) in enumerate(zip(expected, got, strict=True)):
            yield from differences(theirs, ours, f"{path}{number}.")
    elif json.dumps(expected) != json.dumps(got):
        yield f"{path.rstrip('.')}: {short(expected)} became {short(got)}"


def short(value: Any) -> str:
    text = json.dumps(value)
    return text if len(text) <= 120 else f"{text[:117]}..."
