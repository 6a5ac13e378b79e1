import sqlite3
from pathlib import Path

import pytest

from dogwatch.errors import UsageError
from dogwatch.local.store import DATABASE, Document, Store


def test_gives_back_what_was_put_text_by_text(tmp_path: Path):
    text = '{"b": 1, "a": 2.0}'
    data = tmp_path / "a new" / "folder"
    with Store(data) as store, store.transaction():
        store.put("thing", Document(1, text, "[]"))
    with Store(data) as store:
        assert store.get("thing", 1) == Document(1, text, "[]")


def test_keeps_nothing_of_a_transaction_that_fails():
    def put_and_fail(store: Store) -> None:
        with store.transaction():
            store.put("thing", Document(1, "{}", ""))
            raise ZeroDivisionError

    with Store() as store:
        with pytest.raises(ZeroDivisionError):
            put_and_fail(store)
        assert store.get("thing", 1) is None


def test_never_gives_a_number_twice_even_after_a_delete():
    with Store() as store:
        first = store.next_id("thing", 10)
        store.put("thing", Document(first, "{}", ""))
        store.delete("thing", first)
        assert (first, store.next_id("thing", 10), store.next_id("other", 10)) == (10, 11, 10)


def test_lists_by_id_from_behind_one_with_skip_and_limit():
    with Store() as store:
        for id in (3, 1, 2, 5, 4):
            store.put("thing", Document(id, "{}", ""))
        assert [each.id for each in store.all("thing")] == [1, 2, 3, 4, 5]
        assert [each.id for each in store.all("thing", after=2, skip=1, limit=1)] == [4]


def test_finds_the_oldest_of_equal_digest():
    with Store() as store:
        store.put("thing", Document(2, "{}", ""), digest="same")
        store.put("thing", Document(1, "{}", ""), digest="same")
        assert (store.find("thing", "same"), store.find("thing", "other")) == (1, None)


def test_knows_who_refers_to_what_until_the_referring_one_changes_or_goes():
    with Store() as store:
        store.refer("group", 7, "thing", [1, 2])
        store.refer("group", 8, "thing", [2])
        assert store.referring("thing", 2) == [("group", 7), ("group", 8)]
        store.refer("group", 7, "thing", [1])
        store.delete("group", 8)
        assert (store.referring("thing", 1), store.referring("thing", 2)) == ([("group", 7)], [])


def test_refuses_a_directory_in_use(tmp_path: Path):
    with Store(tmp_path), pytest.raises(UsageError, match="in use by another"):
        Store(tmp_path)


def test_a_directory_is_free_again_after_a_failure_to_open(tmp_path: Path):
    (tmp_path / DATABASE).write_text("no database at all, just a text that is long enough to look like a header" * 20)
    for _ in range(2):
        with pytest.raises(UsageError, match="cannot be read as data"):
            Store(tmp_path)


def test_refuses_data_of_another_version_by_its_number(tmp_path: Path):
    with sqlite3.connect(tmp_path / DATABASE) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(UsageError, match="version 99"):
        Store(tmp_path)


def test_refuses_a_database_of_something_else(tmp_path: Path):
    with sqlite3.connect(tmp_path / DATABASE) as db:
        db.execute("CREATE TABLE another (one)")
    db.close()
    with pytest.raises(UsageError, match="version 0"):
        Store(tmp_path)


def test_refuses_a_path_that_is_a_file(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot keep data here"):
        Store(tmp_path / "file")


@pytest.mark.parametrize(("durable", "level"), [(False, 1), (True, 2)])
def test_waits_for_the_disk_only_when_durable(tmp_path: Path, durable: bool, level: int):
    with Store(tmp_path, durable=durable) as store:
        assert store._db.execute("PRAGMA synchronous").fetchone() == (level,)
        assert store._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
