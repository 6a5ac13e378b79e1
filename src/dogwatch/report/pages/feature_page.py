"""The page of a feature: for those who decide about it, and for whoever is on call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dogwatch.declare import Feature
from dogwatch.kinds import Resource, references_in
from dogwatch.report.pages.alerts import alerts, test_alert
from dogwatch.report.pages.book import INDEX, Book, feature_in, linked
from dogwatch.report.pages.dashboards import dashboards, shown
from dogwatch.report.pages.limits import limits
from dogwatch.report.pages.markup import code, link, text
from dogwatch.report.pages.measured import measured
from dogwatch.report.pages.promises import promises
from dogwatch.report.pages.silences import also_told, silences
from dogwatch.report.pages.teams import answers

# More neighbours than these nobody follows; the index has all of them.
_NEIGHBOURS = 8


def feature_page(feature: Feature, book: Book) -> Iterator[str]:
    """The lines of the page."""
    monitors, slos, own = (book.of(feature, kind) for kind in ("monitor", "slo", "dashboard"))
    yield f"# {text(feature.name)}"
    if feature.description:
        yield from ("", text(feature.description))
    yield ""
    yield from (f"- {fact}" for fact in _facts(feature, book, [*monitors, *slos]))
    yield from _section("Limits", limits(feature))
    yield from _section("Promises", promises(slos, monitors, feature.objectives))
    yield from _section("Alerts", alerts([*monitors, *map(test_alert, book.of(feature, "synthetic_test"))]))
    yield from _section("Also told", also_told(book.of(feature, "notification_rule")))
    yield from _section("Silences", silences(book.of(feature, "downtime"), book.of(feature, "slo_correction")))
    yield from _section("Dashboards", [*dashboards([*own, *book.showing(feature)]), *shown(own)])
    yield from _section("Metrics", measured([*monitors, *slos, *own], book.metrics))
    yield from _section("Read on", _read_on(feature, book))


def _facts(feature: Feature, book: Book, made: Iterable[Resource]) -> Iterator[str]:
    yield f"**Who answers** {answers(book.team_of(feature))}"
    yield f"**Tier** {link(str(feature.tier), f'{INDEX}#tiers')}"
    yield f"**Service** {code(feature.service)}"
    if feature.runbook:
        yield f"**Runbook** {link(text(feature.runbook), book.way_to(feature.runbook))}"
    if feature.dashboard:
        yield f"**Dashboard** {link(text(feature.dashboard), book.way_to(feature.dashboard))}"
    yield f"**In Datadog** the names below begin with {code(f'[{book.env}] {feature.name}:')}"
    if feature.tags:
        yield f"**Tags** {', '.join(map(code, feature.tags))}"
    yield from _related(feature, book, made)


def _related(feature: Feature, book: Book, made: Iterable[Resource]) -> Iterator[str]:
    """The features that it names, those its alerts and promises refer to, and those of the same service and team."""
    referred = {feature_in(reference.key) for resource in made for reference in references_in(resource.body)}
    near = {
        "Related": book.named(feature.related_names),
        "Refers to": book.named(referred),
        "Same service": book.of_service(feature.service),
        "Same team": book.of_team(book.team_of(feature)),
    }
    for words, features in near.items():
        # One more than is shown says whether there are more; this feature may be among them.
        others = [linked(other) for other in features[: _NEIGHBOURS + 2] if other is not feature]
        if others:
            more = f", … ({link('all', INDEX)})" if len(others) > _NEIGHBOURS else ""
            yield f"**{words}** {', '.join(others[:_NEIGHBOURS])}{more}"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """The lines under a heading; nothing at all where there are none."""
    written = list(lines)
    if written:
        yield from ("", f"## {title}")
        yield from (written if written[0] == "" else ["", *written])


def _read_on(feature: Feature, book: Book) -> Iterator[str]:
    yield f"- {link('All features', INDEX)}, with what the tiers mean"
    yield f"- Declared in {book.declared_in(feature)}; a change there changes everything on this page"
    yield f"- {code(f'dogwatch plan --feature {feature.name}')} shows what differs in Datadog"
    if book.of(feature, "monitor"):
        yield f"- In a message, {code('{{…}}')} is filled in by Datadog when it tells somebody"
        yield f"- {code('${slo:…}')} and its like stand for the ids that Datadog gives to what is declared"
