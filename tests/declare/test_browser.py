"""What the script for browsers makes of RUM's events, in Node."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from dogwatch.declare import browser_actions, browser_routes, browser_script

from .catalogs import declared

FEATURES = """
checkout = Feature(
    "checkout",
    team=payments,
    service="shop-api",
    signals=[Engagement(actions=["pay", "close"], drop="30%")],
    routes=["GET /checkout/{step}", "POST /api/orders", "TASK shop.pay"],
)
search = Feature(
    "search",
    team=payments,
    service="search-api",
    signals=[Engagement(actions=["close"], drop="30%")],
    routes=["GET /search", "GET /files/{name:path}", "GET /checkout/help"],
)
"""
PAGE = {"url": "https://shop.example/checkout/2?basket=7"}
VIEW = {"id": "v1", "url": PAGE["url"]}


def run(folder: Path, *events: dict[str, Any], text: str = FEATURES, **about: Any) -> dict[str, Any]:
    """What a page with the script of a catalog does with events."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node to run scripts of pages with")
    script = browser_script(declared(folder, text))
    given = json.dumps({"script": script, "page": PAGE, "events": events, **about})
    harness = Path(__file__).with_name("browser.js")
    ended = subprocess.run([node, harness], input=given, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr
    answer: dict[str, Any] = json.loads(ended.stdout)
    return answer


def features(folder: Path, *events: dict[str, Any], **about: Any) -> list[str | None]:
    """The feature of each event."""
    answer = run(folder, *events, **about)
    assert answer["warnings"] == []
    return [(sent["context"] or {}).get("feature") for sent in answer["sent"]]


def view(url: str = PAGE["url"], id: str | None = None, **about: Any) -> dict[str, Any]:
    return {"event": {"type": "view", "view": {"id": id or url, "url": url}}, **about}


def action(type: str, name: str, **about: Any) -> dict[str, Any]:
    return {"event": {"type": "action", "view": VIEW, "action": {"type": type, "target": {"name": name}}}, **about}


def resource(method: str | None, url: str, type: str = "resource") -> dict[str, Any]:
    resource = {"url": url} | ({"method": method} if method else {})
    about = {"error": {"resource": resource}} if type == "error" else {"resource": resource}
    return {"event": {"type": type, "view": {"id": "v9", "url": "https://shop.example/home"}, **about}}


def test_a_page_has_the_feature_of_its_route(tmp_path: Path) -> None:
    pages = {
        PAGE["url"]: "checkout",
        "https://shop.example/checkout/help": "search",
        "https://shop.example/checkout/": None,
        "https://shop.example/checkout/2/3": None,
        "https://shop.example/search?q=hat": "search",
        "https://shop.example/files/a/b%20c": "search",
        "https://shop.example/files": None,
        "https://shop.example/#/search?q=hat": "search",
        "https://shop.example/search#top": "search",
        "https://shop.example/%E0%A4%A": None,
        "https://shop.example/api/orders": None,
    }
    assert dict(zip(pages, features(tmp_path, *map(view, pages)), strict=True)) == pages


def test_a_request_has_the_feature_of_its_route_when_it_goes_to_us(tmp_path: Path) -> None:
    asked = [
        resource("POST", "https://shop.example/api/orders"),
        resource("POST", "/api/orders"),
        resource("GET", "/api/orders"),
        resource("POST", "https://elsewhere.example/api/orders"),
        resource("POST", "https://api.shop.example/api/orders"),
        resource(None, "https://shop.example/search"),
        resource("POST", "/api/orders", "error"),
    ]
    seen = features(tmp_path, *asked, origins=["https://api.shop.example"])
    assert seen == ["checkout", "checkout", None, None, "checkout", None, "checkout"]


def test_an_action_has_the_feature_of_its_name_or_of_what_is_around_it(tmp_path: Path) -> None:
    done = [
        action("custom", "pay"),
        action("click", "pay", target="search"),
        action("click", "Buy now", target="none"),
        action("custom", "close"),
        action("custom", "other"),
    ]
    home = {"url": "https://shop.example/home"}
    for event in done:
        event["event"]["view"] = {"id": "v9", **home}
    assert features(tmp_path, *done, page=home) == ["checkout", "search", None, None, None]


def test_what_happens_on_a_page_has_its_feature_otherwise(tmp_path: Path) -> None:
    happened = [
        action("click", "Buy now", target="none"),
        {"event": {"type": "error", "view": VIEW, "error": {"message": "boom"}}},
        {"event": {"type": "long_task", "view": VIEW}},
        {"event": {"type": "resource", "view": VIEW, "resource": {"url": "https://cdn.example/a.png"}}},
    ]
    assert features(tmp_path, *happened) == ["checkout"] * 4


def test_a_page_says_its_feature_itself_and_keeps_it(tmp_path: Path) -> None:
    other = "https://shop.example/gone"
    seen = features(
        tmp_path,
        view(id="v1"),
        view(other, id="v2", moved=other, feature="basket"),
        view(id="v1"),
        view("https://shop.example/before", id="v0"),
        page={**PAGE, "feature": "orders"},
    )
    assert seen == ["orders", "basket", "orders", None]


def test_a_feature_that_the_page_has_given_stays_beside_other_context(tmp_path: Path) -> None:
    given = view()
    given["event"]["context"] = {"feature": "mine", "plan": "free"}
    added = view()
    added["event"]["context"] = {"plan": "free"}
    assert [sent["context"] for sent in run(tmp_path, given, added)["sent"]] == [
        {"feature": "mine", "plan": "free"},
        {"feature": "checkout", "plan": "free"},
    ]


def test_what_a_page_does_before_an_event_is_sent_happens_too(tmp_path: Path) -> None:
    broken = {"event": {"type": "view"}}
    answer = run(tmp_path, view(), {"event": {"type": "error", "view": VIEW, "error": {}}}, broken, broken, own="error")
    assert [sent["kept"] for sent in answer["sent"]] == [True, False, True, True]
    [warning] = answer["warnings"]
    assert warning.startswith("dogwatch: an event has no feature: TypeError")


@pytest.mark.parametrize(("views", "feature"), [(99, "orders"), (100, "checkout")])
def test_what_a_page_said_is_known_for_a_hundred_views(tmp_path: Path, views: int, feature: str) -> None:
    others = [view(f"https://shop.example/checkout/{number}?") for number in range(10, 10 + views)]
    others[0]["moved"] = "https://shop.example/home"
    assert features(tmp_path, view(), *others, view(), page={**PAGE, "feature": "orders"})[-1] == feature


def test_the_first_route_that_fits_is_the_right_one(tmp_path: Path) -> None:
    made = declared(tmp_path, FEATURES).features
    assert browser_routes(made) == [
        ("GET /search", "search"),
        ("POST /api/orders", "checkout"),
        ("GET /checkout/help", "search"),
        ("GET /checkout/{step}", "checkout"),
        ("GET /files/{name:path}", "search"),
    ]
    assert browser_actions(made) == {"pay": "checkout"}


def test_a_catalog_without_routes_and_actions_has_a_script_too(tmp_path: Path) -> None:
    bare = 'checkout = Feature("checkout", team=payments, service="a", signals=[Errors(rate="1%")])'
    assert features(tmp_path, view(), action("click", "a", target="search"), text=bare) == [None, "search"]


def test_the_script_can_stand_in_a_page(tmp_path: Path) -> None:
    text = FEATURES.replace('"pay"', '"</script>"')
    script = browser_script(declared(tmp_path, text))
    assert "</script>" not in script
    assert features(tmp_path, action("custom", "</script>"), text=text) == ["checkout"]
