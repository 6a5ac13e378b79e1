from __future__ import annotations

import os
import stat
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dogwatch.client import Cache, Target

US = Target("https://api.datadoghq.eu", api_key="a-key-of-ours", app_key="another-key")
THEN, LATER = "2026-01-02T12:00:00.345678+00:00", "2026-01-02T12:00:00.345679+00:00"
BODY = b'{"id": "abc-def-ghi"}'


def refuse(sentence: str) -> None:
    raise AssertionError(sentence)


def cache(home: Path, target: Target = US, complain: Callable[[str], None] = refuse) -> Cache:
    return Cache.of(home, target, complain)


def entry(home: Path) -> Path:
    (file,) = home.glob("organisation-*/*")
    return file


def test_gives_back_what_another_run_has_put(tmp_path: Path) -> None:
    cache(tmp_path).put("dashboard", "a", THEN, BODY)
    assert cache(tmp_path).get("dashboard", "a", THEN) == BODY


def test_an_entry_of_another_time_object_or_kind_is_none(tmp_path: Path) -> None:
    here = cache(tmp_path)
    here.put("dashboard", "a", THEN, BODY)
    assert here.get("dashboard", "a", LATER) is None
    assert here.get("dashboard", "b", THEN) is None
    assert here.get("powerpack", "a", THEN) is None
    here.put("dashboard", "a", LATER, b"{}")
    assert (here.get("dashboard", "a", THEN), here.get("dashboard", "a", LATER)) == (None, b"{}")


@pytest.mark.parametrize(
    "other",
    [
        Target("https://api.datadoghq.com", api_key="a-key-of-ours", app_key="another-key"),
        Target("https://api.datadoghq.eu", api_key="a-key-of-others", app_key="another-key"),
        Target("https://api.datadoghq.eu", api_key="a-key-of-ours", app_key="a-key-that-sees-less"),
    ],
)
def test_an_entry_of_another_site_organisation_or_reader_is_none(tmp_path: Path, other: Target) -> None:
    cache(tmp_path).put("dashboard", "a", THEN, BODY)
    assert cache(tmp_path, other).get("dashboard", "a", THEN) is None


def test_an_entry_that_was_moved_in_the_place_of_another_is_none(tmp_path: Path) -> None:
    here = cache(tmp_path)
    here.put("dashboard", "a", THEN, BODY)
    moved = entry(tmp_path)
    here.put("dashboard", "b", THEN, b"{}")
    (other,) = set(moved.parent.iterdir()) - {moved}
    moved.replace(other)
    assert here.get("dashboard", "b", THEN) is None


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 200])
def test_a_damaged_entry_is_none_and_can_be_written_again(tmp_path: Path, damage: bytes) -> None:
    here = cache(tmp_path)
    here.put("dashboard", "a", THEN, BODY)
    entry(tmp_path).write_bytes(damage)
    assert here.get("dashboard", "a", THEN) is None
    here.put("dashboard", "a", THEN, BODY)
    assert here.get("dashboard", "a", THEN) == BODY


def test_every_bit_that_flips_is_seen(tmp_path: Path) -> None:
    here = cache(tmp_path)
    here.put("dashboard", "a", THEN, BODY)
    whole = entry(tmp_path).read_bytes()
    for place in range(len(whole)):
        entry(tmp_path).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert here.get("dashboard", "a", THEN) is None
        entry(tmp_path).write_bytes(whole[:place])
        assert here.get("dashboard", "a", THEN) is None


