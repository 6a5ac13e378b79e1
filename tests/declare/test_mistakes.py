"""The mistakes people make most, and exactly what they read about each.

The table is the specification of the texts: read a row as somebody who has just made the mistake. Each text follows a
team in line 2, and the catalog itself stands in the last line.
"""

# ruff: noqa: E501 - what people read stands here as it is printed

from __future__ import annotations

from pathlib import Path

import pytest

from .catalogs import BEGIN, END, mistakes

ROWS = {
    "a team with a letter missing": (
        """\
checkout = Feature("checkout", team="paymnts", service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: feature checkout: team: there is no team 'paymnts'
    did you mean 'payments'?""",
    ),
    "a feature in the place of a team": (
        """\
payment = Feature("payment", team=payments, service="shop-api", signals=[Errors(rate="1%")])
checkout = Feature("checkout", team=payment, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:4: feature checkout: team: Feature('payment', …) is no team
    known teams: payments""",
    ),
    "a signal and an objective in each other's place": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%"), Availability("99.9%")], objectives=[Traffic(min="1/m")])""",
        """\
features.py:3: feature checkout: signals: Availability('availability', …) is no signal
    move it to objectives=[…]
features.py:3: feature checkout: objectives: Traffic(…) is no objective
    move it to signals=[…]""",
    ),
    "a team of GitHub without its @": (
        """\
storefront = Team("storefront", notify="@slack-storefront", github="shop/storefront")
search = Feature("search", team=storefront, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: team storefront: github: 'shop/storefront' is no team or user of GitHub
    write '@organisation/team' or '@user', as in '@shop/payments'""",
    ),
    "a feature copied and not renamed": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])
search = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="2%")])""",
        """\
features.py:4: feature checkout: it is declared already in features.py:3
    give one of them another name, or keep one; the name of a feature is part of keys and tags""",
    ),
    "a route as Flask writes it, and one without its method": (
        """\
search = Feature("search", team=payments, service="shop-api", signals=[Errors(rate="1%")], routes=["GET /search/<word>", "/search"])""",
        """\
features.py:3: feature search: routes: 'GET /search/<word>' is no route
    write what varies as {id}, a segment of its own, or {rest:path} for all that follows
features.py:3: feature search: routes: '/search' is no route
    write the method too, as in 'POST /search'""",
    ),
    "a name given to two features": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])
checkout = Feature("search", team=payments, service="shop-api", signals=[Errors(rate="2%")])""",
        """\
features.py:3: feature checkout: no name of its file holds it in the end, so it would be lost
    give it a name of its own, as in checkout = Feature(…), or put it into a list that has one""",
    ),
    "a feature bound to no name": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])
Feature("search", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:4: feature search: no name of its file holds it in the end, so it would be lost
    give it a name of its own, as in search = Feature(…), or put it into a list that has one""",
    ),
    "a name with capitals and a space": (
        """\
checkout = Feature("Check Out", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: feature 'Check Out': it cannot be part of keys and tags as it stands
    write 'check-out': lower case words of letters and digits, joined by - or _, at most 80 characters""",
    ),
    "a metric of one's own with its unit for a type": (
        """\
age = CustomMetric("feature.index.age", type="guage", description="Age", percentiles=True)
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: metric feature.index.age: type: 'guage' is no type of a metric
    did you mean 'gauge'?""",
    ),
    "a metric of one's own outside the namespaces": (
        """\
age = CustomMetric("shop.index.age", type="gauge", description="", tags=["shard:1"])
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: metric shop.index.age: it is within none of the catalog's namespaces (feature)
    write Catalog(…, namespaces=[…, 'shop']) where this catalog keeps it
features.py:3: metric shop.index.age: description: '' says nothing
    write what a value of it means
features.py:3: metric shop.index.age: tags: 'shard:1' is no key of a tag
    write keys alone, as in 'region'""",
    ),
    "a metric of one's own that has no percentiles, twice": (
        """\
age = CustomMetric("feature.age", type="gauge", description="Age", percentiles=True, unit="")
ages = [CustomMetric("feature.age", type="gauge", description="Age"), CustomMetric("feature.hits", type="count", description="Calls")]
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: metric feature.age: percentiles: a gauge has no percentiles
    leave it out, or send the metric as a distribution
features.py:3: metric feature.age: unit: '' is no unit
    write one of Datadog's, such as 'second', 'byte' or 'request'
features.py:4: metric feature.age: it is declared already in features.py:3
    keep one of them
features.py:4: metric feature.hits: the instrumentation sends it, and dogwatch keeps its settings
    leave it out""",
    ),
    "a metric of one's own with a name that is none": (
        """\
age = CustomMetric("shop index", type="gauge", description="Age")
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: metric shop index: Datadog would store 'shop index' otherwise
    write letters, digits, _ and ., a letter first, at most 200 in all, as in 'shop.index.age'""",
    ),
    "metrics of spans as one remembers them": (
        """\
queries = SpanMetric("shop-queries", description="Queries", feature="checkout", path="duration", group_by=["@a.b", "@a.b"])
others = SpanMetric("trace.queries", description="", percentiles=True, filter="", group_by={"@http.status_code": "Code"})
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: metric shop-queries: Datadog would store 'shop-queries' otherwise
    write letters, digits, _ and ., a letter first, at most 200 in all, as in 'shop.index.age'
features.py:3: metric shop-queries: feature: 'checkout' is no Feature
    write the feature itself, as in feature=checkout
features.py:3: metric shop-queries: path: 'duration' is no attribute of an event
    write it with its @, as in '@duration'
features.py:3: metric shop-queries: group_by: two paths become the tag a.b
    leave one out, or name them, as in {'@a.name': 'a_name'}
features.py:4: metric trace.queries: it is within none of the catalog's namespaces (feature)
    write Catalog(…, namespaces=[…, 'trace']) where this catalog keeps it
features.py:4: metric trace.queries: Datadog keeps names that begin with trace. for itself
    write another, as in 'shop.queries'
features.py:4: metric trace.queries: filter: '' finds nothing
    write a search as in Datadog, or leave it out for all events
features.py:4: metric trace.queries: percentiles: a count has no percentiles
    name the values with path=, as in '@duration'
features.py:4: metric trace.queries: group_by: 'Code' is no key of a tag
    write one, as in 'code'
features.py:4: metric trace.queries: description: '' says nothing
    write what a value of it means""",
    ),
    "metrics of browsers as one remembers them": (
        """\
views = RumMetric("feature.views", description="Views", event_type="views")
clicks = RumMetric("feature.clicks", description="Clicks", event_type="action", uniqueness="end", group_by=["geo country"])
stays = RumMetric("feature.stays", description="Stays", event_type="session", uniqueness="start", path="@session.time_spent", percentiles="yes")
again = SpanMetric("feature.stays", description="Stays")
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: metric feature.views: event_type: 'views' is no type of an event
    did you mean 'view'?
features.py:4: metric feature.clicks: group_by: 'geo country' is no path
    write an attribute, as in '@http.status_code', or a tag, as in 'version'
features.py:4: metric feature.clicks: uniqueness: events of the type action do not last
    leave it out
features.py:5: metric feature.stays: percentiles: 'yes' is neither yes nor no
    write True or False
features.py:5: metric feature.stays: uniqueness: 'start' is neither 'match' nor 'end'
    write one of them
features.py:6: metric feature.stays: it is declared already in features.py:5
    keep one of them""",
    ),
    "a reason that is none, and one that would tell nobody": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%", why=1)])
search = Feature("search", team=payments, service="shop-api", signals=[Errors(rate="1%", why="ask @slack")])""",
        """\
features.py:3: feature checkout: why: 1 is no text
    write in a sentence what it is good for
features.py:4: feature search: why: '@slack' is no handle that Datadog delivers to
    did you mean '@slack-…'?""",
    ),
    "related features that are not there": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")], related=["serch", "checkout"])
search = Feature("search", team=payments, service="shop-api", signals=[Errors(rate="1%")], related=[checkout])""",
        """\
features.py:3: feature checkout: related: there is no feature 'serch'
    did you mean 'search'?
features.py:3: feature checkout: related: 'checkout' is this feature itself
    name others""",
    ),
    "a floor of traffic above a ceiling elsewhere": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Traffic(min="10/s"), Traffic(max="2/s")])""",
        """\
features.py:3: feature checkout: Traffic: no traffic is both above 10/s and below 2/s, the max in features.py:3
    write a min below 2/s""",
    ),
    "a page of a feature's name": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])
