from __future__ import annotations

import pytest

from dogwatch.plan import LeftAlone, Plan, with_links


def linked(kind: str, *ids: str, app: str = "https://app.datadoghq.eu") -> tuple[str, ...]:
    alone = LeftAlone(kind, "shop/a", ids, "twice")
    (thing,) = with_links(Plan("here", (), 0, 0, (alone,)), app).left_alone
    return thing.links


@pytest.mark.parametrize(
    ("kind", "id", "link"),
    [
        ("monitor", "17", "https://app.datadoghq.eu/monitors/17"),
        ("slo", "ab12", "https://app.datadoghq.eu/slo?slo_id=ab12"),
        ("dashboard", "abc-def-ghi", "https://app.datadoghq.eu/dashboard/abc-def-ghi"),
    ],
)
def test_each_object_has_the_address_at_which_people_see_it(kind: str, id: str, link: str) -> None:
    assert linked(kind, id) == (link,)
    assert len(linked(kind, id, "2")) == 2


@pytest.mark.parametrize("kind", ["downtime", "metric_tags", "span_metric"])
def test_what_has_no_known_address_has_its_id_alone(kind: str) -> None:
    assert linked(kind, "17") == ()


def test_an_id_is_no_part_of_the_way() -> None:
    assert linked("monitor", "../x?y#z") == ("https://app.datadoghq.eu/monitors/..%2Fx%3Fy%23z",)
