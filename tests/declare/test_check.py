from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from dogwatch.declare import Policy, check
from dogwatch.errors import CatalogError
from dogwatch.place import Place

from .catalogs import between, declared, mistakes, resources

FEATURE = '{name} = Feature("{name}", team=payments, service="a", signals=[Errors(rate="1%", least=0)])\n'
CHECKOUT = FEATURE.format(name="checkout")
QUERY = 'query=checkout.metrics.hits.sum().over("5m") > 3'
BY_HAND = f'by_hand = Monitor("{{name}}", feature=checkout, title="t", what="w", {QUERY})\n'


def said(folder: Path, text: str) -> list[str]:
    return [line for line in mistakes(folder, between(text)).splitlines() if not line.startswith(" ")]


def test_hands_out_the_resources_of_a_right_catalog(tmp_path: Path) -> None:
    assert list(resources(tmp_path, CHECKOUT)) == ["shop/checkout/errors"]


def test_reports_declarations_monitors_policies_and_bodies_at_once(tmp_path: Path) -> None:
    text = """
    a = Feature("a", team="paymnts", service="a", signals=[Errors(rate="1%")])
    b = Feature("b", team=payments, service="b", signals=[Errors(rate="1%")])
    c = Monitor("c", team=payments, title="c", what="c@slack-x", query="avg(last_5m):avg:x{*} > 1")
    d = Monitor("d", team=payments, title="d", what="d", query="avg(last_5m):avg:x{$env} > 1", priority=9)
    @policy
    def e(feature):
        raise ValueError(feature.name)
    """
    assert said(tmp_path, text) == [
        "features.py:3: feature a: team: there is no team 'paymnts'",
        "features.py:5: monitor shop/c: query: 'avg(last_5m):avg:x{*} > 1' would watch the same in every environment",
        "features.py:5: monitor shop/c: what: Datadog would not deliver 'c@slack-x'",
        "features.py:6: monitor shop/d: priority: 9",
        "features.py:9: Python: ValueError: b",
        "5 mistakes",
    ]


def test_says_nothing_about_what_stands_on_a_mistake(tmp_path: Path) -> None:
    """The monitors of a feature without a team have no team either; that is one mistake."""
    text = CHECKOUT.replace("team=payments", 'team="x"') + BY_HAND.format(name="busy")
    assert said(tmp_path, text) == ["features.py:3: feature checkout: team: there is no team 'x'", "1 mistake"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'again = Team("payments")\n' + CHECKOUT,
            "features.py:3: team payments: it is declared already in features.py:2",
        ),
        (
            CHECKOUT + "again = " + CHECKOUT.partition(" = ")[2],
            "features.py:4: feature checkout: it is declared already in features.py:3",
        ),
        (
            CHECKOUT + BY_HAND.format(name="errors"),
            "features.py:4: monitor shop/checkout/errors: it is declared already in features.py:3",
        ),
        (
            CHECKOUT.replace("signals=[", 'signals=[Errors(rate="2%", least=0),\n    '),
            "features.py:4: monitor shop/checkout/errors: it is declared already in features.py:3",
        ),
    ],
)
def test_a_name_is_given_once(tmp_path: Path, text: str, expected: str) -> None:
    assert said(tmp_path, text) == [expected, "1 mistake"]


def test_parts_that_are_double_are_named_where_nothing_else_is(tmp_path: Path) -> None:
    part = 'Monitor("part", feature=checkout, title="t", what="w", tells=False, query="avg(last_5m):avg:x{$env} > 1")'
    text = CHECKOUT + f"one = {part}\ntwo = {part}\n"
    assert said(tmp_path, text) == [
        "features.py:5: monitor shop/checkout/part: it is declared already in features.py:4",
        "1 mistake",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('x = Team(["x"], notify="@slack-x")', "team ['x']: it cannot be part of keys and tags as it stands"),
        ('x = Team(1, notify="@slack-x")\ny = Monitor("y", team="z", query="", title="t", what="w")', "no team 'z'"),
        ('x = Feature({"x"}, team=payments, service="a", signals=[Errors(rate="1%")])', "feature {'x'}: it cannot be"),
        (
            'x = Feature("x", team=payments, service="a", objectives=[LatencyObjective("99%", within="1s", name=[])])',
            "objective []: it cannot be part of keys and tags as it stands",
        ),
        ('x = Monitor("x", team=payments, type=[], query="", title="t", what="w")', "monitor x: type: [] is no text"),
    ],
)
def test_a_name_of_any_type_is_a_mistake(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in mistakes(tmp_path, between(text))


def test_a_catalog_declares_something(tmp_path: Path) -> None:
    assert said(tmp_path, "") == ["features.py:4: catalog shop: it declares no feature", "1 mistake"]


def test_a_catalog_of_a_monitor_alone_is_right(tmp_path: Path) -> None:
    text = 'm = Monitor("m", team=payments, title="t", what="w", query="avg(last_5m):avg:x{$env} > 1")'
    assert list(resources(tmp_path, text)) == ["shop/m"]


def test_names_what_would_be_lost(tmp_path: Path) -> None:
    text = CHECKOUT + 'Feature("search", team=payments, service="a")\n' + BY_HAND.format(name="x").partition(" = ")[2]
    assert said(tmp_path, text) == [
        "features.py:4: feature search: no name of its file holds it in the end, so it would be lost",
        "features.py:5: monitor x: no name of its file holds it in the end, so it would be lost",
        "2 mistakes",
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return None", "features.py:4: Python: TypeError: 'NoneType' object is not iterable"),
        ("yield 1 / 0", "features.py:6: Python: ZeroDivisionError: division by zero"),
        ("raise SystemExit(0)", "features.py:6: Python: SystemExit: 0"),
        ("yield 'x'", "features.py:4: policy own: for the feature checkout it makes 'x'"),
    ],
)
def test_a_policy_that_goes_wrong_is_the_users_line(tmp_path: Path, body: str, expected: str) -> None:
    assert said(tmp_path, f"{CHECKOUT}@policy\ndef own(feature):\n    {body}\n") == [expected, "1 mistake"]


