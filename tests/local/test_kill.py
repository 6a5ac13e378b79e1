"""A server killed at any moment comes back with everything it acknowledged."""

import json
import os
import random
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import urllib3

from dogwatch.local.api.monitors import KIND
from dogwatch.local.server import LOCAL_KEYS
from dogwatch.local.store import Store

SERVE = """
import sys
from pathlib import Path
from dogwatch.local.server import serve
serve(data=Path(sys.argv[1]), announce=lambda url: print(url, flush=True))
"""
CREATES = 60


def create(pool: urllib3.PoolManager, url: str, number: int) -> int | None:
    """The id of the acknowledged monitor, or None when the server was gone."""
    sent = {"type": "query alert", "name": f"load {number}", "query": "avg(last_5m):avg:system.load.1{*} > 5"}
    keys = {"DD-API-KEY": LOCAL_KEYS.api, "DD-APPLICATION-KEY": LOCAL_KEYS.application}
    try:
        answer = pool.request("POST", f"{url}/api/v1/monitor", json=sent, headers=keys, retries=False)
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
    kill_at = random.Random(seed).randrange(1, CREATES)
    print(f"seed {seed}: killed at request {kill_at}")
    command = [sys.executable, "-c", SERVE, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        acknowledged = killed_after(process, process.stdout.readline().strip(), kill_at)
    with Store(tmp_path) as store:
        kept = {json.loads(document.body)["id"] for document in store.all(KIND)}
    assert process.returncode == -signal.SIGKILL
    assert acknowledged <= kept
    assert len(kept - acknowledged) <= 4  # requests under way when it was killed
    assert 0 < len(acknowledged) < CREATES
