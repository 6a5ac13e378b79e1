"""One run against a target: load, read, plan. The commands differ in what they do with the plan.

What compares is loaded while Datadog answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property, partial, wraps
from itertools import compress
from operator import not_
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dogwatch.cli.ahead import Ahead
from dogwatch.cli.caching import cache_options
from dogwatch.cli.catalogs import Loaded, Selection, catalog_options, catalog_path, load_build, load_catalog
from dogwatch.cli.completing import complete
from dogwatch.cli.connection import Connection, explained
from dogwatch.cli.interruption import Interruption
from dogwatch.cli.several import all_or_none, in_turn
from dogwatch.cli.targets import named_targets, target
from dogwatch.client import Cache, Question, Send, Target, read_tag_policies, refusals
from dogwatch.errors import ApiError, UsageError
from dogwatch.kinds import MONITOR, Reference, links_in, without_links
from dogwatch.root import root_of

if TYPE_CHECKING:
    from dogwatch.cli.usage_survey import Usage
    from dogwatch.plan import Create, Found, Plan, Update, Use

_UNREAD = "The organisation's tag policies cannot be read with these keys: nothing was held against them."

# Options that name a file about one target, and what they are called.
_OF_ONE_TARGET = {"file": "a saved plan", "out": "--out"}


@dataclass(frozen=True)
class Call:
    """What plan, apply, sync and drift were asked for alike, for one target.

    `opened` is the session where it was opened before, with those of other targets.
    """

    catalog: Path | None
    env: str | None
    target: str | None
    is_local: bool
    features: tuple[str, ...]
    teams: tuple[str, ...]
    allow_deletes: bool
    build: Path | None = None
    named: str | None = None
    cache: Path | None = None
    opened: Session | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.named and not self.build:
            raise UsageError("--catalog-name says whose build --from names; leave it out without one")
        if self.build and (self.catalog or self.is_narrowed):
            raise UsageError("--from plans a whole build; leave --catalog, --feature and --team out")

    @property
    def is_narrowed(self) -> bool:
        """Whether a part of the catalog was asked for."""
        return bool(self.features or self.teams)

    @property
    def root(self) -> Path:
        """The folder beside whose catalog sync/targets.py lies."""
        return Path.cwd() if self.build else root_of(catalog_path(self.catalog))

    def load(self, to: Target, named: Callable[[str], None] = lambda name: None) -> Loaded:
        """The build, or the catalog, checked and narrowed, for a target; `named` is told its name as soon as it is
        known.
        """
        if self.build:
            return load_build(self.build, to.env, self.named, to.prefix, named)
        return load_catalog(self.catalog, to.env, Selection(self.features, self.teams), to.app, to.prefix, named)

    def open_cache(self, to: Target) -> Cache | None:
        """Where what is read of a target is kept, if it is."""
        return Cache.of(self.cache, to, partial(click.echo, err=True)) if self.cache else None


@dataclass(frozen=True)
class Findings:
    """What speaks against a plan: changes that would be refused, and those nobody could ask about.

    `notes` say what else was not checked, `uses` who reads metrics of what is deleted and stays.
    """

    refused: Sequence[str]
    not_validated: Sequence[str]
    notes: Sequence[str] = ()
    uses: Sequence[Use] = ()


def run_options(function: Callable[..., None], *, reads_ahead: bool = False) -> Callable[..., None]:
    """The options of every command that speaks to a target; the function gets them as one `Call`, and is called for
    each target once.

    `reads_ahead` says that it writes nothing, so that all targets can be read at once.
    """

    @wraps(function)
    def with_call(
        catalog: Path | None,
        env: str | None,
        targets: tuple[str, ...],
        all_targets: bool,
        is_local: bool,
        features: tuple[str, ...],
        teams: tuple[str, ...],
        allow_deletes: bool,
        build: Path | None,
        named: str | None,
        cache: Path | None,
        **others: Any,
    ) -> None:
        call = Call(catalog, env, None, is_local, features, teams, allow_deletes, build, named, cache)
        names = _names(call, targets, all_targets)
        if len(names) < 2:
            function(call=replace(call, target=names[0] if names else None), **others)
            return
        if given := [option for option in _OF_ONE_TARGET if others.get(option)]:
            raise UsageError(f"{_OF_ONE_TARGET[given[0]]} is of one target; write one --target")
        sessions = _opened(call, names, reads_ahead=reads_ahead)
        as_json = bool(others.get("as_json")) or others.get("form") == "json"
        runs = {name: partial(_run, function, one, others) for name, one in sessions.items()}
        code = in_turn(runs, as_json=as_json)
        raise click.exceptions.Exit(code)

    for option in (
        click.option("--allow-deletes", is_flag=True, help="More deletes than the target's limit are meant."),
        click.option(
            "--team",
            "teams",
            multiple=True,
            metavar="NAME",
            shell_complete=complete("team"),
            help="Only this one's; never deletes.",
        ),
        click.option(
            "--feature",
            "features",
            multiple=True,
            metavar="NAME",
            shell_complete=complete("feature"),
            help="Only this one's; never deletes.",
        ),
        click.option("--local", "is_local", is_flag=True, help="The embedded Datadog on this machine."),
        click.option("--all-targets", is_flag=True, help="Each target of sync/targets.py, one after the other."),
        click.option(
            "--target",
            "targets",
            multiple=True,
            metavar="NAME",
            shell_complete=complete("target"),
            help="A target of sync/targets.py, or several; else the environment's.",
        ),
        click.option("--from", "build", type=click.Path(path_type=Path), help="A file of build --json for a catalog."),
        click.option("--catalog-name", "named", metavar="NAME", help="With --from: only a build of this catalog."),
    ):
        with_call = option(with_call)
    return catalog_options(cache_options(with_call))


reading_options = partial(run_options, reads_ahead=True)


def _names(call: Call, targets: Sequence[str], all_targets: bool) -> Sequence[str]:
    """The targets by their names; UsageError when they are named in two ways, or one twice."""
    if all_targets and (targets or call.is_local):
        raise UsageError("--all-targets are all there are; leave --target and --local out")
    if doubled := [name for place, name in enumerate(targets) if name in targets[:place]]:
        raise UsageError(f"--target {doubled[0]} is given twice; write it once")
    return tuple(named_targets(call.root)) if all_targets else targets


def _opened(call: Call, names: Sequence[str], *, reads_ahead: bool) -> Mapping[str, Session | ApiError]:
    """The sessions of all targets, or of none if one is refused; all read from now on if `reads_ahead`."""
    interruption = Interruption()

    def opened(name: str) -> Session:
        session = Session.open(replace(call, target=name), interruption, reads_ahead=False)
        session.connection.send.ensure()
        return session

    sessions = all_or_none(names, opened)
    if not reads_ahead:
        return sessions
    pool = ThreadPoolExecutor(len(sessions), thread_name_prefix="dogwatch-target")
    return {
        name: one if isinstance(one, ApiError) else replace(one, reading=pool.submit(one.found))
        for name, one in sessions.items()
    }


def _run(function: Callable[..., None], session: Session | ApiError, others: Mapping[str, Any]) -> None:
    if isinstance(session, ApiError):
        raise session
    function(call=replace(session.call, opened=session), **others)


@dataclass(frozen=True)
class Session:
    """A target, how to speak to it and to wait for it, and the catalog that goes there."""

    connection: Connection
    loaded: Loaded
    call: Call
    reading: Future[Mapping[str, Found]] | None = None
    ahead: Ahead | None = None

    @property
    def target(self) -> Target:
        return self.connection.target

    @property
    def send(self) -> Send:
        return self.connection.send

    @property
    def sleep(self) -> Callable[[float], None]:
        return self.connection.sleep

    @classmethod
    def open(
        cls,
        call: Call,
        interruption: Interruption | None = None,
        loaded: Loaded | None = None,
        *,
        reads_ahead: bool = True,
    ) -> Session:
        """Finds the target and checks the catalog, unless what was `loaded` is given.

        Nothing is sent yet, but what is read while a catalog is loaded and checked, where it `reads_ahead`. Sessions of
        several targets share what interrupts them.
        """
        if call.opened:
            return call.opened
        to = target(call.target, call.is_local, call.env, call.root)
        connection = Connection.open(to, interruption)
        if loaded or not reads_ahead:
            return cls(connection, loaded or call.load(to), call)
        ahead = Ahead(connection.send, to, call.open_cache(to))
        try:
            return cls(connection, call.load(to, ahead.named), call, ahead=ahead)
        except BaseException:
            ahead.abandon()
            raise

    def plan(self) -> Plan:
        """Reads what is there and compares; raises ApiError when a list could not be read to its end."""
        from dogwatch.plan import as_stored, diff, with_links

        loaded = self.loaded
        found = self.reading.result() if self.reading else self.found()
        plan = diff(as_stored(loaded.resources, found), found, str(self.target), narrowed=loaded.is_narrowed)
        return with_links(plan, self.target.app)

    def guard(self, plan: Plan) -> None:
        """Raises UnsafePlan when the plan deletes more than the target allows and nobody said that it may."""
        from dogwatch.plan import guard_deletes

        guard_deletes(plan, self.target.deletes, allowed=self.call.allow_deletes)

    def found(self) -> Mapping[str, Found]:
        """Reads what is there; raises ApiError when a list could not be read to its end."""
        from dogwatch.cli.survey import Survey

        catalog = self.loaded.declared.catalog
        ahead = self.ahead
        if ahead and not ahead.is_of_use():
            ahead.abandon()  # what still comes is not asked for a second time beside it
            ahead = None
        namespaces = () if self.loaded.is_narrowed else catalog.namespaces  # a part of a catalog deletes nothing
        survey = Survey(
            self.send,
            self.target,
            catalog.name,
            self.loaded.resources,
            namespaces,
            catalog.takes_over,
            cache=self._cache,
            ahead=ahead,
        )
        with explained(self.call.is_local):
            return survey.found()

    def validate(self, plan: Plan) -> Findings:
        """Asks Datadog about every created or changed object, and holds their tags against the tag policies; looks for
        what else uses the metrics of what is deleted, if anything with metrics is.

        What refers to an object that the plan changes too can be asked about only after that: an alert on an SLO is
        judged by the target that the SLO has in Datadog today. A link in a message is not judged at all.
        """
        from dogwatch.plan import Delete, broken_policies

        usage = self._usage(plan)
        writes = [change for change in plan.changes if not isinstance(change, Delete)]
        questions = [_question(change) for change in writes]
        if not questions:
            return Findings((), (), usage.notes, usage.uses)
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
            [*([_UNREAD] if policies is None else []), *usage.notes],
            usage.uses,
        )

    def _usage(self, plan: Plan) -> Usage:
        from dogwatch.cli.usage_survey import read_usage
        from dogwatch.plan import Gone

        gone = Gone.of(plan, self.loaded.resources)
        return read_usage(self.send, self.target, self.loaded.declared.catalog.name, gone, self._cache)

    @cached_property
    def _cache(self) -> Cache | None:
        """One for all that is read, so that what is wrong with it is said once."""
        return self.ahead.cache if self.ahead else self.call.open_cache(self.target)


def _question(change: Create | Update) -> Question:
    from dogwatch.plan import Update

    body = without_links(change.body)
    return Question(change.kind, change.key, body, change.id if isinstance(change, Update) else None)
