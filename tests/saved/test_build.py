from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dogwatch.errors import UsageError
from dogwatch.kinds import KINDS, Body, Resource, owner_line
from dogwatch.plan import Found, diff
from dogwatch.report import plan_data, plan_lines, plan_markdown
from dogwatch.saved import Build, build_data, read_build
from tests import bodies
from tests.kinds.dashboard import bodies as dashboards
from tests.kinds.slo import bodies as slos

SLOW = "shop/checkout/latency-p95"
PAGE = dashboards.declared(
    dashboards.group("all", dashboards.timeseries("slow"), dashboards.note("read me")),
    dashboards.timeseries("fast", custom_links=[{"label": "more", "link": "https://shop.example"}]),
    template_variables=[{"name": "env", "prefix": "env", "defaults": ["prod"]}],
    tabs=[{"name": "first", "widget_ids": ["@1"]}],
)
ATTRIBUTES = {"metric_type": "distribution", "tags": ["env"], "include_percentiles": True}
SPANS = {
    "compute": {"aggregation_type": "distribution", "path": "@duration", "include_percentiles": True},
    "filter": {"query": "@feature:checkout"},
    "group_by": [{"path": "env", "tag_name": "env"}],
}
VIEWS = {"compute": {"aggregation_type": "count"}, "event_type": "view", "uniqueness": {"when": "match"}}
CATALOG = {"name": "shop", "namespaces": ["feature"], "takes_over": []}
RESOURCES = [
    Resource(
        "metric_metadata",
        "shop/feature.hits",
        {"metric": "feature.hits", "description": f"Calls.\n{owner_line('shop')}"},
    ),
    Resource(
        "metric_tags",
        "shop/feature.duration",
        {"type": "manage_tags", "id": "feature.duration", "attributes": ATTRIBUTES},
    ),
    Resource(
        "span_metric", "shop/feature.queries", {"type": "spans_metrics", "id": "feature.queries", "attributes": SPANS}
    ),
    Resource("rum_metric", "shop/feature.views", {"type": "rum_metrics", "id": "feature.views", "attributes": VIEWS}),
    bodies.resource(SLOW, query="percentile(last_5m):p95:feature.duration{env:prod} > 0.4"),
    Resource("slo", slos.KEY, slos.declared(query=None, sli_specification={"count": slos.COUNT})),
    Resource("dashboard", "shop/checkout/page", PAGE),
]


def build(*resources: Resource) -> dict[str, Any]:
    """A build as a file holds it."""
    data: dict[str, Any] = json.loads(
        json.dumps(build_data(Build("shop", "prod", resources or RESOURCES, ("feature",), ("old",))))
    )
    return data


def read(data: Any) -> Build:
    return read_build(json.dumps(data).encode(), "build.json")


def refused(data: Any) -> str:
    with pytest.raises(UsageError) as caught:
        read(data)
    return str(caught.value)


def test_reads_what_was_written() -> None:
    assert read(build()) == Build("shop", "prod", RESOURCES, ("feature",), ("old",))
    assert read({**build(), "prefix": "(eu)"}).prefix == "(eu)"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"version": 2}, "build.json: version 2 is not 1; build and plan with the same dogwatch"),
        ({"version": True}, "build.json: version True is not 1; build and plan with the same dogwatch"),
        ({"catalog": "shop"}, "build.json: catalog is 'shop'; it has name, namespaces, takes_over"),
        ({"catalog": {**CATALOG, "name": "a/b"}}, "build.json: catalog.name is 'a/b', which no catalog can have"),
        ({"catalog": {**CATALOG, "namespaces": [""]}}, "build.json: catalog.namespaces is ['']; it is a list of begin"),
        ({"catalog": {**CATALOG, "namespaces": "feature"}}, "build.json: catalog.namespaces is 'feature'; it is a"),
        ({"catalog": {**CATALOG, "takes_over": [None]}}, "build.json: catalog.takes_over is [None]; it is a list of"),
        ({"env": "prod/x"}, "build.json: env is 'prod/x', which is no environment"),
        ({"env": None}, "build.json: env is None, which is no environment"),
        ({"prefix": 5}, "build.json: prefix is 5; it is a text, or null"),
        ({"resources": {}}, "build.json: resources is {}; it is a list"),
        ({"more": 1}, "build.json: it holds no build; write it with dogwatch build --json, which gives version, "),
    ],
)
def test_refuses_what_is_no_build(changes: dict[str, Any], said: str) -> None:
    assert refused({**build(), **changes}).startswith(said)


