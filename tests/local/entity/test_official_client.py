"""Datadog's own client works with the entities of the embedded Datadog."""

from datadog_api_client.v2.api.software_catalog_api import SoftwareCatalogApi
from datadog_api_client.v2.model.entity_v3_api_version import EntityV3APIVersion
from datadog_api_client.v2.model.entity_v3_metadata import EntityV3Metadata
from datadog_api_client.v2.model.entity_v3_system import EntityV3System
from datadog_api_client.v2.model.entity_v3_system_kind import EntityV3SystemKind
from datadog_api_client.v2.model.entity_v3_system_spec import EntityV3SystemSpec
from datadog_api_client.v2.model.include_type import IncludeType


def test_keeps_systems(client):
    api = SoftwareCatalogApi(client)
    system = EntityV3System(
        api_version=EntityV3APIVersion.V3,
        kind=EntityV3SystemKind.SYSTEM,
        metadata=EntityV3Metadata(name="checkout", owner="payments"),
        spec=EntityV3SystemSpec(components=["service:shop-api"]),
    )
    [made] = api.upsert_catalog_entity(system).data
    assert (made.attributes.name, made.attributes.owner) == ("checkout", "payments")
    found = api.list_catalog_entity(filter_kind="system", include=IncludeType.SCHEMA)
    assert found.included[0].attributes.schema.spec.components == ["service:shop-api"]
    assert [each.id for each in api.list_catalog_entity_with_pagination(page_limit=1)] == [made.id]
    api.delete_catalog_entity("system:default/checkout")
    assert api.list_catalog_entity().data == []
