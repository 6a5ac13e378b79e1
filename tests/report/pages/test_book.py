from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dogwatch import Feature, Team
from dogwatch.kinds import Resource
from dogwatch.report.pages.book import feature_in, linked, page_of, short_name
from tests.declare.catalogs import add, write

from .books import CHECKOUT, book, book_of, named

SEARCH = 'search = Feature("search", team="payments", service="shop-api", tier=2, signals=[Errors(rate="1%")])\n'


def test_finds_what_belongs_to_a_feature(tmp_path: Path) -> None:
    pages = "page = feature_page(checkout)\neverything = overview([checkout, search], team=payments)\n"
    by_hand = 'alone = Monitor("alone", team=payments, title="t", what="w", query="avg(last_5m):avg:a{$env} > 1")\n'
    found = book(tmp_path, CHECKOUT + SEARCH + pages + by_hand)
    checkout = named(found, "checkout")
    assert [slo.key for slo in found.of(checkout, "slo")] == ["shop/checkout/availability"]
    assert [page.key for page in found.of(checkout, "dashboard")] == ["shop/checkout/page"]
    assert [monitor.key for monitor in found.beside("monitor")] == ["shop/alone"]
    assert [page.key for page in found.showing(named(found, "search"))] == ["shop/overview"]


def test_a_dashboard_shows_what_it_refers_to(tmp_path: Path) -> None:
    page = 'page = Dashboard("all", team=payments, title="All", widgets=[widgets.slo("S", made)])\n'
    made = 'made = Slo("up", feature=checkout, target="99%", sli=sli, title="t", what="w")\n'
    sli = 'sli = Events(good="sum:a{$env}.as_count()", total="sum:b{$env}.as_count()")\n'
    found = book(tmp_path, CHECKOUT + sli + made + page)
    assert [page.key for page in found.showing(named(found, "checkout"))] == ["shop/all"]


def test_knows_features_by_team_service_and_name(tmp_path: Path) -> None:
    found = book(tmp_path, CHECKOUT.replace("payments,", "payments, tier=2,") + SEARCH)
    checkout, search = named(found, "checkout"), named(found, "search")
    (payments,) = found.declared.teams
    assert found.team_of(search) == found.team_of(checkout) == payments
    assert found.of_team(payments) == found.of_service("shop-api") == [checkout, search]
    assert found.named(["search", "nothing", "checkout"]) == [checkout, search]


def test_features_of_a_team_stand_in_the_order_of_their_tiers(tmp_path: Path) -> None:
    found = book(tmp_path, CHECKOUT + SEARCH)
    assert [feature.name for feature in found.of_team(found.declared.teams[0])] == ["search", "checkout"]


@pytest.mark.parametrize(
    ("repository", "runbook", "address"),
    [
        ("", "docs/a.md", "../../docs/a.md"),
        ("", "/docs/a.md", "../../docs/a.md"),
        ("", "https://wiki.example.com/a", "https://wiki.example.com/a"),
        (', repository="https://git.example.com/shop/"', "docs/a.md", "https://git.example.com/shop/docs/a.md"),
    ],
)
def test_leads_to_the_repository_or_to_the_web(tmp_path: Path, repository: str, runbook: str, address: str) -> None:
    text = f'from dogwatch import *\nteam = Team("a", notify="@slack-a")\n{SEARCH.replace("payments", "a")}'
    file = write(tmp_path, features=f'{text}catalog = Catalog("shop"{repository})\n')
    assert book_of(file).way_to(runbook) == address


def test_says_which_file_declares_a_feature(tmp_path: Path) -> None:
    add(
        tmp_path,
        "features/browse.py",
        f'from dogwatch import *\npayments = Team("payments", page="@pagerduty-P", notify="@slack-p")\n{SEARCH}',
    )
    add(tmp_path, "features/__init__.py", 'from dogwatch import Catalog\ncatalog = Catalog("shop")\n')
    found = book_of(tmp_path / "features" / "__init__.py")
    assert found.declared_in(named(found, "search")) == "[`features/browse.py`](../../features/browse.py)"
    elsewhere = replace(found, root=tmp_path / "elsewhere")
    assert elsewhere.declared_in(named(found, "search")) == "`browse.py`"


def test_a_feature_called_index_does_not_take_the_place_of_the_index() -> None:
    names = ["index", "index-2", "a.b"]
    features = [Feature(name, team=Team("a"), service="s") for name in names]
    assert [page_of(feature) for feature in features] == ["index_.md", "index-2.md", "a.b.md"]
    assert linked(features[0]) == "[index](index_.md)"


def test_a_name_is_shortened_by_what_all_have_in_common() -> None:
    def short(key: str, name: str) -> str:
        return short_name(Resource("monitor", key, {"name": name}))

    assert short("shop/checkout/a", "[prod] checkout: it breaks") == "it breaks"
    assert short("shop/checkout/a", "[prod] search: it breaks") == "[prod] search: it breaks"
    assert short("shop/checkout/a", "[prod] checkout: ") == "[prod] checkout:"
    assert short("shop/a", "[prod] shop-api: it breaks") == "[prod] shop-api: it breaks"


def test_only_a_key_of_three_parts_names_a_feature() -> None:
    assert (feature_in("shop/checkout/errors"), feature_in("shop/errors")) == ("checkout", "")
