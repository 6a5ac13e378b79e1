from __future__ import annotations

import re

from dogwatch.kinds import DASHBOARD, Resource
from dogwatch.local.declared import DeclaredFeature
from tests.local.alerting.living import Living
from tests.local.organisation import dashboard, slo
from tests.local.web.visits import report, stored, visit

TAGS = ["feature:checkout", "env:prod", "team:payments", "tier:1", "service:shop-api"]
MARK = "dogwatch:prod/shop/checkout/page"


def rows(page: str) -> list[str]:
    """What stands in each row of the list, without markup."""
    found = re.findall(r"<tr>(.*?)</tr>", page.partition("<tbody>")[2])
    return [" ".join(re.sub(r"<[^>]*>", " ", each).split()) for each in found]


def troubled() -> Living:
    here = Living()
    here.watch(tags=TAGS)
    here.watch(name="a part", tags=[*TAGS, "tells:nobody"])
    here.watch(name="fine", query="avg(last_5m):avg:queue.length{queue:none} > 5", tags=["feature:search", "env:prod"])
    here.pass_(2, 9, "queue:mail")
    return here


def test_alerts_that_miss_their_data_say_nothing_of_a_feature_that_is_well_unless_they_tell_of_it() -> None:
    here = Living()
    nothing = {"query": "avg(last_5m):avg:errors{*} by {type} > 5", "tags": TAGS}
    here.watch(query="avg(last_5m):avg:queue.length{*} > 5", tags=TAGS)
    here.watch(name="no errors", **nothing)
    here.pass_(2, 1, "queue:mail")
    assert rows(visit(here, "/").text)[0].startswith("checkout prod OK 0 of 2")
    here.watch(name="none at all", **nothing, options={"on_missing_data": "show_and_notify_no_data"})
    here.pass_(1, 1, "queue:mail")
    assert rows(visit(here, "/").text)[0].startswith("checkout prod No Data 0 of 3")


def test_lists_the_troubled_features_first_with_how_many_alert_and_who_answers() -> None:
    assert rows(visit(troubled(), "/").text) == [
        "checkout prod Alert 1 of 1 nothing is promised payments 1",
        "search prod No Data 0 of 1 nothing is promised – –",
    ]


def test_says_what_is_left_of_the_budget_that_has_least() -> None:
    here = Living()
    for metric, good in (("hits", 99.0), ("calls", 96.0)):
        report(here, metric, [good] * 20, ["code:2xx"])
        report(here, metric, [100 - good] * 20, ["code:5xx"])
        query = {"denominator": f"sum:{metric}{{*}}.as_count()", "numerator": f"sum:{metric}{{code:2xx}}.as_count()"}
        assert here.ask("POST", "/api/v1/slo", slo(name=metric, query=query, tags=TAGS))[0] == 200
    (row,) = rows(visit(here, "/").text)
    assert row == "checkout prod Not judged 0 of 0 20 % of the budget left payments 1"
    page = visit(here, "/features/checkout").text
    assert 0 < page.find("96 % of 95 %") < page.find("99 % of 95 %")


def test_shows_one_environment_where_there_are_several() -> None:
    here = troubled()
    here.watch(name="staging", tags=["feature:checkout", "env:staging"])
    assert len(rows(visit(here, "/").text)) == 3
    assert len(rows(visit(here, "/", "env=staging").text)) == 1
    assert '<option value="staging" selected="">staging' in visit(here, "/", "env=staging").text


def test_says_of_a_feature_what_the_catalog_does_and_leads_to_its_runbook_and_page() -> None:
    here = troubled()
    body = {**dashboard(title="Checkout", description=f"All of it\n\n{MARK}")}
    runbook = "https://git.example.com/checkout.md"
    declared = DeclaredFeature("checkout", "prod", "payments", "shop-api", 1, "From cart to order", runbook)
    here.world.declared.hold([Resource(DASHBOARD.name, "shop/checkout/page", body)], [declared])
    page = visit(here, "/features/checkout").text
    assert "From cart to order" in page
    assert f'href="{runbook}"' in page
    assert 'href="/catalog/shop/checkout/page"' in page
    assert "<p>hello</p>" in page
    assert 'href="/monitors/' in page


