from __future__ import annotations

from collections import Counter

from dogwatch import Engagement, Feature
from dogwatch.diagnosis import Call, Called, Finding, Moved, Tried, has_come, service_findings

from .lines import one, states

SEARCH = Feature(
    "search",
    team="storefront",
    service="shop-api",
    routes=["GET /search"],
    signals=[Engagement(actions=["open_result"], drop="40%")],
)
LOGIN = Feature("login", team="accounts", service="shop-api", routes=["POST /login"])
ANSWERED = Called(Call("GET", "/search"), 200, 0.012)
CAME = Moved(
    hits=Counter({("search", "shop-api", "dev"): 1}),
    routes=Counter({("search", "/search"): 1}),
    durations=Counter({("search",): 1}),
)


def found(called: Called = ANSWERED, moved: Moved = CAME) -> list[Finding]:
    tried = Tried([SEARCH, LOGIN], [called], moved, "http://127.0.0.1:8000", "http://127.0.0.1:8127", 15.0)
    return [finding for finding in service_findings(tried) if finding.subject == str(called.call)]


def test_a_call_that_moves_the_metrics_of_its_feature_is_well() -> None:
    seen = found()
    assert states(seen) == {
        "answer": "ok",
        "feature.hits": "ok",
        "feature.duration": "ok",
        "feature.interactions open_result": "hint",
    }
    assert one(seen, "answer").seen == "200 in 12 ms"
    assert one(seen, "feature.hits").seen == "1 of search by route /search"


def test_a_service_that_does_not_answer_is_missing() -> None:
    (answer,) = found(Called(Call("GET", "/search"), None, 0.1, "no answer: refused"), Moved())
    assert (answer.state, answer.seen) == ("missing", "no answer: refused")


def test_a_route_that_the_service_does_not_have_is_wrong() -> None:
    assert states(found(Called(Call("GET", "/search"), 404, 0.1)))["answer"] == "wrong"


def test_other_refusals_are_hints() -> None:
    assert one(found(ANSWERED._replace(status=503)), "answer").remedy == "the feature counts it as an error"
    assert one(found(ANSWERED._replace(status=422)), "answer").state == "hint"


def test_nothing_at_all_came_to_datadog() -> None:
    hits = one(found(moved=Moved()), "feature.hits")
    assert hits.seen == "no call of any feature came to http://127.0.0.1:8127 within 15 s"
    assert "DD_DOGSTATSD_PORT" in hits.remedy


def test_calls_of_other_features_came_instead() -> None:
    hits = one(found(moved=Moved(hits=Counter({("login", "shop-api", "dev"): 1}))), "feature.hits")
    assert hits.seen == "nothing of search came within 15 s; what came is of login"
    assert "DOGWATCH_CATALOG" in hits.remedy


def test_calls_that_the_middleware_did_not_make_have_no_route() -> None:
    hits = one(found(moved=Moved(hits=CAME.hits)), "feature.hits")
    assert hits.seen == "calls of search came, but none by its route: the code tracks it, not the middleware"


def test_a_call_of_no_feature_says_which_features_moved() -> None:
    hits = one(found(Called(Call("GET", "/other"), 200, 0.1)), "feature.hits")
    assert (hits.state, hits.seen) == ("hint", "no feature has this route; features that had calls: search")


def test_durations_that_do_not_come_with_a_call_are_missing() -> None:
    assert states(found(moved=Moved(hits=CAME.hits, routes=CAME.routes)))["feature.duration"] == "missing"


def test_wrong_tags_are_told() -> None:
    seen = found(moved=Moved(Counter({("search", "shop", "N/A"): 1}), CAME.routes, durations=CAME.durations))
    assert one(seen, "tag service").remedy == "start the service with DD_SERVICE=shop-api"
    assert one(seen, "tag env").seen == "metrics come without it"


def test_features_that_were_not_called_are_named() -> None:
    tried = Tried([SEARCH, LOGIN], [ANSWERED], CAME, "http://127.0.0.1:8000", "http://127.0.0.1:8127", 15.0)
    last = list(service_findings(tried))[-1]
    assert (last.subject, last.remedy) == ("feature login", 'ask for it: --call "POST /login"')


def test_waits_for_hits_and_durations_of_what_was_answered() -> None:
    assert has_come([SEARCH], [ANSWERED], CAME)
    assert not has_come([SEARCH], [ANSWERED], Moved(CAME.hits, CAME.routes))
    assert not has_come([SEARCH], [ANSWERED], Moved(durations=CAME.durations))
    assert has_come([SEARCH], [Called(ANSWERED.call, None, 0.1, "no answer")], Moved())
