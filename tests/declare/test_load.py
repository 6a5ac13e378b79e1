from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dogwatch.declare import load, load_module, root_of
from dogwatch.errors import CatalogError, UsageError

from .catalogs import END, add, between, mistakes, write

CHECKOUT = 'checkout = Feature("checkout", team=payments, service="a", signals=[Errors(rate="1%")])'


def test_runs_the_file_as_it_is_now(tmp_path: Path) -> None:
    file = write(tmp_path, features=between(CHECKOUT))
    assert load(file).features[0].name == "checkout"
    write(tmp_path, features=between(CHECKOUT.replace('"checkout"', '"payment"')))
    assert load(file).features[0].name == "payment"


def test_takes_a_package_too(tmp_path: Path) -> None:
    add(tmp_path, "features/one.py", between(CHECKOUT))
    add(tmp_path, "features/__init__.py", 'from dogwatch import Catalog\ncatalog = Catalog("shop")\n')
    assert [feature.name for feature in load(tmp_path / "features").features] == ["checkout"]
    assert root_of(tmp_path / "features") == root_of(tmp_path / "features" / "__init__.py") == tmp_path


def test_a_package_has_a_file_per_team_and_ends_with_the_catalog(tmp_path: Path) -> None:
    add(tmp_path, "features/payments.py", between(CHECKOUT).removesuffix(END))
    add(
        tmp_path,
        "features/browse.py",
        'from features.payments import *\nsearch = Feature("search", team=payments, service="a")\n',
    )
    add(
        tmp_path,
        "features/__init__.py",
        'from dogwatch import Catalog\ncatalog = Catalog("shop", packages=["monitors"])\n',
    )
    add(tmp_path, "monitors/more.py", "from features.browse import search\nagain = [search]\n")
    found = load(tmp_path / "features")
    assert [feature.name for feature in found.features] == ["checkout", "search"]
    assert [Path(feature.place.file).name for feature in found.features] == ["payments.py", "browse.py"]
    assert found.lost == ()


def test_a_file_of_a_package_is_reported_once_however_many_import_it(tmp_path: Path) -> None:
    said = mistakes(
        tmp_path,
        'from dogwatch import Catalog\ncatalog = Catalog("shop", packages=["things", "monitors"])\n',
        things__browse="1/0\n",
        monitors__more="from things import browse\n",
    )
    assert said == "things/browse.py:1: Python: ZeroDivisionError: division by zero\n    mend the line\n1 mistake"


def test_a_package_may_name_itself_among_its_packages(tmp_path: Path) -> None:
    add(tmp_path, "features/one.py", between(CHECKOUT).removesuffix(END))
    text = (
        'from dogwatch import Catalog\nfrom features import one\ncatalog = Catalog("shop", packages=["features.one"])\n'
    )
    add(tmp_path, "features/__init__.py", text)
    found = load(tmp_path / "features")
    assert ([feature.name for feature in found.features], found.lost) == (["checkout"], ())


def test_a_file_and_a_package_of_one_name_are_one_too_many(tmp_path: Path) -> None:
    file = write(tmp_path, features=between(CHECKOUT))
    add(tmp_path, "features/__init__.py", between(CHECKOUT))
    with pytest.raises(UsageError, match=r"both .*features.py and the package .*features/ are there; keep one of them"):
        load(file)
    assert len(load(tmp_path / "features").features) == 1


def test_what_the_catalog_prints_is_no_output_of_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load(write(tmp_path, features='print("hello")\n' + between(CHECKOUT)))
    assert capsys.readouterr() == ("", "hello\n")


def test_leaves_the_import_path_as_it_was(tmp_path: Path) -> None:
    before = list(sys.path)
    load(write(tmp_path, features=between(CHECKOUT)))
    mistakes(tmp_path, "1/0\n")
    assert sys.path == before


@pytest.mark.parametrize("path", ["features.py", "nothing", "."])
def test_a_catalog_that_is_not_there_is_wrong_use(tmp_path: Path, path: str) -> None:
    with pytest.raises(UsageError, match=r"no catalog at .*; run this where features.py or features/__init__.py is"):
        load(tmp_path / path)


def test_says_which_name_the_catalog_must_have(tmp_path: Path) -> None:
    assert mistakes(tmp_path, "x = 1\n") == (
        "features.py: catalog: the file binds no Catalog to the name 'catalog'\n"
        '    end it with catalog = Catalog("shop", packages=["monitors"])\n'
        "1 mistake"
    )


def test_finds_the_catalog_under_another_name(tmp_path: Path) -> None:
    said = mistakes(tmp_path, 'from dogwatch import Catalog\n\nshop = Catalog("shop")\n')
    assert said.startswith("features.py:3: catalog: it is bound to the name 'shop'\n    write catalog = …")


def test_names_each_package_that_is_not_there(tmp_path: Path) -> None:
    text = between(CHECKOUT).replace('"shop")', '"shop",\n    packages=["monitrs", "zzz"])')
    assert mistakes(tmp_path, text, monitors__one="") == (
        "features.py:5: catalog: packages: there is no package 'monitrs' beside the catalog\n"
        "    did you mean 'monitors'?\n"
        "features.py:5: catalog: packages: there is no package 'zzz' beside the catalog\n"
        "    make a folder zzz/ with an __init__.py beside it\n"
        "2 mistakes"
    )


def test_a_file_beside_the_catalog_runs_with_its_neighbours(tmp_path: Path) -> None:
    write(tmp_path, neighbour="NUMBER = 5\n", sync__targets="from neighbour import NUMBER\n")
    assert load_module("sync.targets", tmp_path / "sync" / "targets.py", tmp_path).NUMBER == 5


def test_a_file_beside_the_catalog_is_reported_with_its_line(tmp_path: Path) -> None:
    write(tmp_path, sync__targets="\n\nraise ValueError('no; yes')\n")
    with pytest.raises(CatalogError, match=r"sync/targets.py:3: Python: ValueError: no\n    yes"):
        load_module("sync.targets", tmp_path / "sync" / "targets.py", tmp_path)


def test_packages_of_other_folders_may_come_first(tmp_path: Path) -> None:
    file = write(tmp_path, features=between('catalog_is_below = "here"'))
    (tmp_path / "first").mkdir()
    add(tmp_path / "first", "more/one.py", f"from features import *\n{CHECKOUT}\n")
    add(tmp_path, "more/one.py", "1/0\n")

    found = load(file, folders=[tmp_path / "first", tmp_path], packages=["more"])

    assert [feature.name for feature in found.features] == ["checkout"]
    assert found.catalog.packages == ("more",)
    assert str(tmp_path / "first") not in sys.path
