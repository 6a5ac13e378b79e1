from __future__ import annotations

from pathlib import Path

from tests.reported import running_with_durations as running

from .command import dogwatch, shop


def test_three_says_that_datadog_is_not_what_is_declared(tmp_path: Path) -> None:
    with running() as server:
        before = dogwatch(shop(tmp_path), "drift", "--local", "--summary", "drift.md", url=server.url)
        dogwatch(tmp_path, "apply", "--local", "--yes", url=server.url)
        after = dogwatch(tmp_path, "drift", "--local", url=server.url)
    assert before.returncode == 3
    assert before.stdout.endswith("\nPlan: 2 to create, 0 to update, 0 to delete, 0 unchanged.\n")
    assert before.stderr == "Datadog has drifted from the catalog: dogwatch apply puts it right.\n"
    assert (tmp_path / "drift.md").read_text().startswith("**Plan: 2 to create, ")
    assert (after.returncode, after.stderr) == (0, "")
    assert after.stdout == f"No drift: {server.url}, environment prod is what the catalog declares.\n"
