from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dogwatch.client import Http, Send, Target
from dogwatch.kinds import Body, Request
from dogwatch.local.server import running
from tests.cli.command import at_a_terminal, dogwatch, shop, start

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
from dogwatch.query import metric

payments = Team("payments", notify="@slack-payments")

checkout_fails_for = Monitor(
    "checkout-fails-for",
    team=payments,
    service="shop-api",
    environments="prod",
    imported="4711",
    title="Checkout fails for {{region.name}}",
    query=metric("checkout.errors").where("env:prod").sum().by("region").as_count().over("5m") > 100,
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
    assert ended.stdout.splitlines() == [
        "shop/payments.py: 1 monitor",
        "It is a catalog of the name shop: dogwatch plan --catalog shop",
        "Read 1, wrote 1, equal 1.",
    ]
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


# From files


def test_files_of_a_folder_become_modules_by_team_and_by_folder(tmp_path: Path) -> None:
    write(tmp_path, "found/errors.json", ERRORS)
    write(tmp_path, "found/web-shop/latency.json", {**ERRORS, "id": 4712, "name": "Slow", "tags": ["area:web"]})
    write(tmp_path, "found/web-shop/all.json", [{**ERRORS, "id": 4713, "tags": None}, {"data": SLO}])
    write(tmp_path, "found/other.json", {"hello": "world"})

    ended = dogwatch(tmp_path, "import", "--from", "found", "--out", "shop")

    assert (ended.returncode, ended.stderr) == (
        0,
        "passed over: found/other.json holds nothing that can be imported\n",
    )
    assert ended.stdout.splitlines() == [
        "shop/payments.py: 1 monitor, 1 SLO",
        "shop/web_shop.py: 2 monitors",
        "It is a catalog of the name shop: dogwatch plan --catalog shop",
        "Read 4, wrote 4, equal 4.",
    ]


def test_a_file_that_is_no_json_is_told_and_the_others_are_written(tmp_path: Path) -> None:
    write(tmp_path, "found/errors.json", ERRORS)
    (tmp_path / "found" / "torn.json").write_text('{"name": ')

    ended = dogwatch(tmp_path, "import", "--from", "found", "--out", "shop")

    assert ended.returncode == 1
    assert ended.stderr.startswith("not read: found/torn.json is no JSON: ")
    assert ended.stdout.endswith("Read 1, wrote 1, equal 1.\n")


def test_what_cannot_be_declared_is_named_and_the_others_are_written(tmp_path: Path) -> None:
    write(tmp_path, "found/errors.json", ERRORS)
    write(tmp_path, "found/new.json", {**ERRORS, "id": 1, "type": "quantum alert"})

    ended = dogwatch(tmp_path, "import", "--from", "found", "--out", "shop")

    assert ended.returncode == 1
    assert ended.stderr.startswith(
        "not written: monitor 1 'Checkout fails for {{region.name}}': type: 'quantum alert'; "
    )
    assert ended.stdout.endswith("Read 2, wrote 1, equal 1.\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "say what to import: --all, --team, --tag, --id or an address out of Datadog, or --from FILES"),
        (["--from", "a", "--all"], "--from reads files, the others read Datadog; write one of them"),
        (["--from", "a", "--adopt"], "--adopt marks what is in Datadog, and --from reads files; leave one of them out"),
        (["--from", "nowhere"], "nowhere is neither a file nor a folder"),
        (["https://example.com/x", "--local"], "'https://example.com/x' shows no monitor, SLO or dashboard; write "),
        (["--from", "a", "--name", "A b"], "'A b' cannot be the name of a catalog, which is part of keys and tags"),
    ],
)
def test_wrong_use_is_told_and_writes_nothing(tmp_path: Path, arguments: list[str], said: str) -> None:
    ended = dogwatch(tmp_path, "import", "--out", "shop", *arguments)

    assert ended.returncode == 2
    assert ended.stderr.startswith(said)
    assert list(tmp_path.iterdir()) == []