page = feature_page("checkout")""",
        """\
features.py:4: dashboard page: 'checkout' is no Feature
    write the feature itself, as in feature_page(checkout)""",
    ),
    "a pager in a text": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])
m = Monitor("m", feature=checkout, title="t", what="Wake @pagerduty-X now", query="avg(last_5m):avg:x{$env} > 5")""",
        """\
features.py:4: monitor shop/checkout/m: what: '@pagerduty-X' would wake somebody from every environment, staging too
    write page= of the team, which is told in production alone; or limit the monitor, as in environments=('prod',)""",
    ),
    "a feature without signals": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api")""",
        """\
features.py:3: feature checkout: nothing of it is measured
    give it signals, as in signals=[Latency(p95="400ms"), Errors(rate="1%")]""",
    ),
    "a feature without a service": (
        """\
checkout = Feature("checkout", team=payments, signals=[Errors(rate="1%")])""",
        """\
features.py:3: Feature: it lacks service
    add service=…""",
    ),
    "a service that datadog would rewrite": (
        """\
checkout = Feature("checkout", team=payments, service="Shop API", signals=[Errors(rate="1%")])""",
        """\
features.py:3: feature checkout: service: Datadog would store 'Shop API' as 'shop_api'
    write 'shop_api'""",
    ),
    "a tag that datadog would rewrite": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", tags=["Area:Shop Front"], signals=[Errors(rate="1%")])""",
        """\
features.py:3: feature checkout: tags: Datadog would store 'Area:Shop Front' as 'area:shop_front'
    write 'area:shop_front'""",
    ),
    "a tag that the catalog sets": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", tags=["team:search"], signals=[Errors(rate="1%")])""",
        """\
features.py:3: feature checkout: tags: 'team:search' has a key that the catalog sets itself
    leave it out, or use another key""",
    ),
    "a tier that is none": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", tier="high", signals=[Errors(rate="1%")])""",
        """\
features.py:3: feature checkout: tier: 'high' is no tier
    write a number from 1 (the most important) to 5""",
    ),
    "a first tier with nobody to wake": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", tier=1, signals=[Errors(rate="1%")])""",
        """\
features.py:3: feature checkout: tier: tier 1 wakes somebody, but the team payments has no page
    give the team page="@pagerduty-…", or the feature another tier, such as 2""",
    ),
    "a limit without a unit": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Latency(p95="400")])""",
        """\
features.py:3: feature checkout: Latency p95: '400' has no unit
    a duration has one of 'us', 'ms', 's', 'm', 'h', 'd', 'w', as in '400ms'""",
    ),
    "a limit as a number": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Latency(p95=0.4)])""",
        """\
features.py:3: feature checkout: Latency p95: 0.4 is not a duration
    write it with its unit, as in '400ms'""",
    ),
    "a limit in another unit": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="10ms")])""",
        """\
