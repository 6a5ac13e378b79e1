"""One run against a target: load, read, plan. The commands differ in what they do with the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from itertools import compress
from operator import not_
from pathlib import Path
from typing import Any

import click

from dogwatch.cli.catalogs import Loaded, Selection, catalog_options, catalog_path, load_build, load_catalog
from dogwatch.cli.connection import Connection, explained
from dogwatch.cli.survey import Survey
from dogwatch.cli.targets import target
from dogwatch.client import Question, Send, Target, read_tag_policies, refusals
from dogwatch.declare import root_of
from dogwatch.errors import UsageError
from dogwatch.kinds import MONITOR, Reference, links_in, without_links
from dogwatch.plan import Create, Delete, Found, Plan, Update, as_stored, broken_policies, diff, guard_deletes

_UNREAD = "The organisation's tag policies cannot be read with these keys: nothing was held against them."


@dataclass(frozen=True)
class Call:
    """What plan, apply and sync were asked for alike."""

    catalog: Path | None
    env: str | None
    target: str | None
    is_local: bool
    features: tuple[str, ...]
    teams: tuple[str, ...]
    allow_deletes: bool
    build: Path | None = None
    named: str | None = None

    def __post_init__(self) -> None:
        if self.named and not self.build:
            raise UsageError("--catalog-name says whose build --from names; leave it out without one")
        if self.build and (self.catalog or self.features or self.teams):
            raise UsageError("--from plans a whole build; leave --catalog, --feature and --team out")

    @property
    def root(self) -> Path:
        """The folder beside whose catalog sync/targets.py lies."""
        return Path.cwd() if self.build else root_of(catalog_path(self.catalog))

    def load(self, to: Target) -> Loaded:
        """The build, or the catalog, checked and narrowed, for a target."""
        if self.build:
            return load_build(self.build, to.env, self.named, to.prefix)
        return load_catalog(self.catalog, to.env, Selection(self.features, self.teams), to.app, to.prefix)


@dataclass(frozen=True)
class Findings:
    """What speaks against a plan: changes that would be refused, and those nobody could ask about.

    `notes` say what else was not checked.
    """

    refused: Sequence[str]
    not_validated: Sequence[str]
    notes: Sequence[str] = ()


def run_options(function: Callable[..., None]) -> Callable[..., None]:
    """The options of every command that speaks to a target; the function gets them as one `Call`."""

    @wraps(function)
    def with_call(
        catalog: Path | None,
        env: str | None,
        target: str | None,
        is_local: bool,
        features: tuple[str, ...],
        teams: tuple[str, ...],
        allow_deletes: bool,
        build: Path | None,
        named: str | None,
        **others: Any,
    ) -> None:
        function(Call(catalog, env, target, is_local, features, teams, allow_deletes, build, named), **others)

    for option in (
        click.option("--allow-deletes", is_flag=True, help="More deletes than the target's limit are meant."),
        click.option("--team", "teams", multiple=True, metavar="NAME", help="Only this one's; never deletes."),
        click.option("--feature", "features", multiple=True, metavar="NAME", help="Only this one's; never deletes."),
        click.option("--local", "is_local", is_flag=True, help="The embedded Datadog on this machine."),
        click.option("--target", metavar="NAME", help="A target of sync/targets.py; else the environment's."),
        click.option("--from", "build", type=click.Path(path_type=Path), help="A file of build --json for a catalog."),
        click.option("--catalog-name", "named", metavar="NAME", help="With --from: only a build of this catalog."),
    ):
        with_call = option(with_call)
    return catalog_options(with_call)


@dataclass(frozen=True)
class Session:
    """A target, how to speak to it and to wait for it, and the catalog that goes there."""

    target: Target
    send: Send
    sleep: Callable[[float], None]
    loaded: Loaded
    call: Call

    @classmethod
    def open(cls, call: Call) -> Session:
        """Finds the target and checks the catalog; nothing is sent yet."""
        to = target(call.target, call.is_local, call.env, call.root)
        loaded = call.load(to)
        connection = Connection.open(to)
        return cls(to, connection.send, connection.sleep, loaded, call)

    def plan(self) -> Plan:
        """Reads what is there and compares; raises ApiError when a list could not be read to its end."""
        loaded, found = self.loaded, self._found()
        return diff(as_stored(loaded.resources, found), found, str(self.target), narrowed=loaded.is_narrowed)

    def guard(self, plan: Plan) -> None:
        """Raises UnsafePlan when the plan deletes more than the target allows and nobody said that it may."""
        guard_deletes(plan, self.target.deletes, allowed=self.call.allow_deletes)

    def _found(self) -> Mapping[str, Found]:
        catalog = self.loaded.declared.catalog
        namespaces = () if self.loaded.is_narrowed else catalog.namespaces  # a part of a catalog deletes nothing
        survey = Survey(
            self.send, self.target, catalog.name, self.loaded.resources, namespaces, takes_over=catalog.takes_over
        )
        with explained(self.call.is_local):
            return survey.found()

    def validate(self, plan: Plan) -> Findings:
        """Asks Datadog about every created or changed object, and holds their tags against the tag policies.

        What refers to an object that the plan changes too can be asked about only after that: an alert on an SLO is
        judged by the target that the SLO has in Datadog today. A link in a message is not judged at all.
        """
        writes = [change for change in plan.changes if not isinstance(change, Delete)]
        questions = [_question(change) for change in writes]
        if not questions:
            return Findings((), ())
        changing = {Reference(change.kind, change.key) for change in writes}
        early = [bool(changing.intersection(change.needs) - {*links_in(change.body)}) for change in writes]
        answers = refusals(self.send, compress(questions, map(not_, early)), self.target.parallel)
        policies = read_tag_policies(self.send)
        broken = [
            (question, sentence)
            for question in questions
            if question.kind == MONITOR.name  # Datadog has such policies for monitors only
            for sentence in broken_policies(policies or (), question.body.get("tags") or ())
        ]
        return Findings(
            [f"{question.kind} {question.key}: {why}" for question, why in (*answers, *broken)],
            [f"{question.kind} {question.key}" for question in compress(questions, early)],
            [_UNREAD] if policies is None else [],
        )


def _question(change: Create | Update) -> Question:
    body = without_links(change.body)
    return Question(change.kind, change.key, body, change.id if isinstance(change, Update) else None)
