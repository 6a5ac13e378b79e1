from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dogwatch.client import Http, Target
from dogwatch.kinds import Request
from dogwatch.local.server import running
from tests.kinds.powerpack.test_fields import body, group
from tests.organisation import KEYS, organisation

PACKS = "/api/v2/powerpacks"


@pytest.mark.parametrize(
    ("attributes", "field"),
    [
        ({"name": ...}, "name"),
        ({"group_widget": ...}, "group_widget"),
        ({"group_widget": {}}, "group_widget"),
        ({"group_widget": group(type="note")}, "type"),
        ({"group_widget": group(layout_type=None)}, "layout_type"),
        ({"description": 1}, "description"),
        ({"tags": "a:b"}, "tags"),
        ({"tags": [f"a:{number}" for number in range(9)]}, "tags"),
        ({"tags": ["a:" + 80 * "b"]}, "tags"),
    ],
)
def test_what_is_no_powerpack_is_refused(attributes: dict[str, Any], field: str) -> None:
    with organisation() as datadog:
        response = datadog.send(Request("POST", PACKS, body={"data": body(**attributes)}))
        assert response.status == 400
        assert datadog.send(Request("GET", PACKS)).body["data"] == []
    assert f"API input validation failed: {{'{field}': " in response.body["errors"][0]


def test_widgets_have_ids_that_stay() -> None:
    with organisation() as datadog:
        made = datadog.send(Request("POST", PACKS, body={"data": body()})).body["data"]
        path = f"{PACKS}/{made['id']}"
        changed = {"type": "powerpack", "attributes": {"name": "B"}}
        datadog.send(Request("PATCH", path, body={"data": changed}))
        found = datadog.send(Request("GET", path)).body["data"]
    assert found["attributes"] == {**made["attributes"], "name": "B"}
    assert isinstance(found["attributes"]["group_widget"]["definition"]["widgets"][0]["id"], int)


def test_what_is_not_there_is_not_found() -> None:
    with organisation() as datadog:
        for method, sent in (("GET", None), ("PATCH", {"data": body()}), ("DELETE", None)):
            response = datadog.send(Request(method, f"{PACKS}/0f1e", body=sent))  # type: ignore[arg-type]
            assert (response.status, response.body["errors"]) == (404, ["Powerpack with ID 0f1e not found"])


def test_they_survive_the_server(tmp_path: Path) -> None:
    with running(keys=KEYS, data=tmp_path) as server:
        http = Http(Target(server.url, api_key=KEYS.api, app_key=KEYS.application))
        made = http(Request("POST", PACKS, body={"data": body()})).body["data"]
        http.close()
    with running(keys=KEYS, data=tmp_path) as server:
        http = Http(Target(server.url, api_key=KEYS.api, app_key=KEYS.application))
        assert http(Request("GET", f"{PACKS}/{made['id']}")).body["data"] == made
        http.close()
