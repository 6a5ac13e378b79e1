from __future__ import annotations

from pathlib import Path

import pytest

from tests.declare.catalogs import between, mistakes, resources

TEXT = 'm = Monitor("load", team="payments", title="load", what="Much to do.", {more})\n'
BUILT = """
f = Feature("f", team=payments, service="a")
m = Monitor("busy", feature=f, title="busy", what="Much to do.", query=f.metrics.hits.sum().over("5m") {more})
"""
QUERY = 'query="avg(last_5m):avg:system.load.1{$env} > 3"'


def said(folder: Path, text: str) -> list[str]:
    """What is wrong with the monitor of a catalog, without the line."""
    lines = mistakes(folder, between(text)).splitlines()
    return [line.partition(": ")[2] for line in lines if line.startswith("features.py")]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (f'{QUERY}, feature="checkout"', "monitor load: feature: 'checkout' is no Feature"),
        (f'{QUERY}, warn="5"', "monitor load: warn: '5' is no number"),
        (f"{QUERY}, warn=True", "monitor load: warn: True is no number"),
        (f"{QUERY}, absence=0", "monitor load: absence: 0 is no text"),
        (f'{QUERY}, options="x"', "monitor load: options: 'x' is no mapping"),
        (f"{QUERY}, absence=5", "monitor load: absence: 5 is no text"),
        (f'{QUERY}, pages="yes"', "monitor load: pages: 'yes' is neither True nor False"),
        (f"{QUERY}, tells=None", "monitor load: tells: None is neither True nor False"),
        (f"{QUERY}, milder=-1", "monitor load: milder: -1 is no number of priorities"),
        (f"{QUERY}, milder=True", "monitor load: milder: True is no number of priorities"),
        (f"{QUERY}, renotify=30", "monitor load: renotify: 30 does not say how often"),
        (f"{QUERY}, absence='Tell x@slack-a'", "monitor shop/load: absence: Datadog would not deliver 'x@slack-a'"),
        (f'{QUERY}, warn=float("nan")', "monitor load: warn: nan is no number"),
        (f'{QUERY}, options={{"thresholds": 5}}', "monitor load: options: the thresholds 5 are no mapping"),
        (
            f'{QUERY}, options={{"renotify_statuses": {{"alert"}}}}',
            "monitor load: options.renotify_statuses: a value of the type set is nothing that JSON can hold",
        ),
        (f'{QUERY}, body="x"', "monitor load: body: 'x' is no mapping"),
        (
            f'{QUERY}, body={{"draft_status": object()}}',
            "monitor load: body.draft_status: a value of the type object is nothing that JSON can hold",
        ),
        (f'{QUERY}, service="Shop API"', "monitor load: service: Datadog would store 'Shop API' as 'shop_api'"),
        (f'{QUERY}, tags="A b"', "monitor load: tags: Datadog would store 'A b' as 'a_b'"),
    ],
)
def test_arguments_have_the_right_type(tmp_path: Path, more: str, expected: str) -> None:
    assert said(tmp_path, TEXT.format(more=more)) == [expected]


@pytest.mark.parametrize("words", ["None", '" "', '""', "5"])
def test_title_and_what_say_something(tmp_path: Path, words: str) -> None:
    text = TEXT.format(more=QUERY).replace('"load", what="Much to do."', f"{words}, what={words}")
    assert [sentence.partition(" says")[0] for sentence in said(tmp_path, text)] == [
        f"monitor load: title: {eval(words)!r}",
        f"monitor load: what: {eval(words)!r}",
    ]


def test_somebody_answers_for_it(tmp_path: Path) -> None:
    text = TEXT.format(more=QUERY)
    assert said(tmp_path, text.replace('team="payments", ', "")) == ["monitor load: nobody answers for it"]
    assert said(tmp_path, text.replace("payments", "paymnts")) == ["monitor load: team: there is no team 'paymnts'"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("avg(last_5m):avg:x{*} > 3", "'avg(last_5m):avg:x{*} > 3' would watch the same in every environment"),
        ("avg(last_5m):avg:x{$env,$region} > 3", "it has the variable $region"),
        ("avg(last_5m):avg:x{$env,env:$env.value} > 3", "it has the variable $env.value"),
        ("avg(last_5m):avg:x{$environment} > 3", "it has the variable $environment"),
    ],
)
def test_a_query_as_text_is_of_its_environment(tmp_path: Path, query: str, expected: str) -> None:
    assert f"monitor shop/load: query: {expected}" in said(tmp_path, TEXT.format(more=f'query="{query}"'))


def test_a_query_of_the_builder_knows_only_the_environment(tmp_path: Path) -> None:
    assert said(tmp_path, BUILT.replace("hits.sum()", 'hits.where("$region").sum()').format(more="> 3")) == [
        "monitor shop/f/busy: query: it has the variable $region"
    ]


@pytest.mark.parametrize(
    ("kind", "query"),
    [("composite", '"10000001 && !10000002"'), ("slo alert", """'error_budget("0123abc").over("7d") > 75'""")],
)
def test_what_asks_about_other_things_needs_no_environment(tmp_path: Path, kind: str, query: str) -> None:
    text = TEXT.format(more=f'query={query}, type="{kind}"')
    assert list(resources(tmp_path, text)) == ["shop/load"]


def test_a_query_on_an_slo_has_its_type(tmp_path: Path) -> None:
    query = 'query=error_budget("abc", "7d") > 75'
    text = "from dogwatch.query import error_budget\n" + TEXT.format(more=query)
    assert said(tmp_path, text)[:1] == ["monitor shop/load: query: it asks about an SLO, but the type is 'query alert'"]
    made = resources(tmp_path, text.replace(query, f'{query}, type="slo alert"'))
    assert made["shop/load"].body["options"] == {"thresholds": {"critical": 75}}


def test_a_query_without_a_comparison_is_none(tmp_path: Path) -> None:
    (sentence,) = said(tmp_path, BUILT.format(more=""))
    assert sentence.endswith("is no query of a monitor")


def test_handles_in_its_words_are_delivered(tmp_path: Path) -> None:
    text = TEXT.format(more=QUERY).replace("Much to do.", "Tell {{value}}@slack-x, @nobody and (@slack-y).")
    assert said(tmp_path, text) == [
        "monitor shop/load: what: Datadog would not deliver '{{value}}@slack-x'",
        "monitor shop/load: what: '@nobody' is no handle that Datadog delivers to",
    ]


def test_options_that_datadog_owns_or_does_not_know_are_refused(tmp_path: Path) -> None:
    text = TEXT.format(more=QUERY + ', options={"silenced": {}, "on_missing_data": "ok"}')
    assert sorted(said(tmp_path, text)) == [
        "monitor shop/load: options.on_missing_data: 'ok'",
        "monitor shop/load: options.silenced: is set by Datadog and cannot be declared",
    ]


def test_handles_in_its_title_and_escalation_are_delivered(tmp_path: Path) -> None:
    text = TEXT.format(more=QUERY + ', options={"escalation_message": "still@slack-x"}')
    assert said(tmp_path, text.replace('title="load"', 'title="for @nobody"')) == [
        "monitor shop/load: title: '@nobody' is no handle that Datadog delivers to",
        "monitor shop/load: options: Datadog would not deliver 'still@slack-x'",
    ]
