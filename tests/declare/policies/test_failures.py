from __future__ import annotations

import pytest

from dogwatch import Availability, Errors, Limit, Monitor
from dogwatch.declare import Promise
from dogwatch.declare.policies.failures import errors
from tests.declare.features import SCOPE, feature

HITS = f"sum:feature.hits{{{SCOPE}}}%s.as_count()"
FAILED = f"sum:feature.hits{{{SCOPE},outcome:error}}%s.as_count()"


def made(signal: Errors, *objectives: Promise) -> dict[str, Monitor]:
    return {monitor.name: monitor for monitor in errors(feature(signal, *objectives)) if isinstance(monitor, Monitor)}


def share(by: str = "") -> str:
    return f"sum(last_5m):100 * {FAILED % by} / {HITS % by}"


def test_compares_the_percentage_of_calls_that_fail() -> None:
    measured = made(Errors(rate=Limit("1%", warn="0.5%")))["errors-measured"]
    assert (str(measured.query), measured.warn) == (f"{share()} > 1", 0.5)
    assert measured.what.startswith("{{value}}% of calls fail; the limit is 1%.")


def test_waits_a_minute_for_both_counts_and_ends_when_none_come() -> None:
    assert made(Errors(rate="1%"))["errors-measured"].options == {
        "require_full_window": False,
        "on_missing_data": "resolve",
        "evaluation_delay": 60,
    }


@pytest.mark.parametrize(("signal", "least"), [(Errors(rate="2%"), 50), (Errors(rate="2%", least=10), 10)])
def test_stays_silent_where_one_failure_is_more_than_the_limit(signal: Errors, least: int) -> None:
    monitors = made(signal)
    assert str(monitors["errors-few-calls"].query) == f"sum(last_5m):{HITS % ''} < {least}"
    assert monitors["errors"].type == "composite"


def test_one_monitor_is_enough_where_every_call_counts() -> None:
    assert list(made(Errors(rate="1%", least=0))) == ["errors"]


def test_a_quiet_feature_of_which_nothing_works_is_seen() -> None:
    quiet = made(Errors(rate="1%", by="region"))["errors-low-traffic"]
    succeeded = f"sum:feature.hits{{{SCOPE},outcome:ok}} by {{region}}.as_count()"
    assert str(quiet.query) == f"sum(last_1h):{HITS % ' by {region}'} - 10 * {succeeded} >= 5"
    assert (quiet.tells, quiet.pages) == (True, None)


def test_an_objective_sees_it_already() -> None:
    assert "errors-low-traffic" not in made(Errors(rate="1%"), Availability("99.9%"))


def test_each_group_has_its_own_share_and_count() -> None:
    monitors = made(Errors(rate="1%", by=["region"]))
    assert str(monitors["errors-measured"].query) == f"{share(' by {region}')} > 1"
    assert str(monitors["errors-few-calls"].query) == f"sum(last_5m):{HITS % ' by {region}'} < 100"
    assert "calls of region {{region.name}} fail" in monitors["errors"].what


def test_a_version_is_compared_with_all_together() -> None:
    monitors = made(Errors(rate="1%", compare="version"))
    assert str(monitors["errors-version-measured"].query) == f"{share(' by {version}')} > 2"
    assert str(monitors["errors-version-all"].query) == f"{share()} > 1"
    assert monitors["errors-version"].query == (
        "${monitor:$catalog/checkout/errors-version-measured}"
        " && !${monitor:$catalog/checkout/errors-version-few-calls}"
        " && !${monitor:$catalog/checkout/errors-version-all}"
    )


def test_all_together_do_not_warn() -> None:
    """A warning counts as an alert in a composite, and would silence the version."""
    monitors = made(Errors(rate=Limit("1%", warn="0.5%"), compare="version"))
    assert monitors["errors-version-all"].warn is None
    assert monitors["errors-measured"].warn == 0.5


def test_a_version_is_compared_even_where_every_call_counts() -> None:
    assert list(made(Errors(rate="1%", least=0, compare="version"))) == [
        "errors",
        "errors-version-measured",
        "errors-version-all",
        "errors-version",
    ]


def test_a_version_within_a_group_is_compared_with_its_group() -> None:
    monitors = made(Errors(rate="1%", by="region", compare="version"))
    assert " by {region,version}" in str(monitors["errors-version-few-calls"].query)
    assert str(monitors["errors-version-all"].query) == f"{share(' by {region}')} > 1"


def test_makes_nothing_without_a_limit() -> None:
    assert made(Errors(compare="version")) == {}
