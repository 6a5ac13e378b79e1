from __future__ import annotations

from pathlib import Path

from tests.reported import running_with_durations as running

from .command import at_a_terminal, dogwatch, shop


def test_plans_and_applies(tmp_path: Path) -> None:
    with running() as server:
        ended = dogwatch(shop(tmp_path), "sync", "--local", "--yes", url=server.url)
        again = dogwatch(tmp_path, "sync", "--local", url=server.url)
    assert (ended.returncode, ended.stderr) == (0, "")
    lines = ended.stdout.splitlines()
    assert "  + monitor shop/search/errors" in lines
    assert lines[-2] == "Plan: 2 to create, 0 to update, 0 to delete, 0 unchanged."
    assert lines[-1].endswith(": 2 created, 0 updated, 0 deleted.")
    assert again.stdout.splitlines()[-1].startswith("Nothing to do")


def test_applies_nothing_that_datadog_would_refuse(tmp_path: Path) -> None:
    monitor = 'Monitor("m", team=payments, title="t", what="w", type="composite", query="12345")'
    shop(tmp_path, "catalog =", f"from dogwatch import Monitor\nm = {monitor}\ncatalog =")
    with running() as server:
        ended = dogwatch(tmp_path, "sync", "--local", "--yes", url=server.url)
        left = dogwatch(tmp_path, "plan", "--local", url=server.url)
    assert ended.returncode == 1
    assert "would be refused: monitor shop/m" in ended.stderr
    assert "3 to create" in left.stdout


def test_asks_in_between(tmp_path: Path) -> None:
    with running() as server:
        nobody = dogwatch(shop(tmp_path), "sync", "--local", url=server.url)
        code, seen = at_a_terminal(tmp_path, "sync", "--local", url=server.url, answer="n\n")
    assert nobody.returncode == 2
    assert code == 0
    assert seen.endswith("Nothing was changed.\n")


def test_starts_from_the_repository_too() -> None:
    root = Path(__file__).parent.parent.parent
    with running() as server:
        ended = dogwatch(root, "plan", "--local", url=server.url, module="sync")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines()[-1].startswith("Plan: ")
