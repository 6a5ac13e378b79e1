from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from dogwatch.cli.ended import Ended
from dogwatch.cli.rollback import _carried_out
from dogwatch.cli.run import Run
from dogwatch.errors import StalePlan
from dogwatch.local.api.keys import ORGANISATION, Keys
from dogwatch.plan import Plan
from tests.faults import Faulty
from tests.reported import running_with_durations as running

from .command import at_a_terminal, dogwatch, shop
from .test_targets import ELSEWHERE, write_targets


def applied(folder: Path, url: str) -> None:
    ended = dogwatch(folder, "apply", "--local", "--yes", "--journal", "journals", url=url)
    assert ended.returncode == 0, ended.stderr


def test_shows_what_it_puts_back_asks_and_does_it(tmp_path: Path) -> None:
    with running() as server:
        applied(shop(tmp_path), server.url)
        applied(shop(tmp_path, "400ms", "500ms"), server.url)
        last = ("rollback", "--local", "--journal", "journals")
        refused = at_a_terminal(tmp_path, *last, url=server.url, answer="n\n")
        agreed = at_a_terminal(tmp_path, *last, url=server.url, answer="y\n")
        plan = dogwatch(shop(tmp_path), "plan", "--local", "--exit-code", url=server.url)
    assert refused[0] == agreed[0] == plan.returncode == 0
    assert refused[1].endswith("Nothing was changed.\n")
    lines = re.sub(r"\x1b\[[\d;]*m", "", agreed[1]).splitlines()
    assert re.fullmatch(r"Takes back: apply of [\d-]+ [\d:]+ UTC, journals/.*\.journal\.jsonl", lines[1])
    assert "  ~ monitor shop/checkout/latency-p95 (" in agreed[1]
    assert "Plan: 0 to create, 1 to update, 0 to delete, 0 unchanged." in lines
    assert lines[-1].endswith(": 0 created, 1 updated, 0 deleted.")


def test_needs_no_catalog(tmp_path: Path) -> None:
    with running() as server:
        write_targets(shop(tmp_path), prod=f'"{server.url}"')
        applied(tmp_path, server.url)
        (tmp_path / "features.py").unlink()
        keys = {"DD_API_KEY": "local", "DD_APP_KEY": "local"}
        ended = dogwatch(
            tmp_path, "rollback", "--target", "prod", "--remove-created", "--yes", "--journal", "journals", env=keys
        )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.endswith(": 0 created, 0 updated, 2 deleted.\n")


def test_a_journal_by_its_name_from_another_machine(tmp_path: Path) -> None:
    with running() as server:
        applied(shop(tmp_path), server.url)
        [journal] = (tmp_path / "journals").glob("*.jsonl")
        artifact = journal.rename(tmp_path / "artifact.jsonl")
        ended = dogwatch(tmp_path, "rollback", str(artifact), "--local", "--yes", "--remove-created", url=server.url)
        left = dogwatch(tmp_path, "rollback", str(artifact), "--local", "--yes", url=server.url)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.endswith(": 0 created, 0 updated, 2 deleted.\n")
    assert left.stdout.endswith("Nothing to do: 0 to create, 0 to update, 0 to delete, 0 unchanged.\n")


def test_a_journal_of_another_target_is_wrong_use(tmp_path: Path) -> None:
    with running() as server, running() as other:
        applied(shop(tmp_path), server.url)
        [journal] = (tmp_path / "journals").glob("*.jsonl")
        ended = dogwatch(tmp_path, "rollback", str(journal), "--local", "--yes", url=other.url)
        newest = dogwatch(tmp_path, "rollback", "--local", "--yes", "--journal", "journals", url=other.url)
    assert ended.returncode == newest.returncode == 2
    assert f"is of a run against {server.url}, environment prod, and the target is {other.url}" in ended.stderr
    assert newest.stderr.startswith(f"journals has no journal of a run against {other.url}, environment prod; ")


def test_a_file_that_is_no_journal_is_wrong_use(tmp_path: Path) -> None:
    ended = dogwatch(shop(tmp_path), "rollback", "features.py", "--local")
    assert ended.returncode == 2
    assert ended.stderr == "features.py is no journal of dogwatch: its first line does not say so\n"


