"""What is wrong with teams and their handles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dogwatch.declare import rules
from dogwatch.declare.catalog import Catalog
from dogwatch.declare.source import argument_place
from dogwatch.declare.team import Team
from dogwatch.errors import Mistake
from dogwatch.message import is_mail, is_pager, wrong_handle

# A user or an organisation has at most 39 letters, digits and single hyphens (docs.github.com: usernames).
_GITHUB = re.compile(r"@(?!.{40})[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?:/[A-Za-z0-9][\w.-]*)?", re.ASCII)

Said = Iterator[tuple[str, str]]


def team_mistakes(team: Team, catalog: Catalog) -> Iterator[Mistake]:
    """Every mistake in a team by itself, under the argument that holds it."""
    yield from rules.name("team", team.name, team.place)
    said = {
        **{argument: _handles(getattr(team, argument)) for argument in ("page", "notify")},
        "email": _mails(team),
        "escalate": _escalation(team),
        "elsewhere": _elsewhere(team, catalog),
        "github": _github(team.github),
        "custom_metrics": _custom_metrics(team.custom_metrics),
    }
    for argument, sentences in said.items():
        for seen, remedy in sentences:
            yield Mistake(argument_place(team.place, argument), f"team {team.name}: {argument}", seen, remedy)


def _handles(handles: tuple[object, ...]) -> Said:
    yield from filter(None, map(wrong_handle, handles))


def _mails(team: Team) -> Said:
    for handle in team.email:
        if wrong := wrong_handle(handle):
            yield wrong
        elif not is_mail(handle):
            yield f"{handle!r} is no mail address", "write one as in '@payments@example.com'"


def _escalation(team: Team) -> Said:
    yield from _handles(team.escalate)
    if team.escalate and not team.page:
        yield "alerts that wake somebody escalate, and it has no page", 'give it page="@pagerduty-…", or leave it out'


def _elsewhere(team: Team, catalog: Catalog) -> Said:
    for env, handles in team.elsewhere.items():
        if not env:
            yield (
                f"{next(iter(handles), env)!r} names no environment",
                "write it as in {'staging': '@slack-payments-staging'}",
            )
            continue
        yield from rules.environment(env)
        if env in catalog.production:
            yield f"{env!r} is production, where the tiers say who is told", "leave it out, and write page= or notify="
        yield from _handles(handles)
        for handle in handles:
            if is_pager(handle):
                seen = f"{handle!r} wakes somebody, and nothing of {env} is worth that"
                yield seen, "write a channel, as in '@slack-payments-staging'"


def _github(name: object) -> Said:
    if name is not None and not (isinstance(name, str) and _GITHUB.fullmatch(name)):
        yield f"{name!r} is no team or user of GitHub", "write '@organisation/team' or '@user', as in '@shop/payments'"


def _custom_metrics(most: object) -> Said:
    if most is not None and (type(most) is not int or most < 1):
        yield f"{most!r} is no number of custom metrics", "write how many may be made, as in 5000"
