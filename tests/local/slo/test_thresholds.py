import pytest

from dogwatch.local.api.slo.thresholds import shown
from tests.local.organisation import Organisation


def target(value: object, timeframe: str = "7d", **more: object) -> list[dict[str, object]]:
    return [{"timeframe": timeframe, "target": value, **more}]


def test_shows_targets_in_its_own_words_whatever_was_sent():
    created = Organisation().created_slo(thresholds=target(99, target_display="99.00", warning=99.5))
    assert created["thresholds"] == [
        {"timeframe": "7d", "target": 99.0, "target_display": "99.", "warning": 99.5, "warning_display": "99.5"}
    ]
    assert [shown(99.95), shown(99.999), shown(90.0)] == ["99.95", "99.999", "90."]


def test_the_shortest_window_is_primary_unless_another_is_named():
    thresholds = [*target(99, "90d"), *target(98, "7d"), *target(97.5, "30d", warning=98)]
    created = Organisation().created_slo(thresholds=thresholds)
    assert (created["timeframe"], created["target_threshold"], "warning_threshold" in created) == ("7d", 98, False)
    named = Organisation().created_slo(thresholds=thresholds, timeframe="30d")
    assert (named["timeframe"], named["target_threshold"], named["warning_threshold"]) == ("30d", 97.5, 98)
    assert [each["timeframe"] for each in named["thresholds"]] == ["90d", "7d", "30d"]


@pytest.mark.parametrize("value", [0, 100, -1, 100.5, "99", True, None])
def test_targets_lie_between_0_and_100(value: object):
    said = Organisation().slo_refusal(thresholds=target(value))
    assert said == "Invalid payload: target must be a positive number between (0.0, 100.0)"


@pytest.mark.parametrize("warning", [99, 98])
def test_a_warning_lies_above_its_target(warning: float):
    said = Organisation().slo_refusal(thresholds=target(99, warning=warning))
    assert said == "Invalid payload: warning must be greater than target"


def test_decimals_are_three_and_two_for_short_windows_of_monitors():
    organisation = Organisation()
    assert organisation.created_slo(thresholds=target(99.999))["target_threshold"] == 99.999
    assert "3 decimals" in organisation.slo_refusal(thresholds=target(99.9999))
    of_monitor = {"type": "monitor", "query": None, "monitor_ids": [organisation.created()["id"]]}
    assert "2 decimals" in organisation.slo_refusal(**of_monitor, thresholds=target(99.999, "30d"))
    assert organisation.created_slo(**of_monitor, thresholds=target(99.999, "90d"))["type_id"] == 0


@pytest.mark.parametrize(
    "thresholds", [None, [], [{}], ["7d"], target(99, "1d"), target(99, "custom"), [*target(99), *target(98)]]
)
def test_refuses_thresholds_that_are_none(thresholds: object):
    assert Organisation().slo_refusal(thresholds=thresholds).startswith("Invalid payload: ")


@pytest.mark.parametrize("timeframe", ["30d", [], 7])
def test_the_primary_window_is_one_of_the_thresholds(timeframe: object):
    assert "timeframe" in Organisation().slo_refusal(thresholds=target(99), timeframe=timeframe)
