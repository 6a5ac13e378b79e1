"""Published dashboards and monitors in the embedded Datadog are imported and adopted; then there is nothing to do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dogwatch.client import Http, Target
from dogwatch.kinds import KINDS, Body, Request
from dogwatch.local.server import running
from tests.cli.command import dogwatch
from tests.corpus import corpus


def published() -> Iterator[tuple[str, Body]]:
    """What integrations ship, without what only Datadog sets, by kind; a board from before 2018 aside."""
    for kind in ("monitor", "dashboard"):
        for file in sorted(corpus(f"{kind}s").rglob("*.json")):
            body = json.loads(file.read_text(encoding="utf-8"))
            body = body.get("definition", body)
            if "board_title" not in body:
                yield kind, KINDS[kind].marks.said(body)  # type: ignore[attr-defined]


def test_a_whole_organisation_is_imported_and_adopted(tmp_path: Path) -> None:
    with running() as server:
        http = Http(Target(server.url, api_key=server.keys.api, app_key=server.keys.application))
        with ThreadPoolExecutor(4) as pool:
            bodies = list(published())
            answers = list(pool.map(lambda each: http(Request("POST", f"/api/v1/{each[0]}", body=each[1])), bodies))
        http.close()
        assert [answer.body for answer in answers if not answer.is_success] == []

        imported = dogwatch(tmp_path, "import", "--all", "--local", "--out", "shop", "--adopt", "--yes", url=server.url)
        planned = dogwatch(tmp_path, "plan", "--local", "--catalog", "shop", "--json", url=server.url)

    count = len(bodies)
    assert count == 155
    assert (imported.returncode, imported.stderr) == (0, "")
    assert imported.stdout.splitlines()[-1] == f"Read {count}, wrote {count}, equal {count}."
    assert f"0 created, {count} updated, 0 deleted." in imported.stdout
    summary = json.loads(planned.stdout)["summary"]
    assert (summary["create"], summary["update"], summary["delete"], summary["unchanged"]) == (0, 0, 0, count)
