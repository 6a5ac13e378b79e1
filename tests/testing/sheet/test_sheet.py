"""Alert tests in YAML, from the text to what they come to."""

from __future__ import annotations

from pathlib import Path

import pytest

from dogwatch.errors import UsageError
from dogwatch.testing import Unmet
from dogwatch.testing.sheet.playing import Play
from dogwatch.testing.sheet.reading import read_sheet

CATALOG = """
from dogwatch import Catalog, Errors, Feature, Latency, Team

team = Team("payments", notify="@slack-payments")
checkout = Feature(
    "checkout", team=team, service="shop-api", signals=[Errors(rate="1%", least=0), Latency(p95="400ms", least=0)]
)
catalog = Catalog("shop")
"""
SHEET = """
tests:
  - name: slow and failing
    load:
      checkout: {rate: 20/s, latency: {p50: 100ms, p99: 300ms}, errors: 0%}
    steps:
      - {run: 10m, expect: quiet}
      - degrade: {checkout: {latency: x5, errors: 20%}}
        run: 10m
        expect:
          - {alert: checkout/errors, within: 3m, tells: "@slack-payments"}
          - {alert: checkout/latency-p95}
      - recover: checkout
        run: 10m
        expect: {recovery: checkout/errors}
"""


def sheet(folder: Path, text: str = SHEET, before: str = "", after: str = "") -> Path:
    """The file of a sheet beside a catalog, with a piece of its text replaced."""
    assert before in text
    (folder / "features.py").write_text(CATALOG)
    (folder / "tests").mkdir()
    file = folder / "tests" / "checkout.alerts.yaml"
    file.write_text(text.replace(before, after) if before else text)
    return file


def test_plays_what_it_says(tmp_path: Path) -> None:
    (one,) = read_sheet(sheet(tmp_path))
    play = Play(one)

    play.play()

    assert [(told.key, told.status) for told in play.simulation.notifications][:2] == [
        ("checkout/latency-p95", "Alert"),
        ("checkout/errors", "Alert"),
    ]


