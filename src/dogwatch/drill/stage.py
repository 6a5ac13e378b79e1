"""A drill on its stage: the embedded Datadog with a week behind it, the shop that reports to it, and what breaks."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from dogwatch.client import Http, Send, expect, local
from dogwatch.errors import DogwatchError

from .clock import Clock
from .drill import Drill
from .past import STEP, WEEK, Past, read
from .relay import Relay, relaying
from .shop import Shop, opened, opening
from .witness import Told, Witness

if TYPE_CHECKING:
    from dogwatch.local import Running

FIRST, MINUTE = "1.0.0", 60
# Visits that begin in a second when most people are there; a third of that at the hour in which a drill takes place.
_RATE = 10.0
# How long the shop rehearses, in seconds: long enough to have done everything it does.
_REHEARSAL = 3.0
# The seconds after which all that was counted before is on its way: a service sends each second, and a visit goes on.
_SENT = 3.0
# The minutes between the trainee's coming and the break.
_EARLIEST, _LATEST = 3.0, 6.0
# So many minutes of the clock, and seconds of the real one, a monitor has to tell of it.
_PATIENCE_MINUTES, _PATIENCE_SECONDS = 60, 60
_POLL = 0.1


@dataclass
class Stage:
    """What the trainee works with; `broke_at` is the second of the clock at which it broke.

    `shop` has the switches: the shop itself, or the process of the version that breaks.
    """

    server: Running
    clock: Clock
    send: Send
    relay: Relay
    shop: Shop
    times: float
    chance: random.Random
    broke_at: float = 0.0
    witness: Witness = field(init=False)

    def __post_init__(self) -> None:
        self.witness = Witness(self.send)

    def begin(self) -> None:
        """Has the clock go, and what the shop sends arrive."""
        self.relay.pass_on(self.times)
        self.clock.go(self.times)

    def switch(self, drill: Drill) -> None:
        """Breaks it now."""
        self.shop.switch([each.format(pace=max(1, round(self.times / 2))) for each in drill.breaks])

    def break_(self, drill: Drill) -> None:
        """Breaks it after a while; what began before is broken already."""
        if drill.ago:
            return
        time.sleep(self.chance.uniform(_EARLIEST, _LATEST) * MINUTE / self.times)
        self.switch(drill)
        self.broke_at = self.clock.second

    def wait_for_alert(self, drill: Drill) -> Told:
        """What is told first of it; DogwatchError where nobody is told in time."""
        begin, end = time.monotonic(), self.clock.second + _PATIENCE_MINUTES * MINUTE
        while self.clock.second < end or time.monotonic() < begin + _PATIENCE_SECONDS:
            told = self.witness.alert(drill, self.broke_at)
            if told is not None:
                return told
            time.sleep(_POLL)
        names = ", ".join(f"{drill.feature}/{name}" for name in drill.monitors)
        raise DogwatchError(f"the drill ends here: of {names} none has told anybody within {_PATIENCE_MINUTES} minutes")

    def prove(self, drill: Drill) -> None:
        """Raises DogwatchError where what is measured does not show the cause: then no answer could be judged.

        An alert may come within the minute in which it broke, of which half was well; the next one is waited for.
        """
        begin = self.broke_at + MINUTE
        while self.clock.second < begin + MINUTE:
            time.sleep(_POLL)
        greatest = self.witness.greatest(drill.evidence.query, begin, self.clock.second)
        if not drill.evidence.holds(greatest):
            raise DogwatchError(
                f"the drill ends here: {drill.evidence.query} is {greatest:g} at most, which is not what it is about"
            )


@contextmanager
def staged(
    drill: Drill,
    repository: Path,
    environ: Mapping[str, str],
    *,
    times: float,
    seed: int,
    prepare: Callable[[Running], None],
) -> Iterator[Stage]:
    """The stage while the block lasts; `prepare` applies the catalog, once the metrics have reported.

    The clock is `times` as fast as the real one, and stands until the stage begins.
    """
    from dogwatch.local import Agent, running  # whoever lists the drills does without numpy

    chance = random.Random(seed)
    now = time.time() // MINUTE * MINUTE
    clock = Clock(now - WEEK - STEP)
    with ExitStack() as stack:
        server = stack.enter_context(running(agent=Agent(0), now=clock))
        assert server.agent.dogstatsd_port is not None
        relay = stack.enter_context(relaying(server.agent.dogstatsd_port))
        transport = stack.enter_context(closing(Http(local(port=int(server.url.rpartition(":")[2])))))
        versions = [FIRST, *([drill.release] if drill.release else [])]
        processes = [
            stack.enter_context(
                opening(repository, environ, relay.url, rate=_RATE / len(versions), seed=seed + n, version=version)
            )
            for n, version in enumerate(versions)
        ]
        shops = [opened(repository, process) for process in processes]
        stage = Stage(server, clock, transport, relay, shops[-1], times, chance)
        stage.broke_at = _rehearse(stage, drill, now)
        broken = time.monotonic()
        prepare(server)
        time.sleep(max(0.0, broken + _SENT - time.monotonic()))  # a call from before the break is none of after it
        relay.held()
        yield stage


def _rehearse(stage: Stage, drill: Drill, now: float) -> float:
    """Has the shop work for a while, and writes a week of it; returns the second at which it broke in that, or now."""
    began = now - round(drill.ago * stage.chance.uniform(0.9, 1.1)) * MINUTE
    stage.relay.held()
    time.sleep(_REHEARSAL)
    past = Past(read(stage.relay.held()), _REHEARSAL, began, drill.shifts)
    if not past.values:
        raise DogwatchError("the drill ends here: the shop is open, and nothing that it measures arrives")
    # From before the week on, so that the hours that are seen have some to be compared with.
    for end in range(int(now) - WEEK, int(now) + 1, STEP):
        stage.clock.put(end)
        for request in past.requests(end - STEP, end, now):
            expect(stage.send(request), request.path)
    if drill.ago and drill.breaks:
        stage.switch(drill)
    return began
