from __future__ import annotations

from typing import Any

import pytest

from dogwatch.client import Http, Target
from dogwatch.errors import UsageError
from dogwatch.kinds import Request, Response
from dogwatch.local.server import running
from dogwatch.testing.series.fetched import fetched

QUERY = "avg:shop.index.age{env:prod} by {host}"


def test_fetches_what_the_embedded_datadog_answers() -> None:
    with running() as server:
        send = Http(Target(server.url, env="prod", api_key="local", app_key="local"))
        with pytest.raises(UsageError, match=r"Datadog has no values of avg:shop\.index\.age"):
            fetched(send, QUERY, 1767603600, 1767607200)


def test_a_series_has_the_tags_of_its_group_and_its_scope() -> None:
    asked: list[Request] = []

    def send(request: Request) -> Response:
        asked.append(request)
        body: Any = {
            "series": [
                {
                    "metric": "shop.index.age",
                    "scope": "env:prod,host:a",
                    "tag_set": ["host:a"],
                    "pointlist": [[1767603600000.0, 3.0], [1767603660000.0, None], [1767603720000.0, 5.0]],
                }
            ]
        }
        return Response(200, body)

    found = fetched(send, QUERY, 1767603600, 1767607200, "count")

    assert dict(asked[0].query) == {"from": "1767603600", "to": "1767607200", "query": QUERY}
    assert [(each.series.tags, each.series.kind, each.offsets.tolist(), each.values.tolist()) for each in found] == [
        ({"env:prod", "host:a"}, "count", [0, 120], [3, 5])
    ]
