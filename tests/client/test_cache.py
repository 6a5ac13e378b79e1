from __future__ import annotations

import json
import os
import shutil
import stat
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dogwatch.client import Cache, Target
from dogwatch.client.entries import Entries

US = Target("https://api.datadoghq.eu", api_key="a-key-of-ours", app_key="another-key")
THEN, LATER = "2026-01-02T12:00:00.345678+00:00", "2026-01-02T12:00:00.345679+00:00"
BODY = b'{"id": "abc-def-ghi"}'


def refuse(sentence: str) -> None:
    raise AssertionError(sentence)


def cache(home: Path, target: Target = US, complain: Callable[[str], None] = refuse) -> Cache:
    return Cache.of(home, target, complain)


def file_of(home: Path, kind: str = "dashboard") -> Path:
    (file,) = home.glob(f"organisation-*/{kind}")
    return file


def keep(home: Path, id: str = "a", modified: str = THEN, body: bytes = BODY, **more: Any) -> None:
    """What a run leaves that has read one object."""
    here = cache(home, **more)
    here.put("dashboard", id, modified, body)
    here.keep("dashboard")


def kept(home: Path, id: str = "a", modified: str = THEN, kind: str = "dashboard", **more: Any) -> bytes | None:
    """What the next run finds."""
    return cache(home, **more).get(kind, id, modified)


def test_gives_back_what_was_put_to_this_run_at_once_and_to_the_next_once_it_was_kept(tmp_path: Path) -> None:
    here = cache(tmp_path)
    here.put("dashboard", "a", THEN, BODY)
    assert (here.get("dashboard", "a", THEN), kept(tmp_path)) == (BODY, None)
    here.keep("dashboard")
    assert (here.get("dashboard", "a", THEN), kept(tmp_path)) == (BODY, BODY)


def test_an_entry_of_another_time_object_or_kind_is_none(tmp_path: Path) -> None:
    keep(tmp_path)
    assert kept(tmp_path, modified=LATER) is None
    assert kept(tmp_path, id="b") is None
    assert kept(tmp_path, kind="powerpack") is None
    keep(tmp_path, modified=LATER, body=b"{}")
    assert (kept(tmp_path), kept(tmp_path, modified=LATER)) == (None, b"{}")


def test_what_was_put_anew_counts_before_what_was_kept(tmp_path: Path) -> None:
    keep(tmp_path)
    here = cache(tmp_path)
    here.put("dashboard", "a", LATER, b"{}")
    assert (here.get("dashboard", "a", THEN), here.get("dashboard", "a", LATER)) == (None, b"{}")


def test_many_entries_are_kept_beside_each_other_whatever_they_hold(tmp_path: Path) -> None:
    bodies = {f"id {number}": b"\n" * number + b"\xff" for number in range(50)}
    for id, body in bodies.items():
        keep(tmp_path, id, body=body)
    assert {id: kept(tmp_path, id) for id in bodies} == bodies


@pytest.mark.parametrize(
    "other",
    [
        Target("https://api.datadoghq.com", api_key="a-key-of-ours", app_key="another-key"),
        Target("https://api.datadoghq.eu", api_key="a-key-of-others", app_key="another-key"),
        Target("https://api.datadoghq.eu", api_key="a-key-of-ours", app_key="a-key-that-sees-less"),
    ],
)
def test_an_entry_of_another_site_organisation_or_reader_is_none(tmp_path: Path, other: Target) -> None:
    keep(tmp_path)
    assert kept(tmp_path, target=other) is None


def test_a_file_that_was_moved_in_the_place_of_another_kind_holds_nothing(tmp_path: Path) -> None:
    keep(tmp_path)
    file_of(tmp_path).replace(file_of(tmp_path).with_name("powerpack"))
    assert kept(tmp_path, kind="powerpack") is None


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 200, b"9" * 200, b"%016d{}" % 2, b"%016d[]" % 2])
def test_a_damaged_file_holds_nothing_and_can_be_written_again(tmp_path: Path, damage: bytes) -> None:
    keep(tmp_path)
    file_of(tmp_path).write_bytes(damage)
    assert kept(tmp_path) is None
    keep(tmp_path)
    assert kept(tmp_path) == BODY


@pytest.mark.parametrize(
    "place", [[], ["x", "y", -1, 4], [THEN, "y", 0, 10**30], [THEN, "y", 10**30, 1], [THEN, 1, 2, 3]]
)
def test_an_index_that_says_what_cannot_be_is_not_believed(tmp_path: Path, place: list[Any]) -> None:
    keep(tmp_path)
    head = json.dumps({"form": "dogwatch entries 1", "kind": "dashboard", "entries": {"a": place}}).encode()
    file_of(tmp_path).write_bytes(b"%016d%s{}" % (len(head), head))
    assert kept(tmp_path) is None
    keep(tmp_path, id="b")
    assert (kept(tmp_path), kept(tmp_path, id="b")) == (None, BODY)


def test_every_bit_that_flips_is_seen(tmp_path: Path) -> None:
    keep(tmp_path)
    file = file_of(tmp_path)
    whole = file.read_bytes()
    for place in range(len(whole)):
        for damaged in (whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :], whole[:place]):
            file.write_bytes(damaged)
            assert Entries("dashboard", file).get("a", THEN) is None


