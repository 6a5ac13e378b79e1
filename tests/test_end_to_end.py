"""A catalog meets Datadog over real HTTP: plan and apply as the commands do them, and what happens in between."""

from __future__ import annotations

import os
import random
import signal
import subprocess
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

from dogwatch.apply import Outcome, apply
from dogwatch.cli.catalogs import Loaded, Selection, load_catalog
from dogwatch.cli.connection import Connection
from dogwatch.cli.session import Call as Asked
from dogwatch.cli.session import Session
from dogwatch.client import OnlyTo, patient
from dogwatch.declare import Catalog, Declared
from dogwatch.errors import ApiError, UnsafePlan
from dogwatch.kinds import Resource
from dogwatch.names import Mark
from dogwatch.plan import Create, Delete, Plan, Update
from tests.bodies import KEY, LOG_ALERT, declared, resource
from tests.cli.command import dogwatch
from tests.faults import Answer, Call, Drop, Fault, Lose, on
from tests.organisation import KEYS, Organisation, organisation

LIST = "/api/v1/monitor"
NAME = declared()["name"]


def session(
    datadog: Organisation,
    wanted: Sequence[Resource],
    *,
    catalog: str = "shop",
    env: str = "prod",
    narrowed: bool = False,
    allow_deletes: bool = False,
    sleep: Callable[[float], None] = lambda seconds: None,
) -> Session:
    loaded = Loaded(Declared(Catalog(catalog), (), (), (), ()), wanted, narrowed, env)
    asked = Asked(None, env, None, False, (), (), allow_deletes)
    send = patient(datadog.send, sleep, lambda seconds: None)
    return Session(Connection(replace(datadog.target, env=env), OnlyTo(datadog.target, send), sleep), loaded, asked)


def planned(datadog: Organisation, wanted: Sequence[Resource], **options: Any) -> Plan:
    return session(datadog, wanted, **options).plan()


def applied(datadog: Organisation, wanted: Sequence[Resource], **options: Any) -> list[Outcome]:
    """Plans and applies; every change must go well, and a second plan must find nothing to do."""
    run = session(datadog, wanted, **options)
    plan = run.plan()
    run.guard(plan)
    outcomes = apply(plan, run.send, lambda seconds: None, parallel=8, watch=lambda outcome: None)
    assert [outcome.error for outcome in outcomes if outcome.error] == []
    assert run.plan().changes == ()
    return outcomes


def several(count: int, **changes: Any) -> list[Resource]:
    return [resource(f"shop/feature-{number:02}/latency", **changes) for number in range(count)]


def paths(plan: Plan) -> list[str]:
    [change] = plan.changes
    assert isinstance(change, Update)
    return [field.path for field in change.fields]


# What a person sees


def test_the_first_apply_creates_everything_and_a_second_plan_finds_nothing() -> None:
    wanted = several(30)
    with organisation() as datadog:
        assert {type(change) for change in planned(datadog, wanted).changes} == {Create}
        applied(datadog, wanted)
        assert set(datadog.by_name()) == {one.body["name"] for one in wanted}
        again = planned(datadog, wanted)
    assert (again.changes, again.unchanged, again.managed) == ((), 30, 30)


@pytest.mark.parametrize(
    ("by_hand", "path"),
    [
        ({"name": "renamed"}, "name"),
        ({"message": "nobody is told"}, "message"),
        ({"priority": 3}, "priority"),
        ({"query": declared()["query"].replace("avg:", "max:")}, "query"),
        ({"options": {**declared()["options"], "renotify_interval": 60}}, "options.renotify_interval"),
        ({"options": {"thresholds": {"critical": 0.4, "warning": 0.3}}}, "options.thresholds.warning"),
        ({"tags": [*declared()["tags"], "team:others"]}, "tags"),
    ],
)
def test_a_change_by_hand_shows_as_exactly_that_field(by_hand: dict[str, Any], path: str) -> None:
    with organisation() as datadog:
        applied(datadog, [resource()])
        before = datadog.by_name()[NAME]
        datadog.edit(before["id"], **by_hand)
        assert paths(planned(datadog, [resource()])) == [path]
        applied(datadog, [resource()])
        after = datadog.by_name()[NAME]
    assert {**after, "modified": None} == {**before, "modified": None}


