from __future__ import annotations

from pathlib import Path

import pytest

from tests.declare.catalogs import between, mistakes, resources

CHECKOUT = """
checkout = Feature(
    "checkout", team=payments, service="shop-api", 
    signals=[Errors(rate="1%", least=0), Latency(p95="1s", least=0), Traffic(min="1/s")],
    objectives=[Availability("99.9%")],
)
"""
BOTH = "${monitor:shop/checkout/latency-p95} && ${monitor:shop/checkout/errors}"


def composite(name: str, query: str, more: str = "") -> str:
    words = f'feature=checkout, title="t", what="w", type="composite", query="{query}"'
    return f'{name.replace("-", "_")} = Monitor("{name}", {words}{more})\n'


def said(folder: Path, text: str) -> list[str]:
    """What is wrong and what to write instead, in turn and without the lines."""
    lines = mistakes(folder, between(text)).splitlines()[:-1]
    return [line.strip() if line.startswith(" ") else line.partition(": ")[2] for line in lines]


def test_a_composite_refers_to_what_is_declared(tmp_path: Path) -> None:
    made = resources(tmp_path, CHECKOUT + composite("slow-and-failing", BOTH))
    assert made["shop/checkout/slow-and-failing"].body["query"] == BOTH


def test_a_reference_of_python_has_the_catalog_in_it(tmp_path: Path) -> None:
    simple = 'm = Monitor("m", team=payments, title="t", what="w", query="avg(last_5m):avg:x{$env} > 1")\n'
    two = 'two = Monitor("two", team=payments, title="t", what="w", type="composite", query=f"!{m.reference}")\n'
    assert resources(tmp_path, simple + two)["shop/two"].body["query"] == "!${monitor:shop/m}"


def test_an_alert_of_an_slo_refers_to_it(tmp_path: Path) -> None:
    made = resources(tmp_path, CHECKOUT)
    assert "${slo:shop/checkout/availability}" in made["shop/checkout/availability-burn-1h"].body["query"]


@pytest.mark.parametrize(
    "query",
    ["", "{a} and {b}", "{a} {b}", "{a} &&", "{a} & {b}", "({a} || {b}", "{a} && !", "{a} > 3", "{a}{b}", "()", "x"],
)
def test_a_composite_is_an_expression_of_monitors(tmp_path: Path, query: str) -> None:
    a, b = BOTH.split(" && ")
    seen = said(tmp_path, CHECKOUT + composite("both", query.replace("{a}", a).replace("{b}", b)))
    assert seen[0].startswith("monitor shop/checkout/both: query: ")
    assert seen[0].endswith(("has no place here", "the query ends too early"))
    assert seen[-1].startswith("expected ")


@pytest.mark.parametrize("query", ["12345", "!12 &&(34||! ( 56 && !78 ))", "1 && 2 && 3 ||4", "!!1", "((1))"])
def test_a_composite_may_be_any_expression(tmp_path: Path, query: str) -> None:
    assert resources(tmp_path, CHECKOUT + composite("both", query))["shop/checkout/both"].body["query"] == query


@pytest.mark.parametrize(
    ("declared", "seen"),
    [
        (
            composite("both", "${slo:shop/checkout/availability}"),
            "monitor shop/checkout/both: query: ${slo:shop/checkout/availability} is no monitor, whose id belongs here",
        ),
        (
            composite(
                "b",
                "burn_rate('${monitor:shop/checkout/errors}').over('7d').long_window('1h').short_window('5m') > 3",
            ).replace("composite", "slo alert"),
            "monitor shop/checkout/b: query: ${monitor:shop/checkout/errors} is no slo, whose id belongs here",
        ),
        (
            composite("m", "avg(last_5m):avg:x{$env,a:${monitor:shop/checkout/errors}} > 3").replace(
                "composite", "query alert"
            ),
            "monitor shop/checkout/m: query: ${monitor:shop/checkout/errors} is an id, and none belongs here",
        ),
        (
            "d = Dashboard('d', team=payments, title='t',"
            " widgets=[widgets.group('g', [widgets.slo('s', '${monitor:shop/checkout/errors}')])])",
            "dashboard shop/d: slo_id: ${monitor:shop/checkout/errors} is no slo, whose id belongs here",
        ),
        (
            "d = Dashboard('d', team=payments, title='t',"
            " widgets=[widgets.alert_graph('a', '${slo:shop/checkout/availability}')])",
            "dashboard shop/d: alert_id: ${slo:shop/checkout/availability} is no monitor, whose id belongs here",
        ),
    ],
)
def test_an_id_of_another_kind_is_taken_nowhere(tmp_path: Path, declared: str, seen: str) -> None:
    assert seen in said(tmp_path, CHECKOUT + declared)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("${monitor:shop/checkout/error}", "did you mean ${monitor:shop/checkout/errors}?"),
        ("${slo:shop/checkout/availabilty}", "did you mean ${slo:shop/checkout/availability}?"),
        ("${slos:shop/checkout/availability}", "did you mean ${slo:shop/checkout/availability}?"),
        ("${monitor:qqq}", "declare this monitor, or mend the reference; dogwatch build lists what there is"),
        ("${nothing:shop/qqq}", "its kind is one of "),
    ],
)
def test_a_reference_to_nothing_is_a_mistake(tmp_path: Path, written: str, meant: str) -> None:
    seen, remedy = said(tmp_path, CHECKOUT + composite("both", written))
    about = f"monitor shop/checkout/both: query: it asks about {written}, which nothing declares for prod"
    assert seen == f"{about} [composite-of-unknown]"
    assert remedy.startswith(meant)


