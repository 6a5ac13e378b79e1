"""Real dashboards in a real browser: each opens, draws what it can, and the browser has nothing to complain of."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from dogwatch.local.server import Running, running
from tests.chromium import opened
from tests.corpus import corpus

SEED = random.SystemRandom().randrange(2**32)
SHARE = 12


def bodies(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The dashboards of the files, by the names of these."""
    for file in sorted(folder.rglob("*.json")):
        found = json.loads(file.read_text("utf-8"))
        if isinstance(found, dict) and "widgets" in found and "layout_type" in found:
            yield file.name, found


def stored(server: Running, body: dict[str, Any]) -> str | None:
    """The address of the dashboard; None where Datadog would not take it."""
    headers = {"DD-API-KEY": server.keys.api, "DD-APPLICATION-KEY": server.keys.application}
    request = Request(f"{server.url}/api/v1/dashboard", data=json.dumps(body).encode(), headers=headers)
    try:
        with urlopen(request) as answer:
            return str(json.load(answer)["url"])
    except HTTPError as error:
        if error.code != 400:
            raise
        return None


@pytest.mark.nightly
def test_real_dashboards_open_without_a_complaint(request: pytest.FixtureRequest) -> None:
    """All of them with `-m nightly`, else a small share."""
    chosen = list(bodies(corpus("dashboards")))
    if "nightly" not in request.config.getoption("markexpr"):
        print(f"seed {SEED}")
        chosen = random.Random(SEED).sample(chosen, SHARE)
    shown = 0
    with running() as server, opened() as page:
        for name, body in chosen:
            address = stored(server, body)
            if address is None:
                continue
            answer = page.goto(server.url + address)
            assert answer is not None, name
            assert answer.status == 200, name
            page.wait_for_selector("main", state="attached")
            assert page.locator("[data-widget]").count() >= len(body["widgets"]), name
            shown += 1
    print(f"{shown} of {len(chosen)} opened")
    assert shown > len(chosen) / 2
