from __future__ import annotations

import pytest

from dogwatch.report.pages.markup import anchors, code, fence, link, table, text


@pytest.mark.parametrize(
    ("written", "escaped"),
    [
        ("a plain sentence, 5% of it.", "a plain sentence, 5% of it."),
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("[x](y) ![x](y)", r"\[x\](y) !\[x\](y)"),
        ("a|b `c` *d* _e_ ~f~", r"a\|b \`c\` \*d\* \_e\_ \~f\~"),
        ("&lt; $x$ # y \\", r"\&lt; \$x\$ \# y \\"),
        ("two\n\n# lines\t", r"two \# lines"),
        ("https://a_b.example www.a_b.example", r"https\://a\_b.example www\.a\_b.example"),
    ],
)
def test_text_stays_text(written: str, escaped: str) -> None:
    assert text(written) == escaped


@pytest.mark.parametrize(
    ("written", "escaped"),
    [("- a", r"\- a"), ("1. a", r"1\. a"), ("12) a", r"12\) a"), ("=== a", r"\=== a"), ("99.9%", "99.9%")],
)
def test_text_begins_no_list(written: str, escaped: str) -> None:
    assert text(written) == escaped


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("@slack-x", "`@slack-x`"),
        ("a`b", "``a`b``"),
        ("`a``", "``` `a`` ```"),
        ("a\nb", "`a b`"),
        ("", "`  `"),
        ("a|<b>`*", "<code>a&#124;&#60;b&#62;&#96;&#42;</code>"),
    ],
)
def test_code_holds_whatever_stands_in_it(written: str, shown: str) -> None:
    assert code(written) == shown


def test_a_fence_is_longer_than_any_in_it() -> None:
    assert list(fence("a\n```\nb")) == ["````text", "a", "```", "b", "````"]
    assert list(fence("``")) == ["```text", "``", "```"]


def test_a_fence_leaves_its_text_as_it_is() -> None:
    assert list(fence("a\u2028b  \n\n<c>"))[1:-1] == ["a\u2028b  ", "", "<c>"]


def test_links_to_the_web_and_to_files() -> None:
    assert link("a", "https://wiki.example.com/a?b=c#d") == "[a](https://wiki.example.com/a?b=c#d)"
    assert link("a", "../run book (old).md") == "[a](../run%20book%20%28old%29.md)"
    assert link("a", "x) [y](z)<|") == "[a](x%29%20%5By%5D%28z%29%3C%7C)"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JAVASCRIPT:a", "data:text/html,a", "//evil", "http://["])
def test_links_nowhere_else(address: str) -> None:
    assert link("a", address) == f"a (`{address}`)"


def test_a_table_without_rows_is_nothing() -> None:
    assert list(table(("A", "B"), [])) == []
    assert list(table(("A", "B"), [["1", "2"]])) == ["| A | B |", "|---|---|", "| 1 | 2 |"]


def test_anchors_are_those_that_github_makes_of_headings() -> None:
    titles = [
        "latency: 2% of the budget is gone",
        "review_order happens 30% less",
        "p95 > 1.5 s",
        "p95 > 1.5 s",
    ]
    assert list(anchors(titles)) == [
        "#latency-2-of-the-budget-is-gone",
        "#review_order-happens-30-less",
        "#p95--15-s",
        "#p95--15-s-1",
    ]
