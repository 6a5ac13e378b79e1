from __future__ import annotations

from pathlib import Path

import pytest

from dogwatch.cli.catalogs import Selection, catalog_path, environment, load_catalog
from dogwatch.errors import UsageError
from tests.declare.catalogs import add

from .command import SHOP, shop


def keys(folder: Path, **selected: tuple[str, ...]) -> list[str]:
    loaded = load_catalog(folder / "features.py", "prod", Selection(**selected))
    return [resource.key for resource in loaded.resources]


def test_selects_by_feature_and_by_team(tmp_path: Path) -> None:
    shop(tmp_path)
    assert keys(tmp_path, features=("checkout",)) == ["shop/checkout/latency-p95"]
    assert keys(tmp_path, teams=("storefront",)) == ["shop/search/errors"]
    assert keys(tmp_path, features=("checkout", "search")) == ["shop/checkout/latency-p95", "shop/search/errors"]
    assert keys(tmp_path, features=("checkout",), teams=("storefront",)) == []


def test_a_page_belongs_to_its_feature_though_it_has_no_tag_of_it(tmp_path: Path) -> None:
    shop(tmp_path, "catalog =", "from dogwatch import feature_page\npage = feature_page(search)\ncatalog =")
    assert keys(tmp_path, features=("search",)) == ["shop/search/page", "shop/search/errors"]
    assert keys(tmp_path, features=("checkout",)) == ["shop/checkout/latency-p95"]


def test_messages_link_to_where_people_see_the_target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = shop(tmp_path, "catalog =", "from dogwatch import feature_page\npage = feature_page(search)\ncatalog =")

    def link(app: str | None = None) -> str:
        resources = load_catalog(file / "features.py", "prod", None, app).resources
        (message,) = [resource.body["message"] for resource in resources if resource.key == "shop/search/errors"]
        return str(message).partition("Dashboard: ")[2].partition("/dashboard/")[0]

    monkeypatch.delenv("DD_SITE", raising=False)
    assert (link(), link("http://127.0.0.1:8127")) == ("https://app.datadoghq.com", "http://127.0.0.1:8127")
    monkeypatch.setenv("DD_SITE", "us5.datadoghq.com")
    assert link() == "https://us5.datadoghq.com"


def test_knows_whether_it_narrows(tmp_path: Path) -> None:
    file = shop(tmp_path) / "features.py"
    assert load_catalog(file, "prod").is_narrowed is False
    assert load_catalog(file, "prod", Selection()).is_narrowed is False
    assert load_catalog(file, "prod", Selection(teams=("payments",))).is_narrowed is True


@pytest.mark.parametrize(
    ("selected", "said"),
    [
        ({"features": ("chekout",)}, "the catalog has no feature 'chekout'; did you mean 'checkout'?"),
        ({"features": ("zzz",)}, "the catalog has no feature 'zzz'; it has checkout, search"),
        ({"teams": ("payment",)}, "the catalog has no team 'payment'; did you mean 'payments'?"),
    ],
)
def test_refuses_to_select_what_is_not_there(tmp_path: Path, selected: dict[str, tuple[str, ...]], said: str) -> None:
    shop(tmp_path)
    with pytest.raises(UsageError) as caught:
        keys(tmp_path, **selected)
    assert str(caught.value) == said


def test_the_environment_is_given_or_set_or_prod(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DD_ENV", raising=False)
    assert (environment(None), environment("staging")) == ("prod", "staging")
    monkeypatch.setenv("DD_ENV", "staging")
    assert (environment(None), environment("prod")) == ("staging", "prod")


@pytest.mark.parametrize("env", ["My Env", "a/b", "Prod", "eu:prod"])
def test_an_environment_is_part_of_a_tag(env: str) -> None:
    with pytest.raises(UsageError, match="is no environment"):
        environment(env)


def test_finds_the_file_before_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert catalog_path(None) == Path("features.py")
    add(tmp_path, "features/__init__.py", SHOP)
    assert catalog_path(None) == Path("features")
    add(tmp_path, "features.py", SHOP)
    assert catalog_path(None) == Path("features.py")
    assert catalog_path(Path("other.py")) == Path("other.py")
