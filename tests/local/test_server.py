import json
from urllib.request import Request, urlopen

from dogwatch.local.server import Running, running

LOAD = {"type": "query alert", "name": "load", "query": "avg(last_5m):avg:system.load.1{*} > 5"}


def call(server: Running, method: str, path: str, body: object = None) -> object:
    headers = {"DD-API-KEY": server.keys.api, "DD-APPLICATION-KEY": server.keys.application}
    data = None if body is None else json.dumps(body).encode()
    with urlopen(Request(server.url + path, data=data, method=method, headers=headers)) as answer:
        return json.load(answer)


def test_answers_over_http_while_the_block_lasts():
    with running() as server:
        created = call(server, "POST", "/api/v1/monitor", LOAD)
        assert isinstance(created, dict)
        assert [listed["id"] for listed in call(server, "GET", "/api/v1/monitor?page=0")] == [created["id"]]
