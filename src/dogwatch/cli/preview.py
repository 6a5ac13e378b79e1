"""`dogwatch preview`"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import click

from dogwatch.cli.before_after import draw_changes
from dogwatch.cli.catalogs import Loaded, catalog_options, load_catalog
from dogwatch.cli.for_programs import answer, json_option
from dogwatch.cli.invented import Known, made_up_page
from dogwatch.cli.photograph import chromium, photographed, write
from dogwatch.client import LOCAL_PORT, Http, Target, Unreachable, expect
from dogwatch.errors import UsageError
from dogwatch.kinds import DASHBOARD, Request, Resource
from dogwatch.nearest import nearest

if TYPE_CHECKING:
    from dogwatch.draw import Picture

Body = Mapping[str, Any]

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(
    "preview", help="Draw a dashboard of the catalog, or those that a plan changes, into files: HTML, SVG or PNG."
)
@click.argument("dashboard", required=False)
@click.option("--html", metavar="FILE", type=_FILE, help="A page for a browser.")
@click.option("--svg", metavar="FILE", type=_FILE, help="A picture with texts in it.")
@click.option("--png", metavar="FILE", type=_FILE, help="A picture, made by the Chromium of this machine.")
@click.option("--span", metavar="SPAN", help="How much time it shows, such as 15m, 4h or 1w [default: 1h].")
@click.option("--var", "variables", metavar="NAME=VALUE", multiple=True, help="The value of a template variable.")
@click.option("--from", "url", metavar="URL", help="The embedded Datadog that is asked for values.")
@click.option("--made-up", "invents", is_flag=True, help="Ask none, though one may be running.")
@click.option("--plan", metavar="FILE", type=_FILE, help="Draw what a plan (plan --out) changes, before and after.")
@click.option(
    "--build", metavar="FILE", type=_FILE, help="With --plan: the build it was made from, for SLOs and units."
)
@click.option(
    "--out", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False), help="With --plan: where to."
)
@catalog_options
@json_option("ok, dashboard, source, files; with --plan ok, index, dashboards, has_png")
def command(
    dashboard: str | None,
    html: Path | None,
    svg: Path | None,
    png: Path | None,
    span: str | None,
    variables: tuple[str, ...],
    url: str | None,
    invents: bool,
    plan: Path | None,
    build: Path | None,
    out: Path | None,
    catalog: Path | None,
    env: str | None,
    as_json: bool,
) -> None:
    files = _Files(html, svg, png)
    if plan is not None:
        if dashboard or any(files) or span or variables or url or invents or catalog or env:
            raise UsageError("--plan says all that is drawn; beside it stand --out and --build alone")
        if out is None:
            raise UsageError("say where the pictures go: --out FOLDER")
        draw_changes(plan, build, out, as_json=as_json)
        return
    if build is not None or out is not None:
        raise UsageError("--out and --build go with --plan FILE")
    if dashboard is None:
        raise UsageError("name a dashboard, by its key or its title; or what a plan changes, with --plan FILE")
    if url and invents:
        raise UsageError("--from names who is asked, and --made-up that nobody is; write one of the two")
    if not any(files):
        raise UsageError("say what to write: --html FILE, --svg FILE or --png FILE, or several of them")
    browser = None if png is None else chromium()
    from dogwatch import draw  # with numpy; whoever asks for help does without

    if span is not None and draw.seconds(span) is None:
        raise UsageError(f"{span!r} is no span of time; write one such as 15m, 4h, 1d or 1w")
    loaded = load_catalog(catalog, env)
    chosen = _chosen(dashboard, loaded)
    asked = _Asked(chosen.body, span, _variables(variables, chosen.body))
    asking = None if invents else _running(url)
    drawn = _made_up(asked, loaded) if asking is None else _measured(asked, loaded, asking)
    source = "made-up values" if asking is None else f"what {asking.url} has measured"
    if html is not None:
        write(html, drawn.html.encode())
    if svg is not None:
        write(svg, drawn.picture.text.encode())
    if png is not None and browser is not None:
        write(png, photographed(drawn.picture.text, drawn.picture.width, drawn.picture.height, browser))
    written = [file for file in files if file is not None]
    if as_json:
        asked_of = None if asking is None else asking.url
        answer({"dashboard": chosen.key, "source": asked_of, "files": [str(file) for file in written]})
        return
    for file in written:
        click.echo(f"{file}: {chosen.body['title']}, with {source}")


class _Files(NamedTuple):
    html: Path | None
    svg: Path | None
    png: Path | None


class _Drawn(NamedTuple):
    html: str
    picture: Picture


class _Asked(NamedTuple):
    dashboard: Body
    span: str | None
    variables: dict[str, list[str]]


def _chosen(name: str, loaded: Loaded) -> Resource:
    """The dashboard of a key, with or without the catalog's name, or of a title."""
    found = [each for each in loaded.resources if each.kind == DASHBOARD.name]
    if not found:
        raise UsageError(f"the catalog {loaded.declared.catalog.name} declares no dashboard")
    names: dict[str, Resource] = {}
    for each in found:
        for known in (each.key, each.key.partition("/")[2], str(each.body.get("title", ""))):
            names.setdefault(known, each)
    if name in names:
        return names[name]
    folded = {known.casefold(): each for known, each in names.items()}
    if name.casefold() in folded:
        return folded[name.casefold()]
    meant = nearest(name, names)
    help = f"did you mean {meant!r}?" if meant else f"it has {', '.join(each.key for each in found)}"
    raise UsageError(f"the catalog has no dashboard {name!r}; {help}")


