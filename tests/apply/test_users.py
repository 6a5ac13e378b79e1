from __future__ import annotations

from typing import Any

import pytest

from dogwatch.apply import Outcome, apply
from dogwatch.apply.users import users_of
from dogwatch.kinds import KINDS, Body, Request, Response
from dogwatch.names import Mark
from dogwatch.plan import Delete, Plan
from tests.bodies import declared
from tests.client.sends import answers, cut
from tests.kinds.slo.bodies import KEY
from tests.kinds.slo.bodies import declared as slo
from tests.organisation import Organisation, organisation


def created(datadog: Organisation, kind: str, body: Body) -> str:
    response = datadog.send(KINDS[kind].wire.create(body))
    assert response.is_success, response
    return KINDS[kind].wire.id_of(KINDS[kind].wire.object_of(response.body))


def alert_on(id: str, **changes: Any) -> Body:
    query = f'error_budget("{id}").over("30d") > 75'
    return declared("shop/budget", type="slo alert", query=query, options={"thresholds": {"critical": 75}}, **changes)


def showing(id: str) -> Body:
    widget = {"definition": {"type": "slo", "slo_id": id, "view_type": "detail", "time_windows": ["30d"]}}
    return {"title": "Kept by hand", "layout_type": "ordered", "widgets": [widget]}


def outcome(datadog: Organisation, kind: str, key: str, id: str) -> Outcome:
    plan = Plan("datadog", (Delete(kind, key, id, {"type": "query alert"}),), unchanged=0, managed=1)
    [outcome] = apply(plan, datadog.send, lambda seconds: None, parallel=1, watch=lambda outcome: None)
    return outcome


def test_an_slo_is_used_by_alerts_and_dashboards() -> None:
    with organisation() as datadog:
        id = created(datadog, "slo", slo())
        page = created(datadog, "dashboard", showing(id))
        alert = created(datadog, "monitor", alert_on(id))
        assert outcome(datadog, "slo", KEY, id).error == (
            f"slo {KEY}: delete: Datadog keeps it, since it is used by dashboard 'Kept by hand' ({page}), "
            f"monitor shop/budget in prod ({alert}); take it out there, or delete that first, and apply again"
        )


def test_a_monitor_is_used_by_slos() -> None:
    with organisation() as datadog:
        id = created(datadog, "monitor", declared())
        uptime = {"name": "by 2, 3", "type": "monitor", "monitor_ids": [int(id)], "thresholds": slo()["thresholds"]}
        by = created(datadog, "slo", uptime)
        assert f"it is used by slo 'by 2, 3' ({by});" in str(outcome(datadog, "monitor", "shop/a", id).error)


@pytest.mark.parametrize(
    "told",
    [
        "monitor [17,a] is referenced in composite monitors: [10000001,b]",
        "defaultdict(<type 'list'>, {17: [u'monitor [17,a] is referenced in composite monitors: [10000001,b]']})",
    ],
)
def test_the_words_may_be_any(told: str) -> None:
    read = answers(Response(200, {"id": 10000001, "query": "17 && 18", "tags": [Mark("dev", "lab/b").tag]}))
    assert users_of(read, "17", told) == ["monitor lab/b in dev (10000001)"]
    assert [request.path for request in read.requests] == ["/api/v1/monitor/10000001"]


@pytest.mark.parametrize("body", [{"id": 5, "query": "170 && 18"}, {"id": 5, "name": "x"}])
def test_what_does_not_name_it_is_no_user(body: Body) -> None:
    assert users_of(answers(Response(200, body)), "17", "it is used, and 5 people like it") == []


@pytest.mark.parametrize("said", [Response(500, {"errors": ["Internal"]}), Response(403, {"errors": ["No"]}), cut()])
def test_who_cannot_be_read_is_not_named(said: Any) -> None:
    assert users_of(answers(said), "17", "monitor [17,a] is referenced in slos: [5,b]") == []


def test_a_long_list_is_not_read_to_its_end() -> None:
    asked: list[Request] = []

    def send(request: Request) -> Response:
        asked.append(request)
        return Response(404)

    assert users_of(send, "17", ", ".join(map(str, range(100, 200)))) == []
    assert len(asked) == 10
