from __future__ import annotations

from dogwatch.declare import Catalog
from dogwatch.declare.addresses import address


def test_a_path_is_below_the_repository_and_an_address_stays() -> None:
    catalog = Catalog("shop", repository="https://example.com/shop/")
    assert address(catalog, "/docs/runbook.md") == "https://example.com/shop/docs/runbook.md"
    assert address(catalog, "https://wiki/x") == "https://wiki/x"
    assert address(catalog, None) is None
    assert address(Catalog("shop"), "docs/runbook.md") == "docs/runbook.md"
