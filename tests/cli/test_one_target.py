from __future__ import annotations

from pathlib import Path

import pytest

from .command import dogwatch, shop
from .test_targets import write_targets


@pytest.mark.parametrize(
    "command",
    [["mute", "--list"], ["fire", "checkout/x"], ["import", "--all", "--out", "new"], ["rollback"], ["build"]],
    ids=lambda command: str(command[0]),
)
def test_two_targets_are_refused_where_only_one_would_be_reached(tmp_path: Path, command: list[str]) -> None:
    write_targets(shop(tmp_path), a='"http://127.0.0.1:9"', b='"http://127.0.0.1:9", env="staging"')
    keys = {"DD_API_KEY": "local", "DD_APP_KEY": "local"}
    ended = dogwatch(tmp_path, *command, "--target", "a", "--target", "b", env=keys)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == f"{command[0]} goes to one target, and --target names a, b; write one\n"
