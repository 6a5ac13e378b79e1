"""What the environment says: where the Agent is, what every metric is tagged with, and how much is too much."""

# Not `annotations` from `__future__`: texts are compiled for a NamedTuple, which makes a twentieth of the import.
import os
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from dogwatch.names import normalized_tag

from .routes import Routes

TAG_LIMIT = 1000
_CONSTANT = {
    "env": "DD_ENV",
    "service": "DD_SERVICE",
    "version": "DD_VERSION",
    "dd.internal.entity_id": "DD_ENTITY_ID",
}
_NO_ROUTES = Routes()
_FALSE = ("false", "0", "no", "off")


class Settings(NamedTuple):
    """`url` is udp://HOST:PORT, unix://PATH, unixgram://PATH or unixstream://PATH; `tags` are on every metric.

    `allow_tags` are the keys that `tag` may send, `tag_limit` is how many combinations of tags a metric may have,
    `user_key` is what people's names are hashed with. Requests to hosts in `send_feature_to` name their feature;
    of requests that come in, features in `accept_features` are believed. `within` are the bounds of
    features in seconds, `routes` those of the service, both from the catalog.
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
    routes: Routes = _NO_ROUTES


def read_settings(environ: Mapping[str, str]) -> Settings:
    """The settings of this environment; DD_DOGSTATSD_URL wins over DD_AGENT_HOST and DD_DOGSTATSD_PORT."""
    host = environ.get("DD_AGENT_HOST") or "localhost"
    port = environ.get("DD_DOGSTATSD_PORT") or "8125"
    return Settings(
        enabled=environ.get("DOGWATCH_ENABLED", "true").strip().lower() not in _FALSE,
        url=environ.get("DD_DOGSTATSD_URL") or f"udp://{f'[{host}]' if ':' in host else host}:{port}",
        tags=tuple(normalized_tag(f"{key}:{environ[name]}") for key, name in _CONSTANT.items() if environ.get(name)),
        user_key=environ["DOGWATCH_USER_KEY"].encode() if environ.get("DOGWATCH_USER_KEY") else os.urandom(16),
    )
