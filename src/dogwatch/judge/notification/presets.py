"""What the preset of a monitor leaves out of its notifications (docs: monitors/notify, toggle additional content)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple


class Hidden(NamedTuple):
    """Whether the sentence of the query, the handles, and the links at the end are left out."""

    query: bool = False
    handles: bool = False
    footer: bool = False


_PRESETS: Final = {
    "show_all": Hidden(),
    "hide_query": Hidden(query=True),
    "hide_handles": Hidden(handles=True),
    "hide_all": Hidden(query=True, handles=True, footer=True),
    "hide_query_and_handles": Hidden(query=True, handles=True),
    "show_only_snapshot": Hidden(query=True, handles=True, footer=True),
    "hide_handles_and_footer": Hidden(handles=True, footer=True),
}


def hidden(options: Mapping[str, Any]) -> Hidden:
    """What the options of a monitor leave out; nothing for a preset that is none."""
    return _PRESETS.get(str(options.get("notification_preset_name") or "show_all"), Hidden())