features.py:3: feature checkout: Errors rate: '10ms' has unit 'ms'
    a percentage has one of '%', as in '99.9%'""",
    ),
    "a limit below zero": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Latency(p95="-400ms")])""",
        """\
features.py:3: feature checkout: Latency p95: -400ms is not above zero
    write a limit above zero""",
    ),
    "a share above everything": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="150%")])""",
        """\
features.py:3: feature checkout: Errors rate: no share is above 150%
    write one below '100%'""",
    ),
    "a warning after the alert": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Latency(p95=Limit("400ms", warn="500ms"))])""",
        """\
features.py:3: feature checkout: Latency p95: it warns at 500ms and alerts at 400ms, so nobody would be warned before the alert
    write a warn below 400ms""",
    ),
    "a warning after the alert of a minimum": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Traffic(min=Limit("10/s", warn="5/s"))])""",
        """\
features.py:3: feature checkout: Traffic min: it warns at 5/s and alerts at 10/s, so nobody would be warned before the alert
    write a warn above 10/s""",
    ),
    "a minimum above the maximum": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Traffic(min="10/s", max="5/s")])""",
        """\
features.py:3: feature checkout: Traffic: no traffic is both above 10/s and below 5/s
    write a max above 10/s""",
    ),
    "a group with its value": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Latency(p95="1s", by="region:eu")])""",
        """\
features.py:3: feature checkout: Latency by: 'region:eu' is no tag key
    write the key alone, in lower case, as in 'region'""",
    ),
    "a group that all calls share": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Traffic(min="1/s", by=["service"])])""",
        """\
features.py:3: feature checkout: Traffic by: all calls of the feature have the same service
    write a key by which they differ, as in 'region'""",
    ),
    "a share of errors by outcome": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%", by=["outcome"])])""",
        """\
features.py:3: feature checkout: Errors by: outcome tells failed calls from the others
    write a key by which either may fail, as in 'region'""",
    ),
    "messages by a group that there is not": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Traffic(min="1/s", by=["region", "host"], notify_by=["zone"])])""",
        """\
features.py:3: feature checkout: Traffic notify_by: 'zone' is none of the groups
    write some of 'region' and 'host', or '*' for one message""",
    ),
    "messages by group without groups": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Traffic(min="1/s", notify_by=["region"])])""",
        """\
features.py:3: feature checkout: Traffic notify_by: there are no groups
    write by= as well, as in by=["region"], or leave it out""",
    ),
    "messages by group of a composite": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Latency(p95="1s", by=["region", "host"], notify_by=["region"])])""",
        """\
features.py:3: feature checkout: Latency notify_by: with a least number of calls the monitor is a composite, which sends a message for each group
    leave it out, or write least=0""",
    ),
    "a least number with its unit": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%", least="100 calls")])""",
        """\
features.py:3: feature checkout: Errors least: '100 calls' is no number of calls
    write a whole number, or 0 to judge every call""",
    ),
    "a comparison by a group": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%", by="version", compare="version")])""",
        """\
features.py:3: feature checkout: Errors compare: 'version' is one of the groups already
    leave it out of by=, or leave compare= out""",
    ),
    "a comparison of half of the calls": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="50%", compare="version")])""",
        """\
features.py:3: feature checkout: Errors compare: twice 50% of the calls of a group may fail, which is everything
    write a rate below '50%', or leave compare= out""",
    ),
    "no data that means two things": (
        """\
m = Monitor("m", team=payments, title="t", what="w", query="avg(last_5m):avg:x{$env} > 1",
    options={"on_missing_data": "resolve", "notify_no_data": True})""",
        """\
features.py:4: monitor shop/m: options: on_missing_data and notify_no_data both say what no data means, of which Datadog takes one [no-data-said-twice]
    leave notify_no_data out, or on_missing_data""",
    ),
    "a signal without a limit": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Latency()])""",
        """\
features.py:3: feature checkout: Latency: it has no limit
    write Latency(p95="400ms")""",
    ),
    "an argument with letters swapped": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Latency(p59="400ms")])""",
        """\
features.py:3: Latency: it has no argument 'p59'
    did you mean 'p95'?""",
    ),
    "two signals for one monitor": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Latency(p95="1s"),
    Latency(p95="2s", over="1h")])""",
        """\
features.py:4: monitor shop/checkout/latency-p95: it is declared already in features.py:3
    keep one of them, or put both into one; a key belongs to one object""",
    ),
    "a handle without its at": (
        """\
storefront = Team("storefront", notify="slack-store")
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: team storefront: notify: 'slack-store' does not begin with @, so Datadog would not deliver to it
    write '@slack-store'""",
    ),
    "a handle behind a variable": (
        """\
storefront = Team("storefront", notify="{{value}}@slack-store")
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: team storefront: notify: '{{value}}@slack-store' does not begin with @, so Datadog would not deliver to it
    write '@slack-store'""",
    ),
    "two handles in one": (
        """\
storefront = Team("storefront", notify="@slack-store @slack-shop")
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: team storefront: notify: '@slack-store @slack-shop' has white space in it, where Datadog ends the handle
    write one handle without spaces""",
    ),
    "a handle misspelt": (
        """\
storefront = Team("storefront", page="@pagerdty-Store")
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: team storefront: page: '@pagerdty-Store' is no handle that Datadog delivers to
    did you mean '@pagerduty-Store'?""",
    ),
    "a handle glued to a word of a message": (
        """\
busy = Monitor("busy", team=payments, title="busy", what="Many people came{{value}}@slack-x", query="avg(last_5m):avg:system.load.1{$env} > 3")""",
        """\
features.py:3: monitor shop/busy: what: Datadog would not deliver 'came{{value}}@slack-x'
    put a space before the @""",
    ),
    "a monitor of nobody": (
        """\
busy = Monitor("busy", title="busy", what="Many people came.", query="avg(last_5m):avg:system.load.1{$env} > 3")""",
        """\
features.py:3: monitor busy: nobody answers for it
    give it feature= or team=""",
    ),
    "a monitor of a feature by its name": (
        """\
busy = Monitor("busy", feature="checkout", title="busy", what="Many people came.", query="avg(last_5m):avg:system.load.1{$env} > 3")""",
        """\
features.py:3: monitor busy: feature: 'checkout' is no Feature
    write the feature itself, as in feature=checkout""",
    ),
    "a query of every environment": (
        """\
busy = Monitor("busy", team=payments, title="busy", what="Many people came.", query="avg(last_5m):avg:system.load.1{*} > 3")""",
        """\
features.py:3: monitor shop/busy: query: 'avg(last_5m):avg:system.load.1{*} > 3' would watch the same in every environment
    put $env into its scope, or say environments=("prod",) if it belongs to one""",
    ),
    "a query compared before its window": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])
