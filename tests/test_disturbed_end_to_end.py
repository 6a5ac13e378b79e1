"""Whatever goes wrong at whichever request of an apply: the next one ends as an undisturbed one does.

The catalog touches every kind. Each request of the undisturbed run meets each fault, with one request at a time, so
that each is met: told apart by its method, its address and the how-manieth of these it is, so that one that is sent
again, since this machine was slow, moves no other. Then, by chance, several runs in a row are disturbed, with many
requests at a time. With `-m nightly` all of it is done, else a share.
"""

from __future__ import annotations

import os
import random
import shutil
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import pytest

from dogwatch.apply import read_journal
from dogwatch.client import Http, Target
from dogwatch.kinds import KINDS, Request
from dogwatch.local.server import Keys, running
from tests import every_kind
from tests.disturbed import FAULTS, KILLS, Trap, Wanted, run, run_to_be_killed
from tests.faults import Call, Faulty
from tests.stored import stored

KEYS = Keys("0a1b2c3d4e5f0a1b2c3d", "f5e4d3c2b1a0f5e4d3c2")
SHARE, RANDOM_SHARE = 40, 12
RANDOM_CASES = 400
AT_ONCE = (1, 2, 8)
# Most of the time a case waits: for the disk, or for an answer that does not come.
PROCESSES = 2 * (os.cpu_count() or 1)

# What the list of requests of a run has one of: method, path, query, and the how-manieth of these it is.
Place = tuple[str, str, str, int]


@dataclass(frozen=True)
class World:
    """An organisation to which a catalog was applied as it was, and what becomes of it as the catalog is now."""

    data: Path
    wanted: Wanted
    end: Counter[str]
    places: Sequence[Place]


@dataclass(frozen=True)
class Disturbance:
    """A fault at a place, or, where there is none, at the request with a number."""

    fault: str
    place: Place | None = None
    number: int = 0

    def trap(self) -> Trap:
        placed = Placed()
        is_met = (lambda call: placed(call) == self.place) if self.place else (lambda call: call.number == self.number)
        return Trap(is_met, FAULTS[self.fault], self.fault in KILLS)


class Placed:
    """Where each call of a run is, asked in their order."""

    def __init__(self) -> None:
        self._met = Counter[tuple[str, str, str]]()

    def __call__(self, call: Call) -> Place:
        what = (call.method, call.path, call.query)
        self._met[what] += 1
        return (*what, self._met[what])


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("world")
    declared = []
    for name, made in (("before", every_kind.before), ("after", every_kind.after)):
        (folder / name).mkdir()
        declared.append(made(folder / name))
    before, after = (every_kind.resources(each) for each in declared)
    with running(data=folder / "was", keys=KEYS) as server:
        report(target(server.url), {metric for each in declared for metric in every_kind.metrics(each)})
        assert run(target(server.url), Wanted(before, [every_kind.SPACE], folder / "first")).code == 0
    faulty = Faulty()
    wanted = Wanted(after, [every_kind.SPACE], folder / "second")
    shutil.copytree(folder / "was", folder / "is")
    with running(data=folder / "is", keys=KEYS, wrap=faulty.wrap) as server:
        assert run(target(server.url), wanted).code == 0
    return World(folder / "was", wanted, stored(folder / "is"), [*map(Placed(), faulty.calls)])


def target(url: str) -> Target:
    return Target(url, api_key=KEYS.api, app_key=KEYS.application)


def report(to: Target, metrics: set[str]) -> None:
    """What services and Datadog itself send."""
    names = sorted(metric.partition("/")[2] for metric in metrics)
    series = [{"metric": name, "points": [[1767225600, 0.1]], "type": "gauge"} for name in names]
    assert Http(to)(Request("POST", "/api/v1/series", body={"series": series})).is_success