def _variables(given: Sequence[str], dashboard: Body) -> dict[str, list[str]]:
    from dogwatch import draw

    known = draw.choices(dashboard, {})
    found: dict[str, list[str]] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not value:
            raise UsageError(f"--var {text} gives no value; write it as in --var env=prod")
        if name not in known:
            meant = nearest(name, known)
            help = f"did you mean {meant!r}?" if meant else f"it has {', '.join(known) or 'none'}"
            raise UsageError(f"the dashboard has no variable {name!r}; {help}")
        found.setdefault(name, []).append(value)
    return found


def _running(url: str | None) -> Target | None:
    """The embedded Datadog to ask: the one that is named, or one that answers on this machine."""
    if url is not None:
        target = _local_target(url.rstrip("/"))
        if not _is_embedded(target):
            raise UsageError(f"no embedded Datadog answers at {url}; start it with dogwatch up, or leave --from out")
        return target
    host = os.environ.get("DATADOG_HOST", "").rstrip("/")
    target = Target(host or f"http://127.0.0.1:{LOCAL_PORT}", "prod", "local", "local")
    return target if target.is_here and _is_embedded(target) else None


def _local_target(url: str) -> Target:
    target = Target(url, "prod", "local", "local")
    if urlsplit(url).scheme not in ("http", "https") or not target.is_here:
        raise UsageError(f"{url} is no address of an embedded Datadog; write one such as http://127.0.0.1:{LOCAL_PORT}")
    return target


def _is_embedded(target: Target) -> bool:
    """Whether it answers what only the embedded Datadog has."""
    send = Http(target)
    try:
        return send(Request("GET", "/local/intake")).status == 200
    except Unreachable:
        return False
    finally:
        send.close()


def _measured(asked: _Asked, loaded: Loaded, target: Target) -> _Drawn:
    from dogwatch import draw

    known = Known.of(loaded.resources)
    body = {
        "dashboard": asked.dashboard,
        "slos": known.slos,
        "metadata": known.metadata,
        "span": asked.span,
        "variables": asked.variables,
    }
    send = Http(target)
    try:
        answer = expect(send(Request("POST", "/local/preview", body=body)), "/local/preview")
    finally:
        send.close()
    return _Drawn(answer["html"], draw.Picture(answer["svg"], answer["width"], answer["height"]))


def _made_up(asked: _Asked, loaded: Loaded) -> _Drawn:
    from dogwatch import draw

    page = made_up_page(asked.dashboard, Known.of(loaded.resources), int(time.time()), asked.span, asked.variables)
    return _Drawn(draw.document(page), draw.picture(page))