busy = Monitor("busy", team=payments, title="busy", what="Many people came.", 
    query=checkout.metrics.hits.sum() > 3)""",
        """\
features.py:5: Python: TypeError: the query 'sum:feature.hits{$env,feature:checkout,service:shop-api}' cannot be compared before it has a window
    write .over("5m") in front of the comparison""",
    ),
    "two thresholds that differ": (
        """\
busy = Monitor("busy", team=payments, title="busy", what="Many people came.", query="avg(last_5m):avg:system.load.1{$env} > 3", options={"thresholds": {"critical": 4}})""",
        """\
features.py:3: monitor shop/busy: options.thresholds.critical: it is 4 but the query compares with 3 [threshold-differs]
    leave it out, the number of the query counts; or use one number in both""",
    ),
    "an option that does not exist": (
        """\
busy = Monitor("busy", team=payments, title="busy", what="Many people came.", query="avg(last_5m):avg:system.load.1{$env} > 3", options={"on_missing_data": "ok"})""",
        """\
features.py:3: monitor shop/busy: options.on_missing_data: 'ok'
    write one of 'default', 'show_no_data', 'show_and_notify_no_data', 'resolve'""",
    ),
    "a policy that is not finished": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])
@policy
def own(feature):
    return Monitr("own")""",
        """\
features.py:6: Python: NameError: name 'Monitr' is not defined
    did you mean 'Monitor'?""",
    ),
    "an import that does not exist": (
        """\
from dogwatch import Latancy""",
        """\
features.py:3: import: dogwatch has no 'Latancy'
    did you mean 'Latency'?""",
    ),
    "a bracket left open": (
        """\
checkout = Feature(
""",
        """\
features.py:3: syntax: '(' was never closed: checkout = Feature(
    mend the line""",
    ),
    "a name that is not there yet": (
        """\
print(checkot)
checkout = 1""",
        """\
features.py:3: Python: NameError: name 'checkot' is not defined
    import or declare it first, or mend the name""",
    ),
    "a target of everything": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Traffic(min="1/s")],
    objectives=[Availability("100%")])""",
        """\
features.py:4: feature checkout: Availability target: 100% leaves no error budget to spend
    write a share above 0% and below 100%, as in '99.9%'""",
    ),
    "a time frame that no slo has": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api",
    objectives=[LatencyObjective("99%", within="400ms", over="28d")])""",
        """\
features.py:4: feature checkout: LatencyObjective over: no SLO has the time frame 4w
    write one of 7d, 30d, 90d""",
    ),
    "availability without a floor of traffic": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api",
    objectives=[Availability("99.9%")])""",
        """\
features.py:4: feature checkout: Availability: calls that never arrive burn no budget, and nothing says how many should
    add the least traffic that people make to its signals, as in Traffic(min="1/m")""",
    ),
    "an objective of rates": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api",
    objectives=[Objective("paid", "99.5%", good="sum:paid{$env}", total="sum:orders{$env}.as_count()")])""",
        """\
features.py:4: feature checkout: Objective good: 'sum:paid{$env}' does not count events, which an SLO adds up
    write .sum().as_count() behind each metric""",
    ),
    "two objectives of one name": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", objectives=[
    LatencyObjective("99%", within="400ms"),
    LatencyObjective("99.9%", within="2s")])""",
        """\
features.py:5: feature checkout: LatencyObjective: it is named 'latency', as the one in features.py:4
    give it another name, as in name="latency-2\"""",
    ),
    "a signal among the objectives": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", objectives=[Availability],
    signals=[Errors(rate="1%")])""",
        """\
features.py:3: feature checkout: objectives: <class 'dogwatch.declare.objectives.Availability'> is no objective
    write Availability, LatencyObjective, Objective or TimeSlice""",
    ),
    "an action as people say it": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Engagement(actions=["Add to cart"], drop="30%")])""",
        """\
features.py:3: feature checkout: Engagement actions: 'Add to cart' cannot be part of keys and tags as it stands
    write lower case words joined by - or _, as the service sends them in the tag action""",
    ),
    "engagement without a limit": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Engagement(actions=["pay"])])""",
        """\
