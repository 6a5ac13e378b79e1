from __future__ import annotations

import html
import re
from typing import Any

import pytest

from dogwatch.kinds import DASHBOARD, SLO, Resource
from tests.local.organisation import Organisation, slo
from tests.local.web.visits import plots, promised, report, stored, visit

ENV = [{"name": "env", "prefix": "env", "defaults": ["prod"]}]


def graph(query: str) -> dict[str, Any]:
    return {"definition": {"type": "timeseries", "title": "Hits", "requests": [{"q": query}]}}


def test_lists_the_dashboards_by_title_and_leads_to_each() -> None:
    organisation = Organisation()
    two, one = (stored(organisation, title=title, description=f"of {title}") for title in ("Two", "One"))
    text = visit(organisation, "/dashboard/lists").text
    assert text.index(f'href="{one["url"]}"') < text.index(f'href="{two["url"]}"')
    assert "of One" in text


def test_finds_dashboards_by_a_part_of_their_titles() -> None:
    organisation = Organisation()
    for title in ("Checkout", "Search"):
        stored(organisation, title=title)
    text = visit(organisation, "/dashboard/lists", "q=check").text
    assert "Checkout" in text
    assert "Search" not in text


def test_says_how_dashboards_come_here_where_there_are_none() -> None:
    assert "dogwatch apply --local" in visit(Organisation(), "/dashboard/lists").text


def test_draws_what_was_reported_at_the_address_that_the_api_gives() -> None:
    organisation = Organisation()
    report(organisation, "hits", [1.0] * 30, ["env:prod"])
    body = stored(organisation, widgets=[graph("sum:hits{$env}.as_count()")], template_variables=ENV)
    page = visit(organisation, body["url"])
    assert page.status == 200
    assert "sum:hits{env:prod}.as_count()" in page.text
    assert "No data" not in page.text


def test_takes_span_and_variables_from_the_address() -> None:
    organisation = Organisation()
    report(organisation, "hits", [1.0] * 30, ["env:staging"])
    body = stored(organisation, widgets=[graph("sum:hits{$env}.as_count()")], template_variables=ENV)
    page = visit(organisation, body["url"], "span=4h&tpl_var_env=staging")
    assert "sum:hits{env:staging}" in page.text
    assert 'aria-current="true">4h' in page.text.replace('href="?span=4h&amp;tpl_var_env=staging" ', "")
    assert '<option value="staging" selected="">staging' in page.text


def test_refuses_a_span_that_is_none() -> None:
    organisation = Organisation()
    assert visit(organisation, stored(organisation)["url"], "span=soon").status == 400


def test_measures_promises_by_their_ids() -> None:
    organisation = Organisation()
    report(organisation, "hits", [9.0] * 10, ["code:2xx"])
    report(organisation, "hits", [1.0] * 10, ["code:5xx"])
    widget = {"definition": {"type": "slo", "view_type": "detail", "slo_id": promised(organisation)}}
    text = visit(organisation, stored(organisation, widgets=[widget])["url"]).text
    assert "90 %" in text
    assert "Breached" in text


def test_shows_what_a_catalog_declares_until_it_is_applied() -> None:
    organisation = Organisation()
    mark = "dogwatch:prod/shop/a"
    widget = {"definition": {"type": "slo", "slo_id": "${slo:shop/good}"}}
    body = {"title": "Declared", "description": f"What it is.\n\n{mark}", "layout_type": "ordered", "widgets": [widget]}
    organisation.world.declared.hold(
        [Resource(DASHBOARD.name, "shop/a", body), Resource(SLO.name, "shop/good", slo(name="good"))]
    )
    listed = visit(organisation, "/dashboard/lists").text
    assert 'href="/catalog/shop/a"' in listed
    assert mark not in listed
    assert "No data" in visit(organisation, "/catalog/shop/a").text
    stored(organisation, title="Declared", description=body["description"])
    assert "/catalog/" not in visit(organisation, "/dashboard/lists").text


@pytest.mark.parametrize("path", ["/nothing", "/dashboard/abc-def-ghi", "/catalog/shop/x", "/assets/other.js"])
def test_what_is_not_there_is_not_found(path: str) -> None:
    assert visit(Organisation(), path).status == 404


def test_pages_are_only_read() -> None:
    assert visit(Organisation(), "/", method="POST").status == 405
    assert visit(Organisation(), "/", method="HEAD").text == ""


@pytest.mark.parametrize("path", ["/", "/nothing", "/assets/live.js"])
def test_a_browser_may_load_nothing_of_others(path: str) -> None:
    headers = visit(Organisation(), path).headers
    assert headers["content-security-policy"].startswith(
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:"
    )
    assert headers["x-content-type-options"] == "nosniff"


