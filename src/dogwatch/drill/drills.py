"""The drills there are."""

from __future__ import annotations

from typing import Final

from .drill import Drill, Evidence
from .past import Shift


def _tags(*tags: str) -> frozenset[str]:
    return frozenset(tags)


DRILLS: Final = (
    Drill(
        "checkout-slow",
        "People wait when they pay, and soon somebody is woken.",
        feature="checkout",
        monitors=["latency-p95", "latency-p99"],
        breaks=["--slow", "payment"],
        cause="the payment service behind it takes a second longer",
        other_causes=[
            "more people pay at once than the machines carry",
            "a new version of shop-api computes more",
            "the database is slow, and everything with it",
        ],
        evidence=Evidence("p95:feature.duration{env:prod,feature:payment}", at_least=0.9),
        look="Compare the response times of the checkout with those of its neighbours, cart, login and payment.",
        way="The page of checkout shows since when its p95 is high, while its calls stay as many. Cart and login are as"
        " fast as ever, so it is neither the machine nor the database. The page of payment has the same step, of the"
        " same second: that is where the time goes. Payment stays within its own limit of 2 s, so it does not alert.",
    ),
    Drill(
        "payment-errors",
        "Two features alert at once, and one of them is not to blame.",
        feature="payment",
        monitors=["errors"],
        breaks=["--errors", "payment", "40%"],
        cause="payment-api answers 503 by itself, and the checkout passes that on",
        other_causes=[
            "a bank refuses cards",
            "the checkout sends what payment-api cannot read",
            "nothing arrives at payment-api any more",
        ],
        evidence=Evidence("sum:feature.hits{env:prod,feature:payment,error_type:http_503}.as_count()", at_least=1),
        look="Ask for the errors of both features by error_type, and remember who calls whom.",
        way="Checkout and payment fail since the same minute. The errors of checkout are 502, which says that somebody"
        " behind it failed; those of payment are its own 503. Refused cards are no errors, and the settlements go on.",
    ),
    Drill(
        "search-quiet",
        "Nothing fails, and nothing is slow: there is only less of something.",
        feature="search",
        monitors=["traffic-min"],
        breaks=["--unsearched"],
        cause="the box to search in is gone from the page: nobody asks, and all else goes on",
        other_causes=[
            "the whole shop cannot be reached",
            "searches fail, so that people give up",
            "the search index is too old to find anything",
        ],
        ago=20,
        shifts=[Shift(_tags("feature:search"), 1)],
        evidence=Evidence("sum:feature.hits{env:prod,feature:search}.as_count()", below=1),
        look="Ask what the calls of all features do at that minute, with sum:feature.hits{env:prod} by {feature}.",
        way="The monitor says that there are no calls, not that calls fail. In the explorer the calls by feature show"
        " that only search stops, from one minute to the next: a shop that cannot be reached would lose all of them,"
        " and people who give up would leave some. So it is what leads to the search, which is the page.",
    ),
    Drill(
        "clicks-gone",
        "All servers are well. Are the people?",
        feature="search",
        monitors=["engagement-open_result-drop"],
        breaks=["--unclicked", "open_result"],
        cause="people get results as fast as before, and do not open them",
        other_causes=[
            "fewer people search",
            "the search has become slow",
            "the pages of products fail when they are opened",
        ],
        ago=60,
        shifts=[Shift(_tags("feature:search", "action:open_result"), 1)],
        evidence=Evidence("sum:feature.interactions{env:prod,feature:search,action:open_result}.as_count()", below=1),
        look="Hold the interactions of search by action against its calls, and against the same hour a week ago.",
        way="The message says less than a week ago. Calls and response times of search are what they were, and pages of"
        " products are called and do not fail; only open_result is gone, at once. Answers that nobody opens are wrong"
        " answers, or links that do not work.",
    ),
    Drill(
        "memory-leak",
        "Something grows until it will be ended.",
        feature="payment",
        monitors=["memory"],
        breaks=["--keep", "payment", "{pace}"],
        cause="each payment leaves something behind in the process",
        other_causes=[
            "one process more was started",
            "there are more payments than ever",
            "shop-api holds a new model of recommendations",
        ],
        evidence=Evidence("max:feature.process.memory{env:prod,service:payment-api}", at_least=536_870_912),
        look="Draw feature.process.memory by service: is it a step or a slope?",
        way="max:feature.process.memory{env:prod} by {service} climbs for payment-api alone, with every payment and"
        " never back; a second process would be a step, and a rush would be seen in the calls. It is restarted before"
        " it is ended, and looked into in the morning.",
    ),
    Drill(
        "bad-version",
        "A release is on its way, to half of the machines so far.",
        feature="cart",
        monitors=["errors", "errors-version"],
        breaks=["--errors", "cart", "50%"],
        release="1.1.0",
        cause="version 1.1.0 of shop-api fails, and 1.0.0 beside it does not",
        other_causes=[
            "both versions fail alike: it is the database",
            "version 1.0.0 fails since 1.1.0 runs beside it",
            "payment-api fails, and the cart with it",
        ],
        evidence=Evidence(
            "sum:feature.hits{env:prod,feature:cart,outcome:error,version:1.1.0}.as_count()"
            " - sum:feature.hits{env:prod,feature:cart,outcome:error,version:1.0.0}.as_count()",
            at_least=1,
        ),
        look="Ask for the errors of the cart by version, and for its calls by version.",
        way="sum:feature.hits{env:prod,feature:cart,outcome:error} by {version} has one line. The calls by version have"
        " two, so the old version works still: roll back first, and look for the reason afterwards.",
    ),
    Drill(
        "bank-refuses",
        "Customers write that their money does not arrive.",
        feature="payment",
        monitors=["refused-by-a-bank"],
        breaks=["--silent", "north", "95%"],
        cause="the bank north leaves payments open, south settles them",
        other_causes=[
            "the bank south leaves payments open, north settles them",
            "both banks leave payments open",
            "payment-api answers the checkout with errors",
        ],
        evidence=Evidence("sum:shop.settlements{env:prod,state:open,bank:north}.as_count()", at_least=1),
        look="The metric of the banks is shop.settlements, with the tags bank and state.",
        way="The message names the bank. sum:shop.settlements{env:prod,state:open} by {bank} shows the same, with the"
        " minute in which it began, and the checkout does not fail: what is open is between that bank and us.",
    ),
    Drill(
        "budget-burns-slowly",
        "Nobody was woken, and this morning there is a message about a budget.",
        feature="checkout",
        monitors=["availability-burn-6h", "availability-burn-24h"],
        ago=600,
        shifts=[
            Shift(_tags("feature:checkout"), 1, _tags("version:1.0.1")),
            Shift(
                _tags("feature:checkout", "outcome:ok", "version:1.0.1"),
                0.009,
                _tags("outcome:error", "error_type:sold_out"),
            ),
        ],
        cause="version 1.0.1 failed a little, for hours, until it was rolled back",
        other_causes=[
            "the checkout was down for a few minutes",
            "the checkout fails since this minute",
            "version 1.0.1 was slow, and did not fail",
        ],
        budget="availability",
        evidence=Evidence(
            "sum:feature.hits{env:prod,feature:checkout,outcome:error,version:1.0.1}.as_count()", at_least=1
        ),
        look="Draw the errors of checkout over a day, by version. A share below the limit of 1% tells nobody at once.",
        way="A burn rate of 9 over six hours is 0.9% of failed calls where 0.1% was promised: too little for the"
        " monitor of errors, enough to spend the budget of 30 days in three. The errors of a day by version show a low"
        " line from the release of 1.0.1 to its end, and the page of checkout what the hours have cost.",
    ),
)
