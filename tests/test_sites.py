from __future__ import annotations

import pytest

from dogwatch.errors import UsageError
from dogwatch.sites import app_url, is_seen_at, site_in, site_url


@pytest.mark.parametrize("site", ["eu", "https://datadoghq.eu", "datadoghq.eu/", "datadog hq.eu"])
def test_refuses_what_is_no_site(site: str) -> None:
    with pytest.raises(UsageError, match=r"is no Datadog site; write one like datadoghq\.com"):
        site_url(site)


@pytest.mark.parametrize(
    ("api", "app"),
    [
        ("https://api.datadoghq.com", "https://app.datadoghq.com"),
        ("https://api.datadoghq.eu/", "https://app.datadoghq.eu"),
        ("https://api.ddog-gov.com", "https://app.ddog-gov.com"),
        ("https://api.us5.datadoghq.com", "https://us5.datadoghq.com"),
        ("https://api.ap1.datadoghq.com", "https://ap1.datadoghq.com"),
    ],
)
def test_people_see_a_site_at_an_address_of_its_own(api: str, app: str) -> None:
    assert app_url(api) == app


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:8127", "https://datadog.example.com", "https://api.example.com:1"]
)
def test_another_address_shows_itself(address: str) -> None:
    assert app_url(f"{address}/") == address


@pytest.mark.parametrize(
    ("address", "app", "is_seen"),
    [
        ("https://app.datadoghq.com/monitors/1", "https://app.datadoghq.com", True),
        ("https://acme.datadoghq.com/monitors/1", "https://app.datadoghq.com", True),
        ("https://us5.datadoghq.com/monitors/1", "https://us5.datadoghq.com", True),
        ("https://us5.datadoghq.com/monitors/1", "https://app.datadoghq.com", False),
        ("https://app.datadoghq.eu/monitors/1", "https://app.datadoghq.com", False),
        ("https://evil.com/monitors/1", "https://app.datadoghq.com", False),
        ("https://notdatadoghq.com/monitors/1", "https://app.datadoghq.com", False),
        ("http://127.0.0.1:8127/monitors/1", "http://127.0.0.1:8127", True),
        ("http://127.0.0.1:9999/monitors/1", "http://127.0.0.1:8127", False),
    ],
)
def test_a_page_belongs_to_a_site(address: str, app: str, is_seen: bool) -> None:
    assert is_seen_at(address, app) is is_seen


@pytest.mark.parametrize(
    ("written", "site"),
    [
        ("datadoghq.eu", "datadoghq.eu"),
        ("https://app.datadoghq.eu/monitors", "datadoghq.eu"),
        ("api.us5.datadoghq.com", "us5.datadoghq.com"),
        ("acme.datadoghq.com", "datadoghq.com"),
        ("us2.ddog-gov.com", "us2.ddog-gov.com"),
        ("notdatadoghq.com", None),
        ("eu", None),
        ("", None),
    ],
)
def test_a_site_is_recognised_with_something_around_it(written: str, site: str | None) -> None:
    assert site_in(written) == site
