from __future__ import annotations

import json
import os
import tracemalloc
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from dogwatch.apply import (
    Journal,
    Past,
    Scope,
    how_it_ended,
    is_about,
    journals_of,
    newest_journal,
    read_journal,
    recognise,
    remove_old,
)
from dogwatch.errors import UsageError

HEAD = {"dogwatch": "journal", "version": 1, "command": "apply", "url": "u", "catalog": "shop", "env": "prod"}
CREATE = {"n": 1, "do": "create", "kind": "monitor", "key": "shop/a", "body": {}}


def read(folder: Path, *lines: Any, torn: str = "") -> Past:
    file = folder / "a.jsonl"
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines) + torn)
    return read_journal(file)


def test_a_line_torn_by_a_kill_is_left_out_and_said(tmp_path: Path) -> None:
    past = read(tmp_path, HEAD, CREATE, torn='{"n": 1, "do')
    assert [each.state for each in past.writes] == ["open"]
    assert past.doubts == ("line 3 is torn, as by a kill: left out",)
    assert past.end is None


def test_a_newer_version_is_read_as_far_as_it_goes_and_said(tmp_path: Path) -> None:
    past = read(tmp_path, {**HEAD, "version": 2}, CREATE, {"n": 2, "do": "rename", "kind": "monitor", "key": "shop/b"})
    assert [each.key for each in past.writes] == ["shop/a"]
    assert past.doubts == (
        "it has version 2, and this dogwatch knows 1: read as far as it goes",
        "line 3 says nothing that this dogwatch knows: left out",
    )


@pytest.mark.parametrize(
    "line",
    [
        {**CREATE, "kind": "wizard"},
        {**CREATE, "body": "text"},
        {**CREATE, "do": "update"},
        {"n": 7, "done": "5"},
        {"of": 7, "id": "5", "before": {}},
        {},
    ],
)
def test_what_makes_no_sense_is_left_out_and_said(tmp_path: Path, line: Any) -> None:
    past = read(tmp_path, HEAD, line)
    assert past.writes == ()
    assert past.doubts == ("line 2 says nothing that this dogwatch knows: left out",)


