"""Synthetic API tests: requests that Datadog makes from outside, time and again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

import attrs

from dogwatch.declare.assertion import Assertion
from dogwatch.declare.declaration import Declaration, texts
from dogwatch.declare.limit import duration
from dogwatch.declare.several import several
from dogwatch.declare.tier import Renotify
from dogwatch.values import Duration

# Datadog's own subtype of a test of HTTP, which has arguments here; the others are written in Datadog's own form.
HTTP = "http"


@attrs.frozen
class SyntheticTest(Declaration):
    """Asks a URL from outside and tells when the answer is not what it should be: `SyntheticTest("page",
    feature=checkout, title="The checkout answers", what="Nobody can pay.", url="https://$env.example.com/checkout",
    assertions=[Assertion("statusCode", "is", 200)], locations=["aws:eu-central-1"])`.

    `$env` in the URL stands for the environment. It alerts once `min_location_failed` of the `locations` have failed
    for `min_failure_duration`, each after its `retries`. `global_variables` are Datadog's, by their names with their
    ids; `{{ NAME }}` stands for their values, so that no secret is in the catalog. What another `subtype` asks is
    written in `config`, in Datadog's own form; `options` are Datadog's own too, and win over what is written here.
    Without a `status` people may pause it in Datadog; "paused" and "live" are held up. Whom it tells, and how urgently,
    is said as of a monitor (docs: synthetics, API tests).

    Datadog makes a monitor of each test, which belongs to the test: nothing else changes or deletes it.
    """

    kind: ClassVar[str] = "synthetic_test"

    title: str = attrs.field(kw_only=True)
    what: str = attrs.field(default="", kw_only=True)
    url: str | None = attrs.field(default=None, kw_only=True)
    method: str = attrs.field(default="GET", kw_only=True)
    headers: Mapping[str, str] = attrs.field(factory=dict, kw_only=True)
    data: str | None = attrs.field(default=None, kw_only=True)
    assertions: tuple[Assertion | Mapping[str, Any], ...] = attrs.field(default=(), converter=several, kw_only=True)
    locations: tuple[str, ...] = attrs.field(converter=texts, kw_only=True)
    tick_every: Duration = attrs.field(default=Duration(300.0), converter=duration, kw_only=True)
    retries: int = attrs.field(default=1, kw_only=True)
    retry_interval: Duration = attrs.field(default=Duration(0.3), converter=duration, kw_only=True)
    min_failure_duration: Duration = attrs.field(default=Duration(0.0), converter=duration, kw_only=True)
    min_location_failed: int = attrs.field(default=1, kw_only=True)
    global_variables: Mapping[str, str] = attrs.field(factory=dict, kw_only=True)
    status: Literal["live", "paused"] | None = attrs.field(default=None, kw_only=True)
    subtype: str = attrs.field(default=HTTP, kw_only=True)
    config: Mapping[str, Any] | None = attrs.field(default=None, kw_only=True)
    options: Mapping[str, Any] = attrs.field(factory=dict, kw_only=True)
    pages: bool | None = attrs.field(default=None, kw_only=True)
    priority: int | None = attrs.field(default=None, kw_only=True)
    renotify: Renotify | None = attrs.field(default=None, kw_only=True)
