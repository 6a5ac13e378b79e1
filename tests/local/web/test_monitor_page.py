from __future__ import annotations

from dogwatch.judge import Status
from dogwatch.local.web.monitor_page import evaluations
from tests.local.alerting.living import NOON, Living
from tests.local.web.visits import plots, visit

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
