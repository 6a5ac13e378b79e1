"""The sample shop, end to end: its services under ddtrace-run, the people in it, and what is reported of both.

People visit it twice, first as it should be, then with everything switched on that goes wrong in it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from dogwatch import Engagement, Feature
from examples.shop.load import Report, crowd, visit_shop
from examples.shop.running import shop
from examples.shop.switches import Switches
from features import cart, checkout, login, order_history, payment, product_page, recommendations, search
from tests.instrument.sink import Sink, sink
from tests.instrument.trace_agent import TraceAgent, running_agent

from .processes import processes_with

FEATURES = [search, product_page, recommendations, cart, checkout, payment, login, order_history]
OF_THE_FRONT = [feature for feature in FEATURES if feature.service == "shop-api"]
ACTIONS = [
    (feature.name, action)
    for feature in FEATURES
    for signal in feature.signals
    if isinstance(signal, Engagement)
    for action in signal.actions
]
# Answers that people get in a shop that works: found, nothing, wrong password, refused card, sold out.
FINE = {200, 201, 204, 401, 402, 409}


class Seen(NamedTuple):
    """What people did in one visit of all, and what was reported of it."""

    report: Report
    metrics: Sink

    def hits(self, **tags: str) -> int:
        return self.metrics.count("feature.hits", env="demo", **tags)

    def durations(self, feature: Feature) -> list[float]:
        return self.metrics.all_values("feature.duration", feature=feature.name, service=feature.service)

    def clicks(self, feature: str, action: str) -> int:
        return self.metrics.count("feature.interactions", feature=feature, action=action)

    def requests(self, feature: Feature) -> int:
        return sum(self.report.requests[route] for route in feature.routes)

    def paid(self) -> int:
        return self.report.answers["POST /checkout", 201]


WRONG = Switches(slow=["search"], errors={"checkout": 0.5}, fewer_clicks=True, leak=True)


class Ran(NamedTuple):
    usual: Seen
    wrong: Seen
    agent: TraceAgent
    folder: Path


@contextmanager
def environment(**variables: str) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("DD_", "DOGWATCH_"))]:
            patch.delenv(name)
        for name, value in variables.items():
            patch.setenv(name, value)
        yield


def is_complete(seen: Seen) -> bool:
    """Whether the last datagrams have been read: the services sent them before they ended."""
    durations = [value for feature in FEATURES for value in seen.durations(feature)]
    return len(durations) >= seen.report.requests.total() + seen.hits(service="payment-api")


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ran]:
    folder = tmp_path_factory.mktemp("shop")
    with running_agent(folder) as agent, environment(DD_TRACE_AGENT_URL=agent.url):
        seen = []
        # A process says every ten seconds how much memory it has.
        for name, lasting, switches in (("usual", 4, Switches()), ("wrong", 12, WRONG)):
            (folder / name).mkdir()
            with sink("udp", folder / name, others=("shop.",)) as metrics:
                with shop(folder / name, metrics.url) as running:
                    switches.write(running.folder)
                    report = visit_shop(running, lasting, day=lasting, rate=20)
                metrics.arrived(partial(is_complete, Seen(report, metrics)))
            seen.append(Seen(report, metrics))
        yield Ran(seen[0], seen[1], agent, folder)


def test_people_get_the_answers_of_a_shop_that_works(ran: Ran) -> None:
    assert {status for _, status in ran.usual.report.answers} <= FINE
    assert ran.usual.paid() > 0


@pytest.mark.parametrize("feature", OF_THE_FRONT, ids=lambda feature: feature.name)
def test_each_request_is_one_hit_and_one_duration(ran: Ran, feature: Feature) -> None:
    for seen in (ran.usual, ran.wrong):
        assert seen.requests(feature) > 0
        assert seen.hits(feature=feature.name) == seen.requests(feature)
        assert len(seen.durations(feature)) == seen.requests(feature)


def test_each_payment_is_a_hit_and_each_settlement_another(ran: Ran) -> None:
    asked = ran.usual.report.requests["POST /checkout"] - ran.usual.report.answers["POST /checkout", 409]
    assert ran.usual.hits(feature="payment", route="/payments") == asked
    assert ran.usual.hits(feature="payment") == asked + ran.usual.paid()
    assert len(ran.usual.durations(payment)) == asked + ran.usual.paid()


def test_the_feature_that_asked_for_a_payment_crosses_to_its_service(ran: Ran) -> None:
    asked = ran.usual.hits(feature="payment", route="/payments")
    assert asked == ran.usual.metrics.count("feature.hits", feature="payment", **{"feature.upstream": "checkout"})


def test_one_trace_has_the_spans_of_both_services(ran: Ran) -> None:
    spans = [span for span in ran.agent.spans() if span["meta"].get("feature")]
    features = {(span["service"], span["meta"]["feature"]) for span in spans}
    assert features >= {("shop-api", "checkout"), ("payment-api", "payment")}
    paying = {span["trace_id"] for span in spans if span["meta"].get("feature.upstream") == "checkout"}
    assert paying
    assert paying <= {span["trace_id"] for span in spans if span["service"] == "shop-api"}


@pytest.mark.parametrize(("feature", "action"), ACTIONS)
def test_each_action_that_the_catalog_declares_is_reported(ran: Ran, feature: str, action: str) -> None:
    assert ran.usual.clicks(feature, action) > 0


def test_nothing_is_reported_that_the_catalog_does_not_declare(ran: Ran) -> None:
    actions, features = set(), set()
    for name, tags in ran.usual.metrics.counts:
        of = dict(tag.split(":", 1) for tag in tags)
        features.add((of.get("service"), of.get("feature")))
        if name == "feature.interactions":
            actions.add((of["feature"], of["action"]))
    assert features == {(feature.service, feature.name) for feature in FEATURES}
    assert actions == set(ACTIONS)


def test_actions_are_those_of_the_requests(ran: Ran) -> None:
    requests = ran.usual.report.requests
    assert ran.usual.clicks("product-page", "add_to_cart") == requests["POST /cart/items"]
    assert ran.usual.clicks("checkout", "review_order") == requests["GET /checkout"]
    assert ran.usual.clicks("checkout", "pay") == requests["POST /checkout"]


def test_the_metrics_that_the_shop_has_beside_its_features_are_sent(ran: Ran) -> None:
    names = [line.partition(":")[0] for line in ran.usual.metrics.sent_by_others]
    assert set(names) == {"shop.index.age", "shop.settlements"}
    assert names.count("shop.settlements") == ran.usual.paid()


def test_a_slow_feature_is_slow_and_the_others_are_not(ran: Ran) -> None:
    assert min(ran.wrong.durations(search)) >= 1 > statistics.median(ran.usual.durations(search))
    assert statistics.median(ran.wrong.durations(product_page)) < 1


def test_a_feature_with_errors_has_about_as_many_as_were_asked_for(ran: Ran) -> None:
    failed = ran.wrong.hits(feature="checkout", outcome="error", error_type="http_503")
    assert 0.1 < failed / ran.wrong.hits(feature="checkout") < 0.9
    assert ran.usual.hits(feature="checkout", error_type="http_503") == 0
    assert ran.wrong.hits(feature="search", outcome="error") == 0


def test_people_click_less(ran: Ran) -> None:
    usual, wrong = (
        seen.clicks("product-page", "add_to_cart") / seen.hits(feature="product-page")
        for seen in (ran.usual, ran.wrong)
    )
    assert wrong < usual / 2


def test_a_leak_is_in_the_memory_of_the_front_alone(ran: Ran) -> None:
    def memory(service: str) -> float:
        return max(ran.wrong.metrics.all_values("feature.process.memory", service=service))

    assert memory("shop-api") > memory("payment-api") + (60 << 20)


def test_nothing_stays_running(ran: Ran) -> None:
    assert processes_with(f"SHOP_FOLDER={ran.folder}") == []


def test_a_process_that_stays_would_be_seen(ran: Ran) -> None:
    with subprocess.Popen(["sleep", "30"], env={"SHOP_FOLDER": f"{ran.folder}/usual"}) as staying:
        try:
            assert processes_with(f"SHOP_FOLDER={ran.folder}") == [staying.pid]
        finally:
            staying.kill()


def test_the_day_has_a_rhythm() -> None:
    hours = [crowd(hour) for hour in range(25)]
    assert min(hours) == crowd(4) == pytest.approx(0.1)
    assert max(hours) == crowd(16) == pytest.approx(1)
    assert hours[0] == pytest.approx(hours[24])
