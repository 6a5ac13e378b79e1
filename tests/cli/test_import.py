from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.cli.command import dogwatch

ERRORS: dict[str, Any] = {
    "id": 4711,
    "name": "Checkout fails for {{region.name}}",
    "type": "query alert",
    "query": "sum(last_5m):sum:checkout.errors{env:prod} by {region}.as_count() > 100",
    "message": "{{#is_alert}}\nMany fail.  \n{{/is_alert}}\n@slack-payments",
    "tags": ["team:payments", "service:shop-api", "area:money"],
    "priority": 2,
    "options": {
        "thresholds": {"critical": 100.0, "warning": 50.0},
        "notify_no_data": False,
        "include_tags": True,
        "renotify_interval": 30,
        "silenced": {},
    },
    "overall_state": "OK",
    "creator": {"handle": "somebody@example.com"},
}

PAYMENTS = '''\
"""What was imported."""

from dogwatch import Monitor, Team

payments = Team("payments")

checkout_fails_for = Monitor(
    "checkout-fails-for",
    team=payments,
    service="shop-api",
    environments="prod",
    imported="4711",
    title="Checkout fails for {{region.name}}",
    query="sum(last_5m):sum:checkout.errors{env:prod} by {region}.as_count() > 100",
    warn=50,
    priority=2,
    message="""\\
{{#is_alert}}
Many fail. \\x20
{{/is_alert}}
@slack-payments""",
    options={"renotify_interval": 30},
    tags=["area:money"],
)
'''


def write(folder: Path, name: str, value: Any) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value), encoding="utf-8")
    return file


def test_a_monitor_becomes_python_that_builds_it(tmp_path: Path) -> None:
    write(tmp_path, "errors.json", ERRORS)

    ended = dogwatch(tmp_path, "import", "--from", "errors.json", "--out", "shop")

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == "shop/payments.py: 1 monitor\nRead 1, wrote 1, equal 1.\n"
    assert (tmp_path / "shop" / "payments.py").read_text() == PAYMENTS
    built = json.loads(dogwatch(tmp_path, "build", "--catalog", "shop", "--json").stdout)
    (body,) = [resource["body"] for resource in built["resources"]]
    kept = {name: ERRORS[name] for name in ("name", "type", "query", "message", "priority")}
    assert body == kept | {
        "tags": [
            "managed_by:dogwatch",
            "catalog:shop",
            "team:payments",
            "service:shop-api",
            "area:money",
            "dogwatch:prod/shop/checkout-fails-for",
        ],
        "options": {"thresholds": {"critical": 100, "warning": 50}, "renotify_interval": 30},
    }


def test_nothing_is_left_beside_the_package(tmp_path: Path) -> None:
    write(tmp_path, "errors.json", ERRORS)
    dogwatch(tmp_path, "import", "--from", "errors.json", "--out", "shop")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["errors.json", "shop"]
    assert sorted(path.name for path in (tmp_path / "shop").iterdir()) == ["__init__.py", "payments.py"]
