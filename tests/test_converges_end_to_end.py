"""Whatever people edit in the catalog and in Datadog, and whatever runs fail: one apply makes it as declared."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dogwatch.client import Http, Target
from dogwatch.declare import Declared
from dogwatch.kinds import LISTED
from dogwatch.local.server import running
from dogwatch.plan import LeftAlone
from tests import every_kind
from tests.disturbed import FAULTS, KILLS, Trap, Wanted, run, run_to_be_killed, session
from tests.faults import Faulty
from tests.hands import Hands
from tests.stored import as_it_is
from tests.test_disturbed_end_to_end import KEYS, report, target

OURS, OTHER = "shop", "other"
THEIRS = "theirs"
NAMES = ("one", "two")
SAID = ("this", "that")


@dataclass(frozen=True)
class Edit:
    """A line of the catalog: what is said of one now, or that it is gone."""

    kind: str
    name: str
    says: str | None


@dataclass(frozen=True)
class ByHand:
    action: str
    kind: str
    pick: int


@dataclass(frozen=True)
class Failing:
    """An apply that meets a fault at the request with a number, if it gets that far."""

    fault: str
    number: int
    parallel: int


Step = Edit | ByHand | Failing
STEPS = st.one_of(
    st.builds(Edit, st.sampled_from([*every_kind.EACH]), st.sampled_from(NAMES), st.sampled_from([*SAID, None])),
    st.builds(
        ByHand,
        st.sampled_from(["change", "delete", "clone", "strip"]),
        st.sampled_from([kind.name for kind in LISTED]),
        st.integers(0, 3),
    ),
    st.builds(Failing, st.sampled_from([*FAULTS]), st.integers(1, 60), st.sampled_from([1, 8])),
)


@dataclass(frozen=True)
class Organisation:
    """One with a catalog of each kind, and `theirs`: what there was before, of people and of another catalog."""

    data: Path
    theirs: Mapping[tuple[str, str], str]


@pytest.fixture(scope="module")
def was(tmp_path_factory: pytest.TempPathFactory) -> Organisation:
    folder = tmp_path_factory.mktemp("was")
    data = folder / "data"
    with running(data=data, keys=KEYS) as server:
        to = target(server.url)
        for catalog, names in ((OTHER, [THEIRS]), (OURS, NAMES)):
            report(to, every_kind.metrics(_declared(folder, _each(*names), catalog)))
        assert run(to, _wanted(folder, _each(THEIRS), OTHER)).code == 0
        by_hand(to)
    theirs = {known: body for known, body in as_it_is(data).items() if not known[1].startswith(f"{OURS}.")}
    with running(data=data, keys=KEYS) as server:
        assert run(target(server.url), _wanted(folder, _each(NAMES[0]))).code == 0
    return Organisation(data, theirs)


def by_hand(to: Target) -> None:
    """What a person has made of each kind, from what the other catalog has of it: without a mark."""
    with closing(Http(to)) as http:
        for kind in LISTED:
            if kind.identity is None and kind.name != "downtime":  # names of those, and times of these, are given once
                assert Hands(http, OTHER).copy_bare(kind.name), kind.name


def _each(*names: str) -> dict[tuple[str, str], str]:
    return {(kind, name): SAID[0] for kind in every_kind.EACH for name in names}


def _declared(folder: Path, said: Mapping[tuple[str, str], str], catalog: str = OURS) -> Declared:
    shutil.rmtree(folder / "catalog", ignore_errors=True)
    (folder / "catalog").mkdir(parents=True)
    return every_kind.some(folder / "catalog", said, catalog)


def _wanted(folder: Path, said: Mapping[tuple[str, str], str], catalog: str = OURS) -> Wanted:
    resources = every_kind.resources(_declared(folder, said, catalog))
    return Wanted(resources, [catalog], folder / "journals", catalog=catalog)


class Life:
    """What happens to a catalog and its organisation, step by step."""

    def __init__(self, folder: Path, to: Target, faulty: Faulty, http: Http) -> None:
        self._folder, self._to, self._faulty = folder, to, faulty
        self._said = _each(NAMES[0])
        self.hands = Hands(http, OURS)
        self.wanted = _wanted(folder, self._said)

    def goes_on(self, step: Step) -> str:
        """What happened, in a word or two."""
        match step:
            case Edit():
                return self._edits(step)
            case ByHand(action, kind, pick):
                is_taken = getattr(self.hands, action)(kind, pick)
                return f"{action} by hand" if is_taken else "by hand, refused"
            case Failing():
                return self._fails(step)

    def _edits(self, edit: Edit) -> str:
        if edit.says is None:
            self._said.pop((edit.kind, edit.name), None)
        else:
            self._said[edit.kind, edit.name] = edit.says
        self.wanted = _wanted(self._folder, self._said)
        return "edit of the catalog"

    def _fails(self, step: Failing) -> str:
        self._faulty.calls.clear()
        trap = Trap(lambda call: call.number == step.number, FAULTS[step.fault], step.fault in KILLS)
        self._faulty.rule = trap
        wanted = replace(self.wanted, parallel=step.parallel)
        if trap.is_deadly:
            run_to_be_killed(self._to, wanted, trap)
        else:
            run(self._to, wanted)
        self._faulty.rule = lambda call: None
        return step.fault if trap.caught else "undisturbed"


def converges(was: Organisation, folder: Path, steps: Sequence[Step], met: Counter[str]) -> None:
    shutil.copytree(was.data, folder / "data")
    faulty = Faulty()
    with (
        running(data=folder / "data", keys=KEYS, wrap=faulty.wrap) as server,
        closing(Http(target(server.url))) as http,
    ):
        to = target(server.url)
        life = Life(folder, to, faulty, http)
        met.update(map(life.goes_on, steps))
        clones = [clone for clone in life.hands.clones if life.hands.is_there(*clone)]
        last = run(to, life.wanted)
        plan = session(http, to, life.wanted).plan()
        assert plan.changes == (), last
        assert [one for one in plan.left_alone if not _is_explained(one, life.hands.doubted)] == [], last
        assert last.code == bool(plan.left_alone), last
        assert [clone for clone in clones if not life.hands.is_there(*clone)] == [], "clones of people went"
    there = as_it_is(folder / "data")
    assert {known: there.get(known) for known in was.theirs} == was.theirs


def _is_explained(alone: LeftAlone, doubted: set[str]) -> bool:
    """Whether a person has made it, or what it refers to, a thing that only a person can decide about."""
    return f"{alone.kind} {alone.key}" in doubted or any(f"refers to {each}, " in alone.reason for each in doubted)


@pytest.mark.nightly
def test_whatever_happened_one_apply_makes_it_as_declared(was: Organisation, request: pytest.FixtureRequest) -> None:
    number = 300 if "nightly" in request.config.getoption("markexpr") else 10

    met = Counter[str]()

    @settings(max_examples=number, deadline=None, suppress_health_check=[*HealthCheck], database=None, print_blob=True)
    @given(st.lists(STEPS, min_size=1, max_size=12))
    def one(steps: list[Step]) -> None:
        with TemporaryDirectory() as folder:
            converges(was, Path(folder), steps, met)

    one()
    print(f"{number} lives: {dict(met)}")