def test_folder_and_files_are_for_nobody_else_and_hold_no_key(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        keep(tmp_path / "cache")
    finally:
        os.umask(before)
    file = file_of(tmp_path / "cache")
    modes = [stat.S_IMODE(each.stat().st_mode) for each in (tmp_path / "cache", file.parent, file)]
    assert modes == [0o700, 0o700, 0o600]
    assert "key" not in str(file)
    assert b"key" not in file.read_bytes()


def test_what_lay_in_a_folder_that_others_could_write_to_is_not_believed(tmp_path: Path) -> None:
    keep(tmp_path)
    file_of(tmp_path).parent.chmod(0o777)
    assert kept(tmp_path) is None
    keep(tmp_path)
    assert stat.S_IMODE(file_of(tmp_path).parent.stat().st_mode) == 0o700


def test_a_folder_of_somebody_else_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(tmp_path)
    monkeypatch.setattr(os, "getuid", lambda: tmp_path.stat().st_uid + 1)
    told: list[str] = []
    there = cache(tmp_path, complain=told.append)
    assert there.get("dashboard", "a", THEN) is None
    there.put("dashboard", "a", LATER, BODY)
    there.keep("dashboard")
    assert [sentence.partition(";")[0] for sentence in told] == [
        f"nothing is kept in {tmp_path} (the folder of this organisation belongs to somebody else), so that each run "
        "reads every dashboard anew"
    ]


def test_where_nothing_can_be_written_it_is_told_once_and_nothing_stops(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    told: list[str] = []
    there = cache(tmp_path / "file" / "cache", complain=told.append)
    there.put("dashboard", "a", THEN, BODY)
    there.keep("dashboard")
    there.keep_only("dashboard", [])
    assert there.get("dashboard", "b", THEN) is None
    assert len(told) == 1
    assert "Not a directory" in told[0]


def test_who_removes_the_folder_meanwhile_loses_nothing(tmp_path: Path) -> None:
    keep(tmp_path / "cache")
    here = cache(tmp_path / "cache")
    assert here.get("dashboard", "a", THEN) == BODY
    shutil.rmtree(tmp_path / "cache")
    assert here.get("dashboard", "a", THEN) == BODY
    here.put("dashboard", "b", THEN, BODY)
    here.keep("dashboard")
    assert kept(tmp_path / "cache", id="b") == BODY


def test_what_is_no_longer_there_is_removed(tmp_path: Path) -> None:
    for id in ("a", "b"):
        keep(tmp_path, id)
    here = cache(tmp_path)
    here.put("powerpack", "a", THEN, BODY)
    here.keep("powerpack")
    here.keep_only("dashboard", ["b", "c"])
    assert [kept(tmp_path, id) for id in ("a", "b")] == [None, BODY]
    assert kept(tmp_path, kind="powerpack") == BODY


def test_where_nothing_is_new_or_gone_nothing_is_written(tmp_path: Path) -> None:
    keep(tmp_path)
    before = file_of(tmp_path).stat()
    here = cache(tmp_path)
    here.keep("dashboard")
    here.keep_only("dashboard", ["a", "b"])
    assert file_of(tmp_path).stat().st_ino == before.st_ino


def test_what_another_run_has_kept_meanwhile_stays(tmp_path: Path) -> None:
    here = cache(tmp_path)
    assert here.get("dashboard", "a", THEN) is None
    keep(tmp_path)
    here.put("dashboard", "b", THEN, b"{}")
    here.keep_only("dashboard", ["a", "b"])
    assert (kept(tmp_path), kept(tmp_path, "b")) == (BODY, b"{}")


def test_what_a_run_that_was_killed_left_behind_is_removed_after_an_hour(tmp_path: Path) -> None:
    keep(tmp_path)
    old, new = (file_of(tmp_path).with_name(f"dashboard-{number}-0.new") for number in (1, 2))
    old.write_bytes(b"half")
    new.write_bytes(b"half of what is being written")
    os.utime(old, (time.time() - 3700,) * 2)
    assert kept(tmp_path) == BODY
    assert (old.exists(), new.exists()) == (False, True)


def test_organisations_that_were_not_seen_for_longest_are_removed_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "photographs").mkdir()
    for number in range(20):
        keep(tmp_path, target=Target("https://api.datadoghq.eu", api_key=f"key {number}"))
        newest = max(tmp_path.glob("organisation-*"), key=lambda folder: folder.stat().st_mtime_ns)
        os.utime(newest, (number, number))
    others = [Target("https://api.datadoghq.eu", api_key=f"key {number}") for number in (19, 0)]
    assert [kept(tmp_path, target=other) for other in others] == [BODY, None]
    assert len(list(tmp_path.glob("organisation-*"))) == 16
    assert (tmp_path / "photographs").is_dir()


def test_many_who_write_and_read_at_once_see_whole_entries_only(tmp_path: Path) -> None:
    bodies = [b"%d" % number * 50_000 for number in range(8)]
    keep(tmp_path, body=bodies[0])
    seen: set[bytes | None] = set()

    def run(body: bytes) -> None:
        for _ in range(20):
            keep(tmp_path, body=body)
            seen.add(kept(tmp_path))

    threads = [threading.Thread(target=run, args=(body,)) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen <= set(bodies)
