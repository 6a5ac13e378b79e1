from __future__ import annotations

import json
from pathlib import Path

import pytest

from .command import dogwatch

GOOD = {"kind": "dashboard_query", "type": "metrics", "query": "avg:system.cpu.user{env:prod} by {host}"}


def write(folder: Path, *lines: object) -> Path:
    file = folder / "queries.jsonl"
    file.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines))
    return file


def test_counts_what_can_be_read_and_printed_back(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    ended = dogwatch(tmp_path, "query", "--check", "queries.jsonl")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == (
        "kind             queries  parse  print back\n"
        "dashboard_query        1      1           1\n"
        "all                    1      1           1\n"
    )


def test_lists_what_cannot_be_read_and_fails(tmp_path: Path) -> None:
    write(tmp_path, GOOD, {**GOOD, "query": "avgg:a{*}"}, {"kind": "poem", "query": "a rose"})
    ended = dogwatch(tmp_path, "query", "--check", "queries.jsonl")
    assert (ended.returncode, ended.stderr) == (1, "")
    assert ended.stdout.splitlines()[:5] == [
        "queries.jsonl:2: dashboard_query, metrics: 'avgg' is no way to aggregate a metric (letter 1); "
        "did you mean 'avg'?",
        "avgg:a{*}",
        "^",
        "queries.jsonl:3: poem: no grammar is known for this kind",
        "kind             queries  parse  print back",
    ]
    assert ended.stdout.endswith("all                    3      1           1\n")


def test_says_of_every_line_that_is_no_query_and_goes_on(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "{", "", '["a"]', {"kind": 5}, GOOD)
    ended = dogwatch(tmp_path, "query", "--check", "queries.jsonl")
    assert (ended.returncode, ended.stderr) == (1, "")
    said = [line.partition(":")[2] for line in ended.stdout.splitlines()[:3]]
    assert said[0].startswith("2: this is no JSON")
    assert [line.partition(";")[0] for line in said[1:]] == ["4: this is no query", "5: this is no query"]
    assert ended.stdout.endswith("all                    2      2           2\n")


def test_says_that_a_file_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "queries.jsonl").write_bytes(b"\xff\xfe")
    ended = dogwatch(tmp_path, "query", "--check", "queries.jsonl")
    assert (ended.returncode, ended.stderr) == (2, "queries.jsonl is no text in UTF-8\n")


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_is_no_query(tmp_path: Path, text: str) -> None:
    ended = dogwatch(tmp_path, "query", text)
    assert ended.returncode == 2
    assert ended.stderr.startswith("the query is empty; ")


def test_says_in_words_what_a_query_asks(tmp_path: Path) -> None:
    ended = dogwatch(tmp_path, "query", "avg(last_5m):p95:a.b{env:prod} by {region} > 0.40")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == (
        "the average over the last 5 minutes of the 95th percentile of a.b, where env is prod, per region; "
        "alerts above 0.4.\n"
        "  taken for   query alert\n"
        "  canonical   avg(last_5m):p95:a.b{env:prod} by {region} > 0.4\n"
    )


def test_takes_a_query_for_what_it_is_told(tmp_path: Path) -> None:
    ended = dogwatch(tmp_path, "query", "--type", "search", "avg:a{*}")
    assert (ended.returncode, ended.stdout) == (0, "everything, where avg is like a{*}.\n  taken for   search\n")
    assert "'serch' is no type; write one of query alert" in dogwatch(tmp_path, "query", "--type", "serch", "a").stderr


def test_shows_where_a_query_cannot_be_read(tmp_path: Path) -> None:
    ended = dogwatch(tmp_path, "query", "avg(last_5m):defalt_zero(avg:a{*}) > 1")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == (
        "'defalt_zero' is no function of Datadog (letter 14); did you mean 'default_zero'?\n"
        "avg(last_5m):defalt_zero(avg:a{*}) > 1\n"
        "             ^\n"
    )


def test_a_hostile_query_changes_no_terminal(tmp_path: Path) -> None:
    for query in ("a\x1b[31m", "avg:a{b:\x1b[31m\u202e}", "avg:a{*} \x07\x1b[2J"):
        ended = dogwatch(tmp_path, "query", query)
        assert (ended.stdout + ended.stderr).replace("\n", "").isprintable()


def test_wants_one_query_or_a_file(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    for arguments in ((), ("a", "--check", "queries.jsonl")):
        ended = dogwatch(tmp_path, "query", *arguments)
        assert ended.returncode == 2
        assert "write one query, in quotes, or --check FILE" in ended.stderr