def test_a_removed_declaration_is_deleted() -> None:
    with organisation() as datadog:
        applied(datadog, several(5))
        by_hand = datadog.create(declared(name="by hand", tags=["team:payments"]))
        [outcome] = applied(datadog, several(4))
        assert isinstance(outcome.change, Delete)
        assert len(datadog.monitors()) == 5
        assert by_hand in [monitor["id"] for monitor in datadog.monitors()]


def test_a_field_removed_from_the_declaration_goes_back_to_datadogs_default() -> None:
    options = {"thresholds": {"critical": 0.4, "warning": 0.3}, "renotify_interval": 60, "include_tags": False}
    with organisation() as datadog:
        applied(datadog, [resource(priority=1, options=options)])
        plan = planned(datadog, [resource()])
        assert paths(plan) == [
            "priority",
            "options.include_tags",
            "options.renotify_interval",
            "options.thresholds.warning",
        ]
        applied(datadog, [resource()])
        [monitor] = datadog.monitors()
    assert monitor["priority"] is None
    assert monitor["options"]["include_tags"] is True
    assert "renotify_interval" not in monitor["options"]
    assert monitor["options"]["thresholds"] == {"critical": 0.4}


def test_what_nobody_declared_survives_an_update() -> None:
    with organisation() as datadog:
        applied(datadog, [resource()])
        [monitor] = datadog.monitors()
        options = {**monitor["options"], "brand_new": {"deep": [1]}}
        datadog.edit(monitor["id"], options=options, restricted_roles=["a-role"], draft_status="draft")
        assert planned(datadog, [resource()]).changes == ()
        applied(datadog, [resource(message="changed")])
        [after] = datadog.monitors()
    assert after["message"] == "changed"
    assert after["options"]["brand_new"] == {"deep": [1]}
    assert after["restricted_roles"] == ["a-role"]
    assert after["draft_status"] == "draft"


def test_a_tag_added_by_hand_causes_no_difference_and_stays() -> None:
    with organisation() as datadog:
        applied(datadog, [resource()])
        [monitor] = datadog.monitors()
        datadog.edit(monitor["id"], tags=[*monitor["tags"], "favourite:yes"])
        assert planned(datadog, [resource()]).changes == ()
        applied(datadog, [resource(message="changed")])
        assert "favourite:yes" in datadog.monitors()[0]["tags"]


def test_a_monitor_muted_in_the_ui_stays_muted_and_shows_no_difference() -> None:
    with organisation() as datadog:
        applied(datadog, [resource()])
        [monitor] = datadog.monitors()
        datadog.edit(monitor["id"], options={**monitor["options"], "silenced": {"*": None}})
        assert planned(datadog, [resource()]).changes == ()
        applied(datadog, [resource(message="changed")])
        assert datadog.monitors()[0]["options"]["silenced"] == {"*": None}


# Which object is which


def test_a_mark_stripped_by_hand_is_put_on_again_and_nothing_is_created_twice() -> None:
    with organisation() as datadog:
        applied(datadog, several(3))
        monitor = datadog.monitors()[1]
        datadog.edit(monitor["id"], tags=["favourite:yes"])
        [change] = planned(datadog, several(3)).changes
        assert isinstance(change, Update)
        assert (change.id, change.adopts) == (str(monitor["id"]), True)
        applied(datadog, several(3))
        assert len(datadog.monitors()) == 3
        assert "favourite:yes" in datadog.monitors()[1]["tags"]