@pytest.mark.parametrize("data", [None, [], "build", {"resources": []}])
def test_refuses_other_json(data: Any) -> None:
    assert refused(data).startswith("build.json: it holds no build")


def row(**changes: Any) -> dict[str, Any]:
    [only] = build(bodies.resource(SLOW))["resources"]
    return {**only, **changes}


def body(**changes: Any) -> dict[str, Any]:
    return {"body": bodies.declared(SLOW, **changes)}


def mark(*keys: str, env: str = "prod") -> list[str]:
    return [f"dogwatch:{env}/{key}" for key in keys]


def test_an_old_key_travels_with_what_had_it() -> None:
    renamed = replace(bodies.resource(SLOW), formerly="store/slow")
    assert read(build(renamed)).resources == [renamed]
    [with_none] = build(bodies.resource(SLOW))["resources"]
    assert "formerly" not in with_none


@pytest.mark.parametrize("key", ["../a", "store", 5, None, "store/a\nb"])
def test_an_old_key_that_is_none_is_refused(key: Any) -> None:
    said = refused({**build(), "resources": [row(formerly=key)]})
    assert said.startswith(f"build.json: resources[0]: formerly is {key!r}, which is no key")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "user"}, "kind 'user' is unknown; known are metric_metadata, metric_tags, "),
        ({"kind": ["monitor"]}, "kind ['monitor'] is unknown; known are "),
        ({"key": "billing/a"}, "key 'billing/a' is none of the catalog shop; its keys are shop/…"),
        ({"key": "shop"}, "key 'shop' is none of the catalog shop; its keys are shop/…"),
        ({"key": "shop/../a"}, "key 'shop/../a' is none of the catalog shop"),
        ({"key": "shop/a\n::warning::b"}, "key 'shop/a\\n::warning::b' is none of the catalog shop"),
        ({"key": 7}, "key 7 is none of the catalog shop"),
        ({"body": []}, f"monitor {SLOW}: the body is []; it is an object"),
        (body(query=5), f"monitor {SLOW}: query: 5; write a text"),
        (body(id=1), f"monitor {SLOW}: id: is set by Datadog and cannot be declared; leave 'id' out"),
        (body(tags=["a", 1]), f"monitor {SLOW}: tags: ['a', 1]; they are a list of texts"),
        (body(tags="dogwatch:prod/a"), f"monitor {SLOW}: tags: 'dogwatch:prod/a'; they are a list of texts"),
        (body(tags=[]), f"monitor {SLOW}: it is marked []; the mark of its key is dogwatch:prod/{SLOW}"),
        (body(tags=mark("shop/b")), f"monitor {SLOW}: it is marked ['dogwatch:prod/shop/b']; the mark of its key is "),
        (body(tags=mark(SLOW, env="staging")), f"monitor {SLOW}: it is marked ['dogwatch:staging/{SLOW}']; "),
        (body(tags=mark(SLOW, "billing/a")), f"monitor {SLOW}: it is marked ['dogwatch:prod/{SLOW}', 'dogwatch:prod/b"),
    ],
)
def test_refuses_what_is_not_of_the_catalog(changes: dict[str, Any], said: str) -> None:
    assert refused({**build(), "resources": [row(**changes)]}).startswith(f"build.json: resources[0]: {said}")


