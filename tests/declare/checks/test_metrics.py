from __future__ import annotations

from pathlib import Path

from tests.declare.checks.catalogs import END, said

_OWN = """
age = CustomMetric("shop.index.age", type="gauge", description="d")
size = CustomMetric("shop.index.size", type="distribution", description="d", percentiles=True)
m = Monitor("m", feature=checkout, title="t", what="w", query={query} > 3)
"""
_KEEPS = END.replace("values=", 'namespaces=["shop"], values=')


def seen(folder: Path, query: str, end: str = _KEEPS) -> list[tuple[str, str, str]]:
    found = said(folder, _OWN.format(query=query), end=end)
    return [(each.check, each.seen, each.remedy) for each in found]


def test_a_name_within_its_namespaces_is_declared(tmp_path: Path) -> None:
    query = "metric('shop.index.ages').where('$env').max().over('5m')"
    assert seen(tmp_path, query) == [
        (
            "unknown-metric",
            "the catalog keeps this namespace and has no metric shop.index.ages",
            "did you mean shop.index.age?",
        )
    ]


def test_what_other_catalogs_keep_is_theirs_to_know(tmp_path: Path) -> None:
    assert seen(tmp_path, "metric('pay.refunds').where('$env').max().over('5m')") == []
    assert seen(tmp_path, "metric('feature.durations').where('$env').max().over('5m')") == []
    assert seen(tmp_path, "checkout.metrics.in_flight.p95().over('5m')") == []


def test_percentiles_are_of_metrics_that_have_them(tmp_path: Path) -> None:
    ((check, sentence, _),) = seen(tmp_path, "age.source.p95().over('5m')")
    assert (check, sentence) == (
        "percentile-without-percentiles",
        "p95 of shop.index.age, for which the catalog switches no percentiles on",
    )
    ((check, *_),) = seen(tmp_path, "age.source.count_where('>', 3).over('5m')")
    assert check == "percentile-without-percentiles"
    assert seen(tmp_path, "size.source.p95().over('5m')") == []
    assert seen(tmp_path, "age.source.max().over('5m')") == []


def test_services_send_tags_of_which_the_catalog_knows_the_values(tmp_path: Path) -> None:
    both = _KEEPS.replace('"shop"]', '"shop", "feature"]')
    query = "checkout.metrics.duration.p95().by('zone').over('5m')"
    ((check, sentence, remedy),) = seen(tmp_path, query, both)
    assert (check, sentence) == ("unknown-tag", "feature.duration has no tag zone")
    assert remedy == "add it to values={'zone': 4} of the feature, or leave it out"
    known = both.replace("region", "zone")
    assert seen(tmp_path, query, known) == []
    assert seen(tmp_path, "checkout.metrics.duration.p95().by('version').over('5m')", both) == []