@pytest.mark.parametrize("text", ["", "no journal", "[1]", json.dumps({**HEAD, "url": 5})])
def test_a_file_that_is_no_journal_is_wrong_use(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(text)
    with pytest.raises(UsageError, match="is no journal of dogwatch"):
        read_journal(file)


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        read_journal(tmp_path / "nowhere")


def test_what_was_recognised_has_come_to_an_end(tmp_path: Path) -> None:
    past = read(tmp_path, HEAD, CREATE, torn='{"n": 1, "do')
    recognise(past)
    again = read_journal(past.path)
    assert (again.end, len(again.writes), len(again.doubts)) == ("cut off", 1, 1)


def test_journals_are_those_of_the_scope_the_newest_first(tmp_path: Path) -> None:
    scope = Scope("https://api.datadoghq.eu", "shop", "prod")
    for name in ("20260101T000000Z-{}-aaaaaaaa", "20260102T000000Z-{}-aaaaaaaa", "20260103T000000Z-{}-east-aaaaaaaa"):
        (tmp_path / f"{name.format(scope.name)}.journal.jsonl").touch()
    assert [path.name[:8] for path in journals_of(tmp_path, scope)] == ["20260102", "20260101"]


def test_a_journal_of_an_address_that_ends_alike_is_another_ones(tmp_path: Path) -> None:
    other = Scope("https://my-proxy.example.com", "shop", "prod")
    with Journal.create(tmp_path, other, "apply"):
        pass
    assert [*journals_of(tmp_path, replace(other, url="https://proxy.example.com"))] == []


def test_old_journals_are_removed_but_for_the_last_few(tmp_path: Path) -> None:
    scope, day = Scope("https://api.datadoghq.eu", "shop", "prod"), 86400.0
    for age in (*range(93, 87, -1), *range(24, -1, -1)):
        with Journal.create(tmp_path, scope, "apply", partial(float, (1000 - age) * day)) as kept:
            pass
        os.utime(kept.path, ((1000 - age) * day,) * 2)
    every = list(journals_of(tmp_path, scope))
    remove_old(tmp_path, replace(scope, env="staging"), 1000 * day)
    assert list(journals_of(tmp_path, scope)) == every
    remove_old(tmp_path, scope, 1000 * day)
    assert list(journals_of(tmp_path, scope)) == every[:-3]  # 91, 92 and 93 days
    remove_old(tmp_path, scope, 2000 * day)
    assert list(journals_of(tmp_path, scope)) == every[:20]


def test_organisations_at_one_address_know_nothing_of_each_others_journals(tmp_path: Path) -> None:
    first = Scope("https://api.datadoghq.eu", "shop", "prod", "550e8400-e29b-41d4-a716-446655440000")
    second = replace(first, organisation="6ba7b810-9dad-41d1-80b4-00c04fd430c8")
    for scope in (first, second):
        with Journal.create(tmp_path, scope, "apply"):
            pass
    assert [read_journal(path).scope for path in journals_of(tmp_path, first)] == [first]
    assert [*journals_of(tmp_path, replace(first, organisation=""))] == []
    about = ("https://api.datadoghq.eu", "prod", second.organisation)
    assert not is_about(first, *about)
    assert is_about(second, *about)
    assert is_about(replace(first, organisation=""), *about)


def test_how_a_run_ended_is_read_off_the_end(tmp_path: Path) -> None:
    assert how_it_ended(read(tmp_path, HEAD, *[CREATE] * 500, {"end": "done"}).path) == "done"
    assert how_it_ended(read(tmp_path, HEAD, CREATE).path) is None
    assert how_it_ended(read(tmp_path, HEAD, {"end": "done"}, torn='{"n"').path) is None
    (tmp_path / "empty").touch()
    assert how_it_ended(tmp_path / "empty") is None


def test_what_a_kill_left_empty_hides_no_older_journal(tmp_path: Path) -> None:
    (tmp_path / "20260101T000000Z-u-shop-prod-aaaaaaaa.journal.jsonl").write_bytes(
        read(tmp_path, HEAD, CREATE).path.read_bytes()
    )
    (tmp_path / "20260102T000000Z-u-shop-prod-aaaaaaaa.journal.jsonl").touch()
    (tmp_path / "20260103T000000Z-u-shop-prod-aaaaaaaa.journal.jsonl").write_text('{"dogwatch": "jour')
    found = newest_journal(tmp_path, "u", "prod")
    assert found is not None
    assert found.path.name.startswith("20260101")


def test_a_newer_journal_that_cannot_be_read_is_not_passed_over_for_an_older_one(tmp_path: Path) -> None:
    older = tmp_path / "20260101T000000Z-u-shop-prod-aaaaaaaa.journal.jsonl"
    older.write_bytes(read(tmp_path, HEAD, CREATE).path.read_bytes())
    newer = tmp_path / "20260102T000000Z-u-shop-prod-aaaaaaaa.journal.jsonl"
    newer.write_text("damaged\n")
    with pytest.raises(UsageError, match=rf"{newer.name} is no journal .*: name its journal$"):
        newest_journal(tmp_path, "u", "prod")


def test_of_the_journals_of_other_targets_only_the_first_line_is_read(tmp_path: Path) -> None:
    own, other = (tmp_path / f"2026010{day}T000000Z-u-shop-prod-aaaaaaaa.journal.jsonl" for day in (1, 2))
    own.write_bytes(read(tmp_path, HEAD, CREATE).path.read_bytes())
    other.write_text("".join(f"{json.dumps(line)}\n" for line in (HEAD | {"url": "v"}, *[CREATE] * 20_000)))
    tracemalloc.start()
    found = newest_journal(tmp_path, "u", "prod")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found is not None
    assert found.path == own
    assert peak < other.stat().st_size / 4


def test_a_run_is_later_than_those_before_it_also_within_a_second_and_when_the_clock_was_put_back(
    tmp_path: Path,
) -> None:
    (tmp_path / "my-notes.journal.jsonl").touch()
    scope, hour = Scope("u", "shop", "prod"), 3600.0
    made = []
    for now in (hour, hour + 0.1, hour + 0.2, 60.0, 3 * hour):
        with Journal.create(tmp_path, scope, "apply", partial(float, now)) as journal:
            made.append(journal.path)
    assert sorted(made) == made
    assert [path.name[9:16] for path in made] == ["010000Z", "010001Z", "010002Z", "010003Z", "030000Z"]
    assert [read_journal(path).began for path in made] == [hour, hour + 0.1, hour + 0.2, 60.0, 3 * hour]


def test_where_nothing_can_be_noted_no_journal_can_be_kept(tmp_path: Path) -> None:
    past = read(tmp_path, HEAD, CREATE)
    gone = replace(past, path=tmp_path / "away" / "journal.jsonl")
    with pytest.raises(UsageError, match=r"away: no journal can be kept there \(No such file or directory\)"):
        recognise(gone)
