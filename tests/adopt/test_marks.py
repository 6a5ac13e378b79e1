from __future__ import annotations

from typing import Any

import pytest

from dogwatch.adopt.marks import texts_of_marks, without_marks
from dogwatch.names import Mark

MARK = Mark("prod", "shop/a")


@pytest.mark.parametrize(
    ("kind", "marked", "bare"),
    [
        ("monitor", {"tags": ["a:b", "managed_by:dogwatch", "catalog:shop", MARK.tag]}, {"tags": ["a:b"]}),
        ("slo", {"name": "s", "tags": ["managed_by:dogwatch", "catalog:shop", MARK.tag]}, {"name": "s"}),
        ("dashboard", {"description": f"What\n\n{MARK.tag}", "title": "t"}, {"description": "What", "title": "t"}),
        ("dashboard_list", {"name": f"Shop [{MARK.tag}]"}, {"name": "Shop"}),
        ("notification_rule", {"attributes": {"name": f"r [{MARK.tag}]"}}, {"attributes": {"name": "r"}}),
        ("downtime", {"attributes": {"message": f"Moves\n\n{MARK.tag}"}}, {"attributes": {"message": "Moves"}}),
        ("downtime", {"attributes": {"message": MARK.tag, "scope": "*"}}, {"attributes": {"scope": "*"}}),
        (
            "system",
            {"metadata": {"name": "s", "tags": ["x:y", MARK.tag]}},
            {"metadata": {"name": "s", "tags": ["x:y"]}},
        ),
    ],
)
def test_what_the_mark_put_there_goes(kind: str, marked: Any, bare: Any) -> None:
    assert without_marks(kind, marked, [MARK]) == bare
    assert without_marks(kind, bare, []) is bare


def test_a_text_is_compared_as_a_mark_leaves_it() -> None:
    assert texts_of_marks("powerpack", {"attributes": {"description": " What \n"}}) == {
        "attributes": {"description": "What"}
    }
    assert texts_of_marks("downtime", {"attributes": {"message": None, "scope": "*"}}) == {"attributes": {"scope": "*"}}
    body = {"tags": ["b", "a"]}
    assert texts_of_marks("slo", body) is body