def test_a_package_has_a_name_that_python_can_import(tmp_path: Path) -> None:
    ended = dogwatch(tmp_path, "import", "--from", ".", "--out", "my-shop")

    assert (ended.returncode, ended.stderr) == (
        2,
        "my-shop cannot be a package; write letters, digits and _, as in --out imported\n",
    )


@pytest.mark.parametrize("out", ["import", "class", "json"])
def test_nor_does_it_hide_what_python_has(tmp_path: Path, out: str) -> None:
    ended = dogwatch(tmp_path, "import", "--from", ".", "--out", out)

    assert ended.returncode == 2
    assert ended.stderr.startswith((f"{out} cannot be a package; ", f"{out} would hide a module of Python; "))


def test_a_file_that_is_named_twice_is_imported_once(tmp_path: Path) -> None:
    write(tmp_path, "files/one.json", ERRORS)
    ended = dogwatch(tmp_path, "import", "--from", "files", "--from", "files/one.json", "--out", "shop")

    assert (ended.returncode, ended.stdout.splitlines()[-1]) == (0, "Read 1, wrote 1, equal 1.")


# Into a catalog that is there


def test_a_package_beside_a_catalog_becomes_a_part_of_it(tmp_path: Path) -> None:
    write(tmp_path, "errors.json", ERRORS)
    shop(tmp_path)

    ended = dogwatch(tmp_path, "import", "--from", "errors.json", "--out", "found")

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines() == [
        "found/payments.py: 1 monitor",
        'features.py does not name it yet: write Catalog("shop", packages=[…, "found"])',
        "Read 1, wrote 1, equal 1.",
    ]
    assert 'team="payments"' in (tmp_path / "found" / "payments.py").read_text()
    catalog = tmp_path / "features.py"
    catalog.write_text(catalog.read_text().replace('Catalog("shop", ', 'Catalog("shop", packages=["found"], '))
    assert "monitor shop/checkout-fails-for\n" in dogwatch(tmp_path, "build").stdout
    again = dogwatch(tmp_path, "import", "--from", "errors.json", "--out", "found")
    assert again.stdout == "Read 1 (1 there already), wrote 0, equal 0.\n"


def test_a_package_lies_beside_its_catalog(tmp_path: Path) -> None:
    shop(tmp_path)

    ended = dogwatch(tmp_path, "import", "--from", ".", "--out", "deep/found")

    assert (ended.returncode, ended.stderr) == (2, "deep/found does not lie beside the catalog; write --out found\n")


# Again


def test_a_later_import_adds_what_is_new_and_touches_nothing(tmp_path: Path) -> None:
    write(tmp_path, "found/errors.json", ERRORS)
    dogwatch(tmp_path, "import", "--from", "found", "--out", "shop")
    module = tmp_path / "shop" / "payments.py"
    edited = module.read_text().replace("warn=50", "warn=60").replace("checkout_fails_for =", "renamed =")
    module.write_text(edited)
    write(tmp_path, "found/more.json", {**ERRORS, "id": 4712})

    ended = dogwatch(tmp_path, "import", "--from", "found", "--out", "shop")

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == "shop/payments_2.py: 1 monitor\nRead 2 (1 there already), wrote 1, equal 1.\n"
    assert module.read_text() == edited
    added = (tmp_path / "shop" / "payments_2.py").read_text()
    assert 'checkout_fails_for_2 = Monitor(\n    "checkout-fails-for-2",\n    team="payments",' in added
    keys = [line for line in dogwatch(tmp_path, "build", "--catalog", "shop").stdout.splitlines() if "/" in line]
    assert keys[:2] == ["monitor shop/checkout-fails-for", "monitor shop/checkout-fails-for-2"]


def test_an_import_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    write(tmp_path, "found/errors.json", ERRORS)
    dogwatch(tmp_path, "import", "--from", "found", "--out", "shop")
    (tmp_path / "shop" / "mine.py").write_text("1/0\n")
    write(tmp_path, "found/more.json", {**ERRORS, "id": 4712})

    ended = dogwatch(tmp_path, "import", "--from", "found", "--out", "shop")

    assert ended.returncode == 2
    assert ended.stderr.startswith("shop/mine.py:1: Python: ZeroDivisionError")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["found", "shop"]
    assert not (tmp_path / "shop" / "payments_2.py").exists()


