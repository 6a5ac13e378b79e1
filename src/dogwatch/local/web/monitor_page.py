"""One monitor: its graph, its groups, each evaluation with its reason, and whom it has told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from dogwatch.draw import Markup, ago, element, joined, moment_of, page, painted, seconds, stated
from dogwatch.judge import History, Status, exhausted_in
from dogwatch.local.api import references
from dogwatch.local.api.alerting import inbox as told
from dogwatch.local.api.alerting.states import GroupState, group_states, name_of
from dogwatch.local.api.world import World
from dogwatch.query import BurnRate, Composite, SloAlert, explain, parse_monitor, plain

from . import features
from .budgets import budgets, promised
from .controls import between_in, controls
from .drawing import data_of
from .feature import known_of
from .inbox import line
from .monitors import judged
from .monitors_page import PLACE
from .sent import Query, Sent, missing, one, refused, shown

_SLO_ALERT: Final = "slo alert"
_EVALUATIONS: Final = 60
_TOLD: Final = 20
_OPTIONS: Final = (
    ("notify_no_data", "tells of missing data"),
    ("no_data_timeframe", "missing after minutes"),
    ("on_missing_data", "with no data"),
    ("evaluation_delay", "delay in seconds"),
    ("new_group_delay", "new groups wait seconds"),
    ("require_full_window", "needs a full window"),
    ("renotify_interval", "tells again after minutes"),
    ("timeout_h", "resolves by itself after hours"),
    ("include_tags", "tags in the title"),
)


@dataclass(frozen=True)
class Evaluation:
    """What was found of a group at a second, and what the group came to."""

    at: int
    group: str
    value: float
    state: Status
    reason: str


def page_of(world: World, id: int, query: Query) -> Sent:
    """The monitor with an id, over the time of the address; 404 where there is none."""
    document = world.store.get(references.MONITOR, id)
    if document is None:
        return missing(f"There is no monitor {id}.")
    body = json.loads(document.body)
    asked = _parts(world, body)
    try:
        graph = _graph(world, body, asked, query)
    except ValueError as error:
        return refused(str(error))
    judging, now = world.alerts.judging, int(world.now().timestamp())
    title = element("h1", body["name"], " ", stated(_state(world, body)))
    parts = [
        _promised(world, body, now),
        _asked(world, asked),
        _groups(group_states(world, id), now),
        _evaluations(list(evaluations(judging.history(id), _EVALUATIONS)) if judging.monitor(id) else [], asked),
        _told(world, id),
        _declared(body),
    ]
    header = element("header", title, class_="page", data_live="state")
    above = (header, _in_words(world, body, asked), _ways(world, body), _why(world, id))
    below = element("div", *parts, class_="summary", data_live="monitor")
    return shown(str(body["name"]), joined(*above, graph, below), PLACE)


def evaluations(history: History, most: int) -> Iterator[Evaluation]:
    """The last evaluations of all groups, the newest first."""
    for verdicts, states in reversed(history.batches):
        for column in reversed(range(len(verdicts.instants))):
            for place, group in enumerate(verdicts.groups[: len(states)]):
                state = Status(states[place, column])
                if state is Status.ABSENT:
                    continue
                if not most:
                    return
                most -= 1
                yield Evaluation(
                    int(verdicts.instants[column]),
                    name_of(history.monitor, group),
                    float(verdicts.values[place, column]),
                    state,
                    verdicts.explained(history.monitor, place, column, state),
                )


def _state(world: World, body: Mapping[str, Any]) -> str:
    return "Not judged" if body["id"] in world.alerts.judging.refused else str(body["overall_state"])


def _in_words(world: World, body: Mapping[str, Any], parts: list[dict[str, Any]]) -> Markup:
    """What it looks for; an SLO and the parts of a composite by their names."""
    query = parse_monitor(body["query"], body["type"])
    said = _named(explain(query), parts)
    if isinstance(query, SloAlert) and (slo := world.store.get(references.SLO, query.measured.slo)) is not None:
        said = said.replace(query.measured.slo, json.loads(slo.body)["name"])
    return element("p", f"{said}.", class_="said")


def _named(text: str, parts: list[dict[str, Any]]) -> str:
    """A text with the names of monitors in the place of their ids."""
    names = {str(each["id"]): f"“{each['name']}”" for each in parts}
    return re.sub(r"\d+", lambda found: names.get(found[0], found[0]), text)


def _ways(world: World, body: Mapping[str, Any]) -> Markup | None:
    name, env = (_tag(body, key) for key in ("feature", "env"))
    return features.ways(known_of(world, name, env), leads_to_it=True) if name else None


def _tag(body: Mapping[str, Any], key: str) -> str:
    return next((tag.partition(":")[2] for tag in body["tags"] if tag.startswith(f"{key}:")), "")


def _why(world: World, id: int) -> Markup | None:
    refusal = world.alerts.judging.refused.get(id)
    return element("p", str(refusal), class_="origin") if refusal else None


def _graph(world: World, body: Mapping[str, Any], parts: list[dict[str, Any]], query: Query) -> Markup:
    """What it looks at over time; of a composite that of each part, beside each other."""
    shown = [(str(each["id"]), str(each["name"])) for each in parts] or [(str(body["id"]), _title(body))]
    columns = min(len(shown), 2)
    widgets = [
        {
            "definition": {"type": "alert_graph", "alert_id": id, "viz_type": "timeseries", "title": title},
            "layout": {
                "x": place % columns * 12 // columns,
                "y": place // columns * 3,
                "width": 12 // columns,
                "height": 3,
            },
        }
        for place, (id, title) in enumerate(shown)
    ]
    dashboard = {"title": "", "layout_type": "ordered", "widgets": widgets}
    between = between_in(query)
    drawn = page(dashboard, data_of(world), int(world.now().timestamp()), one(query, "span") or None, {}, between)
    return element("div", controls(drawn, {}, between), painted(drawn, bare=True, plots=True), class_="graph")


def _title(body: Mapping[str, Any]) -> str:
    """The query; of an alert on an SLO, which people know by no id, what it is about."""
    if body["type"] != _SLO_ALERT:
        return str(body["query"])
    is_rate = str(body["query"]).startswith("burn_rate")
    return "How fast the budget burns" if is_rate else "How much of the budget is used up"


def _parts(world: World, body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The monitors that a composite asks, as they are stored; none of another monitor."""
    query = parse_monitor(body["query"], body["type"])
    ids = query.monitors if isinstance(query, Composite) else ()
    documents = [world.store.get(references.MONITOR, int(id)) for id in ids if id.isdecimal()]
    return [json.loads(each.body) for each in documents if each is not None]