def test_a_mark_that_occurs_twice_is_left_alone() -> None:
    with organisation() as datadog:
        applied(datadog, several(2))
        copied = several(2)[0].body
        datadog.create({**copied, "name": "copy"})
        for wanted in (several(2, message="changed"), several(0)):
            plan = planned(datadog, wanted)
            assert [alone.key for alone in plan.left_alone] == ["shop/feature-00/latency"]
            assert [change.key for change in plan.changes] == ["shop/feature-01/latency"]


def test_an_object_that_carries_the_mark_of_something_gone_as_well_is_not_deleted() -> None:
    with organisation() as datadog:
        applied(datadog, [resource()])
        [monitor] = datadog.monitors()
        datadog.edit(monitor["id"], tags=[*monitor["tags"], Mark("prod", "shop/gone").tag])
        plan = planned(datadog, [resource()])
    assert plan.changes == ()
    assert {alone.key for alone in plan.left_alone} == {KEY, "shop/gone"}


def test_a_changed_type_is_created_again() -> None:
    with organisation() as datadog:
        applied(datadog, [resource()])
        [before] = datadog.monitors()
        applied(datadog, [resource(**LOG_ALERT)])
        [after] = datadog.monitors()
    assert (before["type"], after["type"]) == ("query alert", "log alert")
    assert before["id"] != after["id"]


def test_a_recreation_interrupted_between_create_and_delete_is_ended_by_the_next_run() -> None:
    with organisation() as datadog:
        applied(datadog, [resource()])
        [before] = datadog.monitors()
        datadog.faulty.rule = lambda call: Answer(400, {"errors": ["no"]}) if call.method == "DELETE" else None
        run = session(datadog, [resource(**LOG_ALERT)])
        outcomes = apply(run.plan(), run.send, lambda seconds: None, parallel=8, watch=lambda outcome: None)
        assert sorted(outcome.error is None for outcome in outcomes) == [False, True]
        assert len(datadog.monitors()) == 2
        datadog.faulty.rule = lambda call: None
        [outcome] = applied(datadog, [resource(**LOG_ALERT)])
        assert (type(outcome.change), outcome.id) == (Delete, str(before["id"]))
        assert [monitor["type"] for monitor in datadog.monitors()] == ["log alert"]


def test_the_monitors_of_synthetic_tests_are_skipped() -> None:
    def with_a_synthetic_test(call: Call) -> Fault:
        synthetic = {**declared(), "id": 7, "type": "synthetics alert"}
        return Answer(200, [synthetic] if "id_offset=0" in call.query else []) if call.path == LIST else None

    with organisation(with_a_synthetic_test) as datadog:
        removed = planned(datadog, [])
        wanted = planned(datadog, [resource()])
    assert (removed.changes, removed.managed) == ((), 0)
    assert [type(change) for change in wanted.changes] == [Create]


def test_two_environments_live_side_by_side() -> None:
    with organisation() as datadog:
        for env in ("prod", "staging"):
            applied(datadog, [resource(env=env), resource("shop/other", env)], env=env)
        assert planned(datadog, [resource(), resource("shop/other")]).changes == ()
        applied(datadog, [resource(env="staging")], env="staging")
        assert sorted(datadog.by_name()) == [f"[prod] {KEY}", "[prod] shop/other", f"[staging] {KEY}"]


def test_two_catalogs_live_side_by_side() -> None:
    with organisation() as datadog:
        for catalog in ("shop", "warehouse"):
            applied(datadog, [resource(f"{catalog}/a/b"), resource(f"{catalog}/a/c")], catalog=catalog)
        applied(datadog, [resource("shop/a/b")])
        assert sorted(datadog.by_name()) == ["[prod] shop/a/b", "[prod] warehouse/a/b", "[prod] warehouse/a/c"]


def test_any_order_of_declaration_gives_the_same_plan() -> None:
    wanted = [*several(6, message="changed"), resource("shop/new")]
    with organisation() as datadog:
        applied(datadog, several(8))
        plan = planned(datadog, wanted)
        for seed in range(5):
            shuffled = random.Random(seed).sample(wanted, len(wanted))
            assert planned(datadog, shuffled).changes == plan.changes
    assert len(plan.changes) == 9


