from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.pages import DeadLink, page, sources

REPOSITORY = "https://git.example.com/shop/blob/main"
PAGES = {"README.md": "index.md", "docs/guide/ci.md": "guide/ci.md", "docs/checks/README.md": "checks/index.md"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A repository with these pages, a picture, and a file that is no page."""
    for path in (*PAGES, "docs/guide/plan.svg", "features.py"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("# Page\n")
    return tmp_path


def guide(text: str, root: Path) -> str:
    return page("docs/guide/ci.md", text, PAGES, REPOSITORY, root)


def test_the_readme_of_a_folder_is_its_index(root: Path) -> None:
    assert sources(root) == {"CHANGELOG.md": "changelog.md", **PAGES}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[checks](../checks/README.md#all)", "[checks](../checks/index.md#all)"),
        ("[here](#a-place)", "[here](#a-place)"),
        ("[a](../../README.md), [b](ci.md)", "[a](../index.md), [b](ci.md)"),
        ("![a plan](plan.svg#only-light)", "![a plan](plan.svg#only-light)"),
        (f"![a plan]({REPOSITORY}/docs/guide/plan.svg)", "![a plan](plan.svg)"),
        ("[a folder](../guide)", "a folder"),
        ("[a web page](https://docs.example.com/x.md)", "[a web page](https://docs.example.com/x.md)"),
        (f"[the guide]({REPOSITORY}/docs/guide/ci.md#top)", "[the guide](ci.md#top)"),
        ("see [`the \\[file\\]`](../../features.py).", "see `the \\[file\\]`."),
        ("[over two\nlines](../../README.md)", "[over two\nlines](../index.md)"),
    ],
)
def test_links_lead_to_pages_of_the_site_or_are_words(written: str, shown: str, root: Path) -> None:
    assert guide(written, root) == f"{shown}\n"


@pytest.mark.parametrize("text", ["`[a](nowhere.md)` and ``[a](`nowhere.md)``", "```md\n[a](nowhere.md)\n\\$\n```"])
def test_code_stays_as_it_is(text: str, root: Path) -> None:
    assert guide(text, root).rstrip("\n") == text


def test_a_link_to_nothing_is_an_error(root: Path) -> None:
    with pytest.raises(DeadLink, match=r"^docs/guide/ci.md: nothing is at docs/guide/apply.md, which it links$"):
        guide("[a](apply.md)", root)


def test_what_github_takes_for_an_escape_is_none_here_either(root: Path) -> None:
    assert guide(r"1 \< 2 \> 0 \~ https\://x `\<`", root) == "1 &#60; 2 \\> 0 &#126; https&#58;//x `\\<`\n"


def test_what_can_be_unfolded_is_markdown_too(root: Path) -> None:
    assert guide("<details><summary>Why</summary>\n\n**b**\n\n</details>", root).startswith('<details markdown="1">')
