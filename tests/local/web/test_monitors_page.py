from __future__ import annotations

import re

from tests.local.alerting.living import Living
from tests.local.web.visits import visit


def names(page: str) -> list[str]:
    return re.findall(r'href="/monitors/\d+">([^<]*)</a>', page)


def several() -> Living:
    here = Living()
    here.watch(name="a quiet one", query="avg(last_5m):avg:queue.length{queue:print} > 5")
    here.watch(name="b mail is late", query="avg(last_5m):avg:queue.length{queue:mail} > 5", tags=["team:post"])
    here.send_value(9, "queue:mail")
    here.pass_(2, 1, "queue:print")
    return here


def test_lists_what_alerts_first_and_counts_the_states() -> None:
    page = visit(several(), "/monitors/manage").text
    assert names(page) == ["b mail is late", "a quiet one"]
    assert '<span class="state error">Alert</span> 1</a>' in page


def test_finds_by_the_words_of_datadogs_search() -> None:
    assert names(visit(several(), "/monitors/manage", "q=status:ok").text) == ["a quiet one"]
    assert names(visit(several(), "/monitors/manage", "q=tag:(%22team:post%22)").text) == ["b mail is late"]
    assert "No monitor matches" in visit(several(), "/monitors/manage", "q=nobody").text


def test_says_why_a_search_cannot_be_read() -> None:
    page = visit(several(), "/monitors/manage", "q=(a")
    assert page.status == 200
    assert "a bracket is not closed" in page.text


def test_parts_of_composites_are_listed_only_where_they_are_asked_for() -> None:
    here = several()
    here.watch(name="a part", tags=["tells:nobody"])
    page = visit(here, "/monitors/manage").text
    assert "a part" not in page
    (leads,) = re.findall(r'href="\?([^"]*)">1 parts of composites', page)
    assert names(visit(here, "/monitors/manage", leads).text) == ["a part"]
    (alerting,) = re.findall(r'href="\?([^"]*)"><span class="state error">', page)
    assert names(visit(here, "/monitors/manage", alerting).text) == ["b mail is late"]
