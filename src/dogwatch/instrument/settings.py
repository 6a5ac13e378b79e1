"""What the environment says: where the Agent is, what every metric is tagged with, and how much is too much."""

# Not `annotations` from `__future__`: texts are compiled for a NamedTuple, which makes a twentieth of the import.
import os
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from dogwatch.names import normalized_tag
from dogwatch.routes import Routes

from .complaints import complain

TAG_LIMIT = 1000
_CONSTANT = {
    "env": "DD_ENV",
    "service": "DD_SERVICE",
    "version": "DD_VERSION",
    "dd.internal.entity_id": "DD_ENTITY_ID",
}
_NO_ROUTES = Routes()
_FALSE = ("false", "0", "no", "n", "off")
_CARDINALITIES = ("none", "low", "orchestrator", "high")


class Settings(NamedTuple):
    """`url` is udp://HOST:PORT, unix://PATH, unixgram://PATH or unixstream://PATH; `tags` are on every metric.

    `allow_tags` are the keys that `tag` may send, `tag_limit` is how many combinations of tags a metric may have,
    `user_key` is what people's names are hashed with. Requests to hosts in `send_feature_to` name their feature;
    of requests that come in, features in `accept_features` are believed. `within` are the bounds of
    features in seconds, `cpu` the features whose requests have their processor time measured, `routes` those of the
    service, all from the catalog. Of where it runs, the service says
    which container it is unless told otherwise, the `external_data` that it was given, and a `cardinality`: how many
    tags the Agent adds for it.
    """

    enabled: bool
    url: str
    tags: tuple[str, ...]
    user_key: bytes
    allow_tags: frozenset[str] = frozenset()
    tag_limit: int = TAG_LIMIT
    send_feature_to: frozenset[str] = frozenset()
    accept_features: frozenset[str] = frozenset()
    within: Mapping[str, float] = MappingProxyType({})
    cpu: frozenset[str] = frozenset()
    routes: Routes = _NO_ROUTES
    detects_origin: bool = True
    external_data: str = ""
    cardinality: str = ""


_SCHEMES = frozenset({"udp", "unix", "unixgram", "unixstream"})


def read_settings(environ: Mapping[str, str]) -> Settings:
    """The settings of this environment; DD_DOGSTATSD_URL wins over DD_AGENT_HOST and DD_DOGSTATSD_PORT."""
    host = environ.get("DD_AGENT_HOST") or "localhost"
    port = environ.get("DD_DOGSTATSD_PORT") or "8125"
    return Settings(
        enabled=_is_on(environ, "DOGWATCH_ENABLED"),
        url=_address(environ.get("DD_DOGSTATSD_URL")) or f"udp://{f'[{host}]' if ':' in host else host}:{port}",
        tags=tuple(normalized_tag(f"{key}:{environ[name]}") for key, name in _CONSTANT.items() if environ.get(name)),
        user_key=environ["DOGWATCH_USER_KEY"].encode() if environ.get("DOGWATCH_USER_KEY") else os.urandom(16),
        detects_origin=_is_on(environ, "DD_ORIGIN_DETECTION_ENABLED"),
        # What would end the field, or the line, is left out.
        external_data="".join(c for c in environ.get("DD_EXTERNAL_ENV", "") if c.isprintable() and c != "|"),
        cardinality=_cardinality(environ.get("DD_CARDINALITY") or environ.get("DATADOG_CARDINALITY") or ""),
    )


def _address(given: str | None) -> str | None:
    scheme, separator, where = (given or "").strip().partition("://")
    if not given or (scheme in _SCHEMES and separator and where):
        return given
    examples = "udp://localhost:8125 or unix:///var/run/datadog/dsd.socket"
    complain("address", f"DD_DOGSTATSD_URL={given!r} is not used; write an address such as {examples}")
    return None


def _is_on(environ: Mapping[str, str], name: str) -> bool:
    return environ.get(name, "").strip().lower() not in _FALSE


def _cardinality(given: str) -> str:
    known = given.strip().lower()
    if known and known not in _CARDINALITIES:
        complain("cardinality", f"DD_CARDINALITY={given!r} is not used; write one of {', '.join(_CARDINALITIES)}")
        return ""
    return known