def test_fails_with_the_picture(tmp_path: Path) -> None:
    (one,) = read_sheet(sheet(tmp_path, SHEET, "latency: x5, errors: 20%", "latency: x1.1"))

    with pytest.raises(Unmet, match="checkout/errors did not alert"):
        Play(one).play()


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("degrade:", "degrad:", r"test 1 \(slow and failing\): step 2: there is no 'degrad'; did you mean 'degrade'"),
        ("alert: checkout/latency-p95", "alrt: x", r"step 2: expect: there is no 'alrt'; did you mean 'alert'"),
        ("name: slow and failing", "env: prod", r"test 1 has no name"),
        ("{run: 10m, expect: quiet}", "{expect: quiet}", r"step 1 does not run; write for how long, as in run: 15m"),
        ("{recovery: checkout/errors}", "{within: 5m}", "step 3: expect says none or several of alert, warn"),
        ("{recovery: checkout/errors}", "{held: checkout/errors, within: 5m}", "expect held: there is no 'within'; it"),
        ("{recovery: checkout/errors}", "{alert: checkout/errors, but: x}", "expect alert: there is no 'but'; it has"),
        ("tests:", "tests: [", "while parsing a flow node"),
        (SHEET, "tests: 5", "tests: 5 is no list; write each behind a dash"),
        (SHEET, "tests: [{name: idle, steps: 15m}]", r"test 1 \(idle\): steps: '15m' is no list"),
        ("      checkout: {rate: 20/s", "      - {rate: 20/s", "is no mapping; write keys and values"),
    ],
)
def test_names_the_place_of_what_is_wrong(tmp_path: Path, before: str, after: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        read_sheet(sheet(tmp_path, SHEET, before, after))


def test_names_a_feature_without_a_load(tmp_path: Path) -> None:
    (one,) = read_sheet(sheet(tmp_path, SHEET, "recover: checkout", "recover: cart"))

    with pytest.raises(UsageError, match=r"step 3: cart has no load; give it one"):
        Play(one).play()


def test_nothing_of_yaml_makes_objects(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="could not determine a constructor"):
        read_sheet(sheet(tmp_path, "tests: !!python/object/apply:os.getcwd []"))


@pytest.mark.parametrize("steps", ["", "steps: []", "steps: [{run: 10m}, {run: 5m, expect: []}]"])
def test_a_test_that_expects_nothing_is_none(tmp_path: Path, steps: str) -> None:
    with pytest.raises(UsageError, match=r"test 1 \(idle\) expects nothing; write steps"):
        read_sheet(sheet(tmp_path, f"tests:\n  - name: idle\n    load: {{checkout: {{}}}}\n    {steps}\n"))


def test_says_what_counts_as_quiet(tmp_path: Path) -> None:
    warns = "{run: 10m, degrade: {checkout: {latency: 350ms}}, expect: {quiet: checkout/latency-p95, warnings: false}}"
    text = f"tests:\n  - name: slow\n    load: {{checkout: {{latency: 100ms}}}}\n    steps: [{warns}]\n"
    file = sheet(tmp_path, text)
    warning = CATALOG.replace("Latency, Team", "Latency, Limit, Team").replace(
        '"400ms"', 'Limit("400ms", warn="300ms")'
    )
    (tmp_path / "features.py").write_text(warning)
    Play(read_sheet(file)[0]).play()
    file.write_text(text.replace("false", "true"))
    with pytest.raises(Unmet, match="not quiet: checkout/latency-p95"):
        Play(read_sheet(file)[0]).play()


WRITTEN = """
from dogwatch import Catalog, Monitor, Team

team = Team("payments", notify="@slack-payments")


def monitor(name, type, query, what, **options):
    return Monitor(
        name, team=team, title=name, what=what, type=type, query=query, options={"new_host_delay": 0, **options}
    )


gone = monitor(
    "gone", "service check", '"db.up".over("$env").by("host").last(4).count_by_status()', "It said {{check_message}}.",
    thresholds={"critical": 3, "ok": 1},
)
refused = monitor(
    "refused", "log alert", 'logs("$env").index("*").rollup("count").by("service").last("5m") > 2',
    "{{log.message}} {{log.attributes.http.code}}",
)
failed = monitor(
    "failed",
    "event-v2 alert",
    'events("$env source:ci").rollup("count").last("5m") > 0',
    "{{event.title}}: {{event.text}}",
)
catalog = Catalog("shop")
"""
HAPPENING = """
tests:
  - name: what happens
    steps:
      - checks:
          "db.up{host:a}": {says: okx2 criticalx3, message: {critical: no route}}
          "db.up{host:b}": okx9
        logs: {message: refused, times: 3, service: web, http: {code: 503}}
        events:
          - {title: Deploy failed, text: see the log, source: ci, tags: [service:web]}
        run: 6m
        expect:
          - {alert: gone, group: a, says: It said no route.}
          - {alert: refused, tells: "@slack-payments", says: refused 503}
          - {alert: failed, says: "Deploy failed: see the log"}
          - {recovery: refused}
"""


def happening(folder: Path, before: str = "", after: str = "") -> Play:
    file = sheet(folder, HAPPENING, before, after)
    (folder / "features.py").write_text(WRITTEN)
    return Play(read_sheet(file)[0])


def test_checks_logs_and_events_happen_and_their_words_are_told(tmp_path: Path) -> None:
    happening(tmp_path).play()


def test_words_that_are_not_told_are_named(tmp_path: Path) -> None:
    with pytest.raises(
        Unmet, match="failed does not say 'see the moon'; it says:\n\nfailed: Deploy failed: see the log"
    ):
        happening(tmp_path, 'says: "Deploy failed: see the log"', "says: see the moon").play()


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("{title: Deploy failed, text", "{text", r"step 1: events: {'text': .*} has no title; write one, as a text"),
        ("says: okx2 criticalx3", "every: 1m", r"checks: {'every': .*} has no says; write one"),
        ("says: okx2 criticalx3", "said: ok", r"checks db\.up{host:a}: there is no 'said'; it has says, every"),
        ("times: 3", "times: some", "logs: times: 'some' is no whole number"),
        ("times: 3", "times: true", "logs: times: True is no whole number"),
        ("tags: [service:web]", "tags: service:web", "events: tags: 'service:web' is no list"),
        ("logs: {", "logs: [{", "while parsing"),
        (
            "logs: {message: refused, times: 3, service: web, http: {code: 503}}",
            "logs: no route",
            "'no route' is no mapping",
        ),
    ],
)
def test_what_cannot_happen_is_named_with_its_place(tmp_path: Path, before: str, after: str, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        happening(tmp_path, before, after)
