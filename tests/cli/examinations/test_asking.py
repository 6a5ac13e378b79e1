from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from dogwatch.cli.examinations.asking import address, ask
from dogwatch.diagnosis import Call
from dogwatch.errors import UsageError

ASKED: list[tuple[str, str, bytes, dict[str, str]]] = []


class Service(BaseHTTPRequestHandler):
    """Answers every request with 201 and writes down what was asked."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        ASKED.append((self.command, self.path, body, {name.lower(): text for name, text in self.headers.items()}))
        self.send_response(201)
        self.end_headers()

    do_GET = do_POST

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[str]:
    ASKED.clear()
    with HTTPServer(("127.0.0.1", 0), Service) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_sends_the_call_with_its_body_and_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DD_API_KEY", "0123456789abcdef")
    with serving() as url:
        called = ask(f"{url}/shop/", Call("POST", "/login?a=b", {"name": "ann"}))
    assert called.status == 201
    ((method, path, body, headers),) = ASKED
    assert (method, path, body) == ("POST", "/shop/login?a=b", b'{"name": "ann"}')
    assert headers["content-type"] == "application/json"
    assert not any("0123456789abcdef" in text for text in headers.values())


def test_says_why_there_is_no_answer() -> None:
    with serving() as url:
        pass
    called = ask(url, Call("GET", "/search"))
    assert (called.status, called.failure) == (None, "no answer: [Errno 111] Connection refused")


@pytest.mark.parametrize("text", ["127.0.0.1:8000", "ftp://x", "http://", "http://x:99999", "http://x/?a=b"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="this is no address of a service; write one like http://"):
        address(text)
