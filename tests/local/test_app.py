import asyncio
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dogwatch.local.api.app import ENDPOINTS, answer, application
from dogwatch.local.api.message import Request
from tests.local.organisation import Organisation, monitor, world


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/v1/downtime"),
        ("PUT", "/api/v1/slo/correction"),
        ("PATCH", "/api/v1/monitor"),
        ("POST", "/api/v1/monitor/1/mute"),
    ],
)
def test_names_what_is_not_emulated(method: str, path: str):
    assert Organisation().ask(method, path) == (501, {"errors": [f"not emulated: {method} {path}"]})


@pytest.mark.parametrize("body", [b"{", b"\xff", b'{"priority": NaN}', b"[" * 100_000, b""])
def test_refuses_json_that_cannot_be_read(body: bytes):
    status, said = Organisation().send("POST", "/api/v1/monitor", body)
    assert (status, said) == (400, {"errors": ["Malformed JSON in the body of the request"]})


def test_refuses_a_body_that_is_no_object():
    status, said = Organisation().send("POST", "/api/v1/monitor", b"[]")
    assert (status, said) == (400, {"errors": ["The body of the request must be a JSON object"]})


def test_answers_as_an_asgi_application_to_a_body_in_parts():
    organisation = Organisation()
    keys = [(b"dd-api-key", b"local"), (b"dd-application-key", b"local")]
    scope = {"method": "POST", "path": "/api/v1/monitor/", "query_string": b"a=%20b", "headers": keys}
    whole = json.dumps(monitor(name="parts")).encode()
    parts = iter([{"body": whole[:20], "more_body": True}, {"body": whole[20:]}])
    sent = []

    async def receive():
        return next(parts)

    async def send(message):
        sent.append(message)

    asyncio.run(application(organisation.world)(scope, receive, send))
    start, body = sent
    assert start["status"] == 200
    assert start["headers"] == [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body["body"])).encode()),
    ]
    assert json.loads(body["body"])["name"] == "parts"


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
monitors = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(["query alert", "log alert", "composite", "service check", "cost alert"]) | values,
        "name": values,
        "query": st.sampled_from(["avg(last_5m):a{*} > 1", 'logs("a").last("5m") > 1', "1 && 2"]) | values,
        "options": st.dictionaries(
            st.sampled_from(["thresholds", "notify_by", "scheduling_options", "silenced", "on_missing_data"]), values
        )
        | values,
        **dict.fromkeys(("message", "tags", "priority", "restricted_roles", "assets", "restriction_policy"), values),
    },
)


queries = st.fixed_dictionaries({}, optional=dict.fromkeys(("name", "query", "formula"), values | st.just("query1")))
formulas = ("good_events_formula", "bad_events_formula", "total_events_formula")
counts = st.fixed_dictionaries({}, optional={"queries": st.lists(queries) | values, **dict.fromkeys(formulas, queries)})
slices = st.fixed_dictionaries({}, optional=dict.fromkeys(("comparator", "threshold", "query"), values | st.just(">")))
slos = st.fixed_dictionaries(
    {"name": st.just("n") | values, "type": st.sampled_from(["metric", "monitor", "time_slice"]) | values},
    optional={
        "thresholds": st.lists(
            st.fixed_dictionaries(
                {"timeframe": st.sampled_from(["7d", "30d"]) | values, "target": st.just(99) | values}
            )
        ),
        "sli_specification": st.fixed_dictionaries({}, optional={"count": counts, "time_slice": slices}) | values,
        **dict.fromkeys(("query", "monitor_ids", "groups", "tags", "timeframe", "description"), values),
    },
)
definitions = st.fixed_dictionaries({"type": st.just("note") | values}, optional={"widgets": values, "slo_id": values})
dashboards = st.fixed_dictionaries(
    {"title": st.just("t") | values, "layout_type": st.just("ordered") | values},
    optional={
        "widgets": st.lists(st.fixed_dictionaries({"definition": definitions | values}, optional={"id": values})),
        **dict.fromkeys(("tags", "notify_list", "template_variables", "template_variable_presets"), values),
    },
)
configurations = st.fixed_dictionaries(
    {"metric_type": st.sampled_from(["gauge", "distribution"]) | values},
    optional=dict.fromkeys(("tags", "include_percentiles", "aggregations"), values),
)
series = st.fixed_dictionaries({"metric": st.just("a") | values}, optional=dict.fromkeys(("type", "tags"), values))
metrics = st.fixed_dictionaries({"series": st.lists(series) | values}) | st.fixed_dictionaries(
    {"data": st.fixed_dictionaries({"id": st.just("a"), "type": st.just("manage_tags"), "attributes": configurations})}
)
bodies = monitors | slos | dashboards | metrics | values


@settings(max_examples=600, deadline=None)
@given(st.sampled_from(ENDPOINTS), bodies, st.text(max_size=6) | st.just("a"), st.text(max_size=20))
def test_answers_whatever_is_sent_without_breaking_down(endpoint, body, id, word):
    organisation = Organisation()
    organisation.created()
    organisation.report("a")
    query = {"query": word, "monitor_ids": id, "ids": word, "from_ts": word, "page[size]": id, "filter[tags]": word}
    organisation.ask(endpoint.method, endpoint.path.replace("{id}", id or "10000001"), body, **query)


def test_every_endpoint_wants_keys():
    empty = world()
    for endpoint in ENDPOINTS:
        assert answer(empty, Request(endpoint.method, endpoint.path)).status == 403
