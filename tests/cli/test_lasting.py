from __future__ import annotations

import click
import pytest

from dogwatch.cli.lasting import Lasting


def test_nothing_lasts_less_than_no_time() -> None:
    assert Lasting()("0s").seconds == 0
    with pytest.raises(click.BadParameter, match="'-5s' is less than no time; write one such as 30s"):
        Lasting()("-5s")
