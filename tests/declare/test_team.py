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
    assert repr(Team("payments", notify="@slack-x")) == (
        "Team(name='payments', page=(), notify=('@slack-x',), email=(), escalate=(), elsewhere={}, github=None, "
        "custom_metrics=None)"
    )


def test_takes_one_handle_or_several() -> None:
    team = Team("payments", page=["@oncall-a", "@team-a"], notify="@slack-a", elsewhere={"staging": "@slack-b"})
    assert (team.page, team.notify, team.email) == (("@oncall-a", "@team-a"), ("@slack-a",), ())
    assert team.elsewhere == {"staging": ("@slack-b",)}


def test_a_handle_of_no_environment_waits_for_check() -> None:
    assert Team("payments", elsewhere="@slack-b").elsewhere == {"": ("@slack-b",)}  # type: ignore[arg-type]
