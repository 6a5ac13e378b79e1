from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import attrs
import pytest

from dogwatch.report import BrokenMarkers, owners_of, with_owners
from tests.declare.catalogs import add

from .pages.books import book_of

BEGIN = "# Begin of what dogwatch docs wrote for the catalog shop\n"
END = "# End of what dogwatch docs wrote for the catalog shop\n"
TEAMS = """
from dogwatch import *
payments = Team("payments", notify="@slack-payments", github="@shop/payments")
browse = Team("browse", notify="@slack-browse", github="@ann")
quiet = Team("quiet", notify="@slack-quiet")
"""


def catalog(folder: Path, **files: str) -> Path:
    """A package features/ with a file of teams and features of a team in each of the others; its __init__.py."""
    add(folder, "features/teams.py", TEAMS)
    for name, teams in files.items():
        features = "".join(
            f'{team}_{name} = Feature("{team}-{name}", team={team}, service="a", signals=[Errors(rate="1%")])\n'
            for team in teams.split()
        )
        add(folder, f"features/{name}.py", f"from dogwatch import *\nfrom features.teams import *\n{features}")
    add(folder, "features/__init__.py", 'from dogwatch import Catalog\ncatalog = Catalog("shop")\n')
    return folder / "features" / "__init__.py"


def test_a_file_is_owned_by_all_teams_of_its_features(tmp_path: Path) -> None:
    book = book_of(catalog(tmp_path, one="payments", two="payments browse quiet", three="quiet"))
    assert owners_of(book, tmp_path) == {
        "features/one.py": ["@shop/payments"],
        "features/two.py": ["@ann", "@shop/payments"],
    }


def test_files_stand_in_the_order_of_their_names(tmp_path: Path) -> None:
    book = book_of(catalog(tmp_path, z="payments", a="browse"))
    moved = attrs.evolve(book.declared, features=tuple(reversed(book.declared.features)))
    assert list(owners_of(replace(book, declared=moved), tmp_path)) == ["features/a.py", "features/z.py"]


def test_paths_begin_at_the_top_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / "watch").mkdir()
    book = book_of(catalog(tmp_path / "watch", one="payments"))
    assert list(owners_of(book, tmp_path)) == ["watch/features/one.py"]
    assert owners_of(book, tmp_path / "elsewhere") == {}


def test_writes_lines_between_markers() -> None:
    assert with_owners("", "shop", {"a b.py": ["@x/y", "@z"]}) == f"{BEGIN}/a\\ b.py @x/y @z\n{END}"


def test_what_a_person_wrote_stays() -> None:
    first = with_owners("* @everybody\n", "shop", {"a.py": ["@x"]})
    assert first == f"* @everybody\n\n{BEGIN}/a.py @x\n{END}"
    second = with_owners(f"{first}/docs @writers", "shop", {"b.py": ["@y"]})
    assert second == f"* @everybody\n\n{BEGIN}/b.py @y\n{END}/docs @writers\n"
    assert with_owners(second, "shop", {"b.py": ["@y"]}) == second
    assert with_owners("* @a\n\n", "shop", {"a.py": ["@x"]}) == f"* @a\n\n{BEGIN}/a.py @x\n{END}"


def test_line_ends_of_other_systems_stay() -> None:
    text = f"* @a\r\n{BEGIN}/a.py @x\n{END}".replace("catalog shop\n", "catalog shop\r\n")
    assert with_owners(text, "shop", {"b.py": ["@y"]}) == f"* @a\r\n{BEGIN}/b.py @y\n{END}"


def test_without_owners_only_the_lines_go() -> None:
    assert with_owners(f"* @a\n{BEGIN}/a.py @x\n{END}", "shop", {}) == "* @a\n"
    assert with_owners(f"{BEGIN}/a.py @x\n{END}", "shop", {}) == ""
    assert with_owners("* @a", "shop", {}) == "* @a"


def test_lines_of_another_catalog_stay() -> None:
    other = with_owners("", "other", {"o.py": ["@o"]})
    both = with_owners(other, "shop", {"a.py": ["@x"]})
    assert both == f"{other}\n{BEGIN}/a.py @x\n{END}"
    assert with_owners(both, "shop", {}).startswith(other)


@pytest.mark.parametrize("text", [BEGIN, END, END + BEGIN, BEGIN + END + BEGIN + END])
def test_broken_markers_are_refused(text: str) -> None:
    with pytest.raises(BrokenMarkers, match="each of these lines stands in it once"):
        with_owners(text, "shop", {"a.py": ["@x"]})
