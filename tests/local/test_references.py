from dogwatch.local.api import references
from tests.local.organisation import Organisation


def test_knows_who_names_an_object_and_how_they_are_called():
    organisation = Organisation()
    slo = organisation.created_slo(name="one")["id"]
    dashboard = organisation.created_dashboard(widgets=[{"definition": {"type": "slo", "slo_id": slo}}])["id"]
    users = references.users(organisation.world, references.SLO, slo, references.DASHBOARD)
    assert users == [(dashboard, "Checkout")]
    assert references.users(organisation.world, references.SLO, slo, references.MONITOR) == []


def test_tells_what_is_missing():
    organisation = Organisation()
    monitor = organisation.created()["id"]
    assert references.missing(organisation.world, references.MONITOR, [monitor, 7]) == [7]
    assert references.name(organisation.world, references.MONITOR, 7) == ""
