"""What becomes of declared systems, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.declare.catalogs import between, mistakes, resources, write

FEATURE = """
checkout = Feature("checkout", team=payments, service="shop-api", tier=2, description="To a paid order",
    signals=[Errors(rate="1%")]{further})
"""
SYSTEM = 'it = System("checkout", feature=checkout, environments="prod"{further})\n'
BY_HAND = 'it = System("orders", team=payments, environments="prod", {})\n'


def body(folder: Path, text: str, key: str = "shop/checkout") -> dict[str, Any]:
    return resources(folder, text)[key].body


def of_feature(folder: Path, feature: str = "", system: str = "") -> dict[str, Any]:
    return body(folder, FEATURE.format(further=feature) + SYSTEM.format(further=system))


def said(folder: Path, text: str) -> list[str]:
    """What is wrong, less the places."""
    lines = mistakes(folder, between(text)).splitlines()[:-1]
    return [line.partition(": ")[2] for line in lines[::2]]


def test_a_system_says_what_its_feature_does_for_people_and_who_answers(tmp_path: Path) -> None:
    system = of_feature(tmp_path)
    assert (system["apiVersion"], system["kind"]) == ("v3", "system")
    assert system["spec"] == {"components": ["service:shop-api"], "tier": "2"}
    metadata = system["metadata"]
    assert (metadata["description"], metadata["owner"]) == ("To a paid order", "payments")
    assert metadata["tags"] == [
        "managed_by:dogwatch",
        "catalog:shop",
        "team:payments",
        "env:prod",
        "service:shop-api",
        "feature:checkout",
        "tier:2",
        "dogwatch:prod/shop/checkout",
    ]
    assert metadata["links"] == []


def test_arguments_win_over_the_feature_or_stand_beside_it(tmp_path: Path) -> None:
    arguments = (
        ', title="Checkout", description="Ours", components=["datastore:orders", "service:shop-api"], '
        'lifecycle="production", links={"Wiki": "https://wiki.example.com"}, tags="area:money", '
        'body={"extensions": {"shop.example.com": 1}}'
    )
    system = of_feature(tmp_path, system=arguments)
    assert system["spec"] == {
        "components": ["service:shop-api", "datastore:orders"],
        "tier": "2",
        "lifecycle": "production",
    }
    assert system["extensions"] == {"shop.example.com": 1}
    metadata = system["metadata"]
    assert (metadata["displayName"], metadata["description"]) == ("Checkout", "Ours")
    assert metadata["links"] == [{"name": "Wiki", "type": "other", "url": "https://wiki.example.com"}]
    assert "area:money" in metadata["tags"]


def test_links_to_the_runbook_and_to_the_dashboard(tmp_path: Path) -> None:
    def links(feature: str, more: str = "", catalog: str = "") -> list[tuple[str, str]]:
        text = FEATURE.format(further=feature) + SYSTEM.format(further="") + more
        written = write(tmp_path, features=between(text).replace('Catalog("shop"', f'Catalog("shop"{catalog}'))
        [system] = [each for each in check(load(written), "prod") if each.kind == "system"]
        return [(link["type"], link["url"]) for link in system.body["metadata"]["links"]]

    from dogwatch.declare import check, load

    repository = ', repository="https://example.com/shop"'
    assert links(', runbook="docs/checkout.md"') == []
    assert links(', runbook="docs/checkout.md"', catalog=repository) == [
        ("runbook", "https://example.com/shop/docs/checkout.md")
    ]
    page = "page = feature_page(checkout)\n"
    assert links("", page) == [("dashboard", "https://app.datadoghq.com/dashboard/${dashboard:shop/checkout/page}")]
    assert links(', dashboard="https://example.com/board"', page) == [("dashboard", "https://example.com/board")]
    assert links(', dashboard=""', page) == []


def test_contacts_are_the_handles_of_the_team_by_what_they_are(tmp_path: Path) -> None:
    text = """
    store = Team("store", page="@pagerduty-Store", escalate="@oncall-store", notify=["@slack-store", "@slack-{{env}}"],
        email="@store@example.com")
    it = System("orders", team=store, environments="prod", components="service:orders")
    """
    contacts = body(tmp_path, text, "shop/orders")["metadata"]["contacts"]
    assert [tuple(each.values()) for each in contacts] == [
        ("On call", "pagerduty", "@pagerduty-Store"),
        ("Escalation", "oncall", "@oncall-store"),
        ("Alerts", "slack", "@slack-store"),
        ("Mail", "email", "store@example.com"),
    ]


def test_without_a_feature_it_has_the_components_that_it_names(tmp_path: Path) -> None:
    system = body(tmp_path, BY_HAND.format('service="orders", namespace="store"'), "shop/orders")
    assert system["spec"] == {"components": ["service:orders"]}
    assert (system["metadata"]["name"], system["metadata"]["namespace"]) == ("orders", "store")


def test_only_the_environment_that_is_spoken_of_has_it(tmp_path: Path) -> None:
    assert resources(tmp_path, BY_HAND.format('service="orders"'), "staging") == {}


def test_two_systems_with_one_name_are_a_mistake(tmp_path: Path) -> None:
    other = BY_HAND.format('service="a"').replace('"orders"', '"checkout"').replace("it =", "other =")
    lines = said(tmp_path, FEATURE.format(further="") + SYSTEM.format(further="") + other)
    assert [line.partition(" in ")[0] for line in lines] == ["system shop/checkout: it is declared already"]


@pytest.mark.parametrize(
    ("arguments", "seen"),
    [
        ('service="a", environments=()', "system orders: a software catalog knows no environments, and each would"),
        ("", "system orders: components: nothing is part of it"),
        ('components="shop-api"', "system orders: components: 'shop-api' says no kind and name"),
        ('components=["service:a b"]', "system shop/orders: spec.components: 'service:a b'"),
        ('service="a", title=" "', "system orders: title: ' ' says nothing"),
        ('service="a", description=5', "system orders: description: 5 is no text"),
        ('service="a", lifecycle=""', "system orders: lifecycle: '' says nothing"),
        ('service="a", namespace="Store"', "system orders: namespace: 'Store' is no namespace"),
        ('service="a", links={"Wiki": "docs/a.md"}', "system orders: links: 'docs/a.md' is no address"),
        ('service="a", links="https://a"', "system orders: links: 'https://a' has no name"),
        ('service="a", body={"kind": "service"}', "system orders: body: it is a 'service', and only systems are"),
        ('service="a", body={"apiVersion": "v2"}', "system orders: body: it has 'apiVersion', which dogwatch writes"),
        ('service="a", body={"metadata": {}}', "system orders: body: it has 'metadata', which dogwatch writes"),
        ('service="a", body={"colour": 1}', "system shop/orders: colour: Datadog knows no such field"),
    ],
)
def test_says_what_is_wrong_with_a_system(tmp_path: Path, arguments: str, seen: str) -> None:
    text = BY_HAND.format(arguments)
    [line] = said(tmp_path, text.replace('environments="prod", ', "") if "environments=()" in arguments else text)
    assert line.startswith(seen)
