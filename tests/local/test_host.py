from __future__ import annotations

import http.client

import pytest

from dogwatch.local.host import is_loopback
from dogwatch.local.server import running


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8127", "127.0.0.1:8127", "127.1.2.3", "[::1]:80", "localhost."]
)
def test_names_of_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host",
    ["", "example.com", "localhost.example.com", "127.0.0.1.example.com", "10.0.0.1:8127", "0.0.0.0", "[::2]", "evil"],
)
def test_other_names(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize("path", ["/", "/api/v1/validate"])
def test_neither_pages_nor_the_api_answer_to_a_name_that_leads_here(path: str) -> None:
    with running() as server:
        address = server.url.removeprefix("http://")
        for host, status in (("shop.example.com", 421), (address, 200)):
            connection = http.client.HTTPConnection(address, timeout=10)
            connection.request("GET", path, headers={"Host": host, "DD-API-KEY": server.keys.api})
            assert connection.getresponse().status == status
            connection.close()
