from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from .command import dogwatch, shop

OWNED = """# Begin of what dogwatch docs wrote for the catalog shop
/features.py @shop/payments
# End of what dogwatch docs wrote for the catalog shop
"""


def docs(folder: Path, *arguments: str) -> tuple[int, str]:
    """The exit code and everything that was said."""
    ended = dogwatch(folder, "docs", *arguments)
    return ended.returncode, ended.stdout + ended.stderr


def owned(folder: Path) -> Path:
    """A catalog with a team that names itself on GitHub."""
    return shop(folder, 'notify="@slack-payments"', 'notify="@slack-payments", github="@shop/payments"')


def test_writes_pages_that_are_current_then(tmp_path: Path) -> None:
    assert docs(shop(tmp_path)) == (0, "docs/catalog: 3 pages; 3 files written, 0 removed\n")
    assert docs(tmp_path, "--check") == (0, "3 pages are current\n")
    assert docs(tmp_path) == (0, "docs/catalog: 3 pages; 0 files written, 0 removed\n")
    assert "# checkout" in (tmp_path / "docs" / "catalog" / "checkout.md").read_text()


def test_check_names_what_is_missing_stale_or_left_over_and_writes_nothing(tmp_path: Path) -> None:
    docs(shop(tmp_path))
    pages = tmp_path / "docs" / "catalog"
    (pages / "checkout.md").unlink()
    (pages / "search.md").rename(pages / "old.md")
    shop(tmp_path, "shop-api", "shop-web")
    before = sorted(pages.iterdir())
    assert docs(tmp_path, "--check") == (
        1,
        "docs/catalog/index.md: stale\n"
        "docs/catalog/checkout.md: missing\n"
        "docs/catalog/search.md: missing\n"
        "docs/catalog/old.md: left over\n"
        "to mend it: dogwatch docs\n",
    )
    assert sorted(pages.iterdir()) == before
    assert docs(tmp_path) == (0, "docs/catalog: 3 pages; 3 files written, 1 removed\n")
    assert docs(tmp_path, "--check")[0] == 0


def test_says_how_to_mend_with_the_options_that_were_given(tmp_path: Path) -> None:
    shop(tmp_path)
    _, said = docs(tmp_path, "--check", "--catalog", "features.py", "--env", "staging", "--out", "all pages")
    assert said.endswith("to mend it: dogwatch docs --catalog features.py --env staging --out 'all pages'\n")


def test_a_page_that_somebody_wrote_stays_and_nothing_is_written(tmp_path: Path) -> None:
    page = shop(tmp_path) / "docs" / "catalog" / "search.md"
    page.parent.mkdir(parents=True)
    page.write_text("# My notes\n")
    by_hand = "docs/catalog/search.md: dogwatch did not write it for this catalog; move it elsewhere\n"
    assert docs(tmp_path) == (2, f"{by_hand}nothing was written\n")
    assert [path.name for path in page.parent.iterdir()] == ["search.md"]
    code, said = docs(tmp_path, "--check")
    assert (code, by_hand in said) == (1, True)


def test_pages_speak_of_production_whatever_the_shell_says(tmp_path: Path) -> None:
    ended = dogwatch(shop(tmp_path), "docs", env={"DD_ENV": "staging"})
    assert ended.returncode == 0
    assert docs(tmp_path, "--check")[0] == 0
    assert "[prod] checkout:" in (tmp_path / "docs" / "catalog" / "checkout.md").read_text()


def test_pages_elsewhere_lead_back_to_the_catalog(tmp_path: Path) -> None:
    shop(tmp_path, "tier=1,", 'tier=1, runbook="docs/runbooks/checkout.md",')
    assert docs(tmp_path, "--out", "docs")[0] == 0
    page = (tmp_path / "docs" / "checkout.md").read_text()
    assert "](../docs/runbooks/checkout.md)" in page
    assert "](../features.py)" in page


def test_writes_who_owns_the_files_that_declare_features(tmp_path: Path) -> None:
    assert docs(owned(tmp_path))[0] == 0
    assert (tmp_path / ".github" / "CODEOWNERS").read_text() == OWNED
    shop(tmp_path)
    code, said = docs(tmp_path, "--check")
    assert (code, ".github/CODEOWNERS: left over\n" in said) == (1, True)
    docs(tmp_path)
    assert not (tmp_path / ".github" / "CODEOWNERS").exists()


def test_owners_that_somebody_wrote_stay(tmp_path: Path) -> None:
    file = owned(tmp_path) / "CODEOWNERS"  # GitHub would not read it any more beside one in .github/
    file.write_bytes(b"* @everybody\n# caf\xe9\n")
    docs(tmp_path)
    assert file.read_bytes() == b"* @everybody\n# caf\xe9\n\n" + OWNED.encode()
    assert not (tmp_path / ".github").exists()
    assert docs(tmp_path, "--check")[0] == 0


def test_owners_stand_at_the_top_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    catalog = tmp_path / "watch"
    catalog.mkdir()
    docs(owned(catalog))
    assert "/watch/features.py @shop/payments" in (tmp_path / ".github" / "CODEOWNERS").read_text()
    code, said = docs(catalog, "--check")
    assert (code, said) == (0, "3 pages are current\n")


def test_refuses_owners_whose_end_is_lost(tmp_path: Path) -> None:
    file = owned(tmp_path) / "CODEOWNERS"
    file.write_text(OWNED.splitlines()[0] + "\n")
    code, said = docs(tmp_path)
    assert code == 2
    assert said.startswith("CODEOWNERS cannot be kept current: each of these lines stands in it once, in this order: ")
    assert not (tmp_path / "docs").exists()


