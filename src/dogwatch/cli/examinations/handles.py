"""`dogwatch doctor --handles`: whether somebody is behind each handle that the catalog tells."""

from __future__ import annotations

import os
from collections.abc import Iterable

import click

from dogwatch.cli.connection import Connection, explained
from dogwatch.diagnosis import Audience, Finding, told_by

from .examination import Examination, Given, Subject

# Of the embedded Datadog any account has the channels that are received.
_LOCAL = ("local",)

_OPTIONS = (
    click.option(
        "--handles", is_flag=True, help="Every channel, service, webhook, team, user and address that is told."
    ),
    click.option(
        "--slack-account",
        "slack_accounts",
        multiple=True,
        metavar="NAME",
        help="A workspace by its name in Datadog's Slack integration; may be repeated.",
    ),
)


def _findings(subject: Subject, given: Given) -> Iterable[Finding]:
    target = subject.target()
    target = target if target.api_key else target.with_keys(os.environ)
    accounts = given["slack_accounts"] or (_LOCAL if target.is_here else ())
    with explained(target.is_here):
        return list(Audience(Connection.open(target).send, accounts).findings(told_by(subject.resources)))


HANDLES = Examination("handles", _OPTIONS, _findings)
