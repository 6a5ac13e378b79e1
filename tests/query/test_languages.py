from __future__ import annotations

import json

from dogwatch.query import LANGUAGES, canonical, explain, parse_search, proved
from tests.corpus import corpus


def test_every_real_query_is_read_and_printed_back() -> None:
    """None of them is among those that the recorded servers refused for their query."""
    rows = [json.loads(line) for line in corpus("queries.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["kind"] for row in rows} <= set(LANGUAGES)
    failed = [row["query"] for row in rows if not proved(LANGUAGES[row["kind"]], row["type"], row["query"]).is_printed]
    assert failed == []
    print(f"{len(rows)} queries are read and printed back")


def test_the_canonical_form_of_real_queries_says_the_same_letters() -> None:
    """But for space, quotes, parentheses that change nothing, AND in searches, and a star among other tags."""
    free = str.maketrans("", "", " \n'\"()*,")
    for line in corpus("queries.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        tree = LANGUAGES[row["kind"]](row["type"], row["query"])
        kept, left = (text.replace("AND", "").translate(free) for text in (row["query"], canonical(tree)))
        assert kept == left


def test_a_proof_says_why_a_text_is_not_read() -> None:
    proof = proved(LANGUAGES["dashboard_query"], "metrics", "avg:a{")
    assert proof.error is not None
    assert not proof.is_printed
    assert proved(LANGUAGES["monitor_query"], None, "a").error is not None


def test_a_proof_finds_trees_that_do_not_print_what_was_read() -> None:
    assert not proved(lambda type, text: parse_search(text.strip()), None, " a ").is_printed
    assert not proved(lambda type, text: parse_search("x" if text == "a" else text), None, "a").is_printed


def test_a_variable_is_read_by_its_source() -> None:
    parse = LANGUAGES["monitor_variable"]
    assert explain(parse("cloud_cost", "sum:a{*}")) == "the sum of a"  # type: ignore[arg-type]
    assert explain(parse("ci_tests", "a:b")) == "everything, where a is b"  # type: ignore[arg-type]