def test_draws_the_page_of_its_own_environment() -> None:
    here = troubled()
    variables = [{"name": "env", "prefix": "env", "defaults": ["staging"]}]
    graph = {"definition": {"type": "timeseries", "requests": [{"q": "avg:queue.length{$env}"}]}}
    stored(here, description=MARK, widgets=[graph], template_variables=variables)
    assert "avg:queue.length{env:prod}" in visit(here, "/features/checkout").text


def test_a_runbook_that_is_no_address_leads_nowhere() -> None:
    here = troubled()
    declared = DeclaredFeature("checkout", "prod", "payments", "shop-api", 1, "", "javascript:alert(1)")
    here.world.declared.hold([], [declared])
    page = visit(here, "/features/checkout").text
    assert "javascript:alert(1)" in page
    assert 'href="javascript' not in page


def test_a_monitor_that_never_had_anything_to_judge_says_nothing_beside_one_that_had() -> None:
    here = Living()
    none_yet = "sum(last_5m):sum:mails.lost{*} by {reason}.as_count() > 5"
    here.watch(name="lost for a reason", query=none_yet, tags=["feature:mail", "env:prod"])
    here.pass_(2, 1, "queue:mail")
    assert "No Data" in rows(visit(here, "/").text)[0]
    here.watch(name="late", tags=["feature:mail", "env:prod"])
    here.pass_(2, 1, "queue:mail")
    assert "No Data" not in rows(visit(here, "/").text)[0]


def test_a_monitor_that_is_not_judged_here_says_nothing_beside_one_that_is() -> None:
    here = Living()
    predicted = "avg(last_4h):anomalies(avg:queue.length{*}, 'basic', 2) >= 1"
    here.watch(name="odd", query=predicted, tags=["feature:mail", "env:prod"])
    assert "Not judged" in rows(visit(here, "/").text)[0]
    here.watch(name="late", tags=["feature:mail", "env:prod"])
    here.pass_(2, 1, "queue:mail")
    assert "Not judged" not in rows(visit(here, "/").text)[0]


def test_a_feature_of_which_nothing_is_applied_is_not_said_to_be_well() -> None:
    here = Living()
    here.world.declared.hold([], [DeclaredFeature("checkout", "prod", "payments", "shop-api", 1, "", None)])
    [row] = rows(visit(here, "/").text)
    assert "Not judged" in row
    assert "OK" not in row


def test_a_page_has_the_alerts_of_its_feature_before_what_is_not_known_of_it() -> None:
    here = troubled()
    here.watch(name="aaa", query="avg(last_5m):avg:queue.length{queue:none} > 5", tags=TAGS)
    here.pass_(2, 9, "queue:mail")
    alerts = visit(here, "/features/checkout").text.partition("Alerts: ")[2]
    assert alerts.index(">Alert<") < alerts.index(">No Data<")


def test_a_feature_that_nobody_knows_is_not_found() -> None:
    assert visit(Living(), "/features/checkout").status == 404


def test_a_time_that_is_none_is_refused() -> None:
    here = troubled()
    stored(here, description=MARK)
    assert visit(here, "/features/checkout", "span=soon").status == 400


def test_says_how_features_come_here_where_there_are_none() -> None:
    assert "dogwatch apply --local" in visit(Living(), "/").text


def test_alerts_come_first_and_the_most_severe_of_them() -> None:
    here = troubled()
    here.watch(name="a silent one", query="avg(last_5m):avg:queue.length{queue:none} > 5", tags=TAGS)
    here.pass_(1, 9, "queue:mail")
    page = visit(here, "/features/checkout").text
    alerts = page.partition("<h2>Alerts")[2]
    assert re.findall(r'class="state [a-z]*">([^<]*)<', alerts)[:2] == ["Alert", "No Data"]
    assert page.index("<h2>Alerts") < page.index("<h2>Who answers")
