"""What policies make of features."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import redirect_stdout

from dogwatch.declare.catalog import Declared
from dogwatch.declare.declaration import Declaration
from dogwatch.declare.feature import Feature
from dogwatch.declare.policies.policy import Policy
from dogwatch.declare.raised import is_users, mistake_of
from dogwatch.errors import Mistake


def in_order(declared: Declared) -> list[Policy]:
    """The policies as the catalog lists them, then those that its modules declare, by name.

    A page shows what they make in this order, which must not change when a declaration moves in its file.
    """
    listed = {id(policy) for policy in declared.catalog.policies}
    return sorted(declared.policies, key=lambda policy: "" if id(policy) in listed else policy.name)


def made_by(
    policies: Iterable[Policy], features: Iterable[Feature], mistakes: list[Mistake]
) -> tuple[list[Declaration], bool]:
    """What the policies make of the features, and whether it is everything: what one raises, or else hands out, is a
    mistake.
    """
    things: list[Declaration] = []
    before = len(mistakes)
    pairs = [(policy, feature) for feature in features for policy in policies if isinstance(policy, Policy)]
    for policy, feature in pairs:
        try:
            with redirect_stdout(sys.stderr):
                made = list(policy(feature))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a user's policy may raise anything; it is reported
            otherwise = policy.place if is_users(policy.place.file) else feature.place
            mistakes.append(mistake_of(error, otherwise))
            continue
        for thing in made:
            if isinstance(thing, Declaration):
                things.append(thing)
            else:
                seen = f"for the feature {feature.name} it makes {thing!r}"
                mistakes.append(Mistake(policy.place, f"policy {policy.name}", seen, "yield Monitor(…) or Slo(…)"))
    return things, len(mistakes) == before
