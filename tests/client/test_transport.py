from __future__ import annotations

import os
import socket
import ssl
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import which

import pytest

from dogwatch.client import Http, Target, Unreachable, errors_of, local, said
from dogwatch.errors import UsageError
from dogwatch.kinds import Request, Response
from dogwatch.local.api.asgi import ASGIApp, Receive, Scope, Send
from dogwatch.local.server import Keys, running
from tests.client.raw import answering, proxying, reply

API_KEY, APP_KEY = "0a1b2c3d4e5f0a1b2c3d", "f5e4d3c2b1a0f5e4d3c2"
LIST = Request("GET", "/api/v1/monitor")


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


def send(url: str, request: Request = LIST) -> Response:
    http = Http(Target(url, api_key=API_KEY, app_key=APP_KEY))
    try:
        return http(request)
    finally:
        http.close()


def failure(url: str, request: Request = LIST) -> Unreachable:
    with pytest.raises(Unreachable) as caught:
        send(url, request)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == 1
    return caught.value


def test_sends_method_path_query_keys_and_body() -> None:
    with answering(reply(200, {"id": 1})) as server:
        send(server.url, Request("POST", "/api/v1/monitor", (("a", "1"), ("b", "x y&z")), {"name": "ü"}))
    head, _, body = server.requests[0].partition("\r\n\r\n")
    assert head.startswith("POST /api/v1/monitor?a=1&b=x+y%26z HTTP/1.1\r\n")
    headers = {line.partition(":")[0].lower(): line.partition(": ")[2] for line in head.split("\r\n")[1:]}
    assert headers["dd-api-key"] == API_KEY
    assert headers["dd-application-key"] == APP_KEY
    assert headers["content-type"] == "application/json"
    assert body == '{"name": "\\u00fc"}'


def test_a_slash_at_the_end_of_the_address_changes_nothing() -> None:
    with answering(reply(200, [])) as server:
        send(f"{server.url}/")
    assert server.requests[0].startswith("GET /api/v1/monitor HTTP/1.1")


def test_gives_status_json_and_headers_in_lower_case() -> None:
    with answering(reply(429, {"errors": ["slow"]}, "X-RateLimit-Reset: 7")) as server:
        response = send(server.url)
    assert (response.status, response.body, response.text) == (429, {"errors": ["slow"]}, "")
    assert response.headers["x-ratelimit-reset"] == "7"


def test_an_answer_without_a_body_has_none() -> None:
    with answering(b"HTTP/1.1 204 No Content\r\n\r\n") as server:
        response = send(server.url)
    assert (response.status, response.body, response.text) == (204, None, "")


def test_html_from_a_proxy_is_text_cut_short() -> None:
    page = "<html>\n<h1>Please\tlog in</h1>\n" + "x" * 1000
    with answering(reply(200, page, "Content-Type: text/html")) as server:
        response = send(server.url)
    assert response.body is None
    assert response.text.startswith("<html> <h1>Please log in</h1> xxx")
    assert len(response.text) == 301
    assert said(response).startswith("the answer 200 is no JSON (text/html; a proxy in between?): <html>")


def test_json_that_is_nested_without_end_is_text_too() -> None:
    with answering(reply(200, "[" * 100_000)) as server:
        assert send(server.url).body is None


def test_a_text_is_cut_only_when_it_is_long() -> None:
    with answering(reply(502, "x" * 300)) as server:
        assert send(server.url).text == "x" * 300


def test_a_request_without_a_body_sends_none() -> None:
    with answering(reply(200, [])) as server:
        send(server.url)
    assert server.requests[0].endswith("\r\n\r\n")


def test_short_keys_such_as_the_local_ones_blot_out_no_words() -> None:
    with answering(reply(400, {"errors": ["a local problem"]})) as server:
        response = Http(local(port=server.port))(LIST)
    assert said(response) == "Datadog answered 400: a local problem"


def test_bytes_that_are_no_text_are_no_surprise() -> None:
    with answering(b"HTTP/1.1 502 Bad\r\nContent-Length: 3\r\nConnection: close\r\n\r\n\xff\xfe\x00") as server:
        assert send(server.url).body is None


def test_a_redirect_is_not_followed_and_says_where_it_leads() -> None:
    with answering(reply(302, "", "Location: https://elsewhere.example/login")) as server:
        response = send(server.url)
    assert len(server.requests) == 1
    assert said(response) == ("the answer 302 leads to https://elsewhere.example/login; check DD_SITE and DATADOG_HOST")


