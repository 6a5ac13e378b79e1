"""In whatever order a catalog declares its things: the same bodies, and the same plan for what is found."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from dogwatch.declare import (
    Assertion,
    Catalog,
    Correction,
    Dashboard,
    DashboardList,
    Declaration,
    Declared,
    Downtime,
    Events,
    Feature,
    LogMetric,
    Monitor,
    NotificationRule,
    Powerpack,
    RumMetric,
    Slo,
    SpanMetric,
    SyntheticTest,
    System,
    TemplateVariable,
    burn_rates,
    check,
    feature_page,
    oncall_page,
    overview,
    policy,
    widgets,
)
from dogwatch.kinds import KINDS, LISTED, Body, Reference, Resource, resolved
from dogwatch.plan import Found, diff, sort_out
from tests.declare.dashboards import PAYMENTS, feature

CHECKOUT, SEARCH = feature(tier=2), feature("search", tier=3)
WORDS = {"title": "by hand", "what": "Something is wrong."}
HITS = "sum:shop.orders{$env}.as_count()"
ENV = TemplateVariable("env")
LOGS = 'logs("env:$env").index("*").rollup("count").last("5m") > 1'


@policy
def orders(feature: Feature) -> list[Monitor]:
    return [Monitor("orders", feature=feature, query=f"sum(last_1h):{HITS} < 1", **WORDS)]


@policy
def refunds(feature: Feature) -> list[Monitor]:
    return [Monitor("refunds", feature=feature, query=f"sum(last_1h):{HITS} > 9", **WORDS)]


def by_hand() -> list[Declaration]:
    """Of every kind, and what refers to them, also to what policies make."""
    load = Monitor("load", feature=CHECKOUT, query="avg(last_5m):avg:system.load.1{$env} > 3", **WORDS)
    swap = Monitor("swap", feature=CHECKOUT, query="avg(last_5m):p95:feature.queries{$env} > 3", **WORDS)
    logs = Monitor("logs", team=PAYMENTS, type="log alert", query=LOGS, **WORDS)
    both = Monitor("both", team=PAYMENTS, type="composite", query=f"{load.reference} && !{swap.reference}", **WORDS)
    any_of = "${monitor:shop/checkout/traffic-min} || ${monitor:shop/search/traffic-min}"
    some = Monitor("some", team=PAYMENTS, type="composite", query=any_of, **WORDS)
    sold = Slo("sold", feature=CHECKOUT, target="99%", sli=Events(good=HITS, total=HITS), **WORDS)
    states = [widgets.slo("Sold", sold), widgets.alert_graph("Load", load), widgets.timeseries("Orders", HITS)]
    pack = Powerpack("pack", feature=CHECKOUT, title="Pack", variables=ENV, widgets=states)
    states = [*states, widgets.powerpack("Pack", pack, controlled_externally={"env": ["$env"]})]
    fixed = Dashboard("fixed", team=PAYMENTS, title="Fixed", widgets=states)
    found = [*silences(sold), *pages(), *found_by_people(), asked()]
    return [load, swap, logs, both, some, sold, *burn_rates(sold), pack, fixed, *found]


def asked() -> SyntheticTest:
    """What is asked from outside."""
    is_200 = Assertion("statusCode", "is", 200)
    address, place = "https://$env.example.com/", "aws:eu-west-1"
    return SyntheticTest("page", feature=CHECKOUT, url=address, assertions=is_200, locations=place, **WORDS)


def silences(slo: Slo) -> list[Declaration]:
    """What tells others, or nobody, and what does not count."""
    start, end, weekly = "2026-01-08T02:00+00:00", "2026-01-08T03:00+00:00", "FREQ=WEEKLY;BYDAY=SU"
    rule = NotificationRule("finance", team=PAYMENTS, tells="@slack-finance", why="They follow it.")
    mute = Downtime("index", feature=SEARCH, every=weekly, start="2026-01-01T03:00", lasts="1h", why="Slow.")
    moved = Correction("moved", feature=CHECKOUT, slo=slo, start=start, end=end, category="Deployment", why="It moved.")
    return [rule, mute, moved]


def pages() -> list[Dashboard]:
    features = [CHECKOUT, SEARCH]
    return [*map(feature_page, features), overview(features), oncall_page(PAYMENTS, features)]


def found_by_people() -> list[Declaration]:
    """Where people look for features and their dashboards."""
    pages = DashboardList("pages", feature=CHECKOUT)
    return [pages, System("checkout", feature=CHECKOUT, environments="prod")]


def metrics() -> list[SpanMetric | RumMetric | LogMetric]:
    """What Datadog computes; a monitor reads percentiles of one."""
    name, words = "feature.queries", "What people wait for"
    queries = SpanMetric(name, feature=CHECKOUT, path="@duration", percentiles=True, description=words)
    refused = LogMetric("feature.refused", feature=CHECKOUT, filter="status:error", description=words)
    return [queries, refused, RumMetric("feature.views", feature=CHECKOUT, event_type="view", description=words)]


def declared(chance: random.Random | None = None) -> Declared:
    """A catalog; what it declares in an order by chance."""
    catalog = Catalog("shop")
    teams, features, things, policies, own = [PAYMENTS], [CHECKOUT, SEARCH], by_hand(), [orders, refunds], metrics()
    if chance:
        for declarations in (features, things, policies, own):
            chance.shuffle(declarations)
    all_policies = (*catalog.policies, *policies)
    return Declared(catalog, tuple(teams), tuple(features), tuple(things), all_policies, tuple(own))


IN_ORDER = check(declared(), "prod")


def printed(resources: Sequence[Resource]) -> list[tuple[str, str, Body]]:
    return [(resource.kind, resource.key, resource.body) for resource in resources]


IDS = {Reference(each.kind, each.key): str(number) for number, each in enumerate(IN_ORDER, 100)}
# What of those that have attributes may be otherwise in Datadog.
OTHERWISE = {
    "downtime": {"scope": "zone:a"},
    "notification_rule": {"recipients": ["slack-sales"]},
    "powerpack": {"name": "Somebody's"},
    "slo_correction": {"category": "Other"},
}
# And of those that have fields of their own for it.
CHANGED: Mapping[str, Body] = {"dashboard_list": {"dashboards": []}, "system": {"spec": {}}}
TAGGED = ("monitor", "slo", "synthetic_test")
ID = {"synthetic_test": "public_id"}
STATES = ("as declared", "changed", "cloned", "without mark", "absent", "gone from the catalog")


def found_in(chance: random.Random) -> Mapping[str, Found]:
    """What Datadog holds of the catalog, each thing in some state."""
    bodies: dict[str, list[Body]] = {name: [] for name in KINDS}
    for resource in IN_ORDER:
        bodies[resource.kind] += found_as(chance.choice(STATES), resource)
    listed = {kind.name: sort_out(kind, bodies[kind.name], "shop", "prod") for kind in LISTED}
    return {**listed, **{kind: of_metrics(kind, bodies[kind], chance) for kind in KINDS if kind not in listed}}


def found_as(state: str, resource: Resource) -> list[Body]:
    named = "id" not in resource.body and "metric" not in resource.body
    id = {ID.get(resource.kind, "id"): IDS[Reference(resource.kind, resource.key)]} if named else {}
    made = {"created_at": "2026-01-01T00:00:00+00:00"} if resource.kind == "dashboard" else {}
    body = {**resolved(resource.body, IDS), **id, **made}
    match state:
        case "changed" if resource.kind in OTHERWISE:
            return [{**body, "attributes": {**body["attributes"], **OTHERWISE[resource.kind]}}]
        case "changed" if resource.kind in CHANGED:
            return [{**body, **CHANGED[resource.kind]}]
        case "changed":
            return [{**body, "message": "x", "description": f"x\n\n{body.get('description', '')}"}]
        case "cloned" if named:
            return [body, {**body, **{name: f"{value}000" for name, value in id.items()}}]
        case "without mark" if resource.kind in TAGGED:
            return [{**body, "tags": []}]
        case "absent":
            return []
        case "gone from the catalog" if resource.kind in TAGGED:
            old = [f"{tag}-old" if tag.startswith("dogwatch:") else tag for tag in body["tags"]]
            return [{**body, "tags": old}]
        case _:
            return [body]


def of_metrics(kind: str, bodies: Sequence[Body], chance: random.Random) -> Found:
    """Some have reported, and the others wait."""
    keys = [resource.key for resource in IN_ORDER if resource.kind == kind]
    there = {f"shop/{KINDS[kind].wire.id_of(body)}": [body] for body in bodies}
    waiting = {key: f"{key} has not reported yet" for key in keys if key not in there and chance.random() < 0.5}
    return Found(there, waiting=waiting)


def test_the_catalog_has_every_kind_and_references_between_them() -> None:
    referring = {"monitor", "dashboard", "powerpack", "slo_correction", "dashboard_list", "system", "synthetic_test"}
    assert {resource.kind for resource in IN_ORDER} == set(KINDS)
    assert {each.kind for each in IN_ORDER if "${" in str(each.body)} == referring
    assert {each.body["type"] for each in IN_ORDER if each.kind == "monitor"} > {"composite", "slo alert", "log alert"}


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_order_of_declarations_means_nothing(seed: int) -> None:
    chance = random.Random(seed)
    shuffled = check(declared(chance), "prod")
    found = found_in(chance)
    assert printed(shuffled) == printed(IN_ORDER)
    for narrowed in (False, True):
        assert diff(shuffled, found, "there", narrowed=narrowed) == diff(IN_ORDER, found, "there", narrowed=narrowed)
        mixed = chance.sample(shuffled, len(shuffled))
        assert diff(mixed, found, "there", narrowed=narrowed) == diff(IN_ORDER, found, "there", narrowed=narrowed)


def test_the_states_that_are_found_lead_to_every_step() -> None:
    plans = [diff(IN_ORDER, found_in(random.Random(seed)), "there") for seed in range(40)]
    changes = {(type(change).__name__, change.kind) for plan in plans for change in plan.changes}
    assert changes > {(step, kind.name) for step in ("Create", "Update") for kind in LISTED}
    assert all(any(getattr(plan, part) for plan in plans) for part in ("deletes", "left_alone", "waiting", "unchanged"))