def test_says_a_mistake_once_however_many_monitors_show_it(tmp_path: Path) -> None:
    text = """
    @policy
    def own(feature):
        raise ValueError("no")
    a = Feature("a", team=payments, service="a", signals=[Errors(rate="1%")])
    b = Feature("b", team=payments, service="b", signals=[Errors(rate="1%")])
    """
    assert said(tmp_path, text) == ["features.py:5: Python: ValueError: no", "1 mistake"]


def test_raises_mistakes_that_programs_can_read(tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as caught:
        check(declared(tmp_path, CHECKOUT.replace("1%", "1")), "prod")
    (mistake,) = caught.value.mistakes
    assert (Path(mistake.place.file).name, mistake.place.line) == ("features.py", 3)
    assert mistake.subject == "feature checkout: Errors rate"
    assert caught.value.exit_code == 2


def test_what_a_policy_makes_may_be_of_any_kind(tmp_path: Path) -> None:
    text = (
        CHECKOUT
        + """
@policy
def own(feature):
    hits = feature.metrics.hits.sum().as_count()
    events = Events(good=hits.where(outcome="ok"), total=hits)
    slo = Slo("own", feature=feature, target="99%", sli=events, title="t", what="w")
    yield slo
    yield Monitor("own", feature=feature, title="t", what="w", type="slo alert",
                  query=f'error_budget("{slo.reference}").over("30d") > 50')
"""
    )
    made = check(declared(tmp_path, text), "prod")
    keys = [(each.kind, each.key) for each in made if each.key == "shop/checkout/own"]
    assert keys == [("monitor", "shop/checkout/own"), ("slo", "shop/checkout/own")]


def test_what_is_wrong_with_what_a_policy_made_is_said_at_its_line(tmp_path: Path) -> None:
    text = (
        CHECKOUT
        + """
@policy
def own(feature):
    yield Slo("own", feature=feature, target="100%", sli=Events(good="a", total="b"), title="t", what="w")
"""
    )
    assert said(tmp_path, text)[0] == "features.py:7: slo own: target: 100% leaves no error budget to spend"


def test_a_wrong_objective_is_all_that_is_said_about_its_feature(tmp_path: Path) -> None:
    text = CHECKOUT.replace("signals=", 'objectives=[Availability("99")], signals=')
    assert said(tmp_path, text) == [
        "features.py:3: feature checkout: Availability target: '99' has no unit",
        "features.py:3: feature checkout: Availability: calls that never arrive burn no budget, and nothing says how "
        "many should",
        "2 mistakes",
    ]


def test_a_body_cannot_take_the_mark_away(tmp_path: Path) -> None:
    text = CHECKOUT + BY_HAND.format(name="busy").replace('what="w"', 'what="w", body={"tags": ["a:b"]}')
    assert said(tmp_path, text) == [
        "features.py:4: monitor busy: body: it has 'tags', which dogwatch writes itself",
        "1 mistake",
    ]


def test_a_policy_of_the_library_that_goes_wrong_is_at_the_line_of_the_feature(tmp_path: Path) -> None:
    broken = Policy("broken", len, Place("<frozen importlib._bootstrap>", 488))  # type: ignore[arg-type]
    with pytest.raises(CatalogError, match=r"features.py:3: Python: TypeError: object of type 'Feature' has no len"):
        check(attrs.evolve(declared(tmp_path, CHECKOUT), policies=(broken,)), "prod")


def test_a_widget_holds_what_can_be_sent(tmp_path: Path) -> None:
    widget = '{"definition": {"type": "note", "content": {1, 2}}}'
    text = CHECKOUT + f'page = Dashboard("page", feature=checkout, title="t", widgets=[{widget}])'
    assert said(tmp_path, text)[0].endswith("content: a value of the type set is nothing that JSON can hold")


def test_a_repository_is_an_address(tmp_path: Path) -> None:
    text = between('m = Monitor("m", team=payments, query="avg(last_5m):avg:x{$env} > 1", title="t", what="w")')
    said = mistakes(tmp_path, text.replace('Catalog("shop")', 'Catalog("shop", repository=7)'))
    assert "catalog shop: repository: 7 is no address" in said


def test_production_names_environments(tmp_path: Path) -> None:
    text = between(CHECKOUT).replace('Catalog("shop")', 'Catalog("shop", production=5)')
    assert mistakes(tmp_path, text).startswith("features.py:4: catalog shop: production: 5 is no name of an env")


def test_what_a_policy_prints_is_no_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    resources(tmp_path, f"{CHECKOUT}@policy\ndef own(feature):\n    print(feature.name)\n    return []\n")
    assert capsys.readouterr() == ("", "checkout\n")