features.py:3: feature checkout: Engagement: it has no limit
    write Engagement(actions=["pay"], drop="30%")""",
    ),
    "a reference with a letter missing": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%", least=0), Latency(p95="1s", least=0)])
both = Monitor("both", feature=checkout, type="composite", title="slow and failing", what="Slow and failing.",
    query="${monitor:shop/checkout/latency-p95} && ${monitor:shop/checkout/eror}")""",
        """\
features.py:5: monitor shop/checkout/both: query: it asks about ${monitor:shop/checkout/eror}, which nothing declares for prod [composite-of-unknown]
    did you mean ${monitor:shop/checkout/errors}?""",
    ),
    "alerts on an SLO that Datadog would refuse": (
        """\
paid = Slo("paid", team=payments, target="99%", over="30d", title="orders are paid", what="Orders are paid.",
    sli=Events(good="sum:paid{$env}.as_count()", total="sum:orders{$env}.as_count()"))
alert = dict(team=payments, type="slo alert", title="orders are not paid", what="Orders are not paid.")
fast = Monitor("fast", **alert, query='burn_rate("${slo:shop/paid}").over("30d").long_window("1h").short_window("5m") > 144')
slow = Monitor("slow", **alert, query='burn_rate("${slo:shop/paid}").over("30d").long_window("3d").short_window("6h") > 1')
both = Monitor("both", **alert, query='burn_rate("${slo:shop/paid}").over("30d").long_window("6h").short_window("6h") > 1')
week = Monitor("week", **alert, query='error_budget("${slo:shop/paid}").over("7d") > 75')
left = Monitor("left", **alert, query='error_budget("${slo:shop/paid}").over("30d") < 25')""",
        """\
features.py:6: monitor shop/fast: query: the burn rate 144 is out of reach: with a target of 99% it is 100 at most [burn-rate-out-of-reach]
    write 100 or less; Datadog refuses more
features.py:7: monitor shop/slow: query: '3d' is not a window of a burn rate [slo-window-refused]
    write minutes or hours, as in '5m' or '1h'
features.py:8: monitor shop/both: query: the short window is '6h' [slo-window-refused]
    write one shorter than '6h', as in '5m'
features.py:9: monitor shop/week: query: it asks for 7d, and the SLO shop/paid (features.py:3) is over 30d [slo-has-no-such-time-frame]
    write .over("30d"), or change the over= of the SLO
features.py:10: monitor shop/left: query: error_budget is compared by <
    error_budget("${slo:shop/paid}").over("30d") < 25
                                                 ^
    Datadog takes > and >=""",
    ),
    "queries written as text that cannot be read": (
        """\
busy = dict(team=payments, title="busy", what="Many people came.")
aggregated = Monitor("aggregated", **busy, query="avg(last_5m):avgg:system.load.1{$env} > 3")
function = Monitor("function", **busy, query="avg(last_5m):defalt_zero(avg:system.load.1{$env}) > 3")
window = Monitor("window", **busy, query="avg(last_5min):avg:system.load.1{$env} > 3")
mixed = Monitor("mixed", **busy, query="avg(last_5m):avg:system.load.1{$env AND !host:old} > 3")
compared = Monitor("compared", **busy, query="avg(last_5m):avg:system.load.1{$env} > .5")
logs = Monitor("logs", **busy, type="log alert", query='logs("service:web $env (a OR b").rollup("count").last("5m") > 2')
checks = Monitor("checks", **busy, type="service check", query='"ntp.in_sync".over("$env").last(3).count_by_statuses()')
both = Monitor("both", **busy, type="composite", query="12345 and 67890")""",
        """\
features.py:4: monitor shop/aggregated: query: 'avgg' is no way to aggregate a metric
    avg(last_5m):avgg:system.load.1{$env} > 3
                 ^
    did you mean 'avg'?
features.py:5: monitor shop/function: query: 'defalt_zero' is no function of Datadog
    avg(last_5m):defalt_zero(avg:system.load.1{$env}) > 3
                 ^
    did you mean 'default_zero'?
features.py:6: monitor shop/window: query: 'last_5min' has no place here
    avg(last_5min):avg:system.load.1{$env} > 3
        ^
    expected a window such as last_5m, last_4h, last_1d, last_1w, last_1mo or current_1d
features.py:7: monitor shop/mixed: query: the scope mixes commas or ! with AND, OR, NOT or IN, which Datadog refuses
    avg(last_5m):avg:system.load.1{$env AND !host:old} > 3
                                            ^
    write AND for commas and NOT for ! throughout
features.py:8: monitor shop/compared: query: Datadog reads no number that begins with a point
    avg(last_5m):avg:system.load.1{$env} > .5
                                           ^
    write a zero in front of it
features.py:9: monitor shop/logs: query: the query ends too early
    logs("service:web $env (a OR b").rollup("count").last("5m") > 2
                                  ^
    expected a term, AND, OR or ')'
features.py:10: monitor shop/checks: query: 'count_by_statuses' is no step of such a query
    "ntp.in_sync".over("$env").last(3).count_by_statuses()
                                       ^
    did you mean 'count_by_status'?
features.py:11: monitor shop/both: query: 'and' has no place here
    12345 and 67890
          ^
    expected '&&', '||' or the end""",
    ),
    "promises that count by a text that cannot be read": (
        """\
paid = Slo("paid", team=payments, target="99%", over="30d", title="orders are paid", what="Orders are paid.",
    sli=Events(good="sum:paid{$env.as_count()", total="sum:orders{$env}.as_cont()"))
fresh = Slo("fresh", team=payments, target="99%", over="30d", title="prices are fresh", what="Prices are fresh.",
    sli=Slices(query="max(price.age{$env})", comparator="<", threshold=60))""",
        """\
features.py:3: slo paid: good: '(' has no place here
    sum:paid{$env.as_count()
                          ^
    expected AND, OR or '}'
features.py:3: slo paid: total: 'as_cont' is no modifier of a metric query
    sum:orders{$env}.as_cont()
                     ^
    did you mean 'as_count'?
features.py:5: slo fresh: query: 'max' is no function of Datadog
    max(price.age{$env})
    ^
    write one of Datadog's, such as default_zero or top""",
    ),
    "a graph of a text that cannot be read": (
        """\
load = Dashboard("load", team=payments, title="Load", widgets=[
    widgets.timeseries("Load", "avg:system.load.1{$env} by host"),
])""",
        """\
features.py:4: timeseries 'Load': query: 'host' has no place here
    avg:system.load.1{$env} by host
                               ^
    expected '{', as in by {host}""",
    ),
    "arguments of widgets that cannot stand there": (
        """\
load = Dashboard("load", team=payments, title="Load", widgets=[
    widgets.timeseries("Load", "avg:system.load.1{$env}", display="lines", width="4",
        markers=[widgets.Marker(5, severity="eror")], axis={"mni": 0}),
    widgets.group("Numbers", [
        widgets.query_value("Load", 5),
        widgets.query_value("Load", "avg:system.load.1{$env}", formats={"5": "red"}),
        widgets.toplist("Hosts", "avg:system.load.1{$env} by {host}", formats={"> 5": "rd"}),
        widgets.toplist("Errors", widgets.EventQuery("logz", "status:error", by=["host"])),
    ]),
    widgets.split_group("By host", widgets.timeseries("Load", "avg:system.load.1{$env}", time="2h"), "host"),
])""",
        """\
features.py:4: timeseries 'Load': display: 'lines' cannot stand here
    did you mean 'line'?
features.py:4: timeseries 'Load': width: '4' cannot stand here
    write a whole number
features.py:5: timeseries 'Load': markers[0].severity: 'eror' cannot stand here
    did you mean 'error'?
features.py:5: timeseries 'Load': axis['mni']: 'mni' cannot stand here
    did you mean 'min'?
features.py:7: query_value 'Load': query: 5 cannot stand here
    write an Expr, a text, an EventQuery or a Formula
features.py:8: query_value 'Load': '5' is no condition
    write a comparison with a number, as in '> 0.01'
features.py:9: toplist 'Hosts': formats['> 5']: 'rd' cannot stand here
    did you mean 'red'?
features.py:10: toplist 'Errors': queries.data_source: 'logz' cannot stand here
    did you mean 'logs'?
features.py:12: timeseries 'Load': time: '2h' cannot stand here
    write one of '1m', '5m', '10m', '15m', '30m', '1h', '4h', '1d', '2d', '1w', '1mo', '3mo', '6mo', '1y', 'week_to_date', 'month_to_date', 'alert' or a mapping""",
    ),
    "an argument that a widget does not have": (
        """\
load = Dashboard("load", team=payments, title="Load", widgets=[widgets.toplist("Load", "avg:system.load.1{*}", cuont=5)])""",
        """\
features.py:3: toplist: it has no argument 'cuont'
    did you mean 'count'?""",
    ),
    "a widget without its query": (
        """\
load = Dashboard("load", team=payments, title="Load", widgets=[widgets.toplist("Load")])""",
        """\
features.py:3: toplist: it lacks queries
    add queries=…""",
    ),
    "a powerpack that nobody declares": (
        """\
load = Dashboard("load", team=payments, title="Load", widgets=[widgets.powerpack("Load", "${powerpack:shop/load}")])""",
        """\
features.py:3: dashboard shop/load: it refers to ${powerpack:shop/load}, which nothing declares for prod
    declare this powerpack, or mend the reference; dogwatch build lists what there is""",
    ),
    "a dashboard in the place of a powerpack": (
        """\
load = Dashboard("load", team=payments, title="Load", widgets=[widgets.note("Read me")])
more = Dashboard("more", team=payments, title="More", widgets=[widgets.powerpack("Load", load.reference)])""",
        """\
features.py:4: dashboard shop/more: powerpack_id: ${dashboard:shop/load} is no powerpack, whose id belongs here
    refer to a powerpack""",
    ),
    "pages of no features": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])
