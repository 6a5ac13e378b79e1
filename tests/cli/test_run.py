from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path

import click
import pytest

from dogwatch.apply import Journal, Scope
from dogwatch.cli.apply import carry_out
from dogwatch.cli.catalogs import load_catalog
from dogwatch.cli.connection import Connection
from dogwatch.cli.run import Run
from dogwatch.cli.session import Call, Session
from dogwatch.client import OnlyTo
from dogwatch.errors import UnsafePlan
from dogwatch.local.api.keys import ORGANISATION
from dogwatch.plan import Plan
from tests.organisation import Organisation, organisation

from .command import shop


def session(datadog: Organisation, folder: Path) -> Session:
    call = Call(None, None, None, is_local=False, features=(), teams=(), allow_deletes=False)
    return Session(
        Connection(datadog.target, OnlyTo(datadog.target, datadog.send), time.sleep),
        load_catalog(folder / "features.py", "prod"),
        call,
    )


def test_a_run_that_planned_while_another_wrote_notices_it(tmp_path: Path) -> None:
    with organisation() as datadog:
        first, second = session(datadog, shop(tmp_path)), session(datadog, tmp_path)
        plans = first.plan(), second.plan()
        carry_out(first, plans[0], tmp_path / "journals", yes=True)
        written = len(datadog.faulty.written())
        with pytest.raises(UnsafePlan, match="Datadog moved since the plan was made: nothing was changed"):
            carry_out(second, plans[1], tmp_path / "journals", yes=True)
        assert len(datadog.faulty.written()) == written == 1


def test_a_plan_that_is_old_is_looked_at_again_before_anything_is_written(tmp_path: Path) -> None:
    def moved() -> None:
        raise UnsafePlan("moved")

    with organisation() as datadog:
        plan = session(datadog, shop(tmp_path)).plan()
        run = Run(
            Connection(datadog.target, OnlyTo(datadog.target, datadog.send), time.sleep),
            Scope("u", "shop", "prod"),
            tmp_path / "j",
            "apply",
        )
        with pytest.raises(UnsafePlan, match="moved"):
            run.carry_out(plan, time.time() - 60, moved)
        assert datadog.faulty.written() == []
        assert run.carry_out(plan, time.time(), moved).exit_code == 0


def test_a_plan_that_is_old_and_still_right_is_carried_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with organisation() as datadog:
        opened = session(datadog, shop(tmp_path))
        plan = opened.plan()
        # Somebody thinks about the question for a minute.
        monkeypatch.setattr("dogwatch.cli.apply.ask", lambda question: monkeypatch.setattr(time, "time", later) or True)
        later_by = 60.0
        now = time.time

        def later() -> float:
            return now() + later_by

        carry_out(opened, plan, tmp_path / "journals", yes=False)
    assert "1 created" in capsys.readouterr().out


def test_what_is_left_alone_ends_with_one_though_nothing_failed(tmp_path: Path) -> None:
    from dogwatch.plan import LeftAlone

    with organisation() as datadog:
        plan = Plan("somewhere", (), 0, 0, (LeftAlone("monitor", "shop/a", ("5",), "torn"),))
        with pytest.raises(click.exceptions.Exit) as ended:
            carry_out(session(datadog, shop(tmp_path)), plan, None, yes=True)
    assert ended.value.exit_code == 1


def test_a_journal_that_is_none_is_said_and_stops_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with organisation() as datadog:
        opened = session(datadog, shop(tmp_path))
        scope = Scope(datadog.target.url, "shop", "prod", ORGANISATION)
        empty = tmp_path / f"20260101T000000Z-{scope.name}-aaaaaaaa.journal.jsonl"
        empty.touch()
        carry_out(opened, opened.plan(), tmp_path, yes=True)
    said = capsys.readouterr()
    assert said.err == f"left out: {empty} is no journal of dogwatch: its first line does not say so\n"
    assert "1 created" in said.out


def test_a_run_removes_old_journals(tmp_path: Path) -> None:
    with organisation() as datadog:
        opened, journals = session(datadog, shop(tmp_path)), tmp_path / "journals"
        scope = Scope(datadog.target.url, "shop", "prod", ORGANISATION)
        for year in range(21):
            with Journal.create(journals, scope, "apply", partial(float, year * 31_536_000)) as old:
                old.end("done")
            os.utime(old.path, (year, year))
        carry_out(opened, opened.plan(), journals, yes=True)
    assert len(list(journals.glob("*.jsonl"))) == 20