@pytest.mark.parametrize("arguments", [(), ("--check",)])
def test_a_wrong_catalog_has_no_pages(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    code, said = docs(shop(tmp_path, 'rate="2%"', "rate=2"), *arguments)
    assert (code, said.count("1 mistake")) == (2, 1)
    assert not (tmp_path / "docs").exists()


def test_begins_the_runbooks_that_are_not_there_and_says_what_to_add(tmp_path: Path) -> None:
    shop(tmp_path, "tier=1,", 'tier=1, runbook="/docs/on-call/checkout.md#first",')
    assert docs(tmp_path, "--runbooks") == (
        0,
        "docs/catalog: 3 pages; 3 files written, 0 removed\n"
        "docs/on-call/checkout.md: begun; write down what helps\n"
        "docs/runbooks/search.md: begun; write down what helps\n"
        'features.py:9: feature search: add runbook="docs/runbooks/search.md"\n',
    )
    text = (tmp_path / "docs" / "on-call" / "checkout.md").read_text()
    assert "| `latency-p95` | p95 response time above 400ms |" in text


def test_a_runbook_that_somebody_wrote_is_never_changed(tmp_path: Path) -> None:
    shop(tmp_path, "tier=1,", 'tier=1, runbook="docs/runbooks/all.md#checkout",')
    docs(tmp_path, "--runbooks")
    pages = [tmp_path / "docs" / "runbooks" / name for name in ("all.md", "search.md")]
    for page in pages:
        page.write_text("# Mine\n")
    assert docs(tmp_path, "--runbooks")[0] == 0
    assert docs(tmp_path, "--runbooks", "--check") == (0, "3 pages are current\n")
    assert [page.read_text() for page in pages] == ["# Mine\n", "# Mine\n"]


def test_check_names_the_runbooks_that_are_not_there_and_writes_none(tmp_path: Path) -> None:
    shop(tmp_path, "tier=1,", 'tier=1, runbook="https://wiki.example.com/checkout",')
    docs(tmp_path)
    assert docs(tmp_path, "--check")[0] == 0
    assert docs(tmp_path, "--check", "--runbooks") == (
        1,
        "docs/runbooks/search.md: missing\nto mend it: dogwatch docs --runbooks\n",
    )
    assert not (tmp_path / "docs" / "runbooks").exists()


def test_a_runbook_elsewhere_on_the_machine_is_not_begun(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    folder = shop(tmp_path / "shop", "tier=1,", 'tier=1, runbook="../checkout.md",')
    code, said = docs(folder, "--runbooks")
    assert code == 2
    assert said.startswith(
        "features.py:6: feature checkout: runbook '../checkout.md' leads out of the catalog's folder"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["shop"]
    assert not (folder / "docs").exists()


PAGE = """
from dogwatch import feature_page

page = feature_page(checkout)
catalog = Catalog("shop", namespaces=[])
"""
PICTURE = Path("docs/catalog/pictures/checkout.page.svg")


def drawn(folder: Path) -> Path:
    """A catalog with a dashboard of a feature."""
    return shop(folder, '\ncatalog = Catalog("shop", namespaces=[])\n', PAGE)


def test_a_page_shows_the_dashboards_of_its_feature(tmp_path: Path) -> None:
    assert docs(drawn(tmp_path)) == (0, "docs/catalog: 3 pages; 4 files written, 0 removed\n")
    page = (tmp_path / "docs" / "catalog" / "checkout.md").read_text()
    assert "\n![checkout with made-up values](pictures/checkout.page.svg)\n" in page
    svg = (tmp_path / PICTURE).read_bytes()
    assert fromstring(svg).get("width") == "1240"
    assert len(svg) < 150_000


def test_a_picture_is_the_same_whenever_it_is_drawn(tmp_path: Path) -> None:
    docs(drawn(tmp_path))
    before = (tmp_path / PICTURE).read_bytes()
    assert docs(tmp_path, "--redraw") == (0, "docs/catalog: 3 pages; 0 files written, 0 removed\n")
    (tmp_path / PICTURE).unlink()
    docs(tmp_path)
    assert (tmp_path / PICTURE).read_bytes() == before


def test_a_picture_is_drawn_again_when_its_dashboard_or_its_file_changes(tmp_path: Path) -> None:
    docs(drawn(tmp_path))
    picture = tmp_path / PICTURE
    picture.write_text(picture.read_text().replace("Response time", "Something else"))
    assert docs(tmp_path, "--check")[1].startswith(f"{PICTURE}: stale\n")
    docs(tmp_path)
    assert docs(tmp_path, "--check") == (0, "3 pages are current\n")
    catalog = tmp_path / "features.py"
    catalog.write_text(catalog.read_text().replace('"400ms"', '"450ms"'))
    assert f"{PICTURE}: stale\n" in docs(tmp_path, "--check")[1]


def test_what_lies_there_is_taken_without_drawing(tmp_path: Path) -> None:
    """Numpy is what drawing cannot do without."""
    docs(drawn(tmp_path))
    ended = dogwatch(tmp_path, "docs", "--check", env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert (ended.returncode, "numpy" in ended.stderr) == (0, False)
    (tmp_path / PICTURE).unlink()
    assert "numpy" in dogwatch(tmp_path, "docs", "--check", env={"PYTHONPROFILEIMPORTTIME": "1"}).stderr


def test_a_picture_whose_dashboard_is_gone_goes_too_and_one_by_hand_stays(tmp_path: Path) -> None:
    docs(drawn(tmp_path))
    by_hand = tmp_path / PICTURE.parent / "by-hand.svg"
    by_hand.write_text("<svg/>")
    assert docs(shop(tmp_path)) == (0, "docs/catalog: 3 pages; 2 files written, 1 removed\n")
    assert (by_hand.exists(), (tmp_path / PICTURE).exists()) == (True, False)
