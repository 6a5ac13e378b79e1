"""The sample shop as it stays open behind the demo, and what a person can do with it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

# A third of these visits begin in a second: a page has something to show, and a laptop has time for other things.
_RATE = 6.0
_BROKEN = "--errors checkout 20%"


@contextmanager
def open_shop(environ: Mapping[str, str], agent: str) -> Iterator[str]:
    """Opens it in the folder that is here, at the same hour all the time; the folder of its switches."""
    from dogwatch.drill import opened, opening

    here = Path.cwd()
    with opening(here, environ, agent, rate=_RATE, seed=1) as process:
        yield opened(here, process).folder


def what_next(url: str, activate: str, switches: str) -> str:
    """What to look at, break, mend and change, as lines to copy into a second terminal."""
    switch = f"python -m examples.shop.switches {switches}"
    lines = [
        ("Look", f"{url}/ in a browser"),
        ("", f"cd {shlex.quote(str(Path.cwd()))} && . {shlex.quote(activate)}"),
        ("", f"export DATADOG_HOST={url}"),
        ("Break", f"{switch} {_BROKEN}"),
        ("See", f"{url}/notifications tells within two minutes, and leads to the runbook"),
        ("Mend", switch),
        ("Change", "a limit in features.py, then: dogwatch check; dogwatch test; dogwatch plan --local"),
        ("Apply", "dogwatch apply --local"),
        ("Train", "dogwatch drill --list"),
    ]
    return "\n".join(f"  {name:7} {what}" for name, what in lines)