def test_an_import_that_is_interrupted_leaves_nothing_behind(tmp_path: Path) -> None:
    write(tmp_path, "found/errors.json", ERRORS)
    dogwatch(tmp_path, "import", "--from", "found", "--out", "shop")
    waits = "import sys, time\nif '.shop-' in __file__:\n    print('built', flush=True)\n    time.sleep(60)\n"
    (tmp_path / "shop" / "mine.py").write_text(waits)
    write(tmp_path, "found/more.json", {**ERRORS, "id": 4712})

    with start(tmp_path, "import", "--from", "found", "--out", "shop") as process:
        assert process.stderr
        assert process.stderr.readline() == "built\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130

    assert sorted(path.name for path in tmp_path.iterdir()) == ["found", "shop"]
    assert not (tmp_path / "shop" / "payments_2.py").exists()


# From Datadog


SLO: Body = {
    "name": "Orders are paid",
    "type": "metric",
    "query": {"numerator": "sum:orders.paid{*}.as_count()", "denominator": "sum:orders.all{*}.as_count()"},
    "thresholds": [{"timeframe": "30d", "target": 99.9, "warning": 99.95}],
    "tags": ["team:payments"],
}
LATENCY: Body = {
    "name": "Slow",
    "type": "query alert",
    "query": "avg(last_5m):avg:checkout.seconds{*} > 2",
    "message": "@slack-web",
    "tags": ["team:web"],
}


@contextmanager
def filled() -> Iterator[tuple[str, dict[str, str], Send]]:
    """Somebody's Datadog: its address, ids of what is in it by name, and how to speak to it."""
    with running() as server:
        http = Http(Target(server.url, api_key=server.keys.api, app_key=server.keys.application))

        def made(path: str, body: Body) -> str:
            answer = http(Request("POST", path, body=body)).body
            found = answer["data"][0] if "data" in answer else answer
            return str(found["id"])

        sent = {name: ERRORS[name] for name in ("name", "type", "query", "message", "tags", "priority", "options")}
        ids = {"errors": made("/api/v1/monitor", sent), "latency": made("/api/v1/monitor", LATENCY)}
        ids["slo"] = made("/api/v1/slo", SLO)
        both = f"{ids['errors']} && !{ids['latency']}"
        ids["both"] = made("/api/v1/monitor", {**LATENCY, "name": "Both", "type": "composite", "query": both})
        burning = f'error_budget("{ids["slo"]}").over("30d") > 75'
        ids["burning"] = made(
            "/api/v1/monitor",
            {
                **LATENCY,
                "name": "Burning",
                "type": "slo alert",
                "query": burning,
                "options": {"thresholds": {"critical": 75}},
            },
        )
        graphs: list[Body] = [
            {"type": "alert_graph", "alert_id": ids["errors"], "viz_type": "timeseries"},
            {"type": "alert_graph", "alert_id": "99", "viz_type": "timeseries"},
            {"type": "slo", "slo_id": ids["slo"], "view_type": "detail", "time_windows": ["30d"]},
        ]
        board: Body = {
            "title": "Payments",
            "layout_type": "ordered",
            "description": "How they do.",
            "tags": ["team:payments"],
            "widgets": [{"definition": graph} for graph in graphs],
        }
        ids["board"] = made("/api/v1/dashboard", board)
        yield server.url, ids, http
        http.close()


def summary(folder: Path, url: str) -> dict[str, int]:
    ended = dogwatch(folder, "plan", "--local", "--json", "--catalog", "shop", url=url)
    counts: dict[str, int] = json.loads(ended.stdout)["summary"]
    return counts


