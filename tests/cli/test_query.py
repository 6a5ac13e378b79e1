from __future__ import annotations

import json
from pathlib import Path

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


def test_says_which_line_is_no_query(tmp_path: Path) -> None:
    for line, said in (("{", "this is no JSON"), ('["a"]', "this is no query"), ({"kind": 5}, "this is no query")):
        write(tmp_path, GOOD, line)
        ended = dogwatch(tmp_path, "query", "--check", "queries.jsonl")
        assert ended.returncode == 2
        assert ended.stderr.startswith(f"queries.jsonl:2: {said}")


def test_says_that_a_file_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "queries.jsonl").write_bytes(b"\xff\xfe")
    ended = dogwatch(tmp_path, "query", "--check", "queries.jsonl")
    assert ended.returncode == 2
    assert ended.stderr.startswith("queries.jsonl: 'utf-8' codec can't decode")
