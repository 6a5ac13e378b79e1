"""`interaction`: what people do with a feature, and how many of them there are."""

from __future__ import annotations

from . import client
from .complaints import complain
from .context import current_feature


def interaction(action: str, *, user: object = None, feature: str | None = None) -> None:
    """Counts an action of a person in `feature.interactions`, with the tag `action`.

    The feature is the one whose call is running here, unless `feature` says so. `user` is anything that identifies a
    person by its text; a keyed hash of it goes into the set `feature.users`, which holds how many distinct people were
    active in ten seconds at one Agent. Those numbers do not add up over time or Agents, and over processes only with
    one DOGWATCH_USER_KEY; without that, the key is random in every process (workers that were forked share it).
    """
    if not client.enabled():
        return
    named = feature or current_feature()
    if named is None:
        client.lost("no_feature")
        complain("no_feature", f"interaction {action!r} runs in no tracked call; write interaction(…, feature=…)")
    else:
        client.interacted(named, action, None if user is None else str(user))