everything = overview([])
night = oncall_page(payments, [feature for feature in [checkout] if feature.tier == 1])""",
        """\
features.py:4: dashboard overview: it shows no feature
    list those that it is about, as in overview([checkout, search])
features.py:5: dashboard oncall-payments: it shows no feature
    list those that it is about, as in oncall_page(payments, [checkout])""",
    ),
    "a page of a name": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])
everything = overview([checkout, "search"])""",
        """\
features.py:4: dashboard overview: 'search' is no Feature
    write the feature itself, as in overview([checkout, search])""",
    ),
    "hours of a team": (
        """\
search = Team("search", notify="@slack-search", working_hours="9-17")""",
        """\
features.py:3: Team: it has no argument 'working_hours'
    Datadog's messages know no hour of the day: hours belong to the on-call schedule behind a handle, such as @oncall-payments or @pagerduty-Payments""",
    ),
    "a pager outside production": (
        """\
search = Team("search", notify="@slack-search",
    elsewhere={"staging": "@pagerduty-Search"})
errors = Feature("search", team=search, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:4: team search: elsewhere: '@pagerduty-Search' wakes somebody, and nothing of staging is worth that
    write a channel, as in '@slack-payments-staging'""",
    ),
    "production among the other environments": (
        """\
search = Team("search", notify="@slack-search", elsewhere={"prod": "@slack-search"})
errors = Feature("search", team=search, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: team search: elsewhere: 'prod' is production, where the tiers say who is told
    leave it out, and write page= or notify=""",
    ),
    "a channel of no environment": (
        """\
search = Team("search", notify="@slack-search", elsewhere="@slack-search-staging")
errors = Feature("search", team=search, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: team search: elsewhere: '@slack-search-staging' names no environment
    write it as in {'staging': '@slack-payments-staging'}""",
    ),
    "a channel as a mail address": (
        """\
search = Team("search", notify="@slack-search", email="@slack-search")
errors = Feature("search", team=search, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: team search: email: '@slack-search' is no mail address
    write one as in '@payments@example.com'""",
    ),
    "an escalation of nothing": (
        """\
search = Team("search", notify="@slack-search", escalate="@oncall-managers")
errors = Feature("search", team=search, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: team search: escalate: alerts that wake somebody escalate, and it has no page
    give it page="@pagerduty-…", or leave it out""",
    ),
    "a team that nobody hears": (
        """\
search = Team("search", page="@pagerduty-Search")
errors = Feature("search", team=search, service="shop-api", signals=[Errors(rate="1%"), Latency(p95="1s")])""",
        """\
features.py:3: team search: nobody hears of monitor shop/search/latency-p95 and 2 more
    give it notify="@slack-…", which hears everything""",
    ),
    "a tier that there is not": (
        """\
sixth = Tier(6)
errors = Feature("search", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: tier 6: there is no such tier
    write a number from 1 to 5""",
    ),
    "a tier twice": (
        """\
second = Tier(2, priority=1)
again = Tier(2, priority=2)
errors = Feature("search", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:4: tier 2: it is declared already in features.py:3
    keep one of them""",
    ),
    "a tier that wakes whom nobody named": (
        """\
second = Tier(2, pages=True)
errors = Feature("search", team=payments, service="shop-api", tier=2, signals=[Errors(rate="1%")])""",
        """\
features.py:4: feature search: tier: tier 2 wakes somebody, but the team payments has no page
    give the team page="@pagerduty-…", or the feature another tier, such as 3""",
    ),
    "a tier with everything wrong": (
        """\
second = Tier(2, pages="yes", priority=7, recovery="110%", renotify=Renotify("90s", times=0, statuses=["alerts"]))
errors = Feature("search", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: tier 2: pages: 'yes' is neither True nor False
    write one of them
features.py:3: tier 2: priority: 7 is no priority of Datadog's
    write a number from 1 (the highest) to 5, or None
features.py:3: tier 2: renotify: 1.5m is no whole number of minutes
    write whole minutes, as in '30m'
features.py:3: tier 2: renotify: 0 is no number of times
    write a whole number from 1 on, or leave it out
features.py:3: tier 2: renotify: 'alerts' is no state that Datadog tells again
    write some of 'alert', 'warn', 'no data'
features.py:3: tier 2: recovery: 110% of a limit is not before it
    write a share above 0% and below 100%, as in '90%'""",
    ),
    "how often it is told as a text": (
        """\
second = Tier(2, renotify="30m")
errors = Feature("search", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: tier 2: renotify: '30m' does not say how often
    write Renotify("30m", times=4)""",
    ),
    "a warning told again that is never told": (
        """\
load = Monitor("load", team=payments, query="avg(last_5m):avg:system.load.1{$env} > 3", title="load", what="Much to do.",
    renotify=Renotify("1h", statuses=("alert", "warn")))""",
        """\
features.py:4: monitor shop/load: renotify: it tells 'warn' again, and never tells it
    give it warn=, or leave 'warn' out of its statuses""",
    ),
    "a monitor that wakes whom nobody named": (
        """\
load = Monitor("load", team=payments, query="avg(last_5m):avg:system.load.1{$env} > 3", title="load", what="Much to do.",
    pages=True)""",
        """\
features.py:4: monitor shop/load: pages: it wakes somebody, but the team payments has no page
    give the team page="@pagerduty-…", or leave pages=True out""",
    ),
    "a page that shows its own monitor": (
        """\
search = Feature("search", team=payments, service="shop-api", signals=[Errors(rate="1%")])
page = feature_page(search, extra=[widgets.alert_graph("Errors", "${monitor:shop/search/errors}")])""",
        """\
features.py:4: dashboard shop/search/page: it refers to itself in a circle: ${dashboard:shop/search/page} → ${monitor:shop/search/errors} → ${dashboard:shop/search/page}
    messages link to the page of their feature, so that page cannot show its monitors by id; show them on another dashboard, or give the feature dashboard="" so that its messages link to none""",
    ),
    "an empty catalog": (
        """\
""",
        """\
features.py:4: catalog shop: it declares no feature
    bind a Feature to a name in features, or list its package in packages=""",
    ),
    "hours in a team": (
        """\
late = Team("late", notify="@slack-late", hours="9-17")
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: Team: it has no argument 'hours'
    Datadog's messages know no hour of the day: hours belong to the on-call schedule behind a handle, such as @oncall-payments or @pagerduty-Payments""",
    ),
    "a staging channel that wakes people": (
        """\
late = Team("late", notify="@slack-late", elsewhere={"staging": "@pagerduty-Late"})
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: team late: elsewhere: '@pagerduty-Late' wakes somebody, and nothing of staging is worth that
    write a channel, as in '@slack-payments-staging'""",
    ),
    "a channel for production among those elsewhere": (
        """\
late = Team("late", notify="@slack-late", elsewhere={"prod": "@slack-late"})
checkout = Feature("checkout", service="shop-api", signals=[Errors(rate="1%")], team=late)""",
        """\
features.py:3: team late: elsewhere: 'prod' is production, where the tiers say who is told
    leave it out, and write page= or notify=""",
    ),
    "a tier there is not": (
        """\
sixth = Tier(6)
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: tier 6: there is no such tier
    write a number from 1 to 5""",
    ),
    "a tier declared twice": (
        """\
tiers = [Tier(2, priority=2), Tier(2, priority=3)]
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: tier 2: it is declared already in features.py:3
    keep one of them""",
    ),
    "a tier with a priority there is not": (
        """\
second = Tier(2, priority=0)
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: tier 2: priority: 0 is no priority of Datadog's
    write a number from 1 (the highest) to 5, or None""",
    ),
    "a recovery above the limit": (
        """\
second = Tier(2, recovery="110%")
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: tier 2: recovery: 110% of a limit is not before it
    write a share above 0% and below 100%, as in '90%'""",
    ),
    "renotify every few seconds": (
        """\
second = Tier(2, renotify=Renotify("30s"))
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: tier 2: renotify: 30s is no whole number of minutes
    write whole minutes, as in '30m'""",
    ),
    "renotify of a status there is not": (
        """\
second = Tier(2, renotify=Renotify("30m", statuses=["alarm"]))
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: tier 2: renotify: 'alarm' is no state that Datadog tells again
    write some of 'alert', 'warn', 'no data'""",
    ),
    "a tier that pages a team without page": (
        """\
second = Tier(2, pages=True)
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")], tier=2)""",
        """\
features.py:4: feature checkout: tier: tier 2 wakes somebody, but the team payments has no page
    give the team page="@pagerduty-…", or the feature another tier, such as 3""",
    ),
    "a tier as a text": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")], tier="1")""",
        """\
features.py:3: feature checkout: tier: '1' is no tier
    write a number from 1 (the most important) to 5""",
    ),
    "fewer calls than none": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Latency(p95="1s", least=-1)])""",
        """\
