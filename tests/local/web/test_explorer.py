from __future__ import annotations

import json

import pytest

from dogwatch.local.web.explorer import offered
from tests.local.organisation import Organisation
from tests.local.web.visits import plots, report, visit

PLACE = "/metric/explorer"


@pytest.fixture
def here() -> Organisation:
    organisation = Organisation()
    report(organisation, "shop.hits", [1.0, 2.0], ["env:prod", "host:a"])
    report(organisation, "shop.hits", [3.0, 4.0], ["env:demo", "host:b"])
    report(organisation, "shop.load", [5.0], ["zone:1"])
    return organisation


def test_draws_what_a_query_asks_and_says_it_in_words(here: Organisation) -> None:
    page = visit(here, PLACE, "exp_query=sum:shop.hits{env:prod}.as_count()&span=15m").text
    (plot,) = plots(page)
    assert [value for value in plot["lines"][0]["values"] if value is not None] == [1.0, 2.0]
    assert plot["end"] - plot["begin"] == 900
    assert "shop.hits" in page.partition('class="said"')[2]
    assert 'name="span" value="15m"' in page


def test_shows_where_a_query_cannot_be_read(here: Organisation) -> None:
    page = visit(here, PLACE, "exp_query=sum:shop.hits{env:prod").text
    assert "the query ends too early" in page
    assert '<pre class="caret">sum:shop.hits{env:prod' in page
    assert plots(page) == []


def test_says_what_cannot_be_evaluated(here: Organisation) -> None:
    page = visit(here, PLACE, "exp_query=anomalies(sum:shop.hits{*},'basic',2)").text
    assert "anomalies" in page
    assert visit(here, PLACE, "exp_query=sum:shop.hits{*}&span=soon").status == 400


@pytest.mark.parametrize(
    ("text", "replaces", "words"),
    [
        ("", 0, ["shop.hits", "shop.load"]),
        ("sum:shop.h", 6, ["shop.hits"]),
        ("sum:hits", 4, ["shop.hits"]),
        ("sum:shop.hits{*} / avg:shop.l", 6, ["shop.load"]),
        ("sum:shop.hits{", 0, ["env", "host"]),
        ("sum:shop.hits{env:", 4, ["env:demo", "env:prod"]),
        ("sum:shop.hits{env:prod,ho", 2, ["host"]),
        ("sum:shop.hits{env:prod AND !host:", 5, ["host:a", "host:b"]),
        ("sum:shop.hits{*} by {ho", 2, ["host"]),
        ("sum:nobody{e", 0, []),
        ("sum:shop.hits", 9, []),
    ],
)
def test_offers_metrics_tags_and_values_where_they_belong(
    here: Organisation, text: str, replaces: int, words: list[str]
) -> None:
    assert offered(here.world, text) == (replaces, words)


def test_completions_come_as_json(here: Organisation) -> None:
    answer = visit(here, f"{PLACE}/completions", "text=sum:shop.h")
    assert answer.headers["content-type"].startswith("application/json")
    assert json.loads(answer.text) == {"replaces": 6, "words": ["shop.hits"]}