def test_a_journal_of_another_organisation_at_the_same_address_is_wrong_use(tmp_path: Path) -> None:
    keys = {"DD_API_KEY": "local", "DD_APP_KEY": "local"}
    to = ("--target", "prod", "--yes", "--journal", "journals")
    with running() as server:
        write_targets(shop(tmp_path), prod=f'"{server.url}", organisation="{ORGANISATION}"')
        assert dogwatch(tmp_path, "apply", *to, env=keys).returncode == 0
        [journal] = (tmp_path / "journals").glob("*.jsonl")
        write_targets(tmp_path, prod=f'"{server.url}", organisation="{ELSEWHERE}"')
        named = dogwatch(tmp_path, "rollback", str(journal), *to, env=keys)
        newest = dogwatch(tmp_path, "rollback", *to, env=keys)
    assert named.returncode == newest.returncode == 2
    assert f"prod, organisation {ORGANISATION}, and the target is organisation {ELSEWHERE}: " in named.stderr
    assert newest.stderr.startswith("journals has no journal of a run against ")


@pytest.mark.parametrize("by_name", [True, False])
def test_keys_of_another_organisation_put_nothing_back_though_the_target_names_none(
    tmp_path: Path, by_name: bool
) -> None:
    keys, faulty = {"DD_API_KEY": "local", "DD_APP_KEY": "local"}, Faulty()
    with running() as server:
        port = int(server.url.rpartition(":")[2])
        ended = dogwatch(shop(tmp_path), "apply", "--yes", "--journal", "journals", url=server.url, env=keys)
        assert ended.returncode == 0
    [journal] = (tmp_path / "journals").glob("*.jsonl")
    named = [str(journal)] if by_name else []
    with running(keys=Keys("local", "local", organisation=ELSEWHERE), port=port, wrap=faulty.wrap) as server:
        faulty.calls.clear()
        ended = dogwatch(
            tmp_path, "rollback", *named, "--yes", "--remove-created", "--journal", "journals", url=server.url, env=keys
        )
    assert ended.returncode == 2
    assert ended.stderr == (
        f"{journal} is of a run against {server.url}, environment prod, organisation {ORGANISATION}, and the target is "
        f"organisation {ELSEWHERE}: nothing was read or written\n"
        if by_name
        else f"journals has no journal of a run against {server.url}, environment prod; "
        "name the journal, or its folder with --journal\n"
    )
    assert [call.path for call in faulty.calls] == ["/api/v2/validate"]


def test_a_journal_that_names_no_organisation_is_said_to(tmp_path: Path) -> None:
    with running() as server:
        applied(shop(tmp_path), server.url)
        [journal] = (tmp_path / "journals").glob("*.jsonl")
        journal.write_text(journal.read_text().replace(ORGANISATION, ""))
        ended = dogwatch(tmp_path, "rollback", str(journal), "--local", "--yes", url=server.url)
    assert ended.returncode == 0
    said = f"{journal}: it does not say which organisation it is of; the keys are of {ORGANISATION}\n"
    assert ended.stderr.startswith(said)


def test_a_journal_that_was_cut_in_the_middle_is_said_to_be(tmp_path: Path) -> None:
    with running() as server:
        applied(shop(tmp_path), server.url)
        [journal] = (tmp_path / "journals").glob("*.jsonl")
        whole = journal.read_bytes().splitlines(keepends=True)
        journal.write_bytes(b"".join(whole[:2]) + whole[2][:40])
        ended = dogwatch(tmp_path, "rollback", "--local", "--yes", "--journal", "journals", url=server.url)
    assert ended.returncode == 0
    name = journal.relative_to(tmp_path)
    assert ended.stderr.splitlines() == [
        f"{name}: the run was cut off, or its journal was: only what stands in it is taken back",
        f"{name}: line 3 is torn, as by a kill: left out",
    ]


def test_nothing_is_put_back_where_datadog_moved_meanwhile() -> None:
    class Late:
        """A run before which somebody thought for a while."""

        def carry_out(self, plan: Plan, planned: float, refuse_if_moved: Callable[[], None], *, as_json: bool) -> Ended:
            refuse_if_moved()
            return Ended()

    def plan(target: str) -> Plan:
        return Plan(target, (), 0, 0)

    late = cast(Run, Late())
    assert _carried_out(late, plan("a"), 0.0, lambda: plan("a"), as_json=False).exit_code == 0
    with pytest.raises(StalePlan, match="nothing was changed"):
        _carried_out(late, plan("a"), 0.0, lambda: plan("b"), as_json=False)
