from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pytest

from dogwatch.cli.several import all_or_none, in_turn
from dogwatch.errors import ApiError, CatalogError, Mistake, NotAllowed, UnsafePlan, UsageError, WrongOrganisation
from dogwatch.local.server import Keys
from dogwatch.place import NOWHERE
from tests.faults import Answer, Call, Faulty
from tests.reported import running_with_durations as running

from .command import dogwatch, shop
from .test_targets import write_targets

FIRST, SECOND = "550e8400-e29b-41d4-a716-446655440000", "6ba7b810-9dad-41d1-80b4-00c04fd430c8"
KEYS = {"ONE": "1" * 32, "TWO": "2" * 32}


def raising(error: BaseException) -> Callable[[], None]:
    def run() -> None:
        raise error

    return run


def making(outcome: object) -> Callable[[str], object]:
    def make(name: str) -> object:
        if isinstance(outcome, Exception) and name == "prod":
            raise outcome
        return name

    return make


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (UsageError("DD_API_KEY not set"), "prod: DD_API_KEY not set"),
        (WrongOrganisation("another"), "prod: another"),
        (NotAllowed("organisation of the keys: Forbidden"), "prod: organisation of the keys: Forbidden"),
        (CatalogError([Mistake(NOWHERE, "feature a", "b", "c")]), "prod: feature a: b\nprod:     c\nprod: 1 mistake"),
    ],
)
def test_one_that_is_refused_leaves_all_of_them_alone(error: Exception, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        all_or_none(["staging", "prod"], making(error))
    assert str(caught.value) == f"{said}\nnothing was read or written, at any of the targets"


def test_one_that_does_not_answer_leaves_out_itself() -> None:
    error = ApiError("no answer")
    assert all_or_none(["staging", "prod"], making(error)) == {"staging": "staging", "prod": error}


@pytest.mark.parametrize(
    ("ends", "code", "said"),
    [
        ([None, click.exceptions.Exit(3)], 3, "a: done; b: there is something to change"),
        ([click.exceptions.Exit(3), UnsafePlan("no"), None], 1, "a: there is something to change; b: failed; c: done"),
        ([click.UsageError("nobody"), ApiError("no")], 2, "a: refused; b: failed"),
        ([None, None], 0, "a: done; b: done"),
    ],
)
def test_the_worst_is_what_all_end_with(
    ends: list[Exception | None], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = {name: raising(end) if end else lambda: None for name, end in zip("abc", ends, strict=False)}
    assert in_turn(runs) == code
    assert capsys.readouterr().err.splitlines()[-1] == said


def test_a_signal_ends_all_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert in_turn({"a": raising(click.exceptions.Exit(143)), "b": lambda: None}) == 143
    assert capsys.readouterr().err == "==> a\nnot begun: b\n"


Rule = Callable[[Call], Answer | None]


def nothing(call: Call) -> None:
    """No fault."""


@contextmanager
def two(folder: Path, first: Rule = nothing, second: Rule = nothing) -> Iterator[list[Faulty]]:
    """The catalog of the shop beside two targets, each an organisation of its own behind a rule of faults."""
    doors = [Faulty(first), Faulty(second)]
    keys = [Keys(key, key, id) for key, id in zip(KEYS.values(), (FIRST, SECOND), strict=True)]
    with running(keys=keys[0], wrap=doors[0].wrap) as one, running(keys=keys[1], wrap=doors[1].wrap) as other:
        arguments = {
            "one": f'"{one.url}", organisation="{FIRST}", api_key_from="ONE", app_key_from="ONE"',
            "two": f'"{other.url}", organisation="{SECOND}", api_key_from="TWO", app_key_from="TWO"',
        }
        write_targets(shop(folder), **arguments)
        for door in doors:
            door.calls.clear()
        yield doors


def writes(door: Faulty) -> list[str]:
    return [call.path for call in door.calls if call.method != "GET" and not call.path.endswith("/validate")]


def test_the_same_catalog_goes_to_several_organisations_in_one_run(tmp_path: Path) -> None:
    with two(tmp_path) as doors:
        drifted = dogwatch(tmp_path, "drift", "--all-targets", env=KEYS)
        applied = dogwatch(tmp_path, "apply", "--target", "two", "--target", "one", "--yes", env=KEYS)
        same = dogwatch(tmp_path, "drift", "--all-targets", env=KEYS)
    assert (drifted.returncode, applied.returncode, same.returncode) == (3, 0, 0)
    assert drifted.stderr.splitlines()[-1] == "one: there is something to change; two: there is something to change"
    assert [line for line in applied.stderr.splitlines() if line] == ["==> two", "==> one", "two: done; one: done"]
    assert applied.stdout.count("2 created, 0 updated, 0 deleted") == 2
    assert same.stdout.count("No drift: ") == 2
    assert [len(writes(door)) for door in doors] == [2, 2]


def test_targets_that_are_only_read_are_read_at_the_same_time(tmp_path: Path) -> None:
    begun = [threading.Event(), threading.Event()]

    def waits_for_the_other(mine: int) -> Rule:
        def rule(call: Call) -> None:
            if call.path == "/api/v1/monitor" and not begun[mine].is_set():
                begun[mine].set()
                assert begun[1 - mine].wait(30)

        return rule

    with two(tmp_path, waits_for_the_other(0), waits_for_the_other(1)):
        ended = dogwatch(tmp_path, "drift", "--all-targets", env=KEYS)
    assert (ended.returncode, ended.stdout.count("\nPlan: 2 to create")) == (3, 2)


def test_a_target_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    with two(
        tmp_path, lambda call: Answer(404, {"errors": ["gone"]}) if call.path == "/api/v1/monitor" else None
    ) as doors:
        ended = dogwatch(tmp_path, "sync", "--all-targets", "--yes", env=KEYS)
    assert ended.returncode == 1
    assert "list of monitors: Datadog answered 404: gone\n==> two\n" in ended.stderr
    assert ended.stderr.endswith("one: failed; two: done\n")
    assert [len(writes(door)) for door in doors] == [0, 2]


@pytest.mark.parametrize("command", [["plan"], ["apply", "--yes"], ["sync", "--yes"], ["drift"]])
def test_nothing_is_read_or_written_when_the_keys_of_one_are_of_another_organisation(
    tmp_path: Path, command: list[str]
) -> None:
    with two(tmp_path) as doors:
        ended = dogwatch(tmp_path, *command, "--all-targets", env={**KEYS, "TWO": KEYS["ONE"]})
        mixed = [[call.path for call in door.calls] for door in doors]
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("two: organisation of the keys: Datadog answered 403: Forbidden")
    assert ended.stderr.endswith("\nnothing was read or written, at any of the targets\n")
    assert mixed == [["/api/v2/validate"]] * 2


def test_nothing_is_asked_when_the_keys_of_one_are_missing(tmp_path: Path) -> None:
    with two(tmp_path) as doors:
        ended = dogwatch(tmp_path, "apply", "--all-targets", "--yes", env={"TWO": KEYS["TWO"]})
    assert ended.returncode == 2
    assert ended.stderr.startswith("one: ONE and ONE not set")
    assert [writes(door) for door in doors] == [[], []]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--all-targets", "--target", "one"], "--all-targets are all there are; leave --target and --local out"),
        (["--all-targets", "--local"], "--all-targets are all there are; leave --target and --local out"),
        (["--target", "one", "--target", "one"], "--target one is given twice; write it once"),
        (["--all-targets", "plan.json"], "a saved plan is of one target; write one --target"),
    ],
)
def test_targets_are_named_in_one_way(tmp_path: Path, arguments: list[str], said: str) -> None:
    with two(tmp_path):
        ended = dogwatch(tmp_path, "apply", *arguments, env=KEYS)
    assert (ended.returncode, ended.stderr) == (2, f"{said}\n")


def test_two_targets_that_are_one_place_are_a_mistake(tmp_path: Path) -> None:
    same = '"https://api.datadoghq.eu", env="prod", api_key_from="ONE", app_key_from="ONE"'
    write_targets(shop(tmp_path), one=same, two=f'{same}, prefix="(eu)"')
    ended = dogwatch(tmp_path, "plan", "--target", "one", env=KEYS)
    assert ended.returncode == 2
    assert "targets: one and two are the same organisation and environment" in ended.stderr
