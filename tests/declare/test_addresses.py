from __future__ import annotations

from dogwatch.declare import Catalog
from dogwatch.declare.addresses import address, page_address


def test_a_path_is_below_the_repository_and_an_address_stays() -> None:
    catalog = Catalog("shop", repository="https://example.com/shop/")
    assert address(catalog, "/docs/runbook.md") == "https://example.com/shop/docs/runbook.md"
    assert address(catalog, "https://wiki/x") == "https://wiki/x"
    assert address(catalog, None) is None
    assert address(Catalog("shop"), "docs/runbook.md") == "docs/runbook.md"


def test_a_page_is_seen_around_the_time_at_which_the_monitor_triggered() -> None:
    assert page_address("https://app.datadoghq.eu", "${dashboard:shop/a/page}", "prod") == (
        "https://app.datadoghq.eu/dashboard/${dashboard:shop/a/page}?tpl_var_env=prod"
        '&from_ts={{eval "last_triggered_at_epoch-30*60*1000"}}'
        '&to_ts={{eval "last_triggered_at_epoch+15*60*1000"}}&live=false'
    )
