from __future__ import annotations

import pytest

from dogwatch.drill.question import Choice, Moment, Name, Share

MIDNIGHT = 1_767_312_000  # 2026-01-02, 00:00 UTC
CAUSE = Choice(
    "Why?", "", ["the bank north is silent", "the bank south is silent", "it rains"], "the bank north is silent"
)


@pytest.mark.parametrize("answer", ["product-page", "Product Page", "the product page", " product_page "])
def test_a_name_is_known_however_it_is_written(answer: str) -> None:
    assert Name("Which?", "", ["product-page"]).is_right(answer)


@pytest.mark.parametrize("answer", ["product", "page", "the", "product-pages", "?!"])
def test_another_name_is_not(answer: str) -> None:
    assert not Name("Which?", "", ["product-page"]).is_right(answer)


def test_one_of_several_names_is_enough() -> None:
    told = Name("Whom?", "", ["@slack-payments-alerts", "@team-payments"])
    assert told.is_right("slack-payments-alerts")
    assert told.is_right("@Team-Payments")
    assert not told.is_right("payments")
    assert told.solution == "@slack-payments-alerts, @team-payments"


@pytest.mark.parametrize("answer", ["1", "The bank north is silent", "north"])
def test_a_choice_is_made_by_number_or_by_words_that_no_other_has(answer: str) -> None:
    assert CAUSE.is_right(answer)


@pytest.mark.parametrize("answer", ["2", "0", "-1", "4", "is silent", "it rains", "...", "²"])
def test_another_choice_is_wrong_and_so_is_one_that_could_be_several(answer: str) -> None:
    assert not CAUSE.is_right(answer)
    assert CAUSE.solution == "1, the bank north is silent"


@pytest.mark.parametrize(
    ("answer", "right"),
    [("14:05", True), ("14:01 UTC", True), ("at 14.09", True), ("13:59", False), ("14:11", False), ("2:05", False)],
)
def test_a_time_is_right_within_minutes(answer: str, right: bool) -> None:
    moment = Moment("When?", "", MIDNIGHT + 14 * 3600 + 5 * 60 + 30, 300)
    assert moment.is_right(answer) is right
    assert moment.solution == "14:05 UTC"


def test_a_time_before_midnight_is_near_one_after_it() -> None:
    assert Moment("When?", "", MIDNIGHT + 60, 300).is_right("23:58")
    assert not Moment("When?", "", MIDNIGHT + 60, 300).is_right("23:50")


@pytest.mark.parametrize("answer", ["25:00", "14:75", "noon", "1405"])
def test_what_is_no_time_is_wrong(answer: str) -> None:
    assert not Moment("When?", "", MIDNIGHT, 90_000).is_right(answer)


def test_a_share_is_right_within_some_percent() -> None:
    left = Share("How much?", "", -12.4, 5)
    assert left.is_right("about -10 %")
    assert left.is_right("-12,4%")
    assert not left.is_right("12")
    assert not left.is_right("nothing")
    assert left.solution == "-12%"