features.py:3: feature checkout: Latency least: -1 is no number of calls
    write a whole number, or 0 to judge every call""",
    ),
    "a number of calls as a text": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%", least="20")])""",
        """\
features.py:3: feature checkout: Errors least: '20' is no number of calls
    write a whole number, or 0 to judge every call""",
    ),
    "groups by a whole tag": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Latency(p95="1s", by=["region:eu"])])""",
        """\
features.py:3: feature checkout: Latency by: 'region:eu' is no tag key
    write the key alone, in lower case, as in 'region'""",
    ),
    "messages by a key that is no group": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Traffic(min="1/s", by=["region"], notify_by=["zone"])])""",
        """\
features.py:3: feature checkout: Traffic notify_by: 'zone' is none of the groups
    write some of 'region', or '*' for one message""",
    ),
    "compared by service": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%", compare="service")])""",
        """\
features.py:3: feature checkout: Errors compare: all calls of the feature have the same service
    write a key by which they differ, as in 'region'""",
    ),
    "a budget of zero": (
        """\
late = Team("late", notify="@slack-late", custom_metrics=0)
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: team late: custom_metrics: 0 is no number of custom metrics
    write how many may be made, as in 5000""",
    ),
    "a team on GitHub without its @": (
        """\
late = Team("late", notify="@slack-late", github="shop/late")
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])""",
        """\
features.py:3: team late: github: 'shop/late' is no team or user of GitHub
    write '@organisation/team' or '@user', as in '@shop/payments'""",
    ),
    "a runbook that is no text": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")], runbook=1)""",
        """\
features.py:3: feature checkout: runbook: 1 is no address
    write an address, or a path in the catalog's repository""",
    ),
    "an engagement without actions": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Engagement(actions=[], drop="30%")])""",
        """\
