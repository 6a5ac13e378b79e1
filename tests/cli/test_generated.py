from __future__ import annotations

from pathlib import Path

import pytest

from dogwatch.cli.generated import Difference, differences, mend
from dogwatch.errors import UsageError

MARK = "<!-- made -->"
PAGES = {"index.md": f"{MARK}\n\n# Index\n", "a.md": f"{MARK}\n\n# Ä\n"}


def differ(folder: Path) -> dict[str, str]:
    return {difference.path.name: difference.why for difference in differences(folder, PAGES, MARK)}


def written(folder: Path) -> Path:
    """The folder with all pages in it."""
    mend(differences(folder, PAGES, MARK))
    return folder


def test_writes_what_is_missing_and_then_finds_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "docs" / "catalog"
    assert differ(folder) == {"index.md": "missing", "a.md": "missing"}
    assert differ(written(folder)) == {}
    assert (folder / "a.md").read_text(encoding="utf-8") == PAGES["a.md"]


def test_writes_only_what_differs(tmp_path: Path) -> None:
    (written(tmp_path) / "a.md").write_text(f"{MARK}\nold", encoding="utf-8")
    before = (tmp_path / "index.md").stat().st_mtime_ns
    assert differ(tmp_path) == {"a.md": "stale"}
    assert differ(written(tmp_path)) == {}
    assert (tmp_path / "index.md").stat().st_mtime_ns == before


def test_removes_only_what_it_generated(tmp_path: Path) -> None:
    (written(tmp_path) / "old.md").write_text(f"{MARK}\n# Old", encoding="utf-8")
    (tmp_path / "notes.md").write_text("# Notes", encoding="utf-8")
    (tmp_path / "other.md").write_text("<!-- made too -->\n", encoding="utf-8")
    (tmp_path / "old.txt").write_text(f"{MARK}\n", encoding="utf-8")
    assert differ(tmp_path) == {"old.md": "left over"}
    written(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"index.md", "a.md", "notes.md", "other.md", "old.txt"}


@pytest.mark.parametrize("content", [b"", b"# Mine", b"<!-- made --> and more\n", b"\xff\xfe"])
def test_a_file_without_the_mark_was_written_by_hand(tmp_path: Path, content: bytes) -> None:
    (written(tmp_path) / "a.md").write_bytes(content)
    (difference,) = differences(tmp_path, PAGES, MARK)
    assert difference.is_by_hand
    assert difference.wanted is None


def test_what_a_link_leads_to_is_somebody_elses(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text(f"{MARK}\n", encoding="utf-8")
    folder = tmp_path / "pages"
    written(folder)
    (folder / "a.md").unlink()
    (folder / "a.md").symlink_to(outside)
    (folder / "old.md").symlink_to(outside)
    (folder / "index.md").unlink()
    (folder / "index.md").symlink_to(tmp_path / "nothing.md")
    found = {difference.path.name: difference.is_by_hand for difference in differences(folder, PAGES, MARK)}
    assert found == {"index.md": True, "a.md": True}


def test_a_folder_in_the_place_of_a_page_is_left_alone(tmp_path: Path) -> None:
    (written(tmp_path) / "a.md").unlink()
    (tmp_path / "a.md").mkdir()
    assert [difference.is_by_hand for difference in differences(tmp_path, PAGES, MARK)] == [True]


def test_says_what_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "docs").write_text("a file", encoding="utf-8")
    with pytest.raises(UsageError, match=r"docs/catalog/a.md cannot be written: (Not a directory|File exists)"):
        mend([Difference(tmp_path / "docs" / "catalog" / "a.md", "missing", "text")])