# What is never done


def test_a_part_of_the_catalog_never_deletes() -> None:
    with organisation() as datadog:
        applied(datadog, several(10))
        applied(datadog, several(2, message="changed"), narrowed=True)
        assert len(datadog.monitors()) == 10


def test_many_deletes_need_permission() -> None:
    with organisation() as datadog:
        applied(datadog, several(20))
        writes = len(datadog.faulty.written())
        with pytest.raises(UnsafePlan, match="the plan deletes 6 of 20 managed objects, more than 20%"):
            applied(datadog, several(14))
        assert len(datadog.faulty.written()) == writes
        applied(datadog, several(14), allow_deletes=True)
        assert len(datadog.monitors()) == 14


INTERNAL = Answer(500, {"errors": ["Internal error"]})


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Answer(400, {"errors": ["Bad Request"]}), "Datadog answered 400: Bad Request"),
        (Answer(403, {"errors": [f"{KEYS.api} is Forbidden"]}), "403: *** is Forbidden; check DD_API_KEY, DD_APP_KEY"),
        (INTERNAL, "Datadog answered 500: Internal error"),
        (Answer(200, "<html>log in</html>", {"content-type": "text/html"}), "no JSON (text/html; a proxy in between?)"),
        (Answer(302, "", {"location": "https://login.example"}), "the answer 302 leads to https://login.example"),
        (Answer(200, {"monitors": []}), "what was sent is no list of monitors"),
        (Drop(), "the connection was cut: IncompleteRead("),
        (Lose(), "the connection was cut: IncompleteRead("),
    ],
)
def test_a_list_that_fails_on_page_2_prevents_everything(fault: Fault, words: str) -> None:
    with organisation() as datadog:
        applied(datadog, [resource("shop/old")])
        writes = len(datadog.faulty.written())
        datadog.faulty.rule = lambda call: fault if call.path == LIST and "id_offset=0" not in call.query else None
        with pytest.raises(ApiError, match=r"^list of monitors: ") as caught:
            applied(datadog, [resource("shop/new")])
        assert len(datadog.faulty.written()) == writes
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert KEYS.api not in str(caught.value)
    assert caught.value.exit_code == 1


def test_more_than_a_page_of_monitors_is_read_to_the_end() -> None:
    wanted = several(1003)
    with organisation() as datadog:
        applied(datadog, wanted)
        plan = planned(datadog, wanted[:-3])
    assert [change.key for change in plan.changes] == [one.key for one in wanted[-3:]]
    assert plan.managed == 1003


# What goes wrong on the way


@pytest.mark.parametrize(("headers", "shortest", "longest"), [({"x-ratelimit-reset": "7"}, 6.5, 7), ({}, 0.05, 0.5)])
def test_a_rate_limit_is_waited_out(headers: dict[str, str], shortest: float, longest: float) -> None:
    limited, pauses = Answer(429, {"errors": ["Rate limit"]}, headers), list[float]()

    def twice(call: Call) -> Fault:
        return limited if call.path == "/api/v1/monitor" and call.nth <= 2 else None

    with organisation(twice) as datadog:
        applied(datadog, several(4), sleep=pauses.append)
        assert len(datadog.monitors()) == 4
    assert len(pauses) >= 4  # twice for the list, twice for the creates, and those that wait beside them
    assert shortest < max(pauses) <= longest


def test_creates_whose_answers_are_lost_end_with_exactly_one_object_each() -> None:
    with organisation(on("POST", LIST, Lose(), None, Lose(), Drop(), None, INTERNAL)) as datadog:
        applied(datadog, several(10))
        assert Counter(monitor["name"] for monitor in datadog.monitors()).most_common(1)[0][1] == 1
        assert len(datadog.monitors()) == 10


