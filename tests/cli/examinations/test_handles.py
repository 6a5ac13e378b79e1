from __future__ import annotations

import json
from pathlib import Path

from dogwatch.local import receiver_at, running
from tests.cli.command import dogwatch, shop

NOWHERE = "http://127.0.0.1:9/"
KEYS = {"DD_API_KEY": "local", "DD_APP_KEY": "local"}


def test_channels_that_nobody_receives_are_missing_with_what_tells_them(tmp_path: Path) -> None:
    with running(receivers=[receiver_at("@slack-payments", NOWHERE)]) as server:
        said = dogwatch(shop(tmp_path), "doctor", "--handles", "--json", url=server.url, env=KEYS)
    found = {each["what"]: each for each in json.loads(said.stdout)["findings"]}
    assert said.returncode == 1
    assert (found["@slack-payments"]["state"], found["@slack-storefront"]["state"]) == ("ok", "missing")
    assert found["@slack-storefront"]["keys"][0].startswith("shop/search/")
    assert found["@pagerduty-Payments"]["state"] == "unknown"
    assert "not emulated: GET /api/v1/integration/pagerduty" in found["@pagerduty-Payments"]["seen"]


def test_what_is_told_is_shown_in_a_few_words(tmp_path: Path) -> None:
    with running() as server:
        said = dogwatch(shop(tmp_path), "doctor", "--handles", "--local", url=server.url)
    assert "  missing  @slack-storefront    no such channel is set up\n           in shop/search/errors" in said.stdout


def test_no_datadog_is_said_with_what_to_do(tmp_path: Path) -> None:
    said = dogwatch(shop(tmp_path), "doctor", "--handles", "--local", url=NOWHERE)
    assert (said.returncode, said.stdout) == (1, "")
    assert "start it with dogwatch up" in said.stderr


def test_without_keys_nobody_is_asked(tmp_path: Path) -> None:
    said = dogwatch(shop(tmp_path), "doctor", "--handles")
    assert (said.returncode, said.stderr.partition(" not set")[0]) == (2, "DD_API_KEY and DD_APP_KEY")
