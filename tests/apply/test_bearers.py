from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from dogwatch.apply.bearers import Bearers
from dogwatch.kinds import DASHBOARD, MONITOR, SLO, Request, Response
from dogwatch.names import Mark
from tests.client.sends import answers

MARK, OTHER = Mark("prod", "shop/a"), Mark("prod", "shop/b")


def heads(*ids: str) -> Response:
    return Response(200, {"dashboards": [{"id": id, "description": MARK.tag} for id in ids]})


def test_asks_datadog_for_the_one_mark_where_its_lists_can_be_filtered() -> None:
    monitors = answers(
        Response(200, [{"id": 1, "tags": [MARK.tag]}, {"id": 2, "tags": [OTHER.tag]}]), Response(200, [])
    )
    assert [body["id"] for body in Bearers(monitors).of(MONITOR, MARK)] == [1]
    assert monitors.requests[0].query[-1] == ("monitor_tags", MARK.tag)
    slos = answers(Response(200, {"data": [{"id": "x", "tags": [MARK.tag]}]}), Response(200, {"data": []}))
    assert [body["id"] for body in Bearers(slos).of(SLO, MARK)] == ["x"]
    assert slos.requests[0].query[-1] == ("tags_query", MARK.tag)


def test_reads_a_list_without_a_filter_anew_for_who_asks_later() -> None:
    bearers = Bearers(answers(heads(), heads("a"), heads()))
    assert bearers.of(DASHBOARD, MARK) == []
    assert [body["id"] for body in bearers.of(DASHBOARD, MARK)] == ["a"]


def test_all_who_wait_share_one_reading_that_began_after_they_asked() -> None:
    reading, go_on, requests = threading.Event(), threading.Event(), list[Request]()

    def send(request: Request) -> Response:
        requests.append(request)
        reading.set()
        assert go_on.wait(5)
        return heads()

    bearers = Bearers(send)
    with ThreadPoolExecutor(9) as pool:
        first = pool.submit(bearers.of, DASHBOARD, MARK)
        assert reading.wait(5)
        asked = threading.Barrier(9)

        def late() -> None:
            asked.wait(5)
            bearers.of(DASHBOARD, MARK)

        others = [pool.submit(late) for _ in range(8)]
        asked.wait(5)
        threading.Event().wait(0.1)  # until all of them have asked
        go_on.set()
        for future in (first, *others):
            future.result()
    assert len(requests) == 2
