import asyncio
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dogwatch.local.api.app import ENDPOINTS, answer, application
from dogwatch.local.api.message import Request
from dogwatch.local.api.world import World
from dogwatch.local.store import Store
from tests.local.organisation import Organisation, monitor


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/api/v1/downtime"), ("PATCH", "/api/v1/monitor"), ("POST", "/api/v1/monitor/1/mute")]
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
bodies = st.fixed_dictionaries(
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


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(ENDPOINTS), bodies | values, st.text(max_size=6), st.text(max_size=20))
def test_answers_whatever_is_sent_without_breaking_down(endpoint, body, id, word):
    organisation = Organisation()
    organisation.created()
    organisation.ask(endpoint.method, endpoint.path.replace("{id}", id or "10000001"), body, query=word, monitor_ids=id)


def test_every_endpoint_wants_keys():
    world = World(Store())
    for endpoint in ENDPOINTS:
        assert answer(world, Request(endpoint.method, endpoint.path)).status == 403
