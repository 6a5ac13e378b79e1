"""A service that gets slow, from its calls to what a webhook receives, and a server that is killed in between.

Processes, sockets, threads and files are as on a machine. Only the server's clock is another: a minute on it is three
seconds.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen
from typing import Any
from urllib.request import Request, urlopen

from tests.cli.command import dogwatch, environment
from tests.declare.catalogs import write
from tests.local.live.server import receiving

FEATURES = """
from dogwatch import Catalog, Feature, Latency, Team

people = Team("people", page="@webhook-people", notify="@webhook-people")
checkout = Feature("checkout", team=people, service="shop", tier=1, signals=[Latency(p95="150ms", least=0)])
catalog = Catalog("shop", namespaces=["feature"])
"""
SERVE = """
import sys
from pathlib import Path
from dogwatch.local import Agent, receiver_at, running
from tests.local.alerting.fast import fast

data, began, receiver, port = sys.argv[1:]
receivers = [receiver_at("@webhook-people", receiver)]
with running(data=Path(data), now=fast(20, float(began)), receivers=receivers, agent=Agent(int(port))) as server:
    print(server.url, server.agent.dogstatsd_port, flush=True)
    sys.stdin.read()
"""
SERVICE = """
import time
from pathlib import Path
from dogwatch.instrument import track

@track("checkout")
def buy():
    time.sleep(0.25 if Path("slow").exists() else 0.01)

while True:
    buy()
    time.sleep(0.02)
"""
ROOT = Path(__file__).parent.parent


class Server:
    """A server that can be killed and started again with what it has kept, on the same clock."""

    def __init__(self, folder: Path, receiver: str) -> None:
        self._arguments = [str(folder / "data"), str(time.time()), receiver]
        self.url, self.port = "", "0"
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-c", SERVE, *self._arguments, self.port]
        self.process = Popen(command, stdin=PIPE, stdout=PIPE, text=True, cwd=ROOT)
        assert self.process.stdout
        self.url, self.port = self.process.stdout.readline().split()

    def stop(self) -> None:
        self.process.kill()
        self.process.communicate()

    def inbox(self) -> list[dict[str, Any]]:
        keys = {"DD-API-KEY": "local", "DD-APPLICATION-KEY": "local"}
        with urlopen(Request(f"{self.url}/local/notifications", headers=keys)) as answer:
            return list(json.load(answer)["notifications"])


@contextmanager
def service(folder: Path, port: str) -> Iterator[None]:
    environ = environment(DD_SERVICE="shop", DD_ENV="prod", DD_DOGSTATSD_URL=f"udp://127.0.0.1:{port}")
    process = Popen([sys.executable, "-c", SERVICE], cwd=folder, env=environ)
    try:
        yield
    finally:
        process.kill()
        process.wait()


def wait_for(condition: Callable[[], object], seconds: float) -> float:
    """How long it took until it held."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < seconds, "it did not come to that"
        time.sleep(0.1)
    return time.monotonic() - began


def test_a_service_that_gets_slow_is_told_of_once_and_so_is_its_recovery(tmp_path: Path) -> None:
    write(tmp_path, features=FEATURES)
    with receiving() as receiver:
        server = Server(tmp_path, receiver.url)
        try:
            with service(tmp_path, server.port):
                _apply_all(tmp_path, server)
                (tmp_path / "slow").touch()
                took = wait_for(lambda: receiver.came, 30)
                assert took < 18 + 3, "the window is 15 s here, and a minute 3 s"
                server.stop()
                server.start()
                time.sleep(9)
                assert [each["transition"] for each in server.inbox()] == ["Triggered"]
                (tmp_path / "slow").unlink()
                wait_for(lambda: len(receiver.came) > 1, 40)
        finally:
            server.stop()
    titles = [json.loads(body)["title"] for _, _, body in receiver.came]
    assert [title.partition("]")[0] for title in titles] == ["[P1", "[P1"]
    assert ["Triggered" in titles[0], "Recovered" in titles[1]] == [True, True]


def _apply_all(folder: Path, server: Server) -> None:
    """What reads percentiles can be made once the service has reported."""

    def is_done() -> bool:
        ended = dogwatch(folder, "apply", "--local", "--yes", url=server.url)
        assert ended.returncode == 0, ended.stderr
        return "waiting" not in ended.stdout

    wait_for(is_done, 30)
