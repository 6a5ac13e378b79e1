"""A group of widgets that is kept elsewhere, for many dashboards."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Literal

from dogwatch.kinds.dashboard.parts.part import ABSENT, Part


class PowerpackTemplateVariableContents(Part):
    name: str
    values: list[str]
    prefix: str = ABSENT


class PowerpackTemplateVariables(Part):
    controlled_by_powerpack: list[PowerpackTemplateVariableContents] = ABSENT
    controlled_externally: list[PowerpackTemplateVariableContents] = ABSENT


class Definition(Part):
    powerpack_id: str
    type: Literal["powerpack"]
    background_color: str = ABSENT
    banner_img: str = ABSENT
    show_title: bool = ABSENT
    template_variables: PowerpackTemplateVariables = ABSENT
    title: str = ABSENT
