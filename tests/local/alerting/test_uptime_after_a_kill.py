"""When a monitor was down, on disk: the server is killed, and its SLO says what it said before."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from tests.local.alerting.fast import fast

# A minute on its clock is a second.
TIMES = 60
SERVE = f"""
import sys
from pathlib import Path
from dogwatch.local import running
from tests.local.alerting.fast import fast

with running(data=Path(sys.argv[1]), now=fast({TIMES}, float(sys.argv[2]))) as server:
    print(server.url, flush=True)
    sys.stdin.read()
"""
ROOT = Path(__file__).parent.parent.parent.parent


@contextmanager
def killed_in_the_end(data: Path, began: float) -> Iterator[str]:
    """The address of a server that goes on with what is in the folder, until it is killed."""
    command = [sys.executable, "-c", SERVE, str(data), str(began)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            assert process.stdout
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def ask(url: str, method: str, path: str, body: Any = None) -> Any:
    keys = {"DD-API-KEY": "local", "DD-APPLICATION-KEY": "local", "Content-Type": "application/json"}
    sent = None if body is None else json.dumps(body).encode()
    with urlopen(Request(url + path, sent, keys, method=method)) as answer:
        return json.load(answer)


def report(url: str, now: Callable[[], datetime], value: float, minutes: int) -> None:
    """Sends a value three times a minute, for as many minutes of the server's clock."""
    for _ in range(minutes * 3):
        point = {"metric": "queue.length", "type": "gauge", "points": [[int(now().timestamp()), value]]}
        ask(url, "POST", "/api/v1/series", {"series": [point]})
        time.sleep(60 / TIMES / 3)


def uptime(url: str, slo: str, begin: datetime, end: datetime) -> float | None:
    path = f"/api/v1/slo/{slo}/history?from_ts={int(begin.timestamp())}&to_ts={int(end.timestamp())}"
    overall = ask(url, "GET", path)["data"]["overall"]
    found: float | None = overall["sli_value"]
    return found


def test_an_slo_of_monitors_says_after_a_kill_what_it_said_before(tmp_path: Path):
    began = time.time()
    now = fast(TIMES, began)
    with killed_in_the_end(tmp_path, began) as url:
        monitor = {"type": "query alert", "name": "queue", "query": "max(last_1m):max:queue.length{*} > 5"}
        id = ask(url, "POST", "/api/v1/monitor", monitor)["id"]
        thresholds = [{"timeframe": "7d", "target": 99}]
        body = {"type": "monitor", "name": "queue", "monitor_ids": [id], "thresholds": thresholds}
        slo = ask(url, "POST", "/api/v1/slo", body)["data"][0]["id"]
        begin = now()
        report(url, now, 9, 4)
        report(url, now, 1, 4)
        end = now()
        before = uptime(url, slo, begin, end)
    with killed_in_the_end(tmp_path, began) as url:
        after = uptime(url, slo, begin, end)

    assert before is not None
    assert 20 < before < 80
    assert after == pytest.approx(before)
