"""`dogwatch demo`"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dogwatch.cli import sample_shop, slow_shop
from dogwatch.cli.catalogs import catalog_path, load_catalog
from dogwatch.cli.interruption import ended_by_sigterm
from dogwatch.cli.open_shop import open_shop, what_next
from dogwatch.cli.telling import Telling
from dogwatch.cli.up import show_catalog, tell
from dogwatch.client import Http, expect, local
from dogwatch.errors import DogwatchError, StalePlan, UsageError
from dogwatch.kinds import METRIC_TAGS, Request

if TYPE_CHECKING:
    from dogwatch.judge import Notification

_FEATURE = "checkout"
_FILE, _BEFORE, _AFTER = "monitors/by_hand.py", "warn=3600", "warn=5400"
_CHANGED = "search/index-is-old"
# Long enough for what processes say of themselves every ten seconds.
_OPEN_FOR = "12s"


@click.command("demo", help="From the catalog to monitors in the embedded Datadog: a tour that needs no account.")
@click.option("--once", is_flag=True, help="End after the tour instead of serving until Ctrl-C.")
def command(once: bool) -> None:
    from dogwatch.local import Agent, running

    changed = Path(_FILE)
    if not changed.is_file() or _BEFORE not in changed.read_text(encoding="utf-8"):
        raise UsageError(
            f"the demo changes {_BEFORE} in a copy of {_FILE}, and there is none here; run it where one is"
        )
    aloud = threading.Event()
    telling = Telling(click.echo)

    def hear(notification: Notification) -> None:
        if aloud.is_set():
            tell(telling, notification)

    with ended_by_sigterm(), running(agent=Agent(0), tell=hear) as server:
        click.echo(f"The embedded Datadog answers at {server.url}; open that in a browser to see what happens.")
        show_catalog(server, None, "prod")
        agent = f"udp://127.0.0.1:{server.agent.dogstatsd_port}"
        _tour(server.url, agent)
        if not once:
            aloud.set()
            _serve(server.url, agent)


def _tour(url: str, agent: str) -> None:
    here = Path.cwd()
    _say(f"The catalog is {_shown(catalog_path(None))}. Has it mistakes?")
    _run(here, url, "check")
    _say(f"What would change in Datadog for {_FEATURE}? What reads percentiles waits until the shop has reported.")
    _run(here, url, "plan", "--local", "--feature", _FEATURE)
    _say("Make all of it so.")
    _run(here, url, "apply", "--local", "--yes")
    _report(url, agent)
    _say("The shop has reported. Now the rest can be made.")
    _run(here, url, "apply", "--local", "--yes")
    _say("Again: there is nothing to do.")
    _run(here, url, "plan", "--local")
    with tempfile.TemporaryDirectory(prefix="dogwatch-demo-") as folder:
        copy = _copy(here, Path(folder))
        _change(copy)
        _say(f"In a copy of {_FILE}, {_BEFORE} becomes {_AFTER}.")
        _run(copy, url, "plan", "--local")
        _run(copy, url, "apply", "--local", "--yes")
    _say("The monitor as Datadog stores it:")
    _show_stored(url)
    if not sample_shop.missing():
        _alert(url, agent)
    with tempfile.TemporaryDirectory(prefix="dogwatch-demo-") as folder:
        _refuse_a_stale_plan(_copy(here, Path(folder)), url)


def _refuse_a_stale_plan(catalog: Path, url: str) -> None:
    """Saves a plan, has a hand change what it is about, shows that it is not carried out any more, and plans again."""
    _say(f"A plan can wait in a file until somebody has read it. This one puts {_BEFORE} back.")
    _run(catalog, url, "plan", "--local", "--out", "plan.json")
    found = _stored(url)
    _say(f"Meanwhile somebody changes the same monitor by hand, {found['id']}. Then the plan is not carried out:")
    words = {"message": f"{found['message']}\nBy hand: call me first."}
    _ask(url, Request("PUT", f"/api/v1/monitor/{found['id']}", body=words))
    _run(catalog, url, "apply", "plan.json", "--local", "--yes", code=StalePlan.exit_code)
    _say("So it is planned again, which shows what was written by hand before it goes.")
    _run(catalog, url, "plan", "--local")
    _run(catalog, url, "apply", "--local", "--yes")


def _shown(catalog: Path) -> str:
    return str(catalog) if catalog.suffix else f"{catalog}/"


def _serve(url: str, agent: str) -> None:
    """With the shop open where there is one, so that a browser has something to show."""
    if sample_shop.missing():
        _say(f"Serving at {url} until Ctrl-C. Try: DATADOG_HOST={url} {_beside('dogwatch')} plan --local")
        _wait_for_a_signal()
    else:
        with open_shop(os.environ, agent) as folder:
            _say(f"Serving at {url} until Ctrl-C, and the shop is open again. What now, in a second terminal:")
            click.echo(what_next(url, _beside("activate"), folder))
            _wait_for_a_signal()
    click.echo("Stopped.")


def _beside(name: str) -> str:
    """A file beside this Python, as it is typed here."""
    path = Path(sys.executable).with_name(name)
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def _wait_for_a_signal() -> None:
    """Rather than for the terminal: there may be none."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, frame: stop.set())
    sys.stdout.flush()
    stop.wait()