def test_folder_and_files_are_for_nobody_else_and_hold_no_key(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        cache(tmp_path / "cache").put("dashboard", "a", THEN, BODY)
    finally:
        os.umask(before)
    file = entry(tmp_path / "cache")
    modes = [stat.S_IMODE(each.stat().st_mode) for each in (tmp_path / "cache", file.parent, file)]
    assert modes == [0o700, 0o700, 0o600]
    assert "key" not in str(file)
    assert b"key" not in file.read_bytes()


def test_what_lay_in_a_folder_that_others_could_write_to_is_not_believed(tmp_path: Path) -> None:
    cache(tmp_path).put("dashboard", "a", THEN, BODY)
    entry(tmp_path).parent.chmod(0o777)
    again = cache(tmp_path)
    assert again.get("dashboard", "a", THEN) is None
    again.put("dashboard", "a", THEN, BODY)
    assert stat.S_IMODE(entry(tmp_path).parent.stat().st_mode) == 0o700


def test_a_folder_of_somebody_else_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache(tmp_path).put("dashboard", "a", THEN, BODY)
    monkeypatch.setattr(os, "getuid", lambda: tmp_path.stat().st_uid + 1)
    told: list[str] = []
    there = cache(tmp_path, complain=told.append)
    assert there.get("dashboard", "a", THEN) is None
    there.put("dashboard", "a", LATER, BODY)
    assert [sentence.partition(";")[0] for sentence in told] == [
        f"nothing is kept in {tmp_path} (the folder of this organisation belongs to somebody else), so that each run "
        "reads every dashboard anew"
    ]


def test_where_nothing_can_be_written_it_is_told_once_and_nothing_stops(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    told: list[str] = []
    there = cache(tmp_path / "file" / "cache", complain=told.append)
    there.put("dashboard", "a", THEN, BODY)
    there.keep_only("dashboard", [])
    assert there.get("dashboard", "a", THEN) is None
    assert len(told) == 1
    assert "Not a directory" in told[0]


def test_who_removes_the_folder_meanwhile_loses_nothing(tmp_path: Path) -> None:
    here = cache(tmp_path / "cache")
    here.put("dashboard", "a", THEN, BODY)
    entry(tmp_path / "cache").unlink()
    for folder in (*(tmp_path / "cache").iterdir(), tmp_path / "cache"):
        folder.rmdir()
    assert here.get("dashboard", "a", THEN) is None
    here.put("dashboard", "a", THEN, BODY)
    assert here.get("dashboard", "a", THEN) == BODY


def test_what_is_no_longer_there_is_removed(tmp_path: Path) -> None:
    here = cache(tmp_path)
    for id in ("a", "b"):
        here.put("dashboard", id, THEN, BODY)
    here.put("powerpack", "a", THEN, BODY)
    here.keep_only("dashboard", ["b", "c"])
    assert [here.get("dashboard", id, THEN) for id in ("a", "b")] == [None, BODY]
    assert here.get("powerpack", "a", THEN) == BODY


def test_what_a_run_that_was_killed_left_behind_is_removed_after_an_hour(tmp_path: Path) -> None:
    here = cache(tmp_path)
    here.put("dashboard", "a", THEN, BODY)
    old, new = (entry(tmp_path).with_name(f"dashboard-0-{number}-0.new") for number in (1, 2))
    old.write_bytes(b"half")
    new.write_bytes(b"half of what is being written")
    os.utime(old, (time.time() - 3700,) * 2)
    here.keep_only("dashboard", ["a"])
    assert (old.exists(), new.exists()) == (False, True)
    assert here.get("dashboard", "a", THEN) == BODY


def test_organisations_that_were_not_seen_for_longest_are_removed_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "photographs").mkdir()
    for number in range(20):
        target = Target("https://api.datadoghq.eu", api_key=f"key {number}")
        cache(tmp_path, target).put("dashboard", "a", THEN, BODY)
        newest = max(tmp_path.glob("organisation-*"), key=lambda folder: folder.stat().st_mtime_ns)
        os.utime(newest, (number, number))
    kept = [cache(tmp_path, Target("https://api.datadoghq.eu", api_key=f"key {number}")) for number in (19, 0)]
    assert [each.get("dashboard", "a", THEN) for each in kept] == [BODY, None]
    assert len(list(tmp_path.glob("organisation-*"))) == 16
    assert (tmp_path / "photographs").is_dir()


def test_many_who_write_and_read_at_once_see_whole_entries_only(tmp_path: Path) -> None:
    bodies = [b"%d" % number * 50_000 for number in range(8)]
    cache(tmp_path).put("dashboard", "a", THEN, bodies[0])
    seen: set[bytes | None] = set()

    def run(body: bytes) -> None:
        mine = cache(tmp_path)
        for _ in range(40):
            mine.put("dashboard", "a", THEN, body)
            seen.add(mine.get("dashboard", "a", THEN))

    threads = [threading.Thread(target=run, args=(body,)) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen <= set(bodies)
