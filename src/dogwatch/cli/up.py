"""`dogwatch up`"""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import click

from dogwatch.cli.for_programs import answer, json_option
from dogwatch.cli.lasting import Lasting
from dogwatch.cli.telling import Telling
from dogwatch.client import LOCAL_PORT
from dogwatch.errors import CatalogError
from dogwatch.values import Duration

if TYPE_CHECKING:
    from dogwatch.cli.catalogs import Loaded
    from dogwatch.judge import Notification
    from dogwatch.local import DeclaredFeature, Running

Command: TypeAlias = Callable[..., Any]


def _path(name: str, help: str) -> Callable[[Command], Command]:
    return click.option(name, type=click.Path(path_type=Path), help=help)


@click.command("up", help="Run the embedded Datadog on this machine until Ctrl-C.")
@click.option("--port", default=LOCAL_PORT, show_default=True, help="0 takes a free one.")
@click.option("--dogstatsd-port", default=8125, show_default=True, help="For metrics of services, by UDP.")
@_path("--dogstatsd-socket", "Take them at a Unix socket too, as datagrams.")
@_path("--dogstatsd-stream-socket", "Take them at a Unix socket too, as streams.")
@click.option("--trace-port", default=8126, show_default=True, help="For traces of services.")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="Keep everything in this folder.")
@click.option("--durable", is_flag=True, help="Survive a power cut too, at the cost of speed.")
@click.option("--delay", type=Lasting(), default="0s", show_default=True, help="Answer each request this much later.")
@click.option("--writes-a-minute", type=click.IntRange(1), help="Answer 429 to more than these.")
@click.option("--most-in-flight", type=click.IntRange(1), help="Answer 512 to more requests at once.")
@click.option(
    "--receiver",
    "receivers",
    multiple=True,
    metavar="HANDLE=URL",
    help="Post there what tells @webhook-NAME, @slack-CHANNEL or @slack-*; may be repeated.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print no line for each notification.")
@json_option("once it answers ok, url, dogstatsd_port, trace_port; nothing after")
@_path("--catalog", "Catalog whose dashboards are shown before they are applied [default: the one that is here].")
@click.option("--env", metavar="NAME", help="Environment to expand the catalog for (DD_ENV, else prod).")
def command(
    port: int,
    dogstatsd_port: int,
    dogstatsd_socket: Path | None,
    dogstatsd_stream_socket: Path | None,
    trace_port: int,
    data: Path | None,
    durable: bool,
    delay: Duration,
    writes_a_minute: int | None,
    most_in_flight: int | None,
    receivers: tuple[str, ...],
    quiet: bool,
    as_json: bool,
    catalog: Path | None,
    env: str | None,
) -> None:
    from dogwatch.local import Agent, Limits, receiver_at, serve

    agent = Agent(dogstatsd_port, dogstatsd_socket, dogstatsd_stream_socket, trace_port)
    complain = partial(click.echo, err=True)

    def announce(server: Running) -> None:
        if as_json:
            agent = server.agent
            answer({"url": server.url, "dogstatsd_port": agent.dogstatsd_port, "trace_port": agent.trace_port})
        else:
            _announce(server)
        show_catalog(server, catalog, env)

    serve(
        data=data,
        port=port,
        durable=durable,
        delay=delay.seconds,
        limits=Limits(writes_a_minute, most_in_flight),
        agent=agent,
        announce=announce,
        complain=complain,
        receivers=[receiver_at(*_split(each)) for each in receivers],
        tell=_tell_nothing if quiet or as_json else partial(tell, Telling(click.echo)),
    )


def _split(receiver: str) -> tuple[str, str]:
    handle, _, url = receiver.partition("=")
    return handle, url


def tell(telling: Telling, notification: Notification) -> None:
    """A line for what somebody is told; parts of composites tell nobody."""
    if notification.handles:
        at = datetime.fromtimestamp(notification.at).strftime("%H:%M")
        telling.put(f"{at} {notification.title}: {', '.join(notification.handles)}")


def _tell_nothing(notification: Notification) -> None:
    """For who wants no lines."""


def _announce(server: Running) -> None:
    click.echo(f"The embedded Datadog answers at {server.url} until Ctrl-C.")
    click.echo(f"For other programs: DATADOG_HOST={server.url} DD_API_KEY=local DD_APP_KEY=local")
    ports = f"DD_DOGSTATSD_PORT={server.agent.dogstatsd_port} DD_TRACE_AGENT_PORT={server.agent.trace_port}"
    click.echo(f"For services: DD_AGENT_HOST=127.0.0.1 {ports}")
    click.echo(f"For people: {server.url}/ shows features, alerts and dashboards in a browser.")


def show_catalog(server: Running, given: Path | None, env: str | None) -> None:
    """Shows the dashboards of the catalog that is here, once it answers; one with mistakes stops nothing."""
    from dogwatch.cli.catalogs import catalog_path, environment, load_catalog  # whoever asks for help does without

    path = catalog_path(given)
    if given is None and not path.exists():
        return
    often = gc.get_threshold()
    try:
        loaded = load_catalog(path, env, app=server.url)
        server.declare(loaded.resources, _features(loaded, environment(env), path.absolute().parent))
    except CatalogError as error:
        click.echo(f"{path} has mistakes, so none of its dashboards is shown before it is applied:", err=True)
        click.echo(str(error), err=True)
    finally:
        gc.set_threshold(*often)  # a catalog is loaded without looking for garbage, and this goes on for days


def _features(loaded: Loaded, env: str, folder: Path) -> list[DeclaredFeature]:
    """What the browser shows of them; runbooks without an address lie in the folder."""
    from dogwatch.declare import address
    from dogwatch.local import DeclaredFeature

    return [
        DeclaredFeature(
            each.name,
            env,
            each.team if isinstance(each.team, str) else each.team.name,
            each.service,
            each.tier,
            each.description,
            address(loaded.declared.catalog, each.runbook),
            *_lying(folder, each.runbook),
        )
        for each in loaded.declared.features
    ]


def _lying(folder: Path, runbook: str | None) -> tuple[str, Path | None]:
    """The path of a runbook below the folder, and the file; of one that is elsewhere, nothing."""
    if runbook is None or "://" in runbook or not (folder / runbook).is_file():
        return "", None
    return runbook.lstrip("/"), folder / runbook.lstrip("/")