def test_everything_of_an_organisation_is_imported_with_its_references(tmp_path: Path) -> None:
    with filled() as (url, _, _):
        ended = dogwatch(tmp_path, "import", "--all", "--local", "--out", "shop", url=url)

        assert (ended.returncode, ended.stderr) == (0, "")
        assert ended.stdout.splitlines() == [
            "shop/payments.py: 1 monitor, 1 SLO, 1 dashboard",
            "shop/web.py: 3 monitors",
            "It is a catalog of the name shop: dogwatch plan --catalog shop",
            "Read 6, wrote 6, equal 6.",
        ]
        counts = summary(tmp_path, url)
        assert (counts["create"], counts["update"], counts["delete"]) == (0, 6, 0)
    web = (tmp_path / "shop" / "web.py").read_text()
    assert "from .payments import checkout_fails_for, orders_are_paid\n" in web
    assert 'query=checkout_fails_for.reference + " && !" + slow.reference,' in web
    assert 'query=error_budget(orders_are_paid.reference, "30d") > 75,' in web
    payments = (tmp_path / "shop" / "payments.py").read_text()
    assert '"alert_id": checkout_fails_for.reference' in payments
    assert "# not declared here: monitor 99\n" in payments


def test_marks_are_put_on_so_that_the_next_plan_has_nothing_to_do(tmp_path: Path) -> None:
    with filled() as (url, ids, send):
        before = send(Request("GET", f"/api/v1/monitor/{ids['errors']}")).body
        ended = dogwatch(tmp_path, "import", "--all", "--local", "--out", "shop", "--adopt", "--yes", url=url)
        after = send(Request("GET", f"/api/v1/monitor/{ids['errors']}")).body
        board = send(Request("GET", f"/api/v1/dashboard/{ids['board']}")).body
        counts = summary(tmp_path, url)
        again = dogwatch(tmp_path, "import", "--all", "--local", "--out", "shop", "--adopt", url=url)

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines()[-2].endswith(": 0 created, 6 updated, 0 deleted.")
    assert (counts["create"], counts["update"], counts["delete"], counts["unchanged"]) == (0, 0, 0, 6)
    marks = ["managed_by:dogwatch", "catalog:shop", "dogwatch:prod/shop/checkout-fails-for"]
    assert sorted(after["tags"]) == sorted([*before["tags"], *marks])
    kept = ("name", "type", "query", "message", "priority", "options")
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    assert board["description"] == "How they do.\n\ndogwatch:prod/shop/payments"
    assert again.stdout == "Nothing to mark.\nRead 6 (6 there already), wrote 0, equal 0.\n"


def test_marks_are_taken_off_again_by_the_journal_of_the_run(tmp_path: Path) -> None:
    adopt = ("import", "--all", "--local", "--out", "shop", "--adopt", "--yes", "--journal", "journals")
    with filled() as (url, ids, send):
        before = send(Request("GET", f"/api/v1/monitor/{ids['errors']}")).body
        assert dogwatch(tmp_path, *adopt, url=url).returncode == 0
        [journal] = (tmp_path / "journals").glob("*.jsonl")
        ended = dogwatch(tmp_path, "rollback", str(journal), "--local", "--yes", url=url)
        after = send(Request("GET", f"/api/v1/monitor/{ids['errors']}")).body

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("Takes back: import --adopt of ")
    assert sorted(after["tags"]) == sorted(before["tags"])


def test_nobody_is_asked_where_nobody_is(tmp_path: Path) -> None:
    with filled() as (url, _, _):
        ended = dogwatch(tmp_path, "import", "--all", "--local", "--out", "shop", "--adopt", url=url)
        asked = at_a_terminal(tmp_path, "import", "--all", "--local", "--out", "shop", "--adopt", url=url, answer="n\n")
        assert summary(tmp_path, url)["update"] == 6

    assert ended.returncode == 2
    assert "nobody is there to be asked; say --yes" in ended.stderr
    assert "Mark 6 objects for the catalog shop at " in asked[1]
    assert asked[1].endswith("Nothing was marked.\nRead 6 (6 there already), wrote 0, equal 0.\n")
    assert asked[0] == 0


