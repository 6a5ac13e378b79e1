from __future__ import annotations

from dogwatch import Team
from dogwatch.report.pages.teams import answers


def test_names_the_handles_as_text() -> None:
    team = Team("payments", page="@pagerduty-X", notify="@slack-`x`", github="@shop/payments")
    assert answers(team) == (
        "the team payments, woken by `@pagerduty-X`, reads `` @slack-`x` ``, on GitHub `@shop/payments`"
    )
    assert answers(Team("payments")) == "the team payments"


def test_names_several_handles_of_a_sort_and_those_who_are_mailed_or_hear_that_it_goes_on() -> None:
    team = Team("payments", page=["@oncall-x", "@team-x"], email="@x@example.com", escalate="@oncall-y")
    assert answers(team) == (
        "the team payments, woken by `@oncall-x`, `@team-x`, by mail `@x@example.com`, when it goes on `@oncall-y`"
    )
