"""`dogwatch doctor`: the keys of a target, what they may, the Agent of this machine, and versions."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import click

from dogwatch.client import Http, Send, Target
from dogwatch.diagnosis import (
    Account,
    Finding,
    account_findings,
    agent_findings,
    needed_kinds,
    permission_findings,
    takes_keys,
    version_findings,
)
from dogwatch.errors import UsageError
from dogwatch.sites import SITES, site_in, site_url

from .examination import Examination, Given, Subject

_OPTIONS = (
    click.option(
        "--keys", is_flag=True, help="Keys, permissions, site, organisation, clock, Agent, versions [default]."
    ),
    click.option(
        "--ask-sites",
        is_flag=True,
        help="Where the API key is refused, ask Datadog's other sites with it: is it theirs?",
    ),
)


def _findings(subject: Subject, given: Given) -> Iterable[Finding]:
    yield from _account(subject, given)
    yield from agent_findings(os.environ)
    yield from version_findings()


def _account(subject: Subject, given: Given) -> Iterator[Finding]:
    try:
        target = subject.target()
    except UsageError as error:
        meant = site_in(os.environ.get("DD_SITE", ""))
        yield Finding("site", "target", "wrong", str(error), f"write DD_SITE={meant}" if meant else "")
        return
    try:
        target = target if target.api_key else target.with_keys_of(os.environ)
    except UsageError as error:
        yield Finding("keys", "text", "wrong", str(error), "set it to the key alone, without quotes")
        return
    account = Account(target, Http(target), time.time, _others(target) if given["ask_sites"] else {})
    found = list(account_findings(account))
    yield from sorted(found, key=lambda each: _ORDER.index(each.subject))
    if takes_keys(found):
        keeps_metrics = bool(subject.declared.catalog.namespaces)
        yield from permission_findings(account, needed_kinds(subject.resources, keeps_metrics))


_ORDER = ("site", "clock", "keys", "organisation")


def _others(target: Target) -> Mapping[str, Send]:
    """Datadog's other sites, asked with the API key alone."""
    asked = {site: replace(target, url=site_url(site), app_key="") for site in SITES}
    return {site: Http(each) for site, each in asked.items() if each.url != target.url}


KEYS = Examination("keys", _OPTIONS, _findings)