def _asked(world: World, parts: list[dict[str, Any]]) -> Markup | None:
    """The parts of a composite, each with its state."""
    rows = [
        element(
            "tr",
            element("td", stated(_state(world, part))),
            element("td", element("a", part["name"], href=f"/monitors/{part['id']}"), class_="wide"),
        )
        for part in parts
    ]
    return _card("Parts", rows, "") if rows else None


def _promised(world: World, body: Mapping[str, Any], now: int) -> Markup | None:
    """What an alert on an SLO watches: what is left of its budget, and for how long that lasts as it burns now."""
    query = parse_monitor(body["query"], body["type"]) if body["type"] == _SLO_ALERT else None
    if not isinstance(query, SloAlert):
        return None
    slo, over = query.measured.slo, query.measured.over
    table = promised(budgets([slo], data_of(world), now)) or element("p", f"There is no SLO {slo}.")
    rate = judged(world, str(body["id"]), 0, 0).value
    lasts = None
    if isinstance(query.measured, BurnRate) and rate:
        said = ago(int(exhausted_in(rate, seconds(over) or 0)))
        lasts = element("p", f"As it burns now, at {plain(round(rate, 2))}, a whole budget of {over} lasts {said}.")
    return element("section", element("h2", "What is promised"), table, lasts, class_="card")


def _groups(states: list[GroupState], now: int) -> Markup:
    rows = [
        element(
            "tr",
            element("td", stated(each.status.word)),
            element("th", each.name.replace(",", ", "), scope="row"),
            element("td", f"triggered {ago(now - each.seen.triggered)} ago" if each.seen.triggered else ""),
            element("td", f"told {ago(now - each.seen.notified)} ago" if each.seen.notified else ""),
        )
        for each in sorted(states, key=lambda each: (-each.status, each.name))
    ]
    return _card(f"Groups: {len(rows)}", rows, "None yet: nothing was measured.")


def _evaluations(found: list[Evaluation], parts: list[dict[str, Any]]) -> Markup:
    rows = [
        element(
            "tr",
            element("td", moment_of(each.at)[11:16], title=moment_of(each.at), class_="since"),
            element("td", stated(each.state.word)),
            element("td", each.group.replace(",", ", ")) if each.group != "*" else None,
            element("td", _named(_reason(each), parts), class_="wide"),
        )
        for each in found
    ]
    return _card("Evaluations, the last first", rows, "None yet: it is judged each minute.")


def _reason(evaluation: Evaluation) -> str:
    """With the value, where the reason does not say it."""
    value = plain(round(evaluation.value, 6)) if evaluation.value == evaluation.value else ""
    return evaluation.reason if value in evaluation.reason else f"{value}: {evaluation.reason}"


def _told(world: World, id: int) -> Markup:
    found = [each for each in told.latest(world, told.MOST) if each["monitor"] == id][:_TOLD]
    return _card("Told", [line(each, with_name=False) for each in found], "Nobody has been told anything.")


def _declared(body: Mapping[str, Any]) -> Markup:
    said: list[tuple[str, str | None]] = [
        ("type", body["type"]),
        ("query", element("code", body["query"])),
        ("priority", f"P{body['priority']}" if body.get("priority") else None),
        *_thresholds(body),
        *[(said, str(body["options"][name])) for name, said in _OPTIONS if body["options"].get(name) not in (None, 0)],
        ("tags", ", ".join(body["tags"])),
    ]
    rows = [element("tr", element("th", name, scope="row"), element("td", value)) for name, value in said if value]
    # As it is written: a star in the arithmetic of an `eval` is no Markdown.
    message = element("div", element("pre", str(body.get("message") or "")), class_="text")
    parts = (element("h2", "Declared"), element("table", *rows), element("h2", "Message"), message)
    return element("section", *parts, class_="card whole")


def _thresholds(body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """By name; Datadog keeps other things among them, too, such as a comparator."""
    for name, value in (body["options"].get("thresholds") or {}).items():
        if value is not None:
            yield name.replace("_", " "), plain(float(value)) if isinstance(value, int | float) else str(value)


def _card(title: str, rows: list[Markup], otherwise: str) -> Markup:
    body = element("div", element("table", *rows), class_="scroll", tabindex=0) if rows else element("p", otherwise)
    return element("section", element("h2", title), body, class_="card")
