from tests.local.alerting.living import NOON, Living

MINUTE = 60
QUERY = "max(last_1m):max:queue.length{env:prod} > 5"


def test_an_slo_of_a_monitor_is_measured_while_that_is_judged():
    here = Living()
    id = here.watch(query=QUERY)
    slo = here.created_slo(type="monitor", monitor_ids=[id], query=None)["id"]
    for value in (1, 9, 1):
        here.pass_(5, value)
    status, answer = here.ask("GET", f"/api/v1/slo/{slo}/history", from_ts=NOON, to_ts=NOON + 20 * MINUTE)
    overall = answer["data"]["overall"]
    assert (status, overall["sli_value"]) == (200, 75)
    assert overall["history"] == [[NOON, 0], [NOON + 6 * MINUTE, 1], [NOON + 11 * MINUTE, 0]]


def test_an_slo_of_a_new_monitor_knows_what_was_before_it():
    here = Living()
    for value in (1, 9, 1):
        here.pass_(5, value)
    id = here.watch(query=QUERY)
    slo = here.created_slo(type="monitor", monitor_ids=[id], query=None)["id"]
    here.pass_(5, 1)
    status, answer = here.ask("GET", f"/api/v1/slo/{slo}/history", from_ts=NOON, to_ts=NOON + 20 * MINUTE)
    overall = answer["data"]["overall"]
    assert (status, overall["sli_value"]) == (200, 75)
    assert overall["history"] == [[NOON, 0], [NOON + 6 * MINUTE, 1], [NOON + 11 * MINUTE, 0]]
    assert [each["transition"] for each in here.inbox()] == []


def test_an_alert_on_an_slo_is_told_of():
    here = Living()
    slo = here.created_slo(
        query={"numerator": "sum:hits{ok:true}.as_count()", "denominator": "sum:hits{*}.as_count()"},
        thresholds=[{"timeframe": "7d", "target": 90}],
    )["id"]
    query = f'burn_rate("{slo}").over("7d").long_window("1h").short_window("5m") > 5'
    here.created(type="slo alert", name="burns", message="", query=query)
    for _ in range(3):
        series = {"metric": "hits", "type": "count", "points": [[here.now, 10]], "tags": ["ok:false"]}
        assert here.ask("POST", "/api/v1/series", {"series": [series]})[0] == 202
        here.pass_()
    assert [each["transition"] for each in here.inbox()] == ["Triggered"]
