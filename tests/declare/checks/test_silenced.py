from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dogwatch.declare import examine, load
from dogwatch.errors import CatalogError
from tests.declare.catalogs import write
from tests.declare.checks.catalogs import BEGIN, END, names, said

_SHARE = """
failing = Monitor(
    "failing",
    feature=checkout,
    title="more than 5% of orders fail",
    what="{{value}}% of orders fail.",
    query=(100 * failed / orders).over("5m") > 5,
    silences=[SILENCES],
)
"""
_SILENCE = 'Silence("division-without-guard", until="2026-12-31", why="orders come in spring")'


def monitor(silence: str = "") -> str:
    return _SHARE.replace("SILENCES", silence)


@pytest.mark.parametrize("where", ["monitor", "feature", "catalog"])
def test_a_silence_leaves_out_what_its_check_finds(tmp_path: Path, where: str) -> None:
    text = monitor(_SILENCE if where == "monitor" else "")
    end = END.replace("values=", f"silences=[{_SILENCE}], values=") if where == "catalog" else END
    if where == "feature":
        text = (
            f'other = Feature("other", team=shop, service="s", silences=[{_SILENCE}], signals=[Traffic(min="1/s")])\n'
        )
        text += monitor().replace("feature=checkout", "feature=other")
    assert said(tmp_path, text, end=end) == []


def test_it_counts_up_to_and_with_its_day(tmp_path: Path) -> None:
    assert said(tmp_path, monitor(_SILENCE), today=date(2026, 12, 31)) == []

    finding, over = said(tmp_path, monitor(_SILENCE), today=date(2027, 1, 1))
    assert finding.check == "division-without-guard"
    assert over.subject == "silence of division-without-guard"
    assert over.seen == "it ended on 2026-12-31 (orders come in spring)"
    assert over.place == finding.place or over.place.line > finding.place.line


def test_of_another_check_it_leaves_out_nothing_and_is_reported(tmp_path: Path) -> None:
    silence = 'Silence("unknown-metric", until="2026-12-31", why="w")'
    finding, unused = said(tmp_path, monitor(silence))
    assert (finding.check, unused.seen) == ("division-without-guard", "there is nothing that it leaves out")


def test_a_silence_of_the_catalog_may_be_for_what_another_environment_gets(tmp_path: Path) -> None:
    text = monitor().replace("feature=checkout", 'feature=checkout, environments=["staging"]')
    end = END.replace("values=", f"silences=[{_SILENCE}], values=")
    assert said(tmp_path, text, end=end) == []
    assert said(tmp_path, text, end=end, env="staging") == []
    assert names(said(tmp_path, text, env="staging")) == ["division-without-guard"]


@pytest.mark.parametrize(
    ("silence", "seen", "remedy"),
    [
        ('Silence("division", until="2026-12-31", why="w")', "there is no check 'division'", "checks are "),
        (
            'Silence("unknown-metrics", until="2026-12-31", why="w")',
            "there is no check 'unknown-metrics'",
            "did you mean 'unknown-metric'?",
        ),
        (
            'Silence("unknown-metric", until="soon", why="w")',
            "'soon' is no day",
            "write one as in '2027-01-31'",
        ),
        ('Silence("unknown-metric", until="2026-12-31", why=" ")', "' ' is no reason", "say why it may stay"),
        ('"unknown-metric"', "'unknown-metric' is no silence", "write Silence("),
    ],
)
def test_wrong_silences_are_mistakes(tmp_path: Path, silence: str, seen: str, remedy: str) -> None:
    (mistake,) = said(tmp_path, monitor(silence))
    assert mistake.seen == seen
    assert mistake.remedy.startswith(remedy)


def test_a_mistake_elsewhere_hides_no_warning_and_no_silence_that_ended(tmp_path: Path) -> None:
    wrong = 'slow = Monitor("slow", feature=checkout, title="t", what="w", query=orders.over("5m") > 2, warn=3)\n'
    text = BEGIN + monitor(_SILENCE) + wrong + END
    with pytest.raises(CatalogError) as caught:
        examine(load(write(tmp_path, features=text)), "prod", today=date(2027, 1, 1))
    assert [each.check for each in caught.value.mistakes] == ["warning-behind-alert"]
    assert [each.check or each.seen for each in caught.value.warnings] == [
        "division-without-guard",
        "it ended on 2026-12-31 (orders come in spring)",
    ]
