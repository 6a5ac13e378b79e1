"""Messages and descriptions in one's own words, in monitors and SLOs of the catalog's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.declare.catalogs import between, mistakes, resources

MONITOR = """
errors = Monitor("errors", team=payments, title="many errors", query="avg(last_5m):avg:app.errors{$env} > 5", MORE)
"""


def test_a_message_of_its_own_is_sent_as_it_stands(tmp_path: Path) -> None:
    text = MONITOR.replace("MORE", 'message="Many errors. @slack-payments", priority=2')
    body = resources(tmp_path, text)["shop/errors"].body
    assert (body["name"], body["message"], body["priority"]) == (
        "[prod] many errors",
        "Many errors. @slack-payments",
        2,
    )
    assert "team:payments" in body["tags"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("message=1", "monitor errors: message: 1 is no text\n    write what Datadog shall send, and whom it tells"),
        ('message="@slack-a", what="w"', "it has a message of its own, in which what= does not stand"),
        ('message="@slack-a", pages=True', "it has a message of its own, in which pages= does not stand"),
        ('message="nobody"', "team payments: nobody hears of monitor shop/errors"),
        ('message="a@slack-a"', "Datadog would not deliver 'a@slack-a'"),
        ('message="@pagerduty-A"', "'@pagerduty-A' would wake somebody from every environment, staging too"),
        ("", "monitor errors: what: '' says nothing"),
    ],
)
def test_a_message_that_is_none_is_a_mistake(tmp_path: Path, more: str, said: str) -> None:
    assert said in mistakes(tmp_path, between(MONITOR.replace("MORE", more)))


SLO = """
events = Events(good="sum:a{$env}.as_count()", total="sum:b{$env}.as_count()")
paid = Slo("paid", team=payments, title="Paid", target="99%", sli=events, MORE)
"""


def test_a_description_of_its_own_stands_as_it_is(tmp_path: Path) -> None:
    body = resources(tmp_path, SLO.replace("MORE", 'description="Orders are paid."'))["shop/paid"].body
    assert (body["name"], body["description"]) == ("[prod] Paid", "Orders are paid.")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("description=1", "slo paid: description: 1 is no text"),
        ('description="d", what="w"', "slo paid: what: it has a description of its own"),
        ("", "slo paid: what: '' says nothing"),
    ],
)
def test_a_description_that_is_none_is_a_mistake(tmp_path: Path, more: str, said: str) -> None:
    assert said in mistakes(tmp_path, between(SLO.replace("MORE", more)))
