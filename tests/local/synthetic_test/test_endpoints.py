from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dogwatch.client import Http, Target
from dogwatch.kinds import Request
from dogwatch.local.server import running
from tests.kinds.synthetic_test.test_fields import WHOLE
from tests.organisation import KEYS, organisation

TESTS = "/api/v1/synthetics/tests"


@pytest.mark.parametrize(
    ("fields", "parameter"),
    [
        ({"name": ...}, "name"),
        ({"options": ...}, "options"),
        ({"type": "browser"}, "type"),
        ({"subtype": "html"}, "subtype"),
        ({"status": "off"}, "status"),
        ({"locations": [1]}, "locations"),
        ({"tags": "a:b"}, "tags"),
        ({"options": {"tick_every": 29}}, "tick_every"),
        ({"options": {"tick_every": 60, "retry": 2}}, "retry"),
    ],
)
def test_what_is_no_test_is_refused(fields: dict[str, Any], parameter: str) -> None:
    body = {name: value for name, value in {**WHOLE, **fields}.items() if value is not ...}
    with organisation() as datadog:
        response = datadog.send(Request("POST", f"{TESTS}/api", body=body))
        assert (response.status, datadog.monitors()) == (400, [])
    assert f"'{parameter}'" in str(response.body)


def test_a_subtype_stays(tmp_path: Path) -> None:
    with organisation() as datadog:
        made = datadog.send(Request("POST", f"{TESTS}/api", body=WHOLE)).body
        path = f"{TESTS}/api/{made['public_id']}"
        assert datadog.send(Request("PUT", path, body={**WHOLE, "subtype": "ssl"})).status == 400
        assert datadog.send(Request("PUT", f"{TESTS}/api/abc-def-ghi", body=WHOLE)).status == 404


def test_several_are_deleted_or_none() -> None:
    with organisation() as datadog:
        made = datadog.send(Request("POST", f"{TESTS}/api", body=WHOLE)).body
        ids = [made["public_id"], "abc-def-ghi"]
        assert datadog.send(Request("POST", f"{TESTS}/delete", body={"public_ids": ids})).status == 404
        assert datadog.send(Request("GET", TESTS)).body["total"] == 1
        assert datadog.send(Request("POST", f"{TESTS}/delete", body={"public_ids": ids[:1]})).status == 200
        assert datadog.send(Request("GET", TESTS)).body == {"tests": [], "total": 0}


def test_a_test_whose_monitor_is_in_use_goes_only_by_force() -> None:
    with organisation() as datadog:
        made = datadog.send(Request("POST", f"{TESTS}/api", body=WHOLE)).body
        other = datadog.create({"type": "query alert", "name": "x", "query": "avg(last_5m):avg:a.b{*} > 1"})
        datadog.create({"type": "composite", "name": "both", "query": f"{made['monitor_id']} || {other}"})
        body: dict[str, Any] = {"public_ids": [made["public_id"]]}
        refused = datadog.send(Request("POST", f"{TESTS}/delete", body=body))
        assert (refused.status, "composite monitors" in str(refused.body)) == (400, True)
        body["force_delete_dependencies"] = True
        assert datadog.send(Request("POST", f"{TESTS}/delete", body=body)).status == 200


def test_they_survive_the_server(tmp_path: Path) -> None:
    with running(keys=KEYS, data=tmp_path) as server:
        http = Http(Target(server.url, api_key=KEYS.api, app_key=KEYS.application))
        made = http(Request("POST", f"{TESTS}/api", body=WHOLE)).body
        http.close()
    with running(keys=KEYS, data=tmp_path) as server:
        http = Http(Target(server.url, api_key=KEYS.api, app_key=KEYS.application))
        [kept] = http(Request("GET", TESTS)).body["tests"]
        monitor = http(Request("GET", f"/api/v1/monitor/{made['monitor_id']}"))
        http.close()
    assert (kept["public_id"], monitor.status) == (made["public_id"], 200)
