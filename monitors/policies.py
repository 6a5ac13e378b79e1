"""Policies of this catalog, on top of the library's: called with every feature, they say what else watches over it."""

from collections.abc import Iterator

from dogwatch import Feature, Monitor, policy


@policy
def one_type_of_error(feature: Feature) -> Iterator[Monitor]:
    """A single type of error that comes often: it names what to look for before any share of calls has moved."""
    if feature.tier > 2:
        return
    failed = feature.metrics.hits.where(outcome="error").sum().by("error_type").as_count()
    yield Monitor(
        "one-type-of-error",
        feature=feature,
        title="one type of error comes often",
        what="{{value}} calls ended in {{error_type.name}} within 10 minutes. Search the logs for it.",
        query=failed.over("10m") > 100,
        options={"on_missing_data": "resolve"},
        absence="no errors of that type any more",
        pages=False,
    )
