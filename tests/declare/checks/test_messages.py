from __future__ import annotations

from pathlib import Path

import pytest

from dogwatch import Monitor
from dogwatch.declare.checks import NOTHING, of_monitor
from tests.declare.checks.catalogs import names, said


def found(folder: Path, what: str, query: str = "checkout.metrics.hits.sum().by('region').as_count()") -> list[str]:
    text = f'm = Monitor("m", feature=checkout, title="t", what={what!r}, query={query}.over("5m") > 3)'
    return names(said(folder, text))


@pytest.mark.parametrize(
    "what",
    ["{{region.name}}", "{{ region.name }}", "{{feature.name}}", "{{value}}", "{{event.name}}", "{{{region.name}}}"],
)
def test_a_tag_that_it_groups_by_or_asks_for_is_known(tmp_path: Path, what: str) -> None:
    assert found(tmp_path, f"In {what}.") == []


@pytest.mark.parametrize("what", ["{{host.name}}", "{{[k8s.pod].name}}", "{{{version.name}}}"])
def test_of_any_other_nothing_is_written(tmp_path: Path, what: str) -> None:
    assert found(tmp_path, f"In {what}.") == ["variable-not-grouped"]


@pytest.mark.parametrize(
    ("what", "type"),
    [
        ("{{log.message}}", "log alert or error-tracking alert"),
        ("{{{event.title}}}", "event-v2 alert or event alert"),
        ("{{#is_alert}}{{check_message}}{{/is_alert}}", "service check"),
    ],
)
def test_what_only_other_types_know_stays_empty(tmp_path: Path, what: str, type: str) -> None:
    text = f'm = Monitor("m", feature=checkout, title="t", what="In {what}.", query=orders.over("5m") > 3)'
    (mistake,) = said(tmp_path, text)
    assert mistake.check == "variable-of-another-type"
    assert mistake.seen.endswith(f"stays empty: it is of monitors of the type {type}, and this is a query alert")


@pytest.mark.parametrize(
    ("type", "message"),
    [
        ("log alert", "{{log.attributes.x}}"),
        ("event-v2 alert", "{{event.tags.host}}"),
        ("service check", "{{check_message}}"),
        ("error-tracking alert", "{{issue.attributes.x}} {{span.message}}"),
        ("composite", "{{log.message}}"),  # of one of those it asks about
        ("query alert", "{{event.name}}"),  # the value of a tag
        ("query alert", "the event log of a check_message"),
    ],
)
def test_what_its_own_type_knows_is_shown(type: str, message: str) -> None:
    monitor = Monitor("m", query="", title="t", what="w", type=type)
    assert [*of_monitor("a/m", monitor, {"message": message, "query": ""}, NOTHING)] == []


@pytest.mark.parametrize("handle", ["@slack-shop", "@slack-{{region.name}}"])
def test_handles_of_teams_and_those_that_data_makes_are_fine(tmp_path: Path, handle: str) -> None:
    assert found(tmp_path, f"Much to do. {handle}") == []


def test_another_handle_is_nobodys(tmp_path: Path) -> None:
    assert found(tmp_path, "Much to do. @slack-other, and @who@example.com.") == ["handle-without-team"] * 2


@pytest.mark.parametrize("handle", ["@all", "@here", "@nobody"])
def test_everybody_is_no_team_and_what_is_no_handle_is_said_elsewhere(tmp_path: Path, handle: str) -> None:
    assert "handle-without-team" not in found(tmp_path, f"Much to do. {handle}")


def test_where_no_team_has_handles_somebody_keeps_them_elsewhere() -> None:
    monitor = Monitor("m", query="", title="t", what="w", type="query alert")
    assert [*of_monitor("a/m", monitor, {"message": "@slack-other", "query": ""}, NOTHING)] == []


def test_an_own_message_is_named_where_it_stands(tmp_path: Path) -> None:
    text = 'm = Monitor("m", feature=checkout, title="t", message="@slack-other", query=orders.over("5m") > 3)'
    (mistake,) = said(tmp_path, text)
    assert mistake.subject == "monitor shop/checkout/m: message"
