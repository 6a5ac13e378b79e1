"""What becomes of declared synthetic tests, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dogwatch.declare import Assertion
from tests.declare.catalogs import between, mistakes, resources

TEST = 'page = SyntheticTest("page", team=payments, {})\n'
WORDS = 'title="It answers", what="It does not answer."'
WHERE = 'locations="aws:eu-west-1"'
URL = 'url="https://$env.example.com/"'
IS_200 = 'assertions=[Assertion("statusCode", "is", 200)]'


def body(folder: Path, text: str, env: str = "prod") -> dict[str, Any]:
    [resource] = resources(folder, text, env).values()
    return resource.body


def said(folder: Path, text: str) -> list[str]:
    """What is wrong, less the places."""
    lines = mistakes(folder, between(text)).splitlines()[:-1]
    return [line.partition(": ")[2] for line in lines[::2]]


def test_one_in_full(tmp_path: Path) -> None:
    text = TEST.format(
        f"""{WORDS}, {WHERE}, {URL}, {IS_200}, method="POST", data="{{}}", headers={{"Accept": "text/html"}},
        tick_every="30s", retries=2, retry_interval="1s", min_failure_duration="2m", min_location_failed=1,
        global_variables={{"TOKEN": "0f1e2d3c-4b5a-4968-8776-655443322110"}}, options={{"follow_redirects": True}},
        body={{"metadata": {{"a": "b"}}}}"""
    )
    made = body(tmp_path, text)
    assert made["config"] == {
        "request": {
            "method": "POST",
            "url": "https://prod.example.com/",
            "headers": {"Accept": "text/html"},
            "body": "{}",
        },
        "assertions": [{"type": "statusCode", "operator": "is", "target": 200}],
        "configVariables": [{"type": "global", "name": "TOKEN", "id": "0f1e2d3c-4b5a-4968-8776-655443322110"}],
    }
    assert made["options"] == {
        "tick_every": 30,
        "retry": {"count": 2, "interval": 1000},
        "min_failure_duration": 120,
        "min_location_failed": 1,
        "monitor_priority": 3,
        "follow_redirects": True,
    }
    assert (made["type"], made["subtype"], made["metadata"]) == ("api", "http", {"a": "b"})
    assert "status" not in made


def test_it_is_as_urgent_as_its_feature(tmp_path: Path) -> None:
    text = f"""checkout = Feature("checkout", team=payments, service="shop-api", tier=2, signals=[Errors(rate="1%")])
page = SyntheticTest("page", feature=checkout, {WORDS}, {WHERE}, {URL}, {IS_200}, priority=2,
    renotify=Renotify("30m", times=4))
"""
    found = {env: resources(tmp_path / env, text, env) for env in ("prod", "staging")}
    prod, staging = (found[env]["shop/checkout/page"].body for env in ("prod", "staging"))
    assert prod["options"]["monitor_priority"] == 2
    assert prod["options"]["monitor_options"] == {"renotify_interval": 30, "renotify_occurrences": 4}
    assert "monitor_options" not in staging["options"]
    assert {"feature:checkout", "tier:2", "env:prod", "service:shop-api"} <= set(prod["tags"])


def test_what_has_no_arguments_is_written_in_datadogs_form(tmp_path: Path) -> None:
    config = '{"request": {"host": "$env.example.com", "port": 443, "body": "$env"}, "assertions": []}'
    has_10_days = 'assertions=[{"type": "certificate", "operator": "isInMoreThan", "target": 10}]'
    made = body(tmp_path, TEST.format(f'{WORDS}, {WHERE}, subtype="ssl", config={config}, {has_10_days}'))
    assert made["config"] == {
        "request": {"host": "prod.example.com", "port": 443, "body": "$env"},
        "assertions": [{"type": "certificate", "operator": "isInMoreThan", "target": 10}],
    }


def test_times_are_written_in_milliseconds() -> None:
    assert Assertion("responseTime", "lessThan", "1.5s").body()["target"] == 1500
    assert Assertion("header", "contains", "json", property="content-type").body() == {
        "type": "header",
        "property": "content-type",
        "operator": "contains",
        "target": "json",
    }
    assert Assertion("header", "doesNotExist", property="server").body().keys() == {"type", "property", "operator"}


@pytest.mark.parametrize(
    ("arguments", "seen"),
    [
        (f"{WHERE}, {URL}, {IS_200}, title='', what='x'", "title: '' says nothing"),
        (f"{WORDS}, {WHERE}, {IS_200}, url='$env.example.com'", "url: '$env.example.com' is no address"),
        (f"{WORDS}, {WHERE}, {IS_200}", "url: None is no address"),
        (f"{WORDS}, {WHERE}, {IS_200}, url='https://www.example.com'", "url: it would ask the same in every environ"),
        (f"{WORDS}, {WHERE}, {URL}, assertions=[200]", "assertions: 200 asserts nothing"),
        (
            f"{WORDS}, {WHERE}, {URL}, assertions=[Assertion('responseTime', 'lessThan', 2)]",
            "assertions: 2 is not a duration",
        ),
        (f"{WORDS}, {WHERE}, {URL}, {IS_200}, tick_every=60", "tick_every: 60 is not a duration"),
        (f"{WORDS}, {WHERE}, {URL}, {IS_200}, subtype='htp'", "subtype: 'htp' is no subtype of an API test"),
        (f"{WORDS}, {WHERE}, {URL}, {IS_200}, subtype='ssl'", "config: what a test of ssl asks has no arguments here"),
        (
            f"{WORDS}, {WHERE}, {URL}, config={{'request': {{'url': 'https://$env.a', 'method': 'GET'}}}}, {IS_200}",
            "url: it has a config= as well",
        ),
        (
            f"{WORDS}, {WHERE}, {URL}, {IS_200}, global_variables={{'TOKEN': '0a1b2c'}}",
            "global_variables: what stands at TOKEN is no id",
        ),
        (f"{WORDS}, {WHERE}, {URL}, {IS_200}, headers=['a']", "headers: they are no mapping"),
        (f"{WORDS}, {WHERE}, {URL}, {IS_200}, options=[]", "options: [] is no mapping"),
        (
            f"{WORDS}, {WHERE}, {URL}, {IS_200}, body={{'message': 'x'}}",
            "body: it has 'message', which dogwatch",
        ),
    ],
)
def test_says_what_is_wrong(tmp_path: Path, arguments: str, seen: str) -> None:
    [line] = said(tmp_path, TEST.format(arguments))
    assert line.startswith(f"synthetic_test page: {seen}")


def test_what_datadog_would_refuse_is_said_as_well(tmp_path: Path) -> None:
    [line] = said(tmp_path, TEST.format(f"{WORDS}, {URL}, {IS_200}, locations=[]"))
    assert line == "synthetic_test shop/page: locations: there is none"


def test_a_key_that_stands_where_an_id_belongs_is_not_shown(tmp_path: Path) -> None:
    variables = "global_variables={'TOKEN': '0a1b2c3d4e5f'}"
    assert "0a1b2c3d4e5f" not in mistakes(tmp_path, between(TEST.format(f"{WORDS}, {WHERE}, {URL}, {variables}")))


def test_who_is_to_be_woken_has_to_be_there(tmp_path: Path) -> None:
    [line] = said(tmp_path, TEST.format(f"{WORDS}, {WHERE}, {URL}, {IS_200}, pages=True"))
    assert line == "monitor shop/page: pages: it wakes somebody, but the team payments has no page"
