from __future__ import annotations

import json
from pathlib import Path

from tests.declare.catalogs import add

from .command import SHOP, dogwatch, shop

HELPED = ("tier=1", 'tier=1, runbook="https://wiki.example.com/checkout"')


def test_counts_what_is_right(tmp_path: Path) -> None:
    ended = dogwatch(shop(tmp_path, *HELPED), "check")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == "shop: no mistakes in 2 teams, 2 features, 2 monitors (environment prod)\n"


def test_reports_every_mistake_and_ends_with_two(tmp_path: Path) -> None:
    shop(tmp_path, 'rate="2%"', 'rate="2"')
    add(tmp_path, "features.py", (tmp_path / "features.py").read_text().replace("@slack-storefront", "slack"))
    ended = dogwatch(tmp_path, "check")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == (
        "features.py:5: team storefront: notify: 'slack' does not begin with @, so Datadog would not deliver to it\n"
        "    write '@slack-checkout'\n"
        "features.py:9: feature search: Errors rate: '2' has no unit\n"
        "    a percentage has one of '%', as in '99.9%'\n"
        "2 mistakes\n"
    )


def test_an_exception_in_the_users_file_is_their_line_and_not_our_traceback(tmp_path: Path) -> None:
    ended = dogwatch(shop(tmp_path, "catalog =", "boom = {}['x']\ncatalog ="), "check")
    assert ended.returncode == 2
    assert ended.stderr == "features.py:10: Python: KeyError: 'x'\n    mend the line\n1 mistake\n"


def test_a_folder_without_a_catalog_is_wrong_use(tmp_path: Path) -> None:
    ended = dogwatch(tmp_path, "check")
    assert ended.returncode == 2
    assert ended.stderr == (
        "no catalog at features.py; run this where features.py or features/__init__.py is, "
        "or name it with --catalog PATH\n"
    )


def test_takes_another_file_from_another_folder(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    shop(tmp_path / "elsewhere", *HELPED)
    ended = dogwatch(tmp_path, "check", "--catalog", "elsewhere/features.py", "--env", "staging")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.endswith("(environment staging)\n")


def test_takes_a_package(tmp_path: Path) -> None:
    add(tmp_path, "features/__init__.py", SHOP)
    assert dogwatch(tmp_path, "check").returncode == 0


def test_warns_of_a_runbook_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    shop(tmp_path, '"search",', '"search", runbook="docs/runbooks/serch.md",')
    file = tmp_path / "features.py"
    file.write_text(file.read_text().replace(*HELPED))
    ended = dogwatch(tmp_path, "check")
    assert ended.stderr == (
        "warning: features.py:9: feature search: runbook: there is no docs/runbooks/serch.md\n"
        "    dogwatch docs --runbooks begins it\n"
    )
    assert ended.returncode == 0


def test_warns_of_a_feature_that_wakes_somebody_and_says_not_what_to_do(tmp_path: Path) -> None:
    ended = dogwatch(shop(tmp_path), "check")
    assert (ended.returncode, ended.stderr) == (
        0,
        "warning: features.py:6: feature checkout: runbook: "
        "tier 1 wakes somebody, and no message says what to do then\n"
        '    write one, as in runbook="docs/runbooks/…"\n',
    )


DASHBOARD = """
from dogwatch import Dashboard
page = Dashboard("page", team="storefront", title="Page", widgets=[WIDGET], body=BODY)
catalog ="""
ODD = '{"type": "timeseries", "requests": [{"q": "avg:a{*}", "display_type": "lines"}]}'


def with_page(folder: Path, widget: str, body: str = "{}") -> Path:
    page = DASHBOARD.replace("WIDGET", widget).replace("BODY", body)
    root = shop(folder, *HELPED)
    file = root / "features.py"
    file.write_text(file.read_text().replace("catalog =", page.strip()))
    return root


def test_says_what_datadogs_own_client_does_not_know_where_that_is_asked_for(tmp_path: Path) -> None:
    root = with_page(tmp_path, ODD)
    plain, official = dogwatch(root, "check"), dogwatch(root, "check", "--official")
    assert (plain.returncode, official.returncode) == (0, 0)
    assert plain.stdout == official.stdout
    assert official.stderr == plain.stderr + (
        "warning: features.py:11: dashboard shop/page: widgets[0].definition.requests[0].display_type: 'lines'\n"
        "    Datadog's client knows 'area', 'bars', 'line', 'overlay'\n"
    )


def test_what_the_client_refuses_is_a_mistake(tmp_path: Path) -> None:
    root = with_page(tmp_path, '{"type": "note", "content": "a"}', '{"is_read_only": "yes"}')
    assert dogwatch(root, "check").returncode == 0
    ended = dogwatch(root, "check", "--official")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == (
        "features.py:11: dashboard shop/page: is_read_only: 'yes'\n    Datadog's client wants bool\n1 mistake\n"
    )


def test_programs_get_every_mistake_with_its_line(tmp_path: Path) -> None:
    ended = dogwatch(shop(tmp_path, 'rate="2%"', 'rate="200%"'), "check", "--json")
    said = json.loads(ended.stdout)
    assert (ended.returncode, ended.stderr) == (2, "")
    assert (said["ok"], said["environment"]) == (False, "prod")
    (mistake,) = said["mistakes"]
    assert mistake["place"] == {"file": str(tmp_path / "features.py"), "line": 9}
    assert "200" in mistake["seen"]


def test_programs_get_the_warnings_of_what_is_right(tmp_path: Path) -> None:
    folder = shop(tmp_path)
    plain, ended = dogwatch(folder, "check"), dogwatch(folder, "check", "--json")
    said = json.loads(ended.stdout)
    assert (ended.returncode, ended.stderr, said["ok"], said["mistakes"]) == (0, "", True, [])
    assert len(said["warnings"]) == plain.stderr.count("warning: ") > 0
