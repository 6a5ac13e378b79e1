from __future__ import annotations

from dogwatch.adopt.names import Names
from dogwatch.adopt.owner import Owner, owners
from dogwatch.adopt.printer import Printer

from .originals import dashboard, monitor


def test_a_team_has_the_handles_that_most_of_its_monitors_tell() -> None:
    tags = ["team:payments"]
    originals = [
        monitor(1, tags=tags, message="@slack-b @pagerduty-A"),
        monitor(2, tags=tags, message="@slack-a"),
        monitor(3, tags=tags, message="{{#is_alert}}@slack-b{{/is_alert}} {{#is_recovery}}@slack-a{{/is_recovery}}"),
        monitor(4, tags=["team:web"], message="nobody"),
        dashboard("d", tags=["team:search"]),
    ]

    found = owners(originals, {"search"}, Names((), "_"))

    assert found == {
        "payments": Owner("payments", "payments", "@slack-b", "@pagerduty-A"),
        "search": Owner("search"),
        "web": Owner("web", "web"),
    }
    assert Printer().statement(found["payments"].declared) == (
        'payments = Team("payments", notify="@slack-b", page="@pagerduty-A")'
    )
