"""The page over all features of a catalog."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dogwatch.declare import Feature
from dogwatch.kinds import Resource
from dogwatch.report.pages.alerts import alerted, alerts, priority, test_alert
from dogwatch.report.pages.book import Book, linked, short_name
from dogwatch.report.pages.dashboards import dashboards
from dogwatch.report.pages.markup import code, link, table, text
from dogwatch.report.pages.promises import target_of
from dogwatch.report.pages.teams import answers, handles

_TIERS = range(1, 6)
_OF_TIERS = ("Tier", "Features", "Promised", "Alerts that wake", "Whom", "Alerts that only tell", "Priorities")
_COLUMNS = ("Feature", "Tier", "What it is", "Service", "Runbook")


def index_page(book: Book) -> Iterator[str]:
    """The lines of the page."""
    yield f"# The features of {text(book.declared.catalog.name)}"
    yield from ("", f"What is watched in {code(book.env)}, what is promised of it and who answers.")
    for team in book.declared.teams:
        if features := book.of_team(team):
            yield from ("", f"## {text(team.name)}", "", f"Who answers: {answers(team)}.", "")
            yield from table(_COLUMNS, (_feature(feature, book) for feature in features))
    yield from _section("Promises", table(("Feature", "Promise", "Target"), _promises(book)))
    of_tests = map(test_alert, book.beside("synthetic_test"))
    yield from _section("Alerts of no feature", alerts([*book.beside("monitor"), *of_tests]))
    yield from _section("Dashboards", _dashboards(book))
    yield from _section("Tiers", _tiers(book))


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    written = list(lines)
    if written:
        yield from ("", f"## {title}", "", *written)


def _feature(feature: Feature, book: Book) -> list[str]:
    runbook = link("what to do", book.way_to(feature.runbook)) if feature.runbook else "–"
    return [linked(feature), str(feature.tier), text(feature.description) or "–", code(feature.service), runbook]


def _promises(book: Book) -> Iterator[list[str]]:
    for feature in book.declared.features:
        for slo in book.of(feature, "slo"):
            yield [linked(feature), text(short_name(slo)), target_of(slo.body)]
    for slo in book.beside("slo"):
        yield ["–", text(short_name(slo)), target_of(slo.body)]


def _dashboards(book: Book) -> Iterator[str]:
    """Those over several features, and how many features have their own."""
    yield from dashboards(book.beside("dashboard"))
    own = sum(bool(book.of(feature, "dashboard")) for feature in book.declared.features)
    if own:
        yield f"- {own} of {len(book.declared.features)} features have dashboards of their own, named on their pages"


def _tiers(book: Book) -> Iterator[str]:
    """What each tier means in this environment, read off the promises and the alerts themselves."""
    yield "A tier says how much a feature matters: 1 is what people cannot do without, 5 what they would hardly miss."
    yield ""
    rows = ([str(tier), *_tier([one for one in book.declared.features if one.tier == tier], book)] for tier in _TIERS)
    yield from table(_OF_TIERS, rows)


def _tier(features: list[Feature], book: Book) -> list[str]:
    waking, telling, priorities, woken = 0, 0, set[str](), set[str]()
    for feature in features:
        pagers = book.team_of(feature).page
        for monitor in (*book.of(feature, "monitor"), *map(test_alert, book.of(feature, "synthetic_test"))):
            told = alerted(monitor.body)
            called = {handle for handle in told if handle in pagers}
            waking, telling, woken = waking + bool(called), telling + (bool(told) and not called), woken | called
            priorities |= {priority(monitor.body)} if told else set()
    slos = [slo for feature in features for slo in book.of(feature, "slo")]
    numbers = [len(features), _promised(slos), waking, handles(sorted(woken)), telling]
    return [*map(str, numbers), ", ".join(sorted(priorities)) or "–"]


def _promised(slos: Iterable[Resource]) -> str:
    """How much is promised, from the least to the most: `99% to 99.95%`."""
    targets = sorted({one["target"] for slo in slos for one in slo.body["thresholds"]})
    return " to ".join(f"{target}%" for target in dict.fromkeys((targets[0], targets[-1]))) if targets else "nothing"
