"""Renamed and protected objects of every kind that carries a mark, in the embedded Datadog."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dogwatch.kinds import LISTED
from tests.cli.command import dogwatch
from tests.declare.catalogs import write
from tests.reported import running_with_durations as running

CATALOG = """
from dogwatch import *
from dogwatch import widgets

payments = Team("payments", notify="@slack-payments")
checkout = Feature(
    "checkout", team=payments, service="shop-api", signals=[Errors(rate="2%", least=0), Traffic(min="1/m")],
    objectives=[Availability("99%")],
)
beside = dict(feature=checkout)
slow = Monitor("slow", title="slow", what="It is slow.", query="avg(last_5m):avg:shop.a{$env} > 1", **beside)
page = feature_page(checkout)
rule = NotificationRule("told", tells="@slack-all", **beside)
night = Downtime("night", every="FREQ=DAILY", start="2027-01-01T02:00", lasts="90m", why="Nights", **beside)
moved = Correction(
    "moved", slo="availability", category="Other", start="2027-01-31T22:00+01:00", lasts="2h", why="It moved", **beside
)
pack = Powerpack("pack", title="In short", widgets=[widgets.note("All is well.")], **beside)
listed = DashboardList("pages", dashboards="*", **beside)
alive = SyntheticTest(
    "alive", title="It answers", what="Nobody can pay.", url="https://$env.example.com", locations=["aws:eu-central-1"],
    assertions=[Assertion("statusCode", "is", 200)], **beside
)
system = System("shop-checkout", environments="prod", **beside)
catalog = Catalog("shop", namespaces=[])
"""
# A system is called what it is declared as, whatever its feature is called.
OF_THE_FEATURE = {kind.name for kind in LISTED} - {"system"}
BY_HAND = {kind.name for kind in LISTED} - {"slo"}


def plan(folder: Path, url: str) -> dict[str, Any]:
    ended = dogwatch(folder, "plan", "--local", "--json", "--allow-deletes", url=url)
    assert ended.returncode == 0, ended.stderr
    data: dict[str, Any] = json.loads(ended.stdout)
    return data


def apply(folder: Path, url: str, code: int = 0) -> str:
    ended = dogwatch(folder, "apply", "--local", "--yes", url=url)
    assert ended.returncode == code, ended.stderr
    return ended.stderr


def catalog(folder: Path, *pairs: tuple[str, str]) -> Path:
    text = CATALOG
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    write(folder, features=text)
    return folder


def actions(data: dict[str, Any]) -> set[tuple[str, str]]:
    return {(change["kind"], change["action"]) for change in data["changes"]}


RENAMES = [
    pytest.param(('"checkout", team', '"buying", formerly="checkout", team'), id="a feature"),
    pytest.param(('Catalog("shop"', 'Catalog("store", formerly="shop"'), id="a catalog"),
]


@pytest.mark.parametrize("rename", RENAMES)
def test_what_is_renamed_keeps_its_id_whatever_kind_it_is_of(tmp_path: Path, rename: tuple[str, str]) -> None:
    with running() as server:
        apply(catalog(tmp_path), server.url)
        before = plan(tmp_path, server.url)["summary"]["unchanged"]
        renamed = plan(catalog(tmp_path, rename), server.url)
        of_old_keys = {change["kind"] for change in renamed["changes"] if change["renames"]}
        assert {action for _, action in actions(renamed)} == {"update"}
        assert of_old_keys | {"system"} == {kind.name for kind in LISTED}
        assert of_old_keys >= OF_THE_FEATURE
        apply(tmp_path, server.url)
        after = dogwatch(tmp_path, "plan", "--local", url=server.url)
        apply(catalog(tmp_path, (rename[0], rename[1].replace('formerly="checkout", ', ""))), server.url)
    assert after.stdout.endswith(f"{before} unchanged.\n")
    assert "Nothing to do" in after.stdout
    assert after.stderr.startswith("formerly= of dashboard ")


def test_a_rename_in_a_file_is_carried_out(tmp_path: Path) -> None:
    with running() as server:
        apply(catalog(tmp_path), server.url)
        catalog(tmp_path, ('"checkout", team', '"buying", formerly="checkout", team'))
        dogwatch(tmp_path, "plan", "--local", "--out", "plan.json", url=server.url)
        ended = dogwatch(tmp_path, "apply", "plan.json", "--local", "--yes", url=server.url)
        rest = plan(tmp_path, server.url)["changes"]
    assert (ended.returncode, ended.stderr, rest) == (0, "", [])


def test_a_rename_travels_in_a_build(tmp_path: Path) -> None:
    with running() as server:
        apply(catalog(tmp_path), server.url)
        catalog(tmp_path, ('"checkout", team', '"buying", formerly="checkout", team'))
        (tmp_path / "build.json").write_text(dogwatch(tmp_path, "build", "--json").stdout)
        ended = dogwatch(tmp_path, "plan", "--local", "--from", "build.json", "--json", url=server.url)
    assert {change["action"] for change in json.loads(ended.stdout)["changes"]} == {"update"}


def test_what_is_protected_outlives_its_declaration_until_that_is_taken_back(tmp_path: Path) -> None:
    protected = catalog(
        tmp_path,
        ("dict(feature=checkout)", "dict(feature=checkout, protect=True)"),
        ("feature_page(checkout)", 'Dashboard("page", title="t", widgets=[widgets.note("n")], **beside)'),
    )
    text = (protected / "features.py").read_text()
    without = text[: text.index("beside = ")] + text[text.index("catalog = ") :]
    with running() as server:
        apply(tmp_path, server.url)
        write(tmp_path, features=without)
        said = apply(tmp_path, server.url, code=1)
        write(tmp_path, features=text.replace("protect=True", "protect=False"))
        apply(tmp_path, server.url)
        write(tmp_path, features=without)
        last = plan(tmp_path, server.url)
    left = [line for line in said.splitlines() if line.startswith("left alone: ")]
    assert len(left) == len(BY_HAND)
    assert all("it is protected, so that nothing deletes it" in line for line in left)
    assert actions(last) == {(kind, "delete") for kind in BY_HAND}
    assert last["left_alone"] == []
