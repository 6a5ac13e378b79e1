from __future__ import annotations

import re
from pathlib import Path

from dogwatch.report import catalog_pages, written_by

from .books import CHECKOUT, book

SEARCH = 'search = Feature("search", team=payments, service="shop-api", signals=[Errors(rate="1%")])\n'


def test_a_page_per_feature_and_an_index(tmp_path: Path) -> None:
    pages = catalog_pages(book(tmp_path, CHECKOUT + SEARCH))
    assert list(pages) == ["index.md", "checkout.md", "search.md"]


def test_each_page_says_who_wrote_it_and_ends_with_one_line_break(tmp_path: Path) -> None:
    for page in catalog_pages(book(tmp_path)).values():
        assert page.startswith(f"{written_by('shop')}\n\n# ")
        assert page.endswith("\n")
        assert not page.endswith("\n\n")


def test_every_link_between_pages_leads_to_one(tmp_path: Path) -> None:
    pages = catalog_pages(book(tmp_path, CHECKOUT + SEARCH))
    linked = {link for page in pages.values() for link in re.findall(r"\]\(([\w.\-]+\.md)", page)}
    assert linked == set(pages)


def test_says_the_same_twice(tmp_path: Path) -> None:
    assert catalog_pages(book(tmp_path, CHECKOUT + SEARCH)) == catalog_pages(book(tmp_path, CHECKOUT + SEARCH))
