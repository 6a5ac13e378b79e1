"""Links of one's own in the menu of a graph."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from dogwatch.kinds.dashboard.parts.part import ABSENT, Part


class WidgetCustomLink(Part):
    is_hidden: bool = ABSENT
    label: str = ABSENT
    link: str = ABSENT
    override_label: str = ABSENT
