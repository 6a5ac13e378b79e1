from __future__ import annotations

import pytest

from dogwatch.errors import UsageError
from dogwatch.sites import app_url, site_url


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
