from __future__ import annotations

import base64

import pytest

from dogwatch.local.live import Post, send
from dogwatch.local.live.post import Undelivered
from tests.local.live.server import receiving


def test_a_user_in_the_address_is_sent_as_a_header() -> None:
    with receiving() as receiver:
        assert send(Post(receiver.url.replace("://", "://me:p%40ss@") + "/a", b"x", {})) == 200

    path, headers, body = receiver.came[0]
    assert (path, body) == ("/a", b"x")
    assert base64.b64decode(headers["authorization"].removeprefix("Basic ")) == b"me:p@ss"


def test_waits_for_an_answer_as_long_as_it_is_told() -> None:
    with receiving() as receiver:
        receiver.gate.clear()
        with pytest.raises(Undelivered, match="no answer in time"):
            send(Post(f"{receiver.url}/secret", b"", {}), timeout=0.05)


def test_what_cannot_be_sent_is_no_accident() -> None:
    with pytest.raises(Undelivered, match="its address or its headers cannot be sent"):
        send(Post("http://127.0.0.1:1/", b"", {"X-Title": "a\nb"}))


@pytest.mark.parametrize("url", ["", "http://", "nonsense://x", "http://127.0.0.1:99999/"])
def test_an_address_that_is_none_is_no_accident(url: str) -> None:
    with pytest.raises(Undelivered):
        send(Post(url, b"", {}))


def test_shows_no_secrets() -> None:
    assert "secret" not in repr(Post("http://a/secret", b"", {"Authorization": "secret"}))
