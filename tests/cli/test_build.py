from __future__ import annotations

import json
from pathlib import Path

from tests.declare.catalogs import add

from .command import dogwatch, shop

CATALOG = {"name": "shop", "namespaces": [], "takes_over": []}


def test_json_is_all_that_a_plan_needs(tmp_path: Path) -> None:
    ended = dogwatch(shop(tmp_path), "build", "--json")
    assert (ended.returncode, ended.stderr) == (0, "")
    data = json.loads(ended.stdout)
    assert list(data) == ["version", "catalog", "env", "prefix", "resources"]
    assert (data["version"], data["catalog"], data["env"], data["prefix"]) == (1, CATALOG, "prod", None)
    assert [list(row) for row in data["resources"]] == [["kind", "key", "body"]] * 2
    assert [(row["kind"], row["key"]) for row in data["resources"]] == [
        ("monitor", "shop/checkout/latency-p95"),
        ("monitor", "shop/search/errors"),
    ]
    assert data["resources"][0]["body"]["options"]["thresholds"] == {"critical": 0.4, "warning": 0.3}


def test_text_is_key_name_and_query(tmp_path: Path) -> None:
    ended = dogwatch(shop(tmp_path), "build", env={"DD_ENV": "staging"})
    assert ended.stdout == (
        "monitor shop/checkout/latency-p95\n"
        "    [staging] checkout: p95 response time above 400ms\n"
        "    percentile(last_5m):p95:feature.duration{env:staging,feature:checkout,service:shop-api} > 0.4\n"
        "monitor shop/search/errors\n"
        "    [staging] search: more than 2% of calls fail\n"
        "    sum(last_5m):100 * sum:feature.hits{env:staging,feature:search,service:shop-api,outcome:error}.as_count()"
        " / sum:feature.hits{env:staging,feature:search,service:shop-api}.as_count() > 2\n"
    )


def test_a_wrong_catalog_builds_nothing(tmp_path: Path) -> None:
    ended = dogwatch(shop(tmp_path, 'rate="2%"', "rate=2"), "build", "--json")
    said = json.loads(ended.stdout)
    assert (ended.returncode, said["ok"], said.keys()) == (2, False, {"ok", "error"})


def test_a_target_is_built_for_without_its_keys(tmp_path: Path) -> None:
    at = 'Target("https://api.datadoghq.eu", env="staging", prefix="(eu)")'
    add(shop(tmp_path), "sync/targets.py", f'from dogwatch import Target\nTARGETS = {{"eu": {at}}}\n')
    data = json.loads(dogwatch(tmp_path, "build", "--target", "eu", "--json").stdout)
    assert (data["env"], data["prefix"]) == ("staging", "(eu)")
    assert [row["body"]["name"] for row in data["resources"]] == [
        "(eu) checkout: p95 response time above 400ms",
        "(eu) search: more than 2% of calls fail",
    ]


def test_a_build_goes_only_where_its_names_are_right(tmp_path: Path) -> None:
    at = 'Target("http://127.0.0.1:9", env="prod", prefix="(eu)", api_key_from="K", app_key_from="K")'
    add(shop(tmp_path), "sync/targets.py", f'from dogwatch import Target\nTARGETS = {{"eu": {at}}}\n')
    (tmp_path / "build.json").write_text(dogwatch(tmp_path, "build", "--json").stdout)
    ended = dogwatch(tmp_path, "plan", "--from", "build.json", "--target", "eu", env={"K": "key"})
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == (
        "build.json was built with no prefix, but the target has the prefix '(eu)': "
        "dogwatch build --target NAME --json builds for a target\n"
    )
