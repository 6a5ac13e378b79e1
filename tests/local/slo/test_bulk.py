from tests.local.organisation import Organisation

BULK = "/api/v1/slo/bulk_delete"
TWO = [{"timeframe": "7d", "target": 99, "warning": 99.5}, {"timeframe": "30d", "target": 98}]


def test_takes_windows_away_and_the_slo_with_its_last_one():
    organisation = Organisation()
    one, two = (organisation.created_slo(name=name, thresholds=TWO)["id"] for name in ("one", "two"))
    status, answer = organisation.ask("POST", BULK, {one: ["7d"], two: ["7d", "30d"]})
    assert (status, answer) == (200, {"data": {"deleted": [two], "updated": [one]}, "errors": None})
    _, found = organisation.ask("GET", f"/api/v1/slo/{one}")
    left = found["data"]
    assert [each["timeframe"] for each in left["thresholds"]] == ["30d"]
    assert (left["timeframe"], left["target_threshold"], "warning_threshold" in left) == ("30d", 98.0, False)
    assert organisation.ask("GET", f"/api/v1/slo/{two}")[0] == 404


def test_the_primary_window_stays_when_another_goes():
    organisation = Organisation()
    id = organisation.created_slo(thresholds=TWO)["id"]
    organisation.ask("POST", BULK, {id: ["30d"]})
    _, found = organisation.ask("GET", f"/api/v1/slo/{id}")
    assert (found["data"]["timeframe"], found["data"]["warning_threshold"]) == ("7d", 99.5)


def test_says_what_failed_and_does_the_rest():
    organisation = Organisation()
    used, free = (organisation.created_slo(name=name)["id"] for name in ("used", "free"))
    organisation.created(type="slo alert", name="budget", query=f'error_budget("{used}").over("7d") > 75')
    _, answer = organisation.ask("POST", BULK, {"x": ["7d"], used: ["7d"], free: ["7d"]})
    assert answer["data"] == {"deleted": [free], "updated": []}
    assert [(each["id"], each["timeframe"]) for each in answer["errors"]] == [("x", "all"), (used, "all")]
    assert answer["errors"][0]["message"] == "x not found"


def test_refuses_windows_that_are_none():
    organisation = Organisation()
    id = organisation.created_slo()["id"]
    assert organisation.ask("POST", BULK, {id: ["1d"]})[0] == 400
    assert organisation.ask("POST", BULK, {id: "7d"})[0] == 400
    assert organisation.ask("GET", f"/api/v1/slo/{id}")[0] == 200
