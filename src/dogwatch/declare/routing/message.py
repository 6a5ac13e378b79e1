"""The message of a monitor: what broke for whom, since when, runbook and dashboard, team, and who is told.

Datadog renders `{{...}}` when it notifies; the template's own marks are `<< >>` and `<% %>`. A handle that stands in a
block is told at that transition only (docs: monitors, notification variables). So those of `page` stand in the alert
and in its end. A pager keeps an alert open until it hears of a recovery, and after Alert → Warn → OK or Alert → No Data
→ OK that is none of an alert: pagers hear of every recovery, and one that they have no alert for is nothing to them.
People who read `page` in a channel hear instead that an alert has become a warning.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Template

from dogwatch.declare.addresses import address, page_address
from dogwatch.declare.declaration import Declaration
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.routing.recipients import recipients
from dogwatch.declare.routing.transitions import has_warning_threshold, renotified, tells_of_no_data, warns
from dogwatch.declare.setting import Setting
from dogwatch.declare.slo import Slo
from dogwatch.declare.team import Handles
from dogwatch.message import Transition, handles_in, has_blocks

# Datadog evaluates once a minute, so nothing lasts less (docs: monitors, configuration).
_LASTED = '{{eval "ceil(triggered_duration_sec/60)"}} minutes'
_VALUES = (
    *("lead", "title", "what", "apart", "warning", "absence", "lasted", "renotifies", "where", "why", "runbook"),
    *("dashboard", "team", "always", "page", "escalate", "pagers", "readers"),
)
_ABSENCE = "nothing was measured, so nobody knows how it does. Perhaps it does not run, or does not report."


def message(monitor: Monitor, setting: Setting, options: Mapping[str, Any]) -> str:
    """The text that Datadog sends for a monitor with these options; only blocks that can be shown stand in it.

    Of a monitor that tells nobody it is only what it is. A message of its own stands as it is written.
    """
    if monitor.message is not None or monitor.is_imported:
        return monitor.message or ""
    if not monitor.tells:
        return monitor.what.strip()
    again = renotified(monitor.type, options)
    told = recipients(monitor, setting, escalates=Transition.RENOTIFY in again)
    return _rendered(
        lead=_lead(monitor),
        title=monitor.title.strip(),
        what=monitor.what.strip(),
        apart=_is_apart(monitor),
        warning=_warning(monitor, options),
        absence=(monitor.absence.strip() or _ABSENCE) if tells_of_no_data(options) else None,
        lasted=_LASTED,
        renotifies=bool(again),
        where=_where(monitor, setting),
        why=monitor.why.strip(),
        runbook=_runbook(monitor, setting),
        dashboard=_dashboard(monitor, setting),
        team=setting.team_of(monitor).name,
        always=_joined(told.always),
        page=_joined(told.page),
        escalate=_joined(told.escalate),
        pagers=_joined(told.pagers),
        readers=_joined(told.readers),
    )


def description(slo: Slo, setting: Setting) -> str:
    """The text that stands at an SLO: what is promised, to whom, where to read on, and who answers; or its own."""
    if slo.description is not None or slo.is_imported:
        return slo.description or ""
    runbook = _runbook(slo, setting)
    lines = [" ".join(filter(None, (slo.what.strip(), slo.why.strip()))), "", f"For: {_lead(slo)}"]
    lines += [f"Runbook: {runbook}"] if runbook else []
    return "\n".join([*lines, f"Team: {setting.team_of(slo).name} ({_where(slo, setting)})"])


def _joined(handles: Handles) -> str:
    return " ".join(map(str, handles))


def _lead(thing: Declaration) -> str:
    """What it concerns: the feature and what it does for people."""
    feature = thing.feature
    if feature is None:
        return str(thing.service or thing.name)
    return f"{feature.name} ({feature.description})" if feature.description else feature.name


def _where(thing: Declaration, setting: Setting) -> str:
    feature = thing.feature
    service = thing.service or (feature.service if feature else None)
    parts = [f"service {service}" if service else "", f"tier {feature.tier}" if feature else "", setting.env]
    return ", ".join(filter(None, parts))


def _is_apart(monitor: Monitor) -> bool:
    """Whether what it says stands outside of blocks: with handles or blocks in it, it says itself who hears what."""
    return has_blocks(monitor.what) or bool(handles_in(monitor.what))


def _warning(monitor: Monitor, options: Mapping[str, Any]) -> str | None:
    """What a warning says; both numbers where there are any."""
    if not warns(monitor.type, options):
        return None
    begin = "" if _is_apart(monitor) else f"{_lead(monitor)}: {monitor.what.strip()} "
    if not has_warning_threshold(options) or monitor.type == "service check":
        return f"{begin}This is a warning."
    return f"{begin}This is a warning: it warns at {{{{warn_threshold}}}} and alerts at {{{{threshold}}}}."


def _runbook(thing: Declaration, setting: Setting) -> str | None:
    return address(setting.catalog, thing.feature.runbook if thing.feature else None)


def _dashboard(monitor: Monitor, setting: Setting) -> str | None:
    """The feature's own address, else its page in Datadog around the time at which it triggered."""
    feature = monitor.feature
    if feature is None:
        return None
    if feature.dashboard is not None:
        return feature.dashboard and address(setting.catalog, feature.dashboard)
    page = setting.pages.get(feature.name)
    return page_address(setting.app, page.reference, setting.env) if page else None


def _rendered(**values: object) -> str:
    """The template with these values. It asks only which of them there are, so messages alike in that share a frame."""
    return (_frame(*[name for name, value in values.items() if value]) % values).strip()


@lru_cache(maxsize=256)
def _frame(*there: str) -> str:
    """The template with `%(name)s` in the place of each value that is there; rendering it takes ten times as long."""
    template = _template()
    marks = {name: f"\0({name})s" if name in there else "" for name in _VALUES}
    rendered = "".join(template.root_render_func(template.new_context(marks, shared=True)))
    return rendered.replace("%", "%%").replace("\0", "%")


@cache
def _template() -> Template:
    source = (Path(__file__).parent / "templates" / "message.txt").read_text(encoding="utf-8")
    environment = Environment(
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        undefined=StrictUndefined,
        autoescape=False,  # Datadog's messages are Markdown, not HTML
        trim_blocks=True,
    )
    return environment.from_string(source)
