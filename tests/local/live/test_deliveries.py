from __future__ import annotations

import threading
import time

from dogwatch.local.live import Deliveries, Post
from dogwatch.local.live.post import Undelivered
from tests.local.live.server import receiving


def post(url: str, body: bytes = b"{}") -> Post:
    return Post(url, body, {"Content-Type": "application/json"})


def test_posts_in_the_order_in_which_they_came() -> None:
    with receiving() as receiver:
        deliveries = Deliveries()
        for number in range(20):
            deliveries.put("@webhook-a", post(f"{receiver.url}/hook?x=1", str(number).encode()))
        deliveries.close()

    assert [body for _, _, body in receiver.came] == [str(number).encode() for number in range(20)]
    assert {path for path, _, _ in receiver.came} == {"/hook?x=1"}
    assert receiver.came[0][1]["content-type"] == "application/json"
    assert (deliveries.delivered, deliveries.lost) == ({"@webhook-a": 20}, {})


def test_tries_again_while_the_server_is_in_trouble() -> None:
    with receiving(500, 429) as receiver:
        deliveries = Deliveries(pause=0.01)
        deliveries.put("@webhook-a", post(receiver.url))
        while not deliveries.delivered:
            time.sleep(0.005)
        deliveries.close()

    assert len(receiver.came) == 3
    assert deliveries.lost == {}


def test_gives_up_after_some_tries_and_at_once_where_it_is_refused() -> None:
    with receiving(503, 503, 503, 404) as receiver:
        deliveries = Deliveries(pause=0.01)
        deliveries.put("@webhook-a", post(receiver.url))
        deliveries.put("@webhook-a", post(receiver.url))
        while len(receiver.came) < 4:
            time.sleep(0.005)
        deliveries.close()

    assert len(receiver.came) == 4
    assert deliveries.lost == {("@webhook-a", "it answers 503"): 1, ("@webhook-a", "it answers 404"): 1}


def test_says_that_nobody_answers_without_the_address() -> None:
    with receiving() as receiver:
        gone = receiver.url
    deliveries = Deliveries(tries=1)
    deliveries.put("@webhook-a", post(gone))
    deliveries.close()

    assert deliveries.lost == {("@webhook-a", "no connection"): 1}


def test_follows_no_redirect() -> None:
    with receiving(302) as receiver:
        deliveries = Deliveries()
        deliveries.put("@webhook-a", post(receiver.url))
        deliveries.close()

    assert deliveries.lost == {("@webhook-a", "it answers 302"): 1}


def test_a_receiver_that_hangs_holds_up_neither_who_tells_nor_the_others() -> None:
    with receiving() as slow, receiving() as quick:
        slow.gate.clear()
        deliveries = Deliveries(most=10)
        began = time.monotonic()
        for _ in range(50):
            deliveries.put("@webhook-slow", post(slow.url))
        deliveries.put("@webhook-quick", post(quick.url))
        took = time.monotonic() - began
        while not deliveries.delivered:
            time.sleep(0.005)
        lost = deliveries.lost["@webhook-slow", "10 others wait for it"]
        slow.gate.set()
        deliveries.close()

    assert took < 1
    assert lost in (39, 40)  # one may be under way
    assert deliveries.delivered == {"@webhook-quick": 1, "@webhook-slow": 50 - lost}


def test_the_end_waits_no_longer_than_it_is_told() -> None:
    hangs = threading.Event()

    def send(post: Post) -> int:
        hangs.wait(30)
        raise Undelivered("no answer in time")

    deliveries = Deliveries(send)
    for _ in range(3):
        deliveries.put("@webhook-a", post(""))
    time.sleep(0.01)
    began = time.monotonic()
    deliveries.close(patience=0.05)
    took = time.monotonic() - began
    deliveries.put("@webhook-a", post(""))
    hangs.set()

    assert took < 5
    assert deliveries.lost["@webhook-a", "the end came first"] in (2, 3)
    assert deliveries.lost["@webhook-a", "it came after the end"] == 1


def test_the_end_does_not_wait_for_another_try() -> None:
    tried = threading.Event()

    def send(post: Post) -> int:
        tried.set()
        return 500

    deliveries = Deliveries(send, pause=60)
    deliveries.put("@webhook-a", post(""))
    tried.wait(30)
    time.sleep(0.02)  # it waits for its next try by now
    began = time.monotonic()
    deliveries.close()

    assert time.monotonic() - began < 5
    assert deliveries.lost == {("@webhook-a", "it answers 500"): 1}
