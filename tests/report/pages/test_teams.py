from __future__ import annotations

from dogwatch import Team
from dogwatch.report.pages.teams import answers, woken_by


def test_names_the_handles_as_text() -> None:
    team = Team("payments", page="@pagerduty-X", notify="@slack-`x`", github="@shop/payments")
    assert answers(team) == (
        "the team payments, woken by `@pagerduty-X`, reads `` @slack-`x` ``, on GitHub `@shop/payments`"
    )
    assert answers(Team("payments")) == "the team payments"


def test_only_a_page_wakes() -> None:
    assert woken_by(Team("payments", page="@pagerduty-X", notify="@slack-x")) == ("@pagerduty-X",)
    assert woken_by(Team("payments", notify="@slack-x")) == ()