def test_wrong_keys_are_said_with_what_to_check() -> None:
    with running(keys=Keys("right", "right")) as server:
        response = send(server.url)
    assert said(response) == "Datadog answered 403: Forbidden; check DD_API_KEY, DD_APP_KEY and DD_SITE"


def test_nobody_there_means_that_nothing_was_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    error = failure(f"http://127.0.0.1:{port}")
    assert str(error).startswith(f"no answer from http://127.0.0.1:{port}: ")
    assert str(error).endswith("Connection refused")
    assert not error.was_sent
    assert error.is_final


def test_a_name_nobody_knows_means_that_nothing_was_sent() -> None:
    error = failure("https://nowhere.invalid")
    assert str(error).startswith("no answer from https://nowhere.invalid: Failed to resolve 'nowhere.invalid'")
    assert not error.was_sent
    assert not error.is_final


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b"", "the connection was cut: Remote end closed connection without response"),
        (b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"id"', "the connection was cut: IncompleteRead(5 bytes read"),
        (
            b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{"id"',
            "the connection was cut: IncompleteRead(",
        ),
        (b"what is this\r\n\r\n", "the connection was cut: what is this"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc", "but failed to decode it"),
    ],
)
def test_a_cut_reply_may_have_been_carried_out(answer: bytes, said: str) -> None:
    with answering(answer) as server:
        error = failure(server.url, Request("POST", "/api/v1/monitor", body={}))
    assert str(error).startswith(f"no answer from {server.url}: ")
    assert said in str(error)
    assert error.was_sent
    assert not error.is_final


def test_an_answer_cut_in_its_head_is_an_empty_one() -> None:
    with answering(b"HTTP/1.1 200 OK\r\nConte") as server:
        response = send(server.url)
    assert (response.status, response.body) == (200, None)
    assert said(response) == "the answer 200 is empty or was cut"


@pytest.mark.parametrize(
    "answer",
    [
        reply(403, {"errors": [f"API key {API_KEY} is not known", {"detail": f"nor is {APP_KEY}"}]}),
        reply(400, f"<html>{API_KEY} and {APP_KEY}</html>"),
        reply(200, f"<html>{API_KEY} and {APP_KEY}</html>"),
        reply(302, "", f"Location: https://elsewhere.example/?key={API_KEY}"),
    ],
)
def test_no_text_repeats_a_key_that_is_sent_back(answer: bytes) -> None:
    with answering(answer) as server:
        response = send(server.url)
    shown = f"{said(response)} {errors_of(response)} {response.text} {response.headers}"
    assert "***" in shown
    assert API_KEY not in shown
    assert APP_KEY not in shown


def test_no_failure_repeats_a_key_that_is_sent_back() -> None:
    with answering(f"{API_KEY}\r\n\r\n".encode()) as server:
        error = failure(server.url)
    assert "***" in str(error)
    assert API_KEY not in str(error)
    assert API_KEY not in repr(error.__context__ if not error.__suppress_context__ else None)


def test_a_success_is_handed_on_as_it_is() -> None:
    with answering(reply(200, {"message": f"never write {API_KEY}"})) as server:
        assert send(server.url).body == {"message": f"never write {API_KEY}"}


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost, its key in the same file, signed by nobody but itself."""
    openssl = which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed: no certificate can be made")
    folder = tmp_path_factory.mktemp("tls")
    key, cert, both = folder / "key.pem", folder / "cert.pem", folder / "both.pem"
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    make = [
        openssl,
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
    ]
    subprocess.run([*make, *names, "-keyout", key, "-out", cert], check=True, capture_output=True)
    both.write_bytes(key.read_bytes() + cert.read_bytes())
    return both


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))


@pytest.mark.usefixtures("trusted")
def test_a_private_certificate_authority_is_trusted_by_ssl_cert_file(tls: ssl.SSLContext) -> None:
    with answering(reply(200, []), tls=tls) as server:
        assert send(f"https://localhost:{server.port}").body == []


def test_an_unknown_certificate_is_refused_before_anything_is_sent(tls: ssl.SSLContext) -> None:
    with answering(reply(200, []), tls=tls) as server:
        error = failure(f"https://localhost:{server.port}", Request("POST", "/api/v1/monitor", body={}))
    assert "TLS: certificate verify failed: self-signed certificate" in str(error)
    assert str(error).endswith("(SSL_CERT_FILE names further certificate authorities)")
    assert not error.was_sent
    assert error.is_final
    assert server.requests == []


def test_any_other_failure_of_tls_may_have_come_after_the_request() -> None:
    with answering(reply(400, "speak http")) as server:
        error = failure(f"https://127.0.0.1:{server.port}")
    assert ": TLS: " in str(error)
    assert error.was_sent


@pytest.mark.usefixtures("trusted")
def test_a_certificate_for_another_name_is_refused(tls: ssl.SSLContext) -> None:
    with answering(reply(200, []), tls=tls) as server:
        error = failure(f"https://127.0.0.1:{server.port}")
    assert "certificate is not valid for '127.0.0.1'" in str(error)


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    with proxying() as raw:
        monkeypatch.setenv("HTTPS_PROXY", raw.url)
        yield raw.requests


@pytest.mark.usefixtures("trusted")
def test_https_goes_through_the_proxy(tls: ssl.SSLContext, proxy: list[str]) -> None:
    with answering(reply(200, ["through"]), tls=tls) as server:
        assert send(f"https://localhost:{server.port}").body == ["through"]
    assert proxy[0].startswith(f"CONNECT localhost:{server.port} HTTP/1.")
    assert API_KEY not in proxy[0]


@pytest.mark.usefixtures("trusted")
def test_a_proxy_for_everything_is_one_for_https(tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> None:
    with proxying() as raw, answering(reply(200, ["through"]), tls=tls) as server:
        monkeypatch.setenv("ALL_PROXY", raw.url)
        assert send(f"https://localhost:{server.port}").body == ["through"]
    assert len(raw.requests) == 1


@pytest.mark.usefixtures("trusted")
def test_no_proxy_is_honoured(tls: ssl.SSLContext, proxy: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "localhost")
    with answering(reply(200, ["direct"]), tls=tls) as server:
        assert send(f"https://localhost:{server.port}").body == ["direct"]
    assert proxy == []


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("scheme", ["http://", ""])
def test_a_proxy_is_given_its_user_and_password(
    scheme: str, tls: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    with proxying() as raw, answering(reply(200, []), tls=tls) as server:
        monkeypatch.setenv("HTTPS_PROXY", f"{scheme}me:p%40ss@127.0.0.1:{raw.port}")
        send(f"https://localhost:{server.port}")
    assert "authorization: basic bwu6cebzcw==" in raw.requests[0].lower()  # me:p@ss


def test_plain_http_on_this_machine_goes_through_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with proxying() as raw, answering(reply(200, ["direct"])) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
            monkeypatch.setenv(name, raw.url)
        assert send(server.url).body == ["direct"]
    assert raw.requests == []


def test_says_that_it_was_the_proxy_that_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with proxying(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n") as raw:
        monkeypatch.setenv("HTTPS_PROXY", f"http://me:secret-word@127.0.0.1:{raw.port}")
        error = failure("https://api.datadoghq.example", Request("POST", "/api/v1/monitor", body={}))
    assert str(error) == (
        "no answer from https://api.datadoghq.example: "
        "the proxy: Tunnel connection failed: 407 Proxy Authentication Required"
    )
    assert not error.was_sent


def test_says_that_it_was_the_proxy_that_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{listener.getsockname()[1]}")
    error = failure("https://api.datadoghq.example")
    assert str(error).endswith("Connection refused")
    assert ": the proxy: " in str(error)
    assert not error.was_sent


def test_refuses_a_kind_of_proxy_it_cannot_speak_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "socks5://me:secret-word@127.0.0.1:1")
    with pytest.raises(UsageError, match="HTTPS_PROXY is no proxy of a known kind") as caught:
        send("https://api.datadoghq.example")
    assert "secret-word" not in str(caught.value)


def test_more_connections_than_may_be_in_flight_are_never_open() -> None:
    connections: set[object] = set()

    def counting(app: ASGIApp) -> ASGIApp:
        async def counted(scope: Scope, receive: Receive, send: Send) -> None:
            connections.add(scope["client"])
            await app(scope, receive, send)

        return counted

    with running(keys=Keys(API_KEY, APP_KEY), wrap=counting, delay=0.01) as server, ThreadPoolExecutor(12) as pool:
        http = Http(Target(server.url, api_key=API_KEY, app_key=APP_KEY, parallel=3))
        answers = list(pool.map(http, [LIST] * 24))
        http.close()
    assert [answer.status for answer in answers] == [200] * 24
    assert len(connections) == 3