def played(world: World, folder: Path, disturbances: Sequence[Disturbance], parallel: int = 1) -> str | None:
    """Disturbed runs and then an undisturbed one; what is wrong in the end, if anything is."""
    wanted = replace(world.wanted, journals=folder / "journals", parallel=parallel)
    shutil.copytree(world.data, folder / "data")
    faulty = Faulty()
    said = []
    with running(data=folder / "data", keys=KEYS, wrap=faulty.wrap) as server:
        to = target(server.url)
        for disturbance in disturbances:
            faulty.calls.clear()
            faulty.rule = trap = disturbance.trap()
            ended = run_to_be_killed(to, wanted, trap) if trap.is_deadly else run(to, wanted)
            said.append(f"{disturbance} met {trap.caught}: {ended.code}\n{ended.said}")
            if trap.caught is None and disturbance.place:
                return "\n".join([*said, "the request was never sent"])
            if trap.is_deadly and trap.caught and ended.code is not None:
                return "\n".join([*said, "it was not killed"])
        faulty.rule = lambda call: None
        last = run(to, wanted)
        writes = len(faulty.written())
        again = run(to, wanted)
        if last.code or again.code or len(faulty.written()) != writes:
            return "\n".join([*said, f"then: {last}", f"then: {again}"])
    if wrong := [*_differences(stored(folder / "data"), world.end), *_unreadable(wanted.journals, disturbances)]:
        return "\n".join([*said, f"then: {last}", *wrong])
    shutil.rmtree(folder)
    return None


def _differences(there: Counter[str], wanted: Counter[str]) -> Iterator[str]:
    yield from (f"- {number} x {text}" for text, number in (wanted - there).items())
    yield from (f"+ {number} x {text}" for text, number in (there - wanted).items())


def _unreadable(journals: Path, disturbances: Sequence[Disturbance]) -> Iterator[str]:
    """What is wrong with the journals: a kill, and nothing else, tears the last line and leaves one without an end."""
    pasts = [read_journal(path) for path in journals.glob("*.jsonl")]
    yield from (f"{past.path}: {past.doubts}" for past in pasts if len(past.doubts) > 1 or not past.command)
    if sum(past.end is None for past in pasts) > sum(each.fault in KILLS for each in disturbances):
        yield f"without an end: {[past.path for past in pasts if past.end is None]}"


def _played(known: tuple[World, Path, Sequence[Disturbance], int]) -> str | None:
    return played(*known)


def play_all(world: World, folder: Path, cases: Sequence[tuple[Sequence[Disturbance], int]]) -> None:
    """Plays all, several at a time, says how many there were of each, and fails with what is wrong."""
    began = time.monotonic()
    known = [(world, folder / str(number), *case) for number, case in enumerate(cases)]
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.test_disturbed_end_to_end"])
    with ProcessPoolExecutor(PROCESSES, mp_context=context) as processes:
        wrong = [text for text in processes.map(_played, known, chunksize=4) if text]
    met = Counter(disturbance.fault for disturbances, _ in cases for disturbance in disturbances)
    print(f"{len(cases):,} cases in {time.monotonic() - began:.0f} s, {len(wrong)} wrong: {dict(met)}")
    assert wrong == [], "\n\n".join(wrong[:5])
    assert cases


def is_nightly(request: pytest.FixtureRequest) -> bool:
    return "nightly" in request.config.getoption("markexpr")


def test_the_catalog_touches_every_kind(world: World) -> None:
    assert {resource.kind for resource in world.wanted.resources} == set(KINDS)


@pytest.mark.nightly
def test_each_fault_at_each_request(world: World, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    cases = [([Disturbance(fault, place)], 1) for fault in FAULTS for place in world.places]
    if not is_nightly(request):
        seed = random.randrange(2**32)
        print(f"seed {seed}")
        cases = random.Random(seed).sample(cases, SHARE)
    play_all(world, tmp_path, cases)


@pytest.mark.nightly
def test_several_runs_in_a_row_are_disturbed(world: World, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}, {len(world.places)} requests")
    chance = random.Random(seed)
    cases = [
        (
            [
                Disturbance(chance.choice([*FAULTS]), number=chance.randrange(1, len(world.places) + 1))
                for _ in range(chance.randrange(1, 4))
            ],
            chance.choice(AT_ONCE),
        )
        for _ in range(RANDOM_CASES if is_nightly(request) else RANDOM_SHARE)
    ]
    play_all(world, tmp_path, cases)
