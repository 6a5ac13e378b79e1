from __future__ import annotations

import pytest

from dogwatch.declare.pages import overview
from dogwatch.declare.pages.shown import shown_of, widths
from dogwatch.declare.wrong import Wrong
from tests.declare.dashboards import feature

CHECKOUT, SEARCH = feature(), feature("search")


def test_shows_what_is_listed_and_one_feature_as_a_list_of_one() -> None:
    assert shown_of(iter([SEARCH, CHECKOUT]), "page([checkout])") == (SEARCH, CHECKOUT)
    assert shown_of(CHECKOUT, "page([checkout])") == (CHECKOUT,)
    assert overview(CHECKOUT).team is CHECKOUT.team


def test_says_everything_that_is_no_feature() -> None:
    assert shown_of([CHECKOUT, 1, None], "page([checkout])") == Wrong(
        (
            "1 is no Feature; write the feature itself, as in page([checkout])",
            "None is no Feature; write the feature itself, as in page([checkout])",
        )
    )


@pytest.mark.parametrize("count", range(14))
def test_widgets_beside_each_other_leave_no_row_with_a_hole(count: int) -> None:
    found, filled = widths(count), 0
    assert len(found) == count
    for width in found:
        assert width >= 4
        filled = (filled + width) % 12 if filled + width <= 12 else 99
    assert filled == 0