def test_one_monitor_that_is_refused_is_named_and_the_others_are_made() -> None:
    wanted = [*several(3), resource("shop/wrong", query="no query")]
    with organisation() as datadog:
        run = session(datadog, wanted)
        outcomes = apply(run.plan(), run.send, lambda seconds: None, parallel=8, watch=lambda outcome: None)
        assert len(datadog.monitors()) == 3
    [error] = [outcome.error for outcome in outcomes if outcome.error]
    assert error.startswith("monitor shop/wrong: create: Datadog answered 400: ")


def test_what_datadog_would_refuse_is_said_before_anything_is_stored() -> None:
    with organisation() as datadog:
        run = session(datadog, [resource(), resource("shop/wrong", query="no query")])
        findings = run.validate(run.plan())
        assert datadog.monitors() == []
    [refused] = findings.refused
    assert refused.startswith("monitor shop/wrong: Datadog answered 400: ")


# The tool as a process

CATALOG = """
from dogwatch import Catalog, Errors, Feature, Team, Traffic

payments = Team("payments", notify="@slack-payments")
features = [
    Feature(
        f"feature-{{number}}",
        team=payments,
        service="shop-api",
        signals=[Traffic(min="{limit}"), Errors(rate="1%")],
    )
    for number in range({first}, {last})
]
catalog = Catalog("shop", namespaces=[])
"""


def tool(
    datadog: Organisation, catalog: Path, *, api_key: str = KEYS.api, begun: Callable[[int], object] = lambda pid: None
) -> subprocess.CompletedProcess[str]:
    keys = {"DD_API_KEY": api_key, "DD_APP_KEY": KEYS.application}
    arguments = ("apply", "--yes", "--catalog", str(catalog))
    return dogwatch(catalog.parent, *arguments, url=datadog.target.url, env=keys, begun=begun)


def killing(seed: int, victim: Queue[int]) -> tuple[int, Callable[[Call], Fault]]:
    """A rule that kills a process at a random request, before or after that is carried out."""
    chance = random.Random(seed)
    at, fault = chance.randrange(1, 27), chance.choice([Lose(), Drop()])

    def rule(call: Call) -> Fault:
        if call.number != at:
            return None
        os.kill(victim.get(timeout=30), signal.SIGKILL)
        return fault

    return at, rule


@pytest.mark.parametrize("seed", range(10))
def test_the_tool_killed_at_any_request_is_run_again_and_all_is_right(seed: int, tmp_path: Path) -> None:
    catalog = tmp_path / "many_features.py"
    with organisation() as datadog:
        if seed % 2:  # from an older catalog: creates, updates and deletes; else from nothing
            catalog.write_text(CATALOG.format(limit="5/s", first=2, last=14))
            applied(datadog, load_catalog(catalog, "prod", Selection()).resources)
        catalog.write_text(CATALOG.format(limit="4/s", first=0, last=12))
        wanted = load_catalog(catalog, "prod", Selection()).resources
        victim: Queue[int] = Queue()
        datadog.faulty.calls.clear()
        at, datadog.faulty.rule = killing(seed, victim)
        killed = tool(datadog, catalog, begun=victim.put)
        made = len(datadog.monitors())
        print(f"seed {seed}: killed at request {at} of {len(datadog.faulty.calls)}, {made} monitors there")
        assert killed.returncode == -signal.SIGKILL
        datadog.faulty.rule = lambda call: None
        ended = tool(datadog, catalog)
        assert ended.returncode == 0, ended.stderr
        assert Counter(monitor["name"] for monitor in datadog.monitors()) == {one.body["name"]: 1 for one in wanted}
        assert planned(datadog, wanted).changes == ()


def test_wrong_keys_end_in_one_line_and_exit_code_1(tmp_path: Path) -> None:
    catalog = tmp_path / "few_features.py"
    catalog.write_text(CATALOG.format(limit="4/s", first=0, last=1))
    wrong = "0123456789abcdef0123456789abcdef"
    with organisation() as datadog:
        ended = tool(datadog, catalog, api_key=wrong)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert (
        ended.stderr == "list of monitors: Datadog answered 403: Forbidden; check DD_API_KEY, DD_APP_KEY and DD_SITE\n"
    )
