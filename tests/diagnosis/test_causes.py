from __future__ import annotations

from dogwatch import Engagement, Feature, Resources
from dogwatch.diagnosis.feature_traffic import feature_findings

from .lines import FROM_SHOP, listened, one

ROUTED = Feature("search", team="storefront", service="shop-api", routes=["GET /search"])
PLAIN = Feature("settling", team="payments", service="shop-api")
CHECKOUT = Feature(
    "checkout",
    team="payments",
    service="shop-api",
    signals=[Engagement(actions=["pay"], drop="30%"), Resources(cpu="50ms", memory="1GiB")],
)
OTHER = f"feature.hits:1|c|#feature:cart,{FROM_SHOP}"
BOUGHT = f"feature.hits:1|c|#feature:checkout,{FROM_SHOP}"


def why(feature: Feature, *lines: str, what: str = "metrics", ticks: tuple[float, ...] = ()) -> str:
    """What is said of a missing thing, in one line."""
    found = one(feature_findings(feature, listened(*lines, ticks=ticks)), what)
    return f"{found.seen}; {found.remedy}"


def test_a_service_that_is_not_heard_is_to_be_started_with_the_right_environment() -> None:
    said = why(PLAIN, OTHER.replace("shop-api", "payment-api"))
    assert said.startswith("nothing came of service:shop-api; what came is of payment-api; start it with DD_SERVICE=")
    assert "DD_AGENT_HOST=127.0.0.1 DD_DOGSTATSD_PORT=8125 and no DD_DOGSTATSD_URL" in said


def test_metrics_of_others_are_no_sign_of_the_instrumentation() -> None:
    assert "what came is not of dogwatch.instrument" in why(PLAIN, "runtime.python.mem:1|g|#service:shop-api")


def test_a_silent_feature_of_a_service_that_is_heard_is_not_decorated() -> None:
    assert 'the code is not decorated, or not loaded; put @track("settling")' in why(PLAIN, OTHER)


def test_a_silent_feature_with_routes_needs_a_request_and_the_middleware() -> None:
    said = why(ROUTED, OTHER)
    assert "call it, as by GET /search; a request becomes a call by the middleware" in said
    assert "dogwatch export catalog.json" in said


def test_a_name_that_is_almost_the_features_is_told() -> None:
    said = why(ROUTED, f"feature.hits:1|c|#feature:serach,{FROM_SHOP}")
    assert said == "nothing came of it, but of 'serach'; if that is it, write @track(\"search\")"


def test_a_known_feature_of_a_name_alike_is_no_slip() -> None:
    carts = Feature("carts", team="storefront", service="shop-api")
    assert "but of 'cart'" not in why(carts, OTHER)


def test_an_action_of_almost_the_same_name_is_told() -> None:
    payed = f"feature.interactions:1|c|#feature:checkout,action:pays,{FROM_SHOP}"
    said = why(CHECKOUT, BOUGHT, payed, what="feature.interactions pay")
    assert said == "action:pays came instead; write interaction(\"pay\"), or declare 'pays'"


def test_interactions_in_no_call_were_dropped() -> None:
    lost = "dogwatch.client.dropped:4|c|#reason:no_feature,service:shop-api"
    said = why(CHECKOUT, BOUGHT, lost, what="feature.interactions pay")
    assert said.startswith("4 interactions ran in no call of a feature and were dropped; ")


def test_an_action_that_nobody_marks_is_named_with_those_that_came() -> None:
    other = f"feature.interactions:1|c|#feature:checkout,action:review_order,{FROM_SHOP}"
    said = why(CHECKOUT, BOUGHT, other, what="feature.interactions pay")
    assert said.startswith("nobody did it, or no code says so; other actions came: review_order; ")


def test_processor_time_is_measured_where_the_catalog_s_file_or_the_code_says_so() -> None:
    said = why(CHECKOUT, BOUGHT.replace(":1|", ":20|"), what="feature.cpu")
    assert said.startswith("20 calls came without it; requests have it measured where the file of DOGWATCH_CATALOG")
    assert said.endswith('@track("checkout", cpu=True)')


def test_memory_is_not_missed_before_its_time() -> None:
    said = why(CHECKOUT, BOUGHT, BOUGHT, what="feature.process.memory", ticks=(1, 5))
    assert said.startswith("it is sent every 10 s, and the service was heard for 4 s; ")


def test_memory_that_does_not_come_in_time_needs_a_reason() -> None:
    said = why(CHECKOUT, BOUGHT, BOUGHT, what="feature.process.memory", ticks=(1, 25))
    assert said.startswith("no process of the service said how much it has; ")
