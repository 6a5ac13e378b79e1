"""What the sample shop sends, looked at by a doctor."""

from __future__ import annotations

from pathlib import Path

import pytest

from examples.shop.load import visit_shop
from examples.shop.running import ROOT
from examples.shop.running import shop as sample_shop
from tests.cli.test_doctor import ended, findings, listening

from .test_service import plain_environment


def test_finds_what_the_sample_shop_lacks_and_nothing_wrong(tmp_path: Path) -> None:
    process, variables = listening(ROOT, "--json")
    with process, plain_environment(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("DD_TRACE_AGENT_URL", f"http://127.0.0.1:{variables['DD_TRACE_AGENT_PORT']}")
        with sample_shop(tmp_path, f"udp://127.0.0.1:{variables['DD_DOGSTATSD_PORT']}") as opened:
            visit_shop(opened, 4, day=4, rate=20)
        code, out = ended(process)
    found = findings(out)
    assert code == 1
    # What nobody did in a few seconds is missing; nothing is wrong.
    assert [key for key, each in found.items() if each["state"] == "wrong"] == []
    for looked_at in (
        ("search", "feature.hits"),
        ("search", "feature.duration"),
        ("search", "feature.interactions open_result"),
        ("search", "tag service"),
        ("checkout", "feature.cpu"),
        ("cart", "tag version"),
        ("checkout", "tag feature of spans"),
        ("shop.index.age", "gauge"),
        ("shop.settlements", "count"),
    ):
        assert found[looked_at]["state"] == "ok", looked_at