def _report(url: str, agent: str) -> None:
    """What the catalog's metrics are of: the sample shop beside it, or where there is none, or not what it needs, one
    value each."""
    missing = sample_shop.missing()
    if not missing:
        _say(f"{sample_shop.FOLDER}/ opens for {_OPEN_FOR}: two services under ddtrace-run, and people who visit them.")
        _run_shop(url, agent)
    else:
        _say(f"The sample shop {missing}, so one value of each metric is sent in its place.")
        _report_one_each(url)


def _alert(url: str, agent: str) -> None:
    """Slow calls, and what is told of them: real calls, on the real clock."""
    _say(
        f"Now {slow_shop.FEATURE} gets slow: each call takes a second longer. {slow_shop.MONITOR} looks at the last"
        " 5 minutes, so it alerts at the first full minute in which more than one call of twenty was slow."
    )
    click.echo(f"$ python {' '.join(slow_shop.ARGUMENTS)}")
    sys.stdout.flush()
    told, seconds = slow_shop.wait_for_alert(_surroundings(url, agent), lambda: _inbox(url))
    if told is None:
        raise DogwatchError(f"the demo ends here: {slow_shop.MONITOR} has told nobody within {seconds:.0f} s")
    _say(f"{seconds:.0f} s later, at {_clock_time(told['at'])}, it tells {', '.join(told['handles'])}:")
    click.echo(told["title"])
    click.echo(textwrap.indent(re.sub(r"\n{3,}", "\n\n", told["message"].strip()), "  "))
    others = [each["title"] for each in _inbox(url) if each["handles"] and each["id"] != told["id"]]
    if others:
        _say("Also told in the meantime, since this shop is small, and was closed for a while:")
        click.echo("\n".join(others))


def _clock_time(second: int) -> str:
    return datetime.fromtimestamp(second).strftime("%H:%M")


def _inbox(url: str) -> list[Any]:
    return list(_ask(url, Request("GET", "/local/notifications"))["notifications"])


def _run_shop(url: str, agent: str) -> None:
    arguments = ["-m", "examples.shop", "--for", _OPEN_FOR, "--rate", "8", "--read-back"]
    click.echo(f"$ python {' '.join(arguments)}")
    environ = _surroundings(url, agent)
    if subprocess.run([sys.executable, *arguments], env=environ, check=False).returncode:
        raise DogwatchError("the demo ends here: the shop did not report all that it should")


def _surroundings(url: str, agent: str) -> dict[str, str]:
    return {**os.environ, "DATADOG_HOST": url, "DD_DOGSTATSD_URL": agent, "DD_ENV": "prod"}


def _report_one_each(url: str) -> None:
    kept = [resource.body for resource in load_catalog(None, "prod").resources if resource.kind == METRIC_TAGS.name]
    now = int(time.time())
    for body in kept:
        type = body["attributes"]["metric_type"]
        series = {"metric": body["id"], "points": [[now, 1]], "tags": ["env:prod"], "type": type}
        if type == "distribution":
            points = {**series, "points": [[now, [0.1]]]}
            _ask(url, Request("POST", "/api/v1/distribution_points", body={"series": [points]}))
        else:
            _ask(url, Request("POST", "/api/v1/series", body={"series": [series]}))


def _ask(url: str, request: Request) -> Any:
    transport = Http(local(port=int(url.rpartition(":")[2])))
    try:
        return expect(transport(request), request.path)
    finally:
        transport.close()


def _say(sentence: str) -> None:
    click.echo(f"\n{click.style(sentence, bold=True) if sys.stdout.isatty() else sentence}")


def _run(folder: Path, url: str, *arguments: str, code: int = 0) -> None:
    """One command as a person would type it; the demo ends when it ends otherwise than with the code."""
    click.echo(f"$ dogwatch {' '.join(arguments)}")
    environ = {**os.environ, "DATADOG_HOST": url}
    environ.pop("DD_ENV", None)
    said = subprocess.STDOUT if code else None  # a refusal is part of the tour
    command = [sys.executable, "-m", "dogwatch", *arguments]
    ended = subprocess.run(command, cwd=folder, env=environ, stderr=said, check=False)
    if ended.returncode != code:
        raise DogwatchError(f"the demo ends here: dogwatch {' '.join(arguments)} ended with {ended.returncode}")


def _copy(catalog: Path, folder: Path) -> Path:
    """The catalog in another folder."""
    for package in ("features", "monitors", "dashboards_py"):
        if (catalog / package).is_dir():
            shutil.copytree(catalog / package, folder / package)
    if (catalog / "features.py").is_file():
        shutil.copy(catalog / "features.py", folder)
    return folder


def _change(folder: Path) -> None:
    """Changes one threshold of the catalog there."""
    text = (folder / _FILE).read_text(encoding="utf-8")
    (folder / _FILE).write_text(text.replace(_BEFORE, _AFTER, 1), encoding="utf-8")


def _show_stored(url: str) -> None:
    """Prints the monitor that was changed, as the API hands it out."""
    click.echo(json.dumps(_stored(url), indent=2, ensure_ascii=False))


def _stored(url: str) -> Any:
    """The monitor that was changed."""
    monitors = [resource for resource in load_catalog(None, "prod").resources if resource.key.endswith(_CHANGED)]
    mark = monitors[0].body["tags"][-1]
    found = _ask(url, Request("GET", "/api/v1/monitor", (("monitor_tags", mark),)))
    return found[0]