def test_pages_have_neither_script_nor_style_within_them() -> None:
    organisation = Organisation()
    page = visit(organisation, stored(organisation, title="<script>x</script>")["url"]).text
    assert page.count("<script") == page.count('<script src="/assets/') == 4
    assert "<style" not in page
    assert " style=" not in page


def test_shows_deployments_as_lines() -> None:
    organisation = Organisation()
    report(organisation, "hits", [1.0] * 30, ["env:prod"])
    now = int(organisation.world.now().timestamp())
    event = {"title": "shop 2", "text": "of today", "tags": ["event:deploy", "env:prod"], "date_happened": now - 300}
    assert organisation.ask("POST", "/api/v1/events", event)[0] == 202
    widget = graph("sum:hits{*}.as_count()")
    widget["definition"]["events"] = [{"q": "event:deploy"}]
    (plot,) = plots(visit(organisation, stored(organisation, widgets=[widget])["url"]).text)
    assert plot["events"] == [{"at": now - 300, "title": "shop 2"}]


def test_shows_the_window_of_an_address_and_keeps_it_when_a_variable_is_chosen() -> None:
    organisation = Organisation()
    report(organisation, "hits", [1.0] * 30, ["env:prod"])
    body = stored(organisation, widgets=[graph("sum:hits{$env}.as_count()")], template_variables=ENV)
    now = int(organisation.world.now().timestamp())
    page = visit(organisation, body["url"], f"from_ts={now - 600}000&to_ts={now - 300}000")
    (plot,) = plots(page.text)
    assert (plot["begin"], plot["end"]) == (now - 600, now - 300)
    assert f'name="from_ts" value="{now - 600}000"' in page.text
    assert 'aria-current="true"' not in page.text


@pytest.mark.parametrize(
    "query", ["from_ts=1&to_ts=x", "from_ts=1000", "from_ts=9000&to_ts=9000", "from_ts=-1&to_ts=5"]
)
def test_refuses_a_window_that_is_none(query: str) -> None:
    organisation = Organisation()
    page = visit(organisation, stored(organisation)["url"], query)
    assert page.status == 400
    assert "from_ts" in page.text


def test_draws_the_widgets_of_powerpacks() -> None:
    organisation = Organisation()
    report(organisation, "hits", [1.0] * 30, ["env:prod"])
    group = {
        "type": "group",
        "layout_type": "ordered",
        "title": "Pack",
        "widgets": [graph("sum:hits{$env}.as_count()")],
    }
    attributes = {"name": "p", "group_widget": {"definition": group}, "template_variables": ENV}
    _, pack = organisation.ask("POST", "/api/v2/powerpacks", {"data": {"type": "powerpack", "attributes": attributes}})
    shown = {"definition": {"type": "powerpack", "powerpack_id": pack["data"]["id"], "title": "Here"}}
    text = visit(organisation, stored(organisation, widgets=[shown])["url"]).text
    assert "sum:hits{env:prod}.as_count()" in text
    assert "Here" in text


def test_tabs_lead_to_the_widgets_of_each_and_stay_over_another_time() -> None:
    organisation = Organisation()
    notes = [{"definition": {"type": "note", "content": f"note {number}"}} for number in (1, 2)]
    tabs = [{"name": name, "widget_ids": [f"@{number}"]} for number, name in enumerate(("One", "Two"), 1)]
    url = stored(organisation, widgets=notes, tabs=tabs, template_variables=ENV)["url"]
    first = visit(organisation, url, "span=4h&tpl_var_env=dev").text
    assert "note 1" in first
    assert "note 2" not in first
    second = html.unescape(re.findall(r'<a href="\?([^"]*)"[^>]*>Two</a>', first)[0])
    assert "span=4h" in second
    assert "tpl_var_env=dev" in second
    page = visit(organisation, url, second).text
    assert "note 2" in page
    assert 'aria-current="page">Two' in page
    tab = second.split("&")[0]
    assert re.search(rf'href="\?span=1d&amp;{re.escape(tab)}&amp;tpl_var_env=dev"', page)
    assert re.search(rf'type="hidden" name="tab" value="{re.escape(tab.removeprefix("tab="))}"', page)


def test_dashboards_stand_in_the_order_of_their_letters_and_the_list_is_where_people_look_for_it() -> None:
    organisation = Organisation()
    for title in ("Zoo", "apes", "Birds"):
        stored(organisation, title=title)
    for path in ("/dashboard/lists", "/dashboard", "/dashboards"):
        assert re.findall(r'">(apes|Birds|Zoo)<', visit(organisation, path).text) == ["apes", "Birds", "Zoo"]
    assert "No dashboard matches." in visit(organisation, "/dashboard/lists", "q=none").text
    assert visit(organisation, "/monitors").status == 200