def test_what_a_person_has_changed_in_the_package_is_not_marked(tmp_path: Path) -> None:
    with filled() as (url, ids, _):
        dogwatch(tmp_path, "import", "--all", "--local", "--out", "shop", url=url)
        module = tmp_path / "shop" / "web.py"
        module.write_text(module.read_text().replace('title="Slow"', 'title="Too slow"'))
        ended = dogwatch(tmp_path, "import", "--all", "--local", "--out", "shop", "--adopt", "--yes", url=url)
        counts = summary(tmp_path, url)

    assert ended.stderr == f"not marked: monitor {ids['latency']} 'Slow': it was changed since (name)\n"
    assert ": 0 created, 5 updated, 0 deleted.\n" in ended.stdout
    assert (counts["create"], counts["update"], counts["unchanged"]) == (0, 1, 5)


@pytest.mark.parametrize(
    ("arguments", "read"),
    [
        (["--team", "payments"], 3),
        (["--tag", "team:web"], 3),
        (["--tag", "area:money"], 1),
        (["--id", "{latency}", "--id", "{slo}", "--id", "{board}"], 3),
        (["{url}/dashboard/{board}/payments?from_ts=1", "/monitors/{errors}/edit"], 2),
    ],
)
def test_a_part_of_an_organisation_is_imported(tmp_path: Path, arguments: list[str], read: int) -> None:
    with filled() as (url, ids, _):
        words = [argument.format(**ids, url=url) for argument in arguments]
        ended = dogwatch(tmp_path, "import", "--local", "--out", "shop", *words, url=url)

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines()[-1] == f"Read {read}, wrote {read}, equal {read}."


def test_a_page_of_another_datadog_is_not_taken_for_one_of_this(tmp_path: Path) -> None:
    with filled() as (url, ids, _):
        page = f"https://app.datadoghq.eu/monitors/{ids['errors']}"
        ended = dogwatch(tmp_path, "import", "--local", "--out", "shop", page, url=url)

    said = f"'{page}' is a page of another Datadog than {url}, which is asked here\n"
    assert (ended.returncode, ended.stderr) == (2, said)


def test_an_object_that_is_not_there_is_named(tmp_path: Path) -> None:
    with filled() as (url, _, _):
        ended = dogwatch(tmp_path, "import", "--local", "--out", "shop", "--id", "4711", url=url)

    assert (ended.returncode, ended.stderr) == (2, f"there is no monitor 4711 at {url}\n")


def test_what_another_catalog_declares_is_left_to_it(tmp_path: Path) -> None:
    with filled() as (url, ids, send):
        tags = ["managed_by:dogwatch", "catalog:other", "dogwatch:prod/other/errors"]
        send(Request("PUT", f"/api/v1/monitor/{ids['errors']}", body={"tags": tags}))
        ended = dogwatch(tmp_path, "import", "--all", "--local", "--out", "shop", url=url)

    assert (ended.returncode, ended.stderr) == (0, "left out: 1 declared by the catalog other\n")
    assert ended.stdout.endswith("Read 5, wrote 5, equal 5.\n")
    assert "# not declared here: monitor " in (tmp_path / "shop" / "web.py").read_text()


def test_without_a_datadog_the_command_says_how_to_start_one(tmp_path: Path) -> None:
    ended = dogwatch(tmp_path, "import", "--all", "--local", "--out", "shop", url="http://127.0.0.1:9")

    assert ended.returncode == 1
    assert ended.stderr.endswith("; start it with dogwatch up, or set DATADOG_HOST to the address that it says\n")
    assert list(tmp_path.iterdir()) == []


def test_a_plan_finds_what_was_imported_by_its_id_even_renamed(tmp_path: Path) -> None:
    with filled() as (url, _, send):
        copy = {name: ERRORS[name] for name in ("name", "type", "query", "message", "tags")}
        send(Request("POST", "/api/v1/monitor", body={**copy, "message": "a copy that looks the same"}))
        dogwatch(tmp_path, "import", "--all", "--local", "--out", "shop", url=url)
        module = tmp_path / "shop" / "payments.py"
        module.write_text(module.read_text().replace('title="Payments"', 'title="What is paid"'))
        counts = summary(tmp_path, url)

    assert (counts["create"], counts["update"], counts["delete"]) == (0, 7, 0)
