"""A server killed at any moment comes back with everything it acknowledged."""

import json
import os
import random
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
import urllib3

from dogwatch.local.server import LOCAL_KEYS, running

SERVE = """
import sys
from pathlib import Path
from urllib.request import Request, urlopen
from dogwatch.local.server import serve
serve(data=Path(sys.argv[1]), announce=lambda server: print(server.url, flush=True), complain=print)
"""
CREATES = 60
KEYS = {"DD-API-KEY": LOCAL_KEYS.api, "DD-APPLICATION-KEY": LOCAL_KEYS.application}


def create(pool: urllib3.PoolManager, url: str, number: int) -> int | None:
    """The id of the acknowledged monitor, or None when the server was gone."""
    sent = {"type": "query alert", "name": f"load {number}", "query": "avg(last_5m):avg:system.load.1{*} > 5"}
    try:
        answer = pool.request("POST", f"{url}/api/v1/monitor", json=sent, headers=KEYS, retries=False)
    except urllib3.exceptions.HTTPError:
        return None
    return int(answer.json()["id"]) if answer.status == 200 else None


def killed_after(process: subprocess.Popen[str], url: str, kill_at: int) -> set[int]:
    """Creates monitors from four threads and kills the server when `kill_at` of them were sent."""

    def step(number: int) -> int | None:
        if number == kill_at:
            os.kill(process.pid, signal.SIGKILL)
        return create(pool, url, number)

    with urllib3.PoolManager(maxsize=4) as pool, ThreadPoolExecutor(4) as threads:
        return {id for id in threads.map(step, range(CREATES)) if id is not None}


@pytest.mark.parametrize("seed", range(10))
def test_every_acknowledged_create_is_there_after_a_kill(seed: int, tmp_path: Path):
    kill_at = random.Random(seed).randrange(8, CREATES - 8)
    print(f"seed {seed}: killed at request {kill_at}")
    command = [sys.executable, "-c", SERVE, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        acknowledged = killed_after(process, process.stdout.readline().strip(), kill_at)
    with running(data=tmp_path) as server, urlopen(Request(f"{server.url}/api/v1/monitor", headers=KEYS)) as answer:
        kept = {monitor["id"] for monitor in json.load(answer)}
    assert process.returncode == -signal.SIGKILL
    assert acknowledged <= kept
    assert len(kept - acknowledged) <= 4  # requests under way when it was killed
    assert 0 < len(acknowledged) < CREATES
