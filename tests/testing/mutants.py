"""Monitors of the root catalog broken in the ways in which people break them, and whether its alert tests notice.

`python -m tests.testing.mutants` tries all of them and prints who went unseen.
"""

from __future__ import annotations

import copy
import importlib.util
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from dogwatch.declare import Declared, load
from dogwatch.errors import DogwatchError
from dogwatch.kinds import Body, Resource
from dogwatch.testing import Simulation, Watching
from dogwatch.testing.self_test.derive import scenarios
from dogwatch.testing.self_test.play import played

ROOT = Path(__file__).parent.parent.parent

_NUMBER = re.compile(r"(?<=[<>=] )-?[\d.]+(?:e[+-]?\d+)?$")
_HANDLE = re.compile(r"(?<!\S)@[\w@.\-]+")


def _scaled(factor: float) -> Callable[[Body], None]:
    def change(body: Body) -> None:
        body["query"] = _NUMBER.sub(lambda match: f"{float(match[0]) * factor:g}", body["query"])
        thresholds = body["options"]["thresholds"]
        body["options"]["thresholds"] = {name: value * factor for name, value in thresholds.items()}

    return change


def _replaced(pattern: str, by: str | Callable[[re.Match[str]], str]) -> Callable[[Body], None]:
    def change(body: Body) -> None:
        body["query"] = re.sub(pattern, by, body["query"], count=1)

    return change


def _window(body: Body) -> None:
    """Six times as long, or a sixth where it is an hour or more."""

    def other(match: re.Match[str]) -> str:
        minutes = int(match[2]) * {"m": 1, "h": 60, "d": 1440}[match[3]]
        return f"{match[1]}{minutes * 6 if minutes < 60 else max(5, minutes // 6)}m"

    body["query"] = re.sub(r"(last_)(\d+)([mhd])", other, body["query"], count=1)
    body["query"] = re.sub(
        r'(long_window\(")(\d+)(h)', lambda m: f"{m[1]}{ {'1': 6, '6': 24, '24': 6}[m[2]] }h", body["query"]
    )


def _comparator(body: Body) -> None:
    if body["type"] == "slo alert":  # of which Datadog takes > and >= alone
        return
    turned = {">": "<", "<": ">"}
    body["query"] = re.sub(r"[<>](?==? -?[\d.]+(?:e[+-]?\d+)?$)", lambda match: turned[match[0]], body["query"])


def _aggregator(body: Body) -> None:
    others = {"p95": "p50", "p99": "p50", "p50": "p99", "sum": "avg", "max": "min", "count": "max"}
    body["query"] = re.sub(
        r"(?<=[:*+\- (])(p95|p99|p50|sum|max|count)(?=:|\(v)", lambda match: others[match[1]], body["query"], count=1
    )


def _handle(body: Body) -> None:
    handle = _HANDLE.search(body["message"])
    if handle:
        body["message"] = re.sub(rf"(?<!\S){re.escape(handle[0])}(?!\S)", "", body["message"])


def _missing(body: Body) -> None:
    turned = {"resolve": "default", "default": "resolve", "show_and_notify_no_data": "default"}
    if "on_missing_data" in body["options"]:
        body["options"]["on_missing_data"] = turned[body["options"]["on_missing_data"]]


def _without(*names: str) -> Callable[[Body], None]:
    def change(body: Body) -> None:
        for name in names:
            body["options"].pop(name, None)
            (body["options"].get("thresholds") or {}).pop(name, None)

    return change


def _tag(body: Body) -> None:
    body["query"] = re.sub(r"(feature|state|action):([\w\-]+)", r"\1:\2-x", body["query"], count=1)
    body["query"] = re.sub(r"shop\.index\.age", "shop.index.aged", body["query"], count=1)


MUTATIONS: dict[str, Callable[[Body], None]] = {
    "threshold times ten": _scaled(10),
    "threshold divided by ten": _scaled(0.1),
    "wrong tag": _tag,
    "wrong environment": _replaced(r"env:prod", "env:staging"),
    "wrong window": _window,
    "handle dropped": _handle,
    "comparator turned": _comparator,
    "wrong aggregator": _aggregator,
    "no-data option turned": _missing,
    "recovery thresholds dropped": _without("critical_recovery", "warning_recovery"),
    "reminders dropped": _without("renotify_interval", "renotify_occurrences", "renotify_statuses"),
    "or for and": _replaced(r" && ", " || "),
    "a part not inverted": _replaced(r"!(?=\$)", ""),
    "a part dropped": _replaced(r"^(.*) && [^&]*$", r"\1"),
}


class Mutant(NamedTuple):
    """A monitor, what was done to it, and all resources with it."""

    key: str
    mutation: str
    resources: list[Resource]


@cache
def root() -> tuple[Declared, list[Resource]]:
    from dogwatch.declare import examine

    declared = load(ROOT / "features.py")
    return declared, examine(declared, "prod").resources


