from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dogwatch.apply import Journal, NotJournaled, Outcome, Scope, apply, read_journal
from dogwatch.errors import UsageError
from dogwatch.kinds import MONITOR, Reference
from dogwatch.plan import Create, Delete, Update, diff, sort_out
from tests.bodies import KEY, declared, resource
from tests.faults import Answer, Call, Drop, Fault, Lose, on
from tests.organisation import Organisation, organisation

SCOPE = Scope("https://api.datadoghq.eu", "shop", "prod")
CREATE = Create("monitor", KEY, {"name": "a"})
UPDATE = Update("monitor", "shop/b", "5", (), {"name": "new"}, {"name": "old", "id": 5})
DELETE = Delete("monitor", "shop/c", "6", {"name": "gone", "id": 6})


def journal(folder: Path) -> Journal:
    return Journal.create(folder / "journals", SCOPE, "apply", lambda: 1_800_000_000.0)


def lines(journal: Journal) -> list[dict[str, object]]:
    return [json.loads(line) for line in journal.path.read_text().splitlines()]


def test_says_first_what_run_it_is_of(tmp_path: Path) -> None:
    with journal(tmp_path) as kept:
        pass
    assert lines(kept) == [
        {
            "dogwatch": "journal",
            "version": 1,
            "command": "apply",
            "url": "https://api.datadoghq.eu",
            "catalog": "shop",
            "env": "prod",
            "organisation": "",
            "began": "2027-01-15T08:00:00.000+00:00",
        }
    ]
    assert kept.path.name.startswith("20270115T080000Z-api.datadoghq.eu-shop-prod-")


def test_keeps_what_is_overwritten_and_deleted(tmp_path: Path) -> None:
    with journal(tmp_path) as kept:
        assert [kept.intends(change) for change in (CREATE, UPDATE, DELETE)] == [1, 2, 3]
    said = [{name: value for name, value in line.items() if name != "at"} for line in lines(kept)[1:]]
    assert said == [
        {"n": 1, "kind": "monitor", "key": KEY, "do": "create", "body": CREATE.body},
        {
            "n": 2,
            "kind": "monitor",
            "key": "shop/b",
            "do": "update",
            "id": "5",
            "body": UPDATE.body,
            "before": UPDATE.before,
        },
        {"n": 3, "kind": "monitor", "key": "shop/c", "do": "delete", "id": "6", "before": DELETE.before},
    ]


def test_an_intent_is_on_the_disk_before_anything_is_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    happened: list[str] = []
    monkeypatch.setattr(os, "fdatasync", lambda file: happened.append("flushed"))

    def rule(call: Call) -> Fault:
        happened.append(call.method)
        return None

    with organisation(rule) as datadog, journal(tmp_path) as kept:
        applied(datadog, kept, KEY)
        assert happened == ["flushed", "POST"]


def test_many_at_once_share_a_flush_and_lose_nothing(tmp_path: Path) -> None:
    with journal(tmp_path) as kept, ThreadPoolExecutor(16) as pool:
        numbers = list(pool.map(kept.intends, [CREATE] * 400))
    assert sorted(numbers) == list(range(1, 401))
    assert len(read_journal(kept.path).writes) == 400


def test_an_outcome_of_each_kind(tmp_path: Path) -> None:
    with journal(tmp_path) as kept:
        for number, tell in ((1, kept.done), (2, kept.failed), (3, kept.lost)):
            kept.intends(CREATE)
            tell(number, "7")
        kept.intends(CREATE)
        kept.end("done")
    past = read_journal(kept.path)
    assert [each.state for each in past.writes] == ["done", "failed", "lost", "open"]
    assert past.writes[0].id == "7"
    assert past.end == "done"


def test_what_cannot_be_written_is_not_sent_either(tmp_path: Path) -> None:
    kept = Journal(os.open("/dev/full", os.O_WRONLY), tmp_path / "full")
    with organisation() as datadog, kept:
        outcomes = applied(datadog, kept, "shop/a", "shop/b")
        assert datadog.faulty.written() == []
    assert [outcome.attempted for outcome in outcomes] == [False, False]
    assert all("cannot be written (No space left on device)" in str(outcome.error) for outcome in outcomes)


def test_nothing_begins_after_an_outcome_that_could_not_be_written(tmp_path: Path) -> None:
    with journal(tmp_path) as kept:
        kept.intends(CREATE)
        file = os.open("/dev/full", os.O_WRONLY)
        os.dup2(file, kept._file)
        os.close(file)
        kept.done(1, "5")
        with pytest.raises(NotJournaled, match="cannot be written"):
            kept.intends(UPDATE)


def test_a_folder_that_cannot_be_used_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "journals").write_text("a file")
    with pytest.raises(UsageError, match=r"no journal can be kept there .* nothing is written without one"):
        journal(tmp_path)


def applied(datadog: Organisation, kept: Journal, *keys: str, suspects: tuple[Reference, ...] = ()) -> list[Outcome]:
    plan = diff([resource(key) for key in keys], {"monitor": sort_out(MONITOR, [], "shop", "prod")}, "somewhere")
    return apply(
        plan,
        datadog.send,
        lambda seconds: None,
        parallel=4,
        watch=lambda outcome: None,
        journal=kept,
        suspects=suspects,
    )


def test_a_refusal_is_certain_and_silence_is_not(tmp_path: Path) -> None:
    def rule(call: Call) -> Fault:
        if call.method != "POST":
            return None
        return Answer(400, {"errors": ["no"]}) if call.nth == 1 else Drop()

    with organisation(rule) as datadog, journal(tmp_path) as kept:
        [refused] = applied(datadog, kept, "shop/a")
        [silent] = applied(datadog, kept, "shop/b")
    assert (refused.is_certain, silent.is_certain) == (True, False)
    assert [each.state for each in read_journal(kept.path).writes] == ["failed", "lost"]


def test_a_lost_answer_that_was_found_again_is_done(tmp_path: Path) -> None:
    with organisation(on("POST", "/api/v1/monitor", Lose())) as datadog, journal(tmp_path) as kept:
        [outcome] = applied(datadog, kept, KEY)
    [written] = read_journal(kept.path).writes
    assert (written.state, written.id) == ("done", outcome.id)


def test_what_a_suspected_create_finds_is_made_equal_with_its_body_in_the_journal(tmp_path: Path) -> None:
    with organisation() as datadog, journal(tmp_path) as kept:
        id = datadog.create(declared(message="older"))
        [outcome] = applied(datadog, kept, KEY, suspects=(Reference("monitor", KEY),))
        [monitor] = datadog.monitors()
    assert outcome.id == str(id) == str(monitor["id"])
    assert monitor["message"] == declared()["message"]
    [written] = read_journal(kept.path).writes
    assert [(each.id, each.before["message"]) for each in written.overwritten] == [(str(id), "older")]
