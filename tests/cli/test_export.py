from __future__ import annotations

import json
from pathlib import Path

from .command import dogwatch, shop


def test_services_get_a_file(tmp_path: Path) -> None:
    folder = shop(tmp_path, 'service="shop-api", tier=1', 'service="shop-api", tier=1, routes=["POST /checkout"]')
    ended = dogwatch(folder, "export", "catalog.json")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == (
        "catalog.json: 2 features with 1 route; services read it by DOGWATCH_CATALOG=catalog.json\n"
    )
    data = json.loads((tmp_path / "catalog.json").read_text())
    assert data["features"]["checkout"] == {"service": "shop-api", "routes": ["POST /checkout"]}


def test_a_place_where_nothing_can_be_written_is_said(tmp_path: Path) -> None:
    ended = dogwatch(shop(tmp_path), "export", "nowhere/catalog.json")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == "nowhere/catalog.json: No such file or directory\n"


def test_a_wrong_catalog_is_not_exported(tmp_path: Path) -> None:
    ended = dogwatch(shop(tmp_path, 'rate="2%"', "rate=2"), "export", "catalog.json")
    assert (ended.returncode, (tmp_path / "catalog.json").exists()) == (2, False)


def test_pages_get_a_script(tmp_path: Path) -> None:
    folder = shop(tmp_path, 'service="shop-api", tier=1', 'service="shop-api", tier=1, routes=["POST /checkout"]')
    ended = dogwatch(folder, "export", "--browser", "features.js")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == (
        "features.js: 1 route and 0 actions; pages load it and start RUM with beforeSend: dogwatch.beforeSend\n"
    )
    assert '["POST", "/checkout", "checkout"],' in (tmp_path / "features.js").read_text()