@pytest.mark.parametrize(
    ("kind", "key", "changes", "said"),
    [
        (
            "metric_metadata",
            "shop/feature.hits",
            {"metric": "users"},
            "it is of the metric 'users'; its key says feature.hits",
        ),
        (
            "metric_metadata",
            "shop/other.hits",
            {"metric": "other.hits"},
            "other.hits: the metric is within none of the",
        ),
        ("metric_metadata", "shop/..", {"metric": ".."}, "key 'shop/..' is none of the catalog shop"),
        ("metric_metadata", "shop/a-b", {"metric": "a-b"}, "it is of the metric 'a-b'; its key says a-b"),
        (
            "metric_metadata",
            "shop/feature.hits",
            {"description": owner_line("billing")},
            "names 'billing' as the owner",
        ),
        ("metric_metadata", "shop/feature.hits", {"description": ""}, "its description names None as the owner"),
        (
            "metric_tags",
            "shop/feature.duration",
            {"id": "hits"},
            "it is of the metric 'hits'; its key says feature.duration",
        ),
        (
            "metric_tags",
            "shop/feature.duration",
            {"attributes": {**ATTRIBUTES, "tags": [1]}},
            "tags: [1]; write a list of t",
        ),
        (
            "span_metric",
            "shop/feature.queries",
            {"id": "hits"},
            "it is of the metric 'hits'; its key says feature.queries",
        ),
        (
            "span_metric",
            "shop/other.a",
            {"id": "other.a"},
            "span_metric shop/other.a: the metric is within none of the",
        ),
        ("rum_metric", "shop/feature.views", {"attributes": SPANS}, "event_type: is missing; declare its event_type"),
        ("dashboard", "shop/checkout/page", {"description": ""}, "it is marked []; the mark of its key is "),
        ("slo", slos.KEY, {"tags": []}, "it is marked []; the mark of its key is "),
    ],
)
def test_refuses_a_body_that_is_not_its_keys(kind: str, key: str, changes: Body, said: str) -> None:
    whole = next(resource.body for resource in RESOURCES if resource.kind == kind)
    assert said in refused(build(Resource(kind, key, {**whole, **changes})))


def test_refuses_a_key_that_is_there_twice() -> None:
    said = refused({**build(), "resources": [row(), row()]})
    assert said == f"build.json: resources[1]: monitor {SLOW} is there twice"


def test_refuses_resources_that_need_each_other() -> None:
    query = {"type": "composite", "query": "${monitor:shop/a/b} && 1"}
    other = {"type": "composite", "query": f"${{monitor:{SLOW}}} && 1"}
    said = refused(build(bodies.resource(SLOW, **query), bodies.resource("shop/a/b", **other)))
    assert said.startswith("build.json: resources need each other in a circle: ${monitor:shop/a/b} → ")


def test_says_all_of_it_at_once_but_not_without_end() -> None:
    said = refused({**build(), "resources": [row(kind="user") for _ in range(100)]}).splitlines()
    assert len(said) == 21
    assert said[0].startswith("build.json: resources[0]: kind 'user'")
    assert said[-1].startswith("build.json: and ")


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of everything within a value."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        yield (*path, name)
        yield from places(part, (*path, name))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "type", "id"]), inner),
    max_leaves=4,
)
FOUND = {
    kind: Found(
        {r.key: [{**r.body, "id": r.body.get("id", "5"), "created_at": 1}] for r in RESOURCES if r.kind == kind}
    )
    for kind in KINDS
}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_whatever_stands_in_a_build_is_planned_or_refused_in_sentences(data: st.DataObject) -> None:
    """No value anywhere makes a traceback, whether it is compared with nothing or with what was there before."""
    whole = build()
    *path, last = data.draw(st.sampled_from(list(places(whole["resources"]))))
    around: Any = whole["resources"]
    for name in path:
        around = around[name]
    around[last] = data.draw(JSON)
    try:
        resources = read(whole).resources
    except UsageError:
        return
    for found in ({}, FOUND):
        plan = diff(resources, deepcopy(found), "here")
        assert list(plan_lines(plan))
        assert plan_markdown({**plan_data(plan), "refused": [], "not_validated": []})
