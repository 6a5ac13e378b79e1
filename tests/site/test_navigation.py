from __future__ import annotations

import tomllib

import pytest

from tests.site.navigation import SECTIONS, Unplaced, navigation, placed, title_of
from tests.site.pages import sources

CATALOG = """# The features of shop

## payments

Who answers: the team payments.

| Feature | Tier |
|---|---|
| [checkout](checkout.md) | 1 |

## Promises

| Feature | Target |
|---|---|
| [cart](cart.md) | 99% |
"""


def test_every_page_stands_in_one_section() -> None:
    pages = list(sources().values())
    assert len(pages) > 60
    assert sorted(page for taken in placed(pages).values() for page in taken) == sorted(pages)


def test_a_page_that_no_section_takes_is_refused() -> None:
    with pytest.raises(Unplaced, match=r"^plans/q3\.md is in no section of tests/site/navigation\.py$"):
        placed([*sources().values(), "plans/q3.md"])


def test_a_section_that_has_lost_its_pages_is_refused() -> None:
    with pytest.raises(Unplaced, match="the section 'Checks' has no page"):
        placed(page for page in sources().values() if not page.startswith("checks/"))


def test_features_stand_below_the_team_that_answers() -> None:
    texts = {page: f"# {page}\n" for page in sources().values()} | {
        "catalog/index.md": CATALOG,
        "catalog/cart.md": "# cart\n",
        "catalog/checkout.md": "# checkout\n",
    }
    sections = {
        title: pages
        for section in tomllib.loads(f"nav = {navigation(texts)}")["nav"]
        for title, pages in section.items()
    }
    assert list(sections) == [section.title for section in SECTIONS]
    features = sections["Features of the shop"]
    assert features[0] == {"The features of shop": "catalog/index.md"}
    assert {"cart": "catalog/cart.md"} in features
    assert {"checkout": "catalog/checkout.md"} not in features
    assert features[-1] == {"Team payments": [{"checkout": "catalog/checkout.md"}]}


def test_a_title_is_the_words_of_the_first_heading() -> None:
    assert title_of("a.md", "<!-- x -->\n\n# The `check` of [a](b.md) \\*\n") == "The check of a *"
    with pytest.raises(Unplaced, match=r"^a\.md has no title"):
        title_of("a.md", "## Not the first\n")
