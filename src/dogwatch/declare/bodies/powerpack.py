"""From a declared powerpack to the body that Datadog shall store."""

from __future__ import annotations

from dogwatch.declare.bodies.dashboard import variable_body
from dogwatch.declare.bodies.layout import arranged, bottom
from dogwatch.declare.powerpack import Powerpack
from dogwatch.declare.setting import Setting
from dogwatch.declare.widgets import items
from dogwatch.declare.widgets.widget import COLUMNS
from dogwatch.kinds import Body, Resource
from dogwatch.names import MANAGED_BY

# The title bar of a group is one unit high (dashboards exported from Datadog).
_TITLE_BAR = 1


def powerpack_resource(pack: Powerpack, setting: Setting) -> Resource:
    """The powerpack of an environment, whose mark is the last line of its description."""
    title = setting.title_of(pack, pack.title)
    key = setting.key_of(pack)
    shown = arranged(items(pack.widgets))
    definition = {
        "type": "group",
        "layout_type": "ordered",
        "title": pack.title,
        "show_title": pack.show_title,
        "widgets": shown,
    }
    text, mark = pack.description.strip(), setting.mark_line(pack)
    attributes: Body = {
        **pack.body,
        "name": title,
        "description": f"{text}\n\n{mark}" if text else mark,
        "group_widget": {
            "definition": definition,
            "layout": {"x": 0, "y": 0, "width": COLUMNS, "height": bottom(shown) + _TITLE_BAR},
        },
        "template_variables": [variable_body(variable) for variable in pack.variables],
        "tags": _tags(pack, setting),
    }
    return Resource(pack.kind, key, {"type": "powerpack", "attributes": attributes}, pack.place)


def _tags(pack: Powerpack, setting: Setting) -> list[str]:
    """Whose it is, by which people find it in Datadog; the mark is too long for a tag of a powerpack."""
    feature = [f"feature:{pack.feature.name}"] if pack.feature else []
    owners = [MANAGED_BY, f"catalog:{setting.catalog.name}", *setting.team_tags(pack), *feature]
    return list(dict.fromkeys([*owners, *pack.tags]))
