import pytest

from tests.local.organisation import Organisation


def burn_rate(slo: str, over: str = "7d", long: str = "1h", short: str = "5m", number: str = "10") -> str:
    return f'burn_rate("{slo}").over("{over}").long_window("{long}").short_window("{short}") > {number}'


def test_takes_alerts_on_the_budget_and_on_its_burn_rate():
    organisation = Organisation()
    slo = organisation.created_slo()["id"]
    organisation.created(type="slo alert", query=burn_rate(slo))
    organisation.created(type="slo alert", query=f'error_budget("{slo}").over("7d") >= 75.5')


def test_the_slo_must_be_there_and_have_the_window():
    organisation = Organisation()
    slo = organisation.created_slo()["id"]
    assert "SLO abc not found" in organisation.refusal(type="slo alert", query=burn_rate("abc"))
    assert "no target over 30d" in organisation.refusal(type="slo alert", query=burn_rate(slo, over="30d"))


def test_a_burn_rate_that_no_errors_can_reach_is_refused():
    organisation = Organisation()
    slo = organisation.created_slo(thresholds=[{"timeframe": "7d", "target": 90}])["id"]
    organisation.created(type="slo alert", query=burn_rate(slo, number="10"))
    said = "Alert threshold (14.4) must be in range 0 to 10.0 for burn rate alerts (max threshold = 1/1-slo target)."
    assert organisation.refusal(type="slo alert", query=burn_rate(slo, number="14.4")) == said
    assert "in range" in organisation.refusal(type="slo alert", query=burn_rate(slo, number="0"))


def test_the_largest_burn_rate_is_not_lost_to_rounding():
    organisation = Organisation()
    slo = organisation.created_slo(thresholds=[{"timeframe": "7d", "target": 99.9}])["id"]
    organisation.created(type="slo alert", query=burn_rate(slo, number="1000"))
    assert "in range" in organisation.refusal(type="slo alert", query=burn_rate(slo, number="1000.1"))


@pytest.mark.parametrize(("long", "short"), [("59m", "5m"), ("49h", "5m"), ("3d", "1h"), ("1h", "1h"), ("x", "5m")])
def test_windows_have_a_range(long: str, short: str):
    organisation = Organisation()
    slo = organisation.created_slo()["id"]
    assert "window" in organisation.refusal(type="slo alert", query=burn_rate(slo, long=long, short=short))


@pytest.mark.parametrize("long", ["60m", "1h", "48h", "2d"])
def test_takes_long_windows_from_one_hour_to_two_days(long: str):
    organisation = Organisation()
    slo = organisation.created_slo()["id"]
    organisation.created(type="slo alert", query=burn_rate(slo, long=long))
