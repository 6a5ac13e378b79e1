"""`python -m examples.shop`, and what it says to people."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dogwatch.declare import load
from examples.shop.switches import FEATURES
from tests.instrument.trace_agent import clean_environment, free_ports

from .processes import processes_with

ROOT = Path(__file__).parent.parent.parent
TO_NOBODY = "udp://127.0.0.1:9"


def command(*arguments: str, module: str = "examples.shop", **environment: str) -> tuple[int, str]:
    ended = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=clean_environment(COLUMNS="200", **environment),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return ended.returncode, ended.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--slow", "serach"], f"'serach' is no feature; there are {', '.join(FEATURES)}"),
        (["--errors", "checkout", "5"], "argument --errors: '5' is no share; write it as 5%"),
        (["--errors", "checkout", "500%"], "argument --errors: '500%' is no share; write it as 5%"),
        (["--silent", "north", "60"], "argument --silent: '60' is no share; write it as 5%"),
        (["--keep", "payment", "much"], "argument --keep: 'much' is no number of MiB; write it as 20"),
        (["--keep", "paymant", "20"], f"'paymant' is no feature; there are {', '.join(FEATURES)}"),
        (["--for", "20"], "argument --for: '20' is no duration; write it as 20s or 2m"),
        (["--day", "0s"], "argument --day: '0s' is no duration; write it as 20s or 2m"),
        (["--rate", "0"], "argument --rate: it is more than 0, and 100 at most"),
    ],
)
def test_a_mistake_is_named_before_anything_starts(arguments: list[str], said: str) -> None:
    status, error = command(*arguments)
    assert status == 2
    assert error.splitlines()[-1] == f"python -m examples.shop: error: {said}"


def test_switches_are_those_of_a_shop_that_is_open(tmp_path: Path) -> None:
    status, error = command(str(tmp_path / "closed"), "--leak", module="examples.shop.switches")
    assert status == 2
    assert f"no shop is open in {tmp_path / 'closed'}" in error


def test_the_features_that_can_be_switched_are_those_of_the_catalog() -> None:
    assert sorted(FEATURES) == sorted(feature.name for feature in load(ROOT / "features.py").features)


def test_a_datadog_that_is_not_there_is_named() -> None:
    nowhere = f"http://127.0.0.1:{free_ports(1)[0]}"
    status, error = command("--for", "0.1s", "--read-back", "--agent", TO_NOBODY, DATADOG_HOST=nowhere)
    assert status == 1
    assert "Start it with `dogwatch up`, or say by DATADOG_HOST where it is." in error
    assert "Traceback" not in error


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_shop_that_is_stopped_leaves_nothing_behind(number: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "examples.shop", "--for", "60s", "--agent", TO_NOBODY],
        cwd=ROOT,
        env=clean_environment(),
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            folder = Path([process.stdout.readline() for _ in range(3)][2].rpartition(" ")[2].strip().removesuffix("."))
            assert folder.is_dir()
            assert len(processes_with(f"SHOP_FOLDER={folder}")) >= 3  # the front, and gunicorn with a worker
            process.send_signal(number)
            assert process.communicate(timeout=30)[0] == "Stopped.\n"
        finally:
            process.kill()
    assert not folder.exists()
    assert processes_with(f"SHOP_FOLDER={folder}") == []
