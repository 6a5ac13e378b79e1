"""What services get to know of a catalog."""

from __future__ import annotations

from pathlib import Path

from dogwatch.declare import exported

from .catalogs import declared

FEATURES = """
checkout = Feature(
    "checkout",
    team=payments,
    service="shop-api",
    signals=[Errors(rate="1%", by=["region", "version"]), Resources(cpu="50ms")],
    objectives=[LatencyObjective("99%", within="400ms", over="30d", percentiles=False)],
    routes=["POST /checkout", "TASK shop.pay"],
    values={"region": 3, "bank": 9, "route": 2},
)
within = LatencyObjective("99%", within="1s", over="30d")
memory = Resources(memory="1GiB")
search = Feature("search", team=payments, service="search-api", signals=[memory], objectives=[within])
"""


def test_services_know_routes_bounds_tags_and_who_limits_processor_time(tmp_path: Path) -> None:
    assert exported(declared(tmp_path, FEATURES)) == {
        "version": 1,
        "catalog": "shop",
        "features": {
            "checkout": {
                "service": "shop-api",
                "routes": ["POST /checkout", "TASK shop.pay"],
                "within": 0.4,
                "cpu": True,
                "tags": ["bank", "region"],
            },
            "search": {"service": "search-api"},
        },
    }
