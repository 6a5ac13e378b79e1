"""What becomes of declared rules, downtimes and corrections, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.declare.catalogs import between, mistakes, resources

RULE = 'rule = NotificationRule("all", team=payments, {})\n'
DOWNTIME = 'mute = Downtime("move", team=payments, {})\n'
WHEN = 'end="2099-01-01T00:00+00:00", why="The database moves"'


def attributes(folder: Path, text: str, env: str = "prod") -> dict[str, object]:
    [resource] = resources(folder, text, env).values()
    return dict(resource.body["attributes"])


def said(folder: Path, text: str) -> list[str]:
    """What is wrong, less the places."""
    lines = mistakes(folder, between(text)).splitlines()[:-1]
    return [line.partition(": ")[2] for line in lines[::2]]


def test_a_rule_is_about_what_its_team_answers_for_in_each_environment(tmp_path: Path) -> None:
    text = RULE.format('tells="@slack-x"')
    assert attributes(tmp_path, text, "staging")["filter"] == {
        "scope": "team:payments AND env:staging AND NOT tells:nobody"
    }


def test_a_rule_about_tags_or_a_scope_is_about_one_environment_as_well(tmp_path: Path) -> None:
    by_tags = attributes(tmp_path, RULE.format('tells="@slack-x", filter="service:pay"'))
    assert by_tags["filter"] == {"tags": ["service:pay", "env:prod"]}


def test_a_scope_gets_the_environment_where_it_says_so(tmp_path: Path) -> None:
    by_scope = attributes(tmp_path, RULE.format('tells="@slack-x", scope="service:pay AND env:$env"'))
    assert by_scope["filter"] == {"scope": "service:pay AND env:prod"}


@pytest.mark.parametrize(
    ("arguments", "seen"),
    [
        ("", "notification_rule all: tells: it tells nobody"),
        ('tells="slack-x"', "notification_rule all: tells: 'slack-x' does not begin with @, so"),
        ('tells="@pagerduty-X"', "notification_rule all: tells: '@pagerduty-X' would wake somebody from every env"),
        ('tells="@slack-x", when={"is_alert": "@slack-y"}', "notification_rule all: when: 'is_alert' is no condition"),
        ('tells="@slack-x", filter="env:prod"', "notification_rule all: filter: 'env:prod' is there for each"),
        ('tells="@slack-x", filter="dogwatch:prod/a/b"', "notification_rule all: filter: 'dogwatch:prod/a/b' is the"),
        ('tells="@slack-x", scope="service:pay"', "notification_rule all: scope: 'service:pay' would mean the same"),
        ('tells="@slack-x", body={"name": "x"}', "notification_rule all: body: it has 'name', which dogwatch writes"),
    ],
)
def test_says_what_is_wrong_with_a_rule(tmp_path: Path, arguments: str, seen: str) -> None:
    [line] = said(tmp_path, RULE.format(arguments))
    assert line.startswith(seen)


def test_a_downtime_says_why_and_carries_its_mark(tmp_path: Path) -> None:
    found = attributes(tmp_path, DOWNTIME.format(WHEN))
    assert found["message"] == "The database moves\n\ndogwatch:prod/shop/move"
    assert found["schedule"] == {"end": "2099-01-01T00:00:00+00:00"}
    assert found["monitor_identifier"] == {"monitor_tags": ["team:payments", "env:prod"]}


def test_a_beginning_and_how_long_make_an_end(tmp_path: Path) -> None:
    found = attributes(tmp_path, DOWNTIME.format('start="2027-01-31T22:00+01:00", lasts="2h", why="Moves"'))
    assert found["schedule"] == {"start": "2027-01-31T22:00:00+01:00", "end": "2027-02-01T00:00:00+01:00"}


def test_what_recurs_is_shown_in_its_time_zone(tmp_path: Path) -> None:
    recurring = 'every="FREQ=WEEKLY;BYDAY=SU", start="2027-01-31T22:00", lasts="120m", timezone="Europe/Berlin"'
    found = attributes(tmp_path, DOWNTIME.format(f'{recurring}, why="Backups"'))
    assert found["display_timezone"] == "Europe/Berlin"
    recurrence = {"rrule": "FREQ=WEEKLY;BYDAY=SU", "duration": "2h", "start": "2027-01-31T22:00:00"}
    assert found["schedule"] == {"recurrences": [recurrence], "timezone": "Europe/Berlin"}


@pytest.mark.parametrize(
    ("arguments", "seen"),
    [
        ('why="Moves"', "downtime move: it would mute for ever"),
        ('end="2099-01-01T00:00+00:00"', "downtime move: why: '' says nothing"),
        ('end="tomorrow", why="Moves"', "downtime move: end: 'tomorrow' is no time"),
        ('end="2099-01-01T00:00", why="Moves"', "downtime move: end: 2099-01-01T00:00:00 is another moment in every"),
        (
            'start="2099-02-01T00:00Z", end="2099-01-01T00:00Z", why="x"',
            "downtime move: end: 2099-01-01T00:00:00+00:00",
        ),
        (f'{WHEN}, lasts="2h"', "downtime move: lasts: it has an end= as well"),
        (f'{WHEN}, timezone="Berlin"', "downtime move: timezone: 'Berlin' is no time zone"),
        (f'{WHEN}, filter="dogwatch:prod/a/b"', "downtime move: filter: 'dogwatch:prod/a/b' is the mark"),
        (f'{WHEN}, monitor="slow"', "downtime move: monitor: 'slow' is no monitor"),
        ('every="DAILY", lasts="1h", why="x"', "downtime move: every: 'DAILY' is no rule of recurrence"),
        ('every="FREQ=DAILY;COUNT=3", lasts="1h", why="x"', "downtime move: every: COUNT is not taken here"),
        ('every="FREQ=DAILY", why="x"', "downtime move: lasts: nobody knows how long it lasts each time"),
        ('every="FREQ=DAILY", lasts="90s", why="x"', "downtime move: lasts: "),
        (
            'every="FREQ=DAILY", lasts="1h", start="2027-01-01T00:00Z", why="x"',
            "downtime move: start: 2027-01-01T00:00",
        ),
    ],
)
def test_says_what_is_wrong_with_a_downtime(tmp_path: Path, arguments: str, seen: str) -> None:
    [line] = said(tmp_path, DOWNTIME.format(arguments))
    assert line.startswith(seen)


def test_a_downtime_of_what_nothing_declares_says_so(tmp_path: Path) -> None:
    [line] = said(tmp_path, DOWNTIME.format(f'{WHEN}, monitor="${{monitor:shop/slow}}"'))
    assert line == "downtime shop/move: it refers to ${monitor:shop/slow}, which nothing declares for prod"


CORRECTION = (
    'checkout = Feature("checkout", team=payments, service="a", signals=[Traffic(min="1/m")],\n'
    '    objectives=[Availability("99%")])\n'
    'move = Correction("move", feature=checkout, {})\n'
)
RIGHT = {
    "slo": '"availability"',
    "category": '"Deployment"',
    "start": '"2027-01-31T22:00+01:00"',
    "end": '"2027-01-31T23:00+01:00"',
    "why": '"Moved"',
}


def correction(**changed: str | None) -> str:
    arguments = {name: value for name, value in {**RIGHT, **changed}.items() if value is not None}
    return CORRECTION.format(", ".join(f"{name}={value}" for name, value in arguments.items()))


def test_a_correction_names_the_slo_of_an_objective(tmp_path: Path) -> None:
    found = resources(tmp_path, correction())["shop/checkout/move"].body
    assert found["attributes"] == {
        "slo_id": "${slo:shop/checkout/availability}",
        "category": "Deployment",
        "description": "Moved\n\ndogwatch:prod/shop/checkout/move",
        "timezone": "UTC",
        "start": 1801429200,
        "end": 1801432800,
    }


def test_a_correction_that_recurs_has_a_length(tmp_path: Path) -> None:
    text = correction(end=None, every='"FREQ=DAILY;COUNT=3"', lasts='"2h"')
    found = resources(tmp_path, text)["shop/checkout/move"].body["attributes"]
    assert (found["rrule"], found["duration"], "end" in found) == ("FREQ=DAILY;COUNT=3", 7200, False)


@pytest.mark.parametrize(
    ("changed", "seen"),
    [
        ({"why": '""'}, "slo_correction move: why: '' says nothing"),
        ({"slo": "checkout"}, "slo_correction move: slo: Feature('checkout', …) is no SLO"),
        ({"slo": '"${monitor:shop/a}"'}, "slo_correction move: slo: '${monitor:shop/a}' is no SLO"),
        ({"slo": '"latency"'}, "slo_correction shop/checkout/move: it refers to ${slo:shop/checkout/latency}, which"),
        ({"category": '"Deploy"'}, "slo_correction move: category: 'Deploy' is none of Datadog's"),
        ({"start": '"22:00"'}, "slo_correction move: start: '22:00' is no time"),
        ({"start": "None"}, "slo_correction move: start: nobody knows when it begins"),
        ({"end": '"2027-01-31T23:00"'}, "slo_correction move: end: 2027-01-31T23:00:00 is another moment"),
        ({"end": None}, "slo_correction move: end: nobody knows how long it lasts"),
        ({"lasts": '"2h"'}, "slo_correction move: end: it says how long it lasts as well, or recurs"),
        ({"end": '"2027-01-01T23:00Z"'}, "slo_correction move: end: 2027-01-01T23:00:00+00:00 is not after its start"),
        (
            {"end": None, "lasts": '"2h"', "every": '"FREQ=MONTHLY;BYMONTHDAY=1"'},
            "slo_correction move: every: BYMONTHDAY is not taken here",
        ),
    ],
)
def test_says_what_is_wrong_with_a_correction(tmp_path: Path, changed: dict[str, str | None], seen: str) -> None:
    [line] = said(tmp_path, correction(**changed))
    assert line.startswith(seen)


@pytest.mark.parametrize(("every", "most"), [("DAILY", 2), ("WEEKLY;BYDAY=SU", 3), ("MONTHLY", 5)])
def test_an_slo_has_no_more_recurring_corrections_than_datadog_takes(tmp_path: Path, every: str, most: int) -> None:
    def recurring(name: str, more: str = "") -> str:
        when = f'start="2027-01-01T00:00+00:00", lasts="1h", every="FREQ={every}{more}"'
        of = 'feature=checkout, slo="availability", category="Other", why="w"'
        return f'c_{name} = Correction("{name}", {of}, {when})\n'

    begin = CORRECTION.partition("move =")[0]
    enough = begin + "".join(recurring(f"c{number}") for number in range(most))
    enough += recurring("ends", ";UNTIL=20270201T000000Z")
    for folder in ("enough", "more"):
        (tmp_path / folder).mkdir()
    assert len(resources(tmp_path / "enough", enough)) > most
    [line] = said(tmp_path / "more", enough + recurring("more"))
    seen = f"every: its SLO has {most} that recur {every.partition(';')[0]} already"
    assert line.startswith(f"slo_correction shop/checkout/more: {seen}")
