"""A catalog that touches every kind, as it was and as it is now: of each kind one is new, one changed and one gone; and
what cannot be changed in place, what has another name, and what refers to one another.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dogwatch.declare import Declared, check, load
from dogwatch.kinds import Resource
from tests.declare.catalogs import write

SPACE = "shop"

_BEGIN = """\
from dogwatch import *
payments = Team("payments", notify="@slack-payments")
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])
"""
_END = """\
catalog = Catalog("shop", namespaces=["shop"], policies=[])
"""

# One of each kind; {name} is its own, {says} what changes.
EACH = {
    "custom": 'CustomMetric("shop.{metric}", type="gauge", description="{says}", tags=["env", "{says}"])',
    "span": 'SpanMetric("shop.{metric}", path="@duration", unit="nanosecond", description="Time", filter="a:{says}")',
    "rum": 'RumMetric("shop.{metric}", event_type="view", path="@view.time", description="T", filter="a:{says}")',
    "log": 'LogMetric("shop.{metric}", filter="status:{says}", description="What was refused")',
    "monitor": """Monitor("{name}", feature=checkout, title="{name}", what="{says}.",
        query="avg(last_5m):avg:shop.{metric}{{$env}} > 1")""",
    "slo": """Slo("{name}", feature=checkout, title="{name}", what="{says}.", target="99%",
        sli=Events(good="sum:shop.good{{$env}}.as_count()", total="sum:shop.all{{$env}}.as_count()"))""",
    "rule": 'NotificationRule("{name}", team=payments, tells="@slack-{says}", title="{name}")',
    "downtime": """Downtime("{name}", feature=checkout, monitor=lasting, scope="team:{name}",
        start="2098-01-01T00:00Z", end="2099-01-01T00:00Z", why="{says}")""",
    "correction": """Correction("{name}", feature=checkout, slo="lasting-slo", start="2027-01-01T00:00Z", lasts="2h",
        category="Other", why="{says}")""",
    "synthetic": """SyntheticTest("{name}", feature=checkout, title="{name}", what="{says}.",
        url="https://$env.example.com/checkout", assertions=[Assertion("statusCode", "is", 200)],
        locations=["aws:eu-central-1"], tick_every="5m")""",
    "pack": 'Powerpack("{name}", feature=checkout, title="{name}", widgets=[widgets.note("{says}")])',
    "dashboard": 'Dashboard("{name}", feature=checkout, title="{name}", widgets=[widgets.note("{says}")])',
    "listed": 'DashboardList("{name}", team=payments, title="{name} {says}", dashboards="*")',
    "system": """System("{name}", team=payments, title="{says}", components=["service:shop-api"],
        environments="prod")""",
}

_LASTING = """\
lasting = Monitor("lasting", feature=checkout, title="Lasting", what="Slow.", query="avg(last_5m):avg:shop.a{$env} > 1")
lasting_slo = Slo("lasting-slo", feature=checkout, title="Lasting", what="Works.", target="99%",
    sli=Events(good="sum:shop.good{$env}.as_count()", total="sum:shop.all{$env}.as_count()"))
page = feature_page(checkout)
"""

# What refers to one another, and what is made anew or renamed.
_WAS = """\
typed = Monitor("typed", feature=checkout, title="Typed", what="Slow.", query="avg(last_5m):avg:shop.b{$env} > 1")
called = Monitor("called", feature=checkout, title="Called", what="Slow.", query="avg(last_5m):avg:shop.c{$env} > 1")
both = Monitor("both", feature=checkout, title="Both", what="Both.", type="composite",
    query="${monitor:shop/checkout/lasting} && ${monitor:shop/checkout/typed}")
tested = SyntheticTest("tested", feature=checkout, title="Tested", what="Nobody can pay.",
    url="https://$env.example.com", assertions=[Assertion("statusCode", "is", 200)], locations=["aws:eu-west-1"])
kept_out = Correction("kept-out", feature=checkout, slo="lasting-slo", start="2027-01-01T00:00Z", lasts="2h",
    every="FREQ=DAILY", category="Other", why="It moves")
counted = LogMetric("shop.recounted", filter="status:error", description="What was refused")
"""
_IS = """\
typed = Monitor("typed", feature=checkout, title="Typed", what="Slow.", type="log alert", environments="prod",
    query='logs("status:error").index("*").rollup("count").last("5m") > 1')
called = Monitor("recalled", formerly="called", feature=checkout, title="Called", what="Slow.",
    query="avg(last_5m):avg:shop.c{$env} > 1")
both = Monitor("both", feature=checkout, title="Both", what="Both.", type="composite",
    query="${monitor:shop/checkout/lasting} && ${monitor:shop/checkout/typed}")
tested = SyntheticTest("tested", feature=checkout, title="Tested", what="Nobody can pay.", subtype="ssl",
    config={"request": {"host": "$env.example.com", "port": 443}}, locations=["aws:eu-west-1"],
    assertions=[Assertion("certificate", "isInMoreThan", 10)])
kept_out = Correction("kept-out", feature=checkout, slo="lasting-slo", start="2027-01-01T00:00Z", lasts="2h",
    category="Other", why="It moves")
counted = LogMetric("shop.recounted", path="@bytes", filter="status:error", description="What was refused")
promise = Slo("promise", feature=checkout, title="Promise", what="Works.", target="99.9%",
    sli=Events(good="sum:shop.good{$env}.as_count()", total="sum:shop.all{$env}.as_count()"))
burn = Monitor("burn", feature=checkout, title="Burns", what="Burns.", type="slo alert",
    query='burn_rate("${slo:shop/checkout/promise}").over("30d").long_window("1h").short_window("5m") > 14.4')
shown = Dashboard("shown", feature=checkout, title="Shown", widgets=[
    {"definition": {"type": "slo", "slo_id": "${slo:shop/checkout/promise}", "view_type": "detail",
        "time_windows": ["30d"]}},
    {"definition": {"type": "alert_graph", "alert_id": "${monitor:shop/checkout/burn}", "viz_type": "timeseries"}}])
"""


def before(folder: Path) -> Declared:
    return load(write(folder, features=_text(_WAS, changed="before", gone="gone")))


def after(folder: Path) -> Declared:
    return load(write(folder, features=_text(_IS, changed="after", new="new")))


def some(folder: Path, said: Mapping[tuple[str, str], str], catalog: str = SPACE) -> Declared:
    """A catalog of the lasting ones, and of each kind (a key of `EACH`) and name what is said of it.

    It is called by its namespace.
    """
    each = [_one(kind, name, says) for (kind, name), says in said.items()]
    text = "\n".join([_BEGIN, _LASTING, *each, _END]).replace("shop.", f"{catalog}.").replace('"shop"', f'"{catalog}"')
    return load(write(folder, features=text))


def resources(declared: Declared) -> list[Resource]:
    return check(declared, "prod")


def metrics(declared: Declared) -> set[str]:
    """The names of all that has to report before what is said of them can be written."""
    return {one.key for one in resources(declared) if one.kind == "metric_metadata"}


def _text(others: str, **said: str) -> str:
    each = [_one(kind, which, says) for kind in EACH for which, says in said.items()]
    return "\n".join([_BEGIN, _LASTING, *each, others, _END])


def _one(kind: str, which: str, says: str) -> str:
    text = EACH[kind].format(name=f"{which}-{kind}", metric=f"{which}_{kind}", says=says)
    return f"{kind}_{which} = {text}"
