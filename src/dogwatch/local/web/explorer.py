"""Queries tried out: what one asks in words, where one cannot be read, and its graph."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Final

import numpy as np

from dogwatch.draw import Markup, element, joined, page, painted
from dogwatch.errors import QuerySyntaxError
from dogwatch.local.api.world import World
from dogwatch.measure import Metric
from dogwatch.query import canonical, explain, parse_as

from .controls import between_in, controls
from .drawing import data_of
from .sent import Query, Sent, one, refused, shown

PLACE: Final = "/metric/explorer"
COMPLETIONS: Final = "/metric/explorer/completions"
_MOST: Final = 20
_JSON: Final = "application/json; charset=utf-8"
# What stands before the cursor: a scope or groups, with the last word of them; or the name of a metric.
_TAGS: Final = re.compile(r"([A-Za-z][\w.]*)\{[^{}]*\}?\s*(?:by\s*\{[^{}]*)?$")
_WORD: Final = re.compile(r"[\w.\-/:]*$")
_METRIC: Final = re.compile(r"(?:^|[\s(+*/-])(?:(?:avg|sum|min|max|count|p\d+):)?([\w.]*)$")


def page_of(world: World, query: Query) -> Sent:
    """The explorer with the query `exp_query`."""
    text = one(query, "exp_query").strip()
    try:
        said = _answer(world, text, query) if text else element("p", _HOW)
    except ValueError as error:
        return refused(str(error))
    field = element(
        "textarea",
        text,
        name="exp_query",
        rows=2,
        spellcheck="false",
        autocomplete="off",
        aria_label="Query",
        data_completions=COMPLETIONS,
    )
    kept = [element("input", type="hidden", name="span", value=one(query, "span"))] if one(query, "span") else []
    form = element("form", field, *kept, element("button", "Ask"), method="get", class_="explorer")
    header = element("header", element("h1", "Explorer"), class_="page")
    return shown("Explorer", joined(header, form, said), PLACE)


_HOW: Final = "Write a metric query, as in avg:system.cpu.user{env:prod} by {host}. Names and tags are completed."


def _answer(world: World, text: str, query: Query) -> Markup:
    try:
        tree = parse_as("metric", text)
    except QuerySyntaxError as error:
        return joined(element("p", str(error), class_="origin"), element("pre", error.shown, class_="caret"))
    definition = {"type": "timeseries", "title": canonical(tree), "requests": [{"q": text, "display_type": "line"}]}
    layout = {"x": 0, "y": 0, "width": 12, "height": 4}
    dashboard = {"title": "", "layout_type": "ordered", "widgets": [{"definition": definition, "layout": layout}]}
    between = between_in(query)
    drawn = page(dashboard, data_of(world), int(world.now().timestamp()), one(query, "span") or None, {}, between)
    words = element("p", f"{explain(tree)}.", class_="said")
    given = {"exp_query": text}
    return element(
        "div", words, controls(drawn, {}, between, given), painted(drawn, bare=True, plots=True), class_="graph"
    )


def completions(world: World, query: Query) -> Sent:
    """The words that may stand at the end of a text, and how many letters of it each takes the place of."""
    text = one(query, "text")
    before, found = offered(world, text)
    return Sent(200, json.dumps({"replaces": before, "words": found}, ensure_ascii=False), _JSON)


def offered(world: World, text: str) -> tuple[int, list[str]]:
    """As `completions`."""
    metrics = world.intake.series.metrics
    if match := _TAGS.search(text):
        held = metrics.get(match[1])
        word = _WORD.search(text)
        if held is None or word is None:
            return 0, []
        return len(word[0]), _beginning(_tags(held, word[0]), word[0])
    if match := _METRIC.search(text):
        return len(match[1]), _beginning(metrics, match[1])
    return 0, []


def _tags(metric: Metric, word: str) -> Iterable[str]:
    """The keys of its tags, and with a key the values too; both as they stand in a scope."""
    tags = metric.tags(np.ones(len(metric), dtype=bool))
    key, colon, _ = word.partition(":")
    return [tag for tag in tags if tag.startswith(f"{key}:")] if colon else {tag.partition(":")[0] for tag in tags}


def _beginning(words: Iterable[str], beginning: str) -> list[str]:
    """Those that begin so first, then those that hold it."""
    starts = sorted(each for each in words if each.startswith(beginning) and each != beginning)
    holds = sorted(each for each in words if beginning and beginning in each and not each.startswith(beginning))
    return [*starts, *holds][:_MOST]
