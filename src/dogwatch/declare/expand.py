"""From the catalog to resources: everything that an environment gets, as the bodies Datadog shall store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dogwatch.declare.bodies.correction import correction_resource
from dogwatch.declare.bodies.dashboard import dashboard_resource
from dogwatch.declare.bodies.dashboard_list import dashboard_list_resource
from dogwatch.declare.bodies.downtime import downtime_resource
from dogwatch.declare.bodies.imported import imported_resource
from dogwatch.declare.bodies.metrics import metric_resources
from dogwatch.declare.bodies.monitor import monitor_resource
from dogwatch.declare.bodies.notification_rule import notification_rule_resource
from dogwatch.declare.bodies.powerpack import powerpack_resource
from dogwatch.declare.bodies.slo import slo_resource
from dogwatch.declare.bodies.synthetic_test import synthetic_test_resource
from dogwatch.declare.bodies.system import system_resource
from dogwatch.declare.correction import Correction
from dogwatch.declare.custom_metric import CustomMetric
from dogwatch.declare.dashboard import Dashboard
from dogwatch.declare.dashboard_list import DashboardList
from dogwatch.declare.declaration import OWN_CATALOG, Declaration
from dogwatch.declare.downtime import Downtime
from dogwatch.declare.generated_metric import GeneratedMetric
from dogwatch.declare.imported import Imported
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.notification_rule import NotificationRule
from dogwatch.declare.powerpack import Powerpack
from dogwatch.declare.setting import Setting
from dogwatch.declare.slo import Slo
from dogwatch.declare.synthetic_test import SyntheticTest
from dogwatch.declare.system import System
from dogwatch.kinds import Reference, Resource, replaced


def expand(
    made: Iterable[Declaration], setting: Setting, metrics: Iterable[CustomMetric | GeneratedMetric] = ()
) -> list[Resource]:
    """The resources that an environment gets of what was made, sorted by kind and key; all of it has been checked."""
    things = [thing for thing in made if not thing.environments or setting.env in thing.environments]
    setting = setting.with_pages(things)
    resources = [_named(thing, resource_of(thing, setting, things), setting) for thing in things]
    if setting.catalog.namespaces:
        # Metrics have one configuration for all environments, so what exists only in others counts as well.
        there = {id(thing) for thing in things}
        elsewhere = [resource_of(thing, setting, things) for thing in made if id(thing) not in there]
        resources += list(metric_resources(setting.catalog, [*resources, *elsewhere], metrics))
    return sorted(resources, key=lambda resource: (resource.kind, resource.key))


def resource_of(thing: Declaration, setting: Setting, made: Sequence[Declaration]) -> Resource:
    """What a declaration becomes in an environment, by its type; a dashboard or a list may show whatever was made."""
    match thing:
        case Monitor():
            return monitor_resource(thing, setting)
        case Slo():
            return slo_resource(thing, setting)
        case SyntheticTest():
            return synthetic_test_resource(thing, setting)
        case Powerpack():
            return powerpack_resource(thing, setting)
        case Correction():
            return correction_resource(thing, setting)
        case Downtime():
            return downtime_resource(thing, setting)
        case NotificationRule():
            return notification_rule_resource(thing, setting)
        case Dashboard():
            return dashboard_resource(thing, setting, made)
        case DashboardList():
            return dashboard_list_resource(thing, setting, made)
        case Imported():
            return imported_resource(thing, setting)
        case System():
            return system_resource(thing, setting)
        case _:
            raise TypeError(f"nothing says what becomes of a {type(thing).__name__}")


def _named(thing: Declaration, resource: Resource, setting: Setting) -> Resource:
    """The resource with the catalog's name in the references that leave it open.

    What looks like a reference to another catalog in something imported is text that somebody wrote.
    """
    met: dict[Reference, None] = {}

    def named(reference: Reference) -> str | None:
        path = reference.key.removeprefix(f"{OWN_CATALOG}/")
        if path == reference.key:
            if not thing.is_imported or path.startswith(f"{setting.catalog.name}/"):
                met[reference] = None
            return None
        whole = Reference(reference.kind, f"{setting.catalog.name}/{path}")
        met[whole] = None
        return str(whole)

    body = replaced(resource.body, named)
    formerly = setting.former_key_of(thing)
    return Resource(resource.kind, resource.key, body, resource.place, thing.imported, formerly).knowing(tuple(met))
