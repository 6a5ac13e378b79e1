from __future__ import annotations

from dogwatch.declare.pages import overview
from dogwatch.declare.pages.shown import shown_of
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
