from __future__ import annotations

import json

from dogwatch.judge import Status
from dogwatch.local.declared import DeclaredFeature
from dogwatch.local.web.monitor_page import evaluations
from tests.corpus import corpus
from tests.local.alerting.living import NOON, Living
from tests.local.web.visits import plots, report, stored, visit

TOLD = "Mail is late. @slack-post @someone@example.com"


def late() -> tuple[Living, int]:
    here = Living()
    id = here.watch(name="mail is late", message=TOLD, tags=["feature:mail", "env:prod", "team:post"])
    here.pass_(3, 1, "queue:mail")
    here.pass_(3, 9, "queue:mail")
    return here, id


def test_shows_the_graph_the_groups_and_what_is_declared() -> None:
    here, id = late()
    page = visit(here, f"/monitors/{id}")
    assert page.status == 200
    (plot,) = plots(page.text)
    (line,) = plot["lines"]
    assert [value for value in line["values"] if value is not None][-1] == 9.0
    assert "queue:mail" in page.text
    assert 'href="/features/mail?env=prod"' in page.text
    assert "Mail is late." in page.text


def test_shows_the_message_as_it_is_written() -> None:
    here = Living()
    id = here.watch(name="stars", message='{{eval "30*60*1000"}} @webhook-people')
    assert "30*60*1000" in visit(here, f"/monitors/{id}").text


def test_gives_the_reason_of_each_evaluation_the_last_first() -> None:
    here, id = late()
    found = list(evaluations(here.world.alerts.judging.history(id), 100))
    assert [each.at for each in found] == sorted((each.at for each in found), reverse=True)
    last, first = found[0], found[-1]
    assert (last.at, last.group, last.state) == (NOON + 360, "queue:mail", Status.ALERT)
    assert last.reason.endswith(" is > 5")
    assert first.reason == "1 is not > 5"
    assert last.reason.replace(">", "&gt;") in visit(here, f"/monitors/{id}").text
    assert len(list(evaluations(here.world.alerts.judging.history(id), 2))) == 2


def test_says_whom_it_has_told() -> None:
    here, id = late()
    page = visit(here, f"/monitors/{id}").text
    assert "@slack-post, @someone@example.com" in page
    assert "Triggered" in page


def test_says_why_one_is_not_judged() -> None:
    here = Living()
    id = here.watch(query="avg(last_5m):anomalies(avg:queue.length{*}, 'basic', 2) > 0.5")
    here.pass_(1)
    page = visit(here, f"/monitors/{id}").text
    assert "not evaluated here [anomalies]" in page
    assert "Not judged" in page


def test_the_address_of_its_editing_shows_it_too_and_none_is_not_found() -> None:
    here, id = late()
    assert visit(here, f"/monitors/{id}/edit").status == 200
    assert visit(here, "/monitors/1").status == 404
    assert visit(here, f"/monitors/{id}", "from_ts=9&to_ts=1").status == 400


def test_an_alert_on_an_slo_shows_how_fast_the_budget_burns_and_what_is_left() -> None:
    here = Living()
    promised = here.created_slo(tags=["feature:mail"])
    report(here, "hits", [90.0] * 10, ["code:2xx"])
    report(here, "hits", [10.0] * 10, ["code:500"])
    query = f'burn_rate("{promised["id"]}").over("7d").long_window("1h").short_window("5m") > 2'
    id = here.watch(type="slo alert", name="burns", query=query)
    here.pass_(1)
    page = visit(here, f"/monitors/{id}").text
    (plot,) = plots(page)
    assert [line["name"] for line in plot["lines"]] == [
        "burn rate over 1h",
        "burn rate over 5m",
    ]
    assert plot["markers"][0]["label"] == "alert > 2"
    assert "What is promised" in page
    assert "the error budget of the SLO availability over 7d" in page
    assert "As it burns now, at 2, a whole budget of 7d lasts 3 d." in page
    assert "Alert" in page


def test_an_slo_that_is_not_measured_says_so_on_the_pages_of_its_feature() -> None:
    here = Living()
    watched = here.watch(query="avg(last_5m):anomalies(avg:queue.length{*}, 'basic', 2) > 0.5")
    thresholds = [{"timeframe": "7d", "target": 99}]
    body = {"type": "monitor", "name": "up", "monitor_ids": [watched], "thresholds": thresholds}
    assert here.ask("POST", "/api/v1/slo", {**body, "tags": ["feature:mail"]})[0] == 200
    here.pass_(1)
    for path in ("/", "/features/mail"):
        assert visit(here, path).status == 200
    assert "up is not measured here" in visit(here, "/features/mail").text


def test_leads_to_the_runbook_and_the_pages_of_its_feature_and_says_in_words_what_it_looks_for() -> None:
    here, id = late()
    runbook = "https://git.example.com/mail.md"
    here.world.declared.hold([], [DeclaredFeature("mail", "prod", "post", "mailer", 1, "Letters", runbook)])
    stored(here, title="Letters", description="dogwatch:prod/shop/mail/page")
    page = visit(here, f"/monitors/{id}").text
    assert f'href="{runbook}"' in page
    assert ">Dashboard Letters</a>" in page
    assert "the average over the last 5 minutes of the average of queue.length" in page


def test_a_composite_shows_the_graphs_and_the_states_of_its_parts_by_their_names() -> None:
    here = Living()
    late, many = (here.watch(name=name, tags=["env:prod"]) for name in ("mail is late", "many wait"))
    id = here.watch(type="composite", name="both", query=f"{late} && {many}")
    here.pass_(3, 9, "queue:mail")
    page = visit(here, f"/monitors/{id}").text
    assert len(plots(page)) == 2
    assert "alerts when “mail is late” does and “many wait” does." in page
    parts = page.partition("<h2>Parts</h2>")[2].partition("</table>")[0]
    assert parts.count(">Alert<") == 2
    assert f'<a href="/monitors/{many}">many wait</a>' in parts
    evaluations = page.partition("<h2>Evaluations")[2].partition("</table>")[0]
    assert "“mail is late” &amp;&amp; “many wait” is Alert" in evaluations


def test_what_stands_among_the_thresholds_and_is_none_is_shown_as_it_is() -> None:
    here = Living()
    id = here.watch(options={"thresholds": {"critical": 5, "comparator": ">"}})
    page = visit(here, f"/monitors/{id}")
    assert page.status == 200
    assert '<th scope="row">comparator</th><td>&gt;</td>' in page.text


def test_an_alert_on_a_budget_is_drawn_as_what_is_used_up() -> None:
    here = Living()
    id = here.watch(type="slo alert", query=f'error_budget("{here.created_slo()["id"]}").over("7d") > 75')
    assert "How much of the budget is used up" in visit(here, f"/monitors/{id}").text


def test_every_monitor_that_integrations_ship_has_a_page() -> None:
    here = Living()
    read = [json.loads(path.read_text()) for path in sorted(corpus("monitors").rglob("*.json"))]
    ids = []
    for body in [each.get("definition", each) for each in read]:
        sent = {name: body[name] for name in ("name", "type", "query", "message", "tags", "options") if name in body}
        status, answer = here.ask("POST", "/api/v1/monitor", sent)
        if status == 200:
            ids.append(answer["id"])
    assert len(ids) > 20
    assert {visit(here, f"/monitors/{id}").status for id in ids} == {200}
