from __future__ import annotations

import json
from pathlib import Path

from .command import dogwatch, shop


def test_shows_who_is_told_what(tmp_path: Path) -> None:
    ended = dogwatch(shop(tmp_path), "routes")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == (
        "feature   prio  monitors     tells                alert  recovery  warning  no data  renotify\n"
        "checkout  P1    latency-p95  @pagerduty-Payments  x      x                  -        30m ×4\n"
        "                             @slack-payments      x      x         x        -        30m ×4\n"
        "search    P3    errors       @slack-storefront    x      x         -        -        -\n"
    )


def test_shows_a_part_and_another_environment(tmp_path: Path) -> None:
    of_team = dogwatch(shop(tmp_path), "routes", "--team", "storefront", "--env", "staging")
    assert of_team.stdout.splitlines()[1].split() == ["search", "errors", "nobody", "-", "-", "-"]
    assert dogwatch(tmp_path, "routes", "--feature", "chekout").returncode == 2


def test_tells_programs(tmp_path: Path) -> None:
    told = json.loads(dogwatch(shop(tmp_path), "routes", "--feature", "search", "--json").stdout)
    assert told["environment"] == "prod"
    assert [route["tells"]["alert"] for route in told["routes"]] == [["@slack-storefront"]]
