from __future__ import annotations

from dogwatch import Team


def test_knows_its_line() -> None:
    team = Team("payments")
    assert team.place.file == __file__
    assert team.place.line == test_knows_its_line.__code__.co_firstlineno + 1


def test_two_teams_of_the_same_words_are_equal_wherever_they_stand() -> None:
    one = Team("payments", page="@pagerduty-Payments")
    other = Team("payments", page="@pagerduty-Payments")
    assert one == other
    assert one != Team("payments")


def test_shows_itself_without_its_place() -> None:
    shown = "Team(name='payments', page=None, notify='@slack-x', github=None, custom_metrics=None)"
    assert repr(Team("payments", notify="@slack-x")) == shown
