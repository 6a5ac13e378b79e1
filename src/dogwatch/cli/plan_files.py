"""Plans in files: what `plan --out` leaves and `apply FILE` goes on from."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from dogwatch.cli.catalogs import Loaded, built, read_file
from dogwatch.cli.connection import explained
from dogwatch.cli.session import Call, Session
from dogwatch.declare import Catalog, Declared
from dogwatch.errors import StalePlan, UnsafePlan, UsageError
from dogwatch.kinds import KINDS, ListedKind, Resource
from dogwatch.plan import Plan
from dogwatch.saved import PlanFile, as_resource, differing, one_line, plan_file_data, proven, read_plan_file

# The keys of the embedded Datadog are words; a key of Datadog's has 32 letters or 40.
_LIKE_A_KEY = 16


def save_plan(session: Session, plan: Plan, data: Mapping[str, Any], file: Path) -> None:
    """Writes the plan, which is `data` as JSON, with what it assumes; the file is there as a whole or not at all.

    Only its owner may read it, since it shows what an organisation has. UnsafePlan when a key of the target stands in a
    body.
    """
    build, organisation = built(session.loaded, session.target.prefix), session.connection.send.whose()
    saved = plan_file_data(data, plan, build, version("dogwatch"), organisation)
    _refuse_keys(saved["changes"], session.target.secrets)
    text = json.dumps(saved, indent=2, ensure_ascii=False) + "\n"
    try:
        _replace(file, text)
    except UnicodeEncodeError:  # JSON from Datadog can say it, and no file that is handed on
        raise UnsafePlan(
            f"{file}: what is there holds half of a character, which no saved plan can: the plan was not saved; "
            "dogwatch apply without a file puts it right"
        ) from None
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from None


def _refuse_keys(rows: Iterable[Mapping[str, Any]], secrets: Iterable[str]) -> None:
    keys = [secret for secret in secrets if len(secret) >= _LIKE_A_KEY]
    holding = [
        f"{row['kind']} {row['key']}: a key of the target stands in it: the plan was not saved; take it out"
        for row in rows
        if any(key in json.dumps(row, ensure_ascii=False) for key in keys)
    ]
    if holding:
        raise UnsafePlan("\n".join(holding))


def _replace(file: Path, text: str) -> None:
    number, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(number, "w", encoding="utf-8") as written:
            written.write(text)
            written.flush()
            os.fsync(number)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink()
        raise


def open_plan(call: Call, path: Path) -> tuple[Session, PlanFile]:
    """The plan of a file and a session with the target that it was made for; only whose the keys are is asked yet.

    Without --catalog or --from no catalog is looked at. With one, whatever it declares otherwise by now is said.
    """
    if call.is_narrowed:
        raise UsageError(f"{path} holds a whole plan; leave --feature and --team out")
    file = read_plan_file(read_file(path), str(path))
    if call.env is not None and call.env != file.env:
        raise UsageError(f"{path} is a plan for {file.env}, but --env says {call.env}; leave --env out")
    session = Session.open(replace(call, env=file.env), loaded=_touched(file))
    if str(session.target) != file.plan.target:
        raise UsageError(f"{path} is a plan for {file.plan.target}, and the target is {session.target}")
    if file.refused:
        raise UnsafePlan("\n".join([*file.refused, f"that spoke against {path} when it was made: plan again"]))
    _refuse_other(session, file, path)
    if call.catalog or call.build:
        for sentence in differing(file, built(call.load(session.target), session.target.prefix)):
            click.echo(f"{sentence}; {path} is of before", err=True)
    return session, file


def _refuse_other(session: Session, file: PlanFile, path: Path) -> None:
    """UsageError where another organisation is at the same address: what is to be created is missing there as well."""
    with explained(session.call.is_local):
        found = session.connection.send.whose()
    if found != file.organisation:
        raise UsageError(
            f"{path} is a plan for the organisation {one_line(file.organisation)}, and the keys are of {found}: "
            "nothing was read or written"
        )


def _touched(file: PlanFile) -> Loaded:
    """What the plan writes, in the place of a catalog: so much is looked for in Datadog.

    What is of a metric is found only where it is declared, so what changes refer to there counts as well.
    """
    resources = [as_resource(change) for change in file.plan.writes]
    resources += [Resource(*one, {}) for one, _ in file.plan.refers if not isinstance(KINDS[one.kind], ListedKind)]
    catalog = Catalog(file.catalog, namespaces=file.namespaces, takes_over=file.takes_over)
    return Loaded(Declared(catalog, (), (), (), ()), resources, False, file.env)


def refuse_stale(session: Session, file: PlanFile, path: Path) -> Plan:
    """The plan with what it touches as it is there now; StalePlan with everything that moved."""
    plan, moved = proven(file, session.found())
    if moved:
        raise StalePlan("\n".join([*_first(moved), f"{path} is out of date: nothing was changed; plan again"]))
    return plan


def _first(sentences: list[str], most: int = 50) -> Iterator[str]:
    yield from sentences[:most]
    if len(sentences) > most:
        yield f"and {len(sentences) - most} more"