features.py:3: feature checkout: Engagement actions: it names no action
    write those that matter, as in actions=["add_to_cart", "pay"]""",
    ),
    "an objective of everything": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Traffic(min="1/s")], objectives=[Availability("100%")])""",
        """\
features.py:3: feature checkout: Availability target: 100% leaves no error budget to spend
    write a share above 0% and below 100%, as in '99.9%'""",
    ),
    "an objective as a fraction": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Traffic(min="1/s")], objectives=[Availability(0.999)])""",
        """\
features.py:3: feature checkout: Availability target: 0.999 is not a percentage
    write it with its unit, as in '99.9%'""",
    ),
    "two objectives of one sort": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Traffic(min="1/s")], objectives=[Availability("99.9%"), Availability("99%", over="7d")])""",
        """\
features.py:3: feature checkout: Availability: it is named 'availability', as the one in features.py:3
    give it another name, as in name="availability-2\"""",
    ),
    "a page in no list": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])
feature_page(checkout)""",
        """\
features.py:4: dashboard page: no name of its file holds it in the end, so it would be lost
    give it a name of its own, as in page = Dashboard(…), or put it into a list that has one""",
    ),
    "a monitor with the sign turned": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])
m = Monitor("m", feature=checkout, title="t", what="w", query="avg(last_5m):avg:x{$env} > 5", warn=6)""",
        """\
features.py:4: monitor shop/checkout/m: warn: it warns at 6 and alerts at 5, so nobody would be warned before the alert [warning-behind-alert]
    write a warn below 5""",
    ),
    "a namespace with a star": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")])
metrics = CustomMetric("shop.*", type="gauge", description="d")""",
        """\
features.py:4: metric shop.*: Datadog would store 'shop.*' otherwise
    write letters, digits, _ and ., a letter first, at most 200 in all, as in 'shop.index.age'""",
    ),
    "an owner written as text": (
        """\
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%")], owner="payments")""",
        """\
features.py:3: Feature: it has no argument 'owner'
    its arguments are name, team, service, signals, objectives, tier, description, runbook, dashboard, tags, related, routes, values, silences, protect, formerly""",
    ),
}


@pytest.mark.parametrize(("text", "said"), ROWS.values(), ids=ROWS)
def test_says_what_is_wrong_and_what_to_write(tmp_path: Path, text: str, said: str) -> None:
    count = sum(not line.startswith(" ") for line in said.splitlines())
    total = f"{count} mistake" if count == 1 else f"{count} mistakes"
    assert mistakes(tmp_path, f"{BEGIN}{text}\n{END}") == f"{said}\n{total}"