def mutants() -> Iterator[Mutant]:
    """Every monitor in every way that changes something about it; what cannot be tested offline is left out."""
    _, resources = root()
    for place, resource in enumerate(resources):
        if resource.kind != "monitor" or "anomalies(" in resource.body["query"]:
            continue
        for name, change in MUTATIONS.items():
            body = copy.deepcopy(resource.body)
            if "thresholds" in body["options"] or not name.startswith("threshold"):
                change(body)
            if _comes_to_the_same(name, resource):
                continue
            if body != resource.body:
                others = [*resources]
                others[place] = Resource(resource.kind, resource.key, body, resource.place)
                yield Mutant(resource.key, name, others)


def _comes_to_the_same(mutation: str, resource: Resource) -> bool:
    """Whether nobody could tell the difference.

    Parts of composites tell nobody; of a guard and what it guards one is silent whatever no data means to the other,
    though not in a composite that a person made of one of them. No calls are as few as none, which is not too many.
    A count of calls has no number between 4.5 and 5.
    """
    body = resource.body
    is_part = "tells:nobody" in body["tags"]
    thresholds = body["options"].get("thresholds") or {}
    is_narrow = 0 < thresholds.get("critical", 0) - thresholds.get("critical_recovery", 0) < 1
    match mutation:
        case "handle dropped":
            return is_part
        case "no-data option turned":
            is_most = re.search(r"^sum\(.*as_count.* >=? [\d.]+$", body["query"]) is not None
            is_guarded = is_part and len(_told_by(resource.key.partition("/")[2])) == 2
            return is_guarded or is_most
        case "recovery thresholds dropped":
            return is_narrow and "low-traffic" in body["tags"][-1]
    return False


def is_noticed(mutant: Mutant) -> bool:
    """Whether a test that follows from the declaration, or one of the alert tests, fails."""
    declared, _ = root()
    watching = Watching(mutant.resources, "prod")
    name = mutant.key.partition("/")[2]
    told_by = _told_by(name)
    wanted = (each for each in scenarios(declared, "prod") if f"{each.feature.name}/{each.monitor}" in told_by)
    if any(each.failure or each.refused for each in played(declared, watching, wanted)):
        return True
    return any(_fails(test, watching) for test, judged in alert_tests() if name in judged)


@cache
def _told_by(name: str) -> frozenset[str]:
    """The monitor, and those that are made of it."""
    _, resources = root()
    watching = Watching(resources, "prod")
    monitor = watching.named(name)
    return frozenset({name, *(each.name for each in watching.monitors.values() if monitor in watching.parts_of(each))})


Test = Callable[[Callable[..., Simulation]], None]


@cache
def alert_tests() -> list[tuple[Test, frozenset[str]]]:
    """The alert tests, quick ones first, each with the monitors that it judges."""
    _, resources = root()
    found = []
    for test in _collected():
        made: list[Simulation] = []
        test(_simulate(Watching(resources, "prod"), made))
        found.append((test, frozenset(each.name for sim in made for each in sim.judged)))
    return sorted(found, key=lambda pair: len(pair[1]))


def _collected() -> Iterator[Test]:
    for file in sorted((ROOT / "alert_tests").glob("test_*.py")):
        for name, function in vars(_module(file)).items():
            if name.startswith("test_"):
                yield from _parametrized(function)


def _parametrized(function: Any) -> Iterator[Test]:
    marks = [mark for mark in getattr(function, "pytestmark", ()) if mark.name == "parametrize"]
    if not marks:
        yield function
    for mark in marks:
        names, rows = mark.args
        for row in rows:
            values = {names: row} if isinstance(names, str) else dict(zip(names, row, strict=True))
            yield lambda simulate, values=values: function(simulate, **values)


def _module(file: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"mutated_{file.stem}", file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _simulate(watching: Watching, made: list[Simulation]) -> Callable[..., Simulation]:
    declared, _ = root()

    def simulate(catalog: object, *, env: str = "prod", start: str = "2026-01-05T09:00Z", **options: Any) -> Simulation:
        of = watching if env == "prod" else Watching.of(declared, env)
        made.append(Simulation(declared, of, start=start, **options))
        return made[-1]

    return simulate


def _fails(test: Test, watching: Watching) -> bool:
    try:
        test(_simulate(watching, []))
    except (AssertionError, DogwatchError):
        return True
    return False


def unseen(every: Iterable[Mutant]) -> tuple[int, list[Mutant]]:
    """How many there are, and those that nothing notices."""
    tried, missed = 0, []
    for mutant in every:
        tried += 1
        if not is_noticed(mutant):
            missed.append(mutant)
    return tried, missed


def share(every: Iterable[Mutant], step: int, first: int) -> Iterator[Mutant]:
    """Every so many of them, from one on."""
    return islice(every, first, None, step)


if __name__ == "__main__":
    import sys

    step = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    tried, missed = unseen(share(mutants(), step, 0))
    for mutant in missed:
        print(f"unseen: {mutant.key}: {mutant.mutation}")
    for mutation, number in Counter(mutant.mutation for mutant in missed).most_common():
        print(f"{number:5} {mutation}")
    print(f"noticed {tried - len(missed)} of {tried}: {100 * (1 - len(missed) / tried):.1f}%")
