from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from dogwatch.report.pages.feature_page import feature_page
from dogwatch.report.pages.index_page import index_page

from .books import CHECKOUT, book, named


def page(folder: Path, text: str = CHECKOUT, name: str = "checkout", env: str = "prod") -> list[str]:
    found = book(folder, text, env)
    return list(feature_page(named(found, name), found))


def others(number: int) -> str:
    """So many more features of the same team and service."""
    text = (
        '[Feature(f"f-{n:02}", team=payments, service="shop-api", signals=[Traffic(min="1/s")]) for n in range(NUMBER)]'
    )
    return f"others = {text}\n".replace("NUMBER", str(number))


def test_begins_with_what_it_is_and_who_answers(tmp_path: Path) -> None:
    assert page(tmp_path)[:9] == [
        "# checkout",
        "",
        "From the cart to a paid order",
        "",
        "- **Who answers** the team payments, reads `@slack-payments`",
        "- **Tier** [3](index.md#tiers)",
        "- **Service** `shop-api`",
        "- **Runbook** [docs/runbooks/checkout.md](../../docs/runbooks/checkout.md)",
        "- **In Datadog** the names below begin with `[prod] checkout:`",
    ]


def test_has_a_section_for_all_that_is_declared(tmp_path: Path) -> None:
    lines = page(tmp_path, CHECKOUT + "pages = feature_page(checkout)\n")
    assert [line for line in lines if line.startswith("## ")] == [
        "## Limits",
        "## Promises",
        "## Alerts",
        "## Dashboards",
        "## Metrics",
        "## Read on",
    ]
    assert not [pair for pair in pairwise(lines) if pair == ("", "")]


def test_leaves_out_what_there_is_not(tmp_path: Path) -> None:
    text = 'search = Feature("search", team=payments, service="a", signals=[Errors(rate="1%")])\n'
    lines = page(tmp_path, text, "search")
    assert lines[:3] == ["# search", "", "- **Who answers** the team payments, reads `@slack-payments`"]
    assert not {"## Promises", "## Dashboards"} & set(lines)


def test_says_what_else_it_has(tmp_path: Path) -> None:
    more = 'tags=["area:pay"], dashboard="https://app.example.com/d|1",'
    lines = page(tmp_path, CHECKOUT.replace("    team=", f"    {more}\n    team="))
    assert r"- **Dashboard** [https\://app.example.com/d\|1](https://app.example.com/d%7C1)" in lines
    assert "- **Tags** `area:pay`" in lines


def test_speaks_of_the_environment(tmp_path: Path) -> None:
    lines = page(tmp_path, env="staging")
    assert "- **In Datadog** the names below begin with `[staging] checkout:`" in lines
    assert {line for line in lines if line.startswith("- **Tells**")} == {"- **Tells** nobody"}


def test_names_the_features_beside_it(tmp_path: Path) -> None:
    composite = (
        'both = Monitor("both", feature=checkout, type="composite", title="t", what="w",\n'
        '    query="${monitor:shop/f-01/traffic-min} && ${monitor:shop/checkout/traffic-min}")\n'
    )
    related = CHECKOUT.replace("    signals=", '    related=["f-01"],\n    signals=')
    lines = page(tmp_path, related + others(2) + composite)
    assert "- **Related** [f-01](f-01.md)" in lines
    assert "- **Refers to** [f-01](f-01.md)" in lines
    assert "- **Same service** [f-00](f-00.md), [f-01](f-01.md)" in lines
    assert "- **Same team** [f-00](f-00.md), [f-01](f-01.md)" in lines


def test_names_the_first_of_many_features(tmp_path: Path) -> None:
    first = ", ".join(f"[f-0{number}](f-0{number}.md)" for number in range(8))
    assert f"- **Same service** {first}" in page(tmp_path, CHECKOUT + others(8))
    assert f"- **Same service** {first}, … ([all](index.md))" in page(tmp_path, CHECKOUT + others(9))
    last = page(tmp_path, others(20) + CHECKOUT)
    assert f"- **Same service** {first}, … ([all](index.md))" in last


def test_whatever_people_write_stays_text(tmp_path: Path) -> None:
    hostile = "a|b `c` <script>x</script> [x](y) **d**"
    text = CHECKOUT.replace("From the cart to a paid order", hostile).replace(
        "docs/runbooks/checkout.md", "javascript://x"
    )
    text += (
        f'm = Monitor("m", feature=checkout, title="{hostile}", what="```", query="avg(last_5m):avg:a{{$env}} > 1")\n'
    )
    lines = page(tmp_path, text)
    escaped = r"a\|b \`c\` \<script\>x\</script\> \[x\](y) \*\*d\*\*"
    assert lines[2] == escaped
    assert f"### {escaped}" in lines
    assert f"| [{escaped}](#ab-c-scriptxscript-xy-d) | P3 | `@slack-payments` |" in lines
    assert r"- **Runbook** javascript\://x (`javascript://x`)" in lines
    begin = lines.index("````text")
    assert lines[begin + 1] == f"{{{{#is_alert}}}}checkout ({hostile}): ```{{{{/is_alert}}}}"
    assert "````" in lines[begin:]


def test_names_the_tests_of_the_feature_among_its_alerts(tmp_path: Path) -> None:
    test = """
page = SyntheticTest("page", feature=checkout, title="It answers", what="It does not answer.",
    locations="aws:eu-west-1", url="https://$env.example.com/", assertions=[Assertion("statusCode", "is", 200)])
load = SyntheticTest("load", team=payments, title="It loads", what="It does not load.",
    locations="aws:eu-west-1", url="https://$env.example.com/", assertions=[Assertion("statusCode", "is", 200)])
"""
    read = book(tmp_path, CHECKOUT + test)
    assert "### It answers" in list(feature_page(named(read, "checkout"), read))
    assert "### [prod] It loads" in [line.replace("\\", "") for line in index_page(read)]
