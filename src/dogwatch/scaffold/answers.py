"""What has to be known before there is anything: the product, a feature of it, and whom its alerts tell."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dogwatch.errors import UsageError
from dogwatch.message import wrong_handle
from dogwatch.names import is_name
from dogwatch.sites import site_url

# What the files that are written call something of their own.
_TAKEN = frozenset(
    {
        "catalog",
        "everything",
        "feature",
        "features",
        "load",
        "lognormal",
        "on_call",
        "pages",
        "sim",
        "simulate",
        "times",
    }
)


@dataclass(frozen=True)
class Answers:
    """`name` is the product's, `feature` its first feature, which `service` serves; `notify` is the handle that `team`
    is told by; `site` is Datadog's.

    Raises UsageError with everything that is wrong.
    """

    name: str
    feature: str
    service: str
    team: str
    notify: str
    site: str

    def __post_init__(self) -> None:
        if wrong := list(self._wrong()):
            raise UsageError("\n".join(wrong))

    def _wrong(self) -> Iterator[str]:
        for what in ("name", "feature", "service", "team"):
            seen = getattr(self, what)
            if (wrong := wrong_name(seen)) and (what == "name" or seen != self.name):
                yield f"--{what} {wrong}"
        if flaw := wrong_handle(self.notify):
            yield f"--notify: {flaw[0]}; {flaw[1]}"
        try:
            site_url(self.site)
        except UsageError as error:
            yield f"--site {error}"

    @property
    def url(self) -> str:
        """The address of the API."""
        return site_url(self.site)

    @property
    def feature_variable(self) -> str:
        """What the feature is called in Python."""
        return _variable(self.feature)

    @cached_property
    def team_variable(self) -> str:
        """What the team is called in Python, which is not what its feature is."""
        variable = _variable(self.team)
        return f"{variable}_team" if variable == self.feature_variable else variable

    @property
    def imports(self) -> str:
        """Both, as an import names them."""
        return ", ".join(sorted((self.feature_variable, self.team_variable)))


def wrong_name(text: str) -> str | None:
    """Why a product, a feature, a service or a team cannot be called so, and what to write instead; None if it can."""
    if is_name(text):
        return None
    return f"{text!r} cannot stand in keys and tags; write lower case words such as {_meant(text)}"


def _variable(name: str) -> str:
    """A name as Python can have it: `order-history` is `order_history`."""
    variable = re.sub(r"\W", "_", name)
    return f"{variable}_" if keyword.iskeyword(variable) or variable in _TAKEN else variable


def _meant(text: str) -> str:
    """What could be written instead: the words of a text, or an example where it has none."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    name = "-".join(words)
    return name if is_name(name) else "order-history"