def test_a_reference_to_another_environment_is_one_to_nothing(tmp_path: Path) -> None:
    text = CHECKOUT + composite("one", "123", ', environments=["staging"]')
    text += 'two = Monitor("two", team=payments, title="t", what="w", type="composite", query=f"!{one.reference}")\n'
    seen, _ = said(tmp_path, text)
    about = "monitor shop/two: query: it asks about ${monitor:shop/checkout/one}, which nothing declares for prod"
    assert seen == f"{about} [composite-of-unknown]"


def test_a_circle_is_named(tmp_path: Path) -> None:
    ring = [("a", "b"), ("b", "c"), ("c", "a")]
    text = CHECKOUT + "".join(composite(name, f"${{monitor:shop/checkout/{other}}}") for name, other in ring)
    circles = [line for line in said(tmp_path, text) if "circle" in line]
    assert circles == [
        "monitor shop/checkout/a: it refers to itself in a circle: ${monitor:shop/checkout/a} → "
        "${monitor:shop/checkout/b} → ${monitor:shop/checkout/c} → ${monitor:shop/checkout/a}"
    ]


def test_a_composite_takes_no_composite(tmp_path: Path) -> None:
    text = CHECKOUT + composite("inner", BOTH) + composite("outer", "!${monitor:shop/checkout/inner}")
    assert said(tmp_path, text) == [
        "monitor shop/checkout/outer: query: ${monitor:shop/checkout/inner} is a composite itself, which Datadog "
        "takes in none",
        f"write its query instead: {BOTH}",
    ]


@pytest.mark.parametrize(("count", "is_right"), [(10, True), (11, False)])
def test_a_composite_asks_about_ten_monitors_at_most(tmp_path: Path, count: int, is_right: bool) -> None:
    words = 'team=payments, title="t", what="w"'
    text = f'several = [Monitor(f"m{{i}}", {words}, query="avg(last_5m):avg:x{{$env}} > 1") for i in range({count})]\n'
    text += f'all = Monitor("all", {words}, type="composite", query=" && ".join(m.reference for m in several))\n'
    if is_right:
        assert "shop/all" in resources(tmp_path, text)
    else:
        assert said(tmp_path, text) == ["monitor shop/all: query: it asks about 11 monitors", "write at most 10"]


@pytest.mark.parametrize(
    "wrong",
    [
        CHECKOUT.replace('rate="1%"', 'rate="1"'),
        CHECKOUT + "@policy\ndef own(feature):\n    raise ValueError('no')\n",
        CHECKOUT + CHECKOUT.replace("checkout =", "again ="),
    ],
)
def test_nothing_is_said_about_what_stands_on_another_mistake(tmp_path: Path, wrong: str) -> None:
    text = wrong + 'two = Monitor("two", team=payments, title="t", what="w", type="composite", query="{}")\n'.format(
        "!${monitor:shop/checkout/errors} && ${monitor:shop/checkout/of-a-policy}"
    )
    lines = said(tmp_path, text)
    assert lines
    assert not any("refers to" in line for line in lines)


def test_a_monitor_that_is_wrong_itself_can_be_referred_to(tmp_path: Path) -> None:
    text = 'one = Monitor("one", team=payments, title="", what="w", query="avg(last_5m):avg:x{$env} > 1")\n'
    text += 'two = Monitor("two", team=payments, title="t", what="w", type="composite", query=f"!{one.reference}")\n'
    assert said(tmp_path, text)[::2] == ["monitor one: title: '' says nothing"]
