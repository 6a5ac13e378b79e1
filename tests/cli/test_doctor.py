from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from .command import Started, dogwatch, environment, shop, start

SERVICE = """
import time
from dogwatch.instrument import interaction, track

@track("checkout")
def checkout():
    pass

for _ in range(3):
    checkout()
with track("search"):
    pass
"""


def listening(folder: Path, *arguments: str) -> tuple[Started, dict[str, str]]:
    """A doctor who listens at free ports, and what the environment of a service has to say to be heard."""
    process = start(folder, "doctor", "--traffic", "--dogstatsd-port", "0", "--trace-port", "0", *arguments)
    assert process.stderr
    process.stderr.readline()
    return process, dict(setting.split("=", 1) for setting in process.stderr.readline().split())


def serve(folder: Path, code: str, **variables: str) -> None:
    """Runs a service to its end, which sends what is left."""
    subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment(None, **variables), check=True, timeout=60)


def ended(process: Started) -> tuple[int, str]:
    """Ctrl-C, and what comes after it."""
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert err == ""
    return process.returncode, out


def findings(out: str) -> dict[tuple[str, str], dict[str, Any]]:
    return {(each["subject"], each["what"]): each for each in json.loads(out)["findings"]}


def test_a_service_that_sends_what_its_features_declare_is_well(tmp_path: Path) -> None:
    process, variables = listening(shop(tmp_path))
    with process:
        serve(tmp_path, SERVICE, DD_ENV="dev", DD_SERVICE="shop-api", **variables)
        code, out = ended(process)
    assert code == 0, out
    assert out.startswith("checkout\n  ok       feature.hits      3\n  ok       feature.duration  3 values\n")
    assert "All is there: 8 things looked at." in out


def test_what_is_missing_is_told_and_ends_with_1(tmp_path: Path) -> None:
    process, variables = listening(shop(tmp_path), "--json")
    with process:
        serve(tmp_path, SERVICE.replace('"search"', '"serach"'), DD_SERVICE="shop", **variables)
        code, out = ended(process)
    found = findings(out)
    assert code == 1
    assert found["checkout", "tag env"]["seen"] == "metrics come without it: DD_ENV is not set"
    assert found["checkout", "tag service"]["remedy"] == "start the service with DD_SERVICE=shop-api"
    assert found["search", "metrics"]["state"] == "missing"
    assert found["serach", "feature"]["remedy"] == "did you mean 'search'?"


def test_listens_no_longer_than_it_is_told(tmp_path: Path) -> None:
    said = dogwatch(
        shop(tmp_path), "doctor", "--traffic", "--for", "10ms", "--dogstatsd-port", "0", "--trace-port", "0"
    )
    assert said.returncode == 1
    assert "nothing came to port " in said.stdout


def test_looks_at_one_feature_alone(tmp_path: Path) -> None:
    process, _ = listening(shop(tmp_path), "--feature", "search", "--json")
    with process:
        _, out = ended(process)
    assert {subject for subject, _ in findings(out)} == {"DogStatsD", "search"}
    said = dogwatch(tmp_path, "doctor", "--traffic", "--feature", "serach")
    assert (said.returncode, said.stderr) == (2, "the catalog has no feature 'serach'; did you mean 'search'?\n")


def test_a_port_in_use_is_named_with_a_way_out(tmp_path: Path) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as agent:
        agent.bind(("127.0.0.1", 0))
        port = str(agent.getsockname()[1])
        said = dogwatch(shop(tmp_path), "doctor", "--traffic", "--dogstatsd-port", port)
    assert said.returncode == 2
    assert said.stderr.startswith(f"port {port} is in use; take another, 0 for a free one\n    An Agent or dogwatch up")
