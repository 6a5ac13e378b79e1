from __future__ import annotations

from pathlib import Path

from tests.reported import running_with_durations as running

from .command import dogwatch, shop


def test_says_whether_two_plans_change_the_same(tmp_path: Path) -> None:
    with running() as server:
        one = dogwatch(shop(tmp_path), "plan", "--local", "--json", url=server.url).stdout
        other = dogwatch(shop(tmp_path, "400ms", "500ms"), "plan", "--local", "--json", url=server.url).stdout
    for name, text in (("one.json", one), ("again.json", one), ("other.json", other)):
        (tmp_path / name).write_text(text)
    same = dogwatch(tmp_path, "compare", "one.json", "again.json")
    differing = dogwatch(tmp_path, "compare", "one.json", "other.json")
    assert (same.returncode, same.stdout) == (0, "Both plans change the same.\n")
    assert (differing.returncode, differing.stderr) == (1, "")
    assert differing.stdout == (
        "changed since it was reviewed: create monitor shop/checkout/latency-p95: name, query, message, options\n"
    )


def test_what_is_no_plan_is_wrong_use_and_not_another_plan(tmp_path: Path) -> None:
    (tmp_path / "empty.json").write_text("{}")
    missing = dogwatch(tmp_path, "compare", "empty.json", "nosuch.json")
    assert (missing.returncode, missing.stderr) == (
        2,
        "empty.json holds no plan; write it with dogwatch plan --json\n",
    )
