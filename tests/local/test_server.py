import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from dogwatch.errors import UsageError
from dogwatch.local.api.asgi import ASGIApp, Receive, Scope, Send
from dogwatch.local.api.keys import Keys
from dogwatch.local.server import Running, running
from tests.local.organisation import monitor


def call(server: Running, method: str, path: str, body: object = None) -> object:
    headers = {"DD-API-KEY": server.keys.api, "DD-APPLICATION-KEY": server.keys.application}
    data = None if body is None else json.dumps(body).encode()
    with urlopen(Request(server.url + path, data=data, method=method, headers=headers)) as answer:
        return json.load(answer)


def test_answers_over_http_while_the_block_lasts():
    with running() as server:
        created = call(server, "POST", "/api/v1/monitor", monitor())
        assert isinstance(created, dict)
        assert [listed["id"] for listed in call(server, "GET", "/api/v1/monitor?page=0")] == [created["id"]]
    with pytest.raises(OSError, match="refused"):
        call(server, "GET", "/api/v1/validate")


def test_leaves_no_thread_behind():
    before = threading.active_count()
    with running():
        assert threading.active_count() == before + 1
    assert threading.active_count() == before


def test_stops_quickly_with_a_connection_kept_open():
    with running() as server:
        host, port = server.url.removeprefix("http://").split(":")
        kept = socket.create_connection((host, int(port)))
        began = time.monotonic()
    kept.close()
    assert time.monotonic() - began < 1.5


def test_keeps_objects_in_a_directory(tmp_path: Path):
    with running(data=tmp_path) as server:
        created = call(server, "POST", "/api/v1/monitor", monitor())
    with running(data=tmp_path) as server:
        listed = call(server, "GET", "/api/v1/monitor")
    assert [each["id"] for each in listed] == [created["id"]]


def test_takes_its_own_keys_and_clock():
    noon = datetime(2026, 5, 6, 12, 0, tzinfo=UTC)
    with running(keys=Keys("a", "b"), now=lambda: noon) as server:
        assert server.keys == Keys("a", "b")
        assert call(server, "POST", "/api/v1/monitor", monitor())["created"] == "2026-05-06T12:00:00.000000+00:00"


def test_delays_every_answer():
    with running(delay=0.15) as server:
        began = time.monotonic()
        call(server, "GET", "/api/v1/validate")
        assert time.monotonic() - began >= 0.15


def test_sets_no_delay_on_its_connections():
    options = []

    def watch(app: ASGIApp) -> ASGIApp:
        async def watched(scope: Scope, receive: Receive, send: Send) -> None:
            transport = send.__self__.transport  # type: ignore[attr-defined]
            options.append(transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            await app(scope, receive, send)

        return watched

    with running(wrap=watch) as server:
        call(server, "GET", "/api/v1/validate")
    assert options == [1]


def test_lets_a_middleware_in_front():
    def broken(app: ASGIApp) -> ASGIApp:
        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b'"not Datadog"'})

        return answer

    with running(wrap=broken) as server:
        assert call(server, "GET", "/api/v1/validate") == "not Datadog"


def test_says_which_port_is_in_use():
    with running() as server:
        port = int(server.url.rpartition(":")[2])
        with pytest.raises(UsageError, match=f"port {port} is in use"), running(port=port):
            pass


def test_says_why_it_cannot_listen_on_a_port():
    with pytest.raises(UsageError, match="port 70000: cannot listen there"), running(port=70000):
        pass


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "localhost", "::1"])
def test_refuses_any_interface_but_the_loopback(host: str):
    with pytest.raises(UsageError, match="loopback"), running(host=host):
        pass


SERVE = """
import sys
from pathlib import Path
from dogwatch.local.server import serve
serve(data=Path(sys.argv[1]), announce=lambda server: print(server.url, flush=True), complain=print)
print("stopped", flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serves_until_a_signal_and_starts_within_a_second(number: signal.Signals, tmp_path: Path):
    began = time.monotonic()
    command = [sys.executable, "-W", "error", "-c", SERVE, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        url = process.stdout.readline().strip()
        with urlopen(Request(f"{url}/api/v1/validate", headers={"DD-API-KEY": "local"})) as answer:
            assert answer.status == 200
        assert time.monotonic() - began < 5
        os.kill(process.pid, number)
        assert process.communicate(timeout=5) == ("stopped\n", "")
    assert process.returncode == 0


def test_lets_a_request_under_way_finish():
    with ThreadPoolExecutor(1) as pool:
        with running(delay=0.1) as server:
            asked = pool.submit(call, server, "GET", "/api/v1/validate")
            time.sleep(0.03)
        assert asked.result() == {"valid": True}
