"""What a person means by an address out of the browser, or by an id: an object by its kind.

Sources: the addresses that Datadog's interface shows. `/monitors#123` and `/slo?slo_id=…` are older forms that links in
messages and wikis still have.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

Target = tuple[str, str]

_IDS = {
    "monitor": re.compile(r"[0-9]{1,19}"),
    "slo": re.compile(r"[0-9a-f]{32}"),
    "dashboard": re.compile(r"[a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3}"),
}
_PAGES = {"monitors": "monitor", "slo": "slo", "dashboard": "dashboard"}

_FORMS = "an id such as 4711, or an address such as https://app.datadoghq.com/monitors/4711"


def target_of(written: str) -> Target:
    """The kind and the id; raises ValueError for what names no single monitor, SLO or dashboard."""
    if "/" not in written:
        for kind, id in _IDS.items():
            if id.fullmatch(written):
                return kind, written
        raise ValueError(f"{written!r} is no id of a monitor, an SLO or a dashboard; write {_FORMS}")
    return _on_page(written)


def _on_page(address: str) -> Target:
    parts = urlsplit(address)
    page, _, rest = parts.path.strip("/").partition("/")
    kind = _PAGES.get(page)
    if kind is None:
        raise ValueError(f"{address!r} shows no monitor, SLO or dashboard; write {_FORMS}")
    # The id of an SLO may stand deep in what the page remembers of its panels.
    places = [*rest.split("/"), *parts.fragment.split("/")]
    places += re.findall(r"[0-9a-f]{32}", unquote(parts.query)) if kind == "slo" else []
    for place in places:
        if _IDS[kind].fullmatch(place):
            return kind, place
    raise ValueError(f"{address!r} shows no single {kind}; open one of them and take its address, or write {_FORMS}")
