"""Where people look for a feature in Datadog's software catalog: its service, who answers, its runbook and its page."""

from collections.abc import Iterator

from dogwatch import Feature, System, policy


@policy
def systems(feature: Feature) -> Iterator[System]:
    """Each feature is a system of its own. What its service is stays with those who run it."""
    yield System(feature.name, feature=feature, lifecycle="production", environments="prod")
