from dogwatch.local.api.metric import known
from tests.local.organisation import Organisation


def test_a_metric_exists_from_its_first_report_on():
    world = Organisation().world
    assert known.metric(world, "a") is None
    known.report(world, "a", "count", ["x:1"], interval=10)
    found = known.metric(world, "a")
    assert found is not None
    assert (found["type"], found["tags"], found["metadata"]["statsd_interval"]) == ("count", ["x:1"], 10)


def test_the_metadata_of_a_distribution_has_no_type():
    world = Organisation().world
    known.report(world, "a", known.DISTRIBUTION, ())
    found = known.metric(world, "a")
    assert found is not None
    assert (found["type"], found["metadata"]["type"]) == ("distribution", None)
