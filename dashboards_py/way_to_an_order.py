"""How many of those who look for something end up buying it, and where the others go: a dashboard written by hand."""

from itertools import pairwise

from dashboards_py.settlements import shown_settlements
from dogwatch import Dashboard, Feature, widgets
from dogwatch.query import Expr, week_before
from features import checkout, payments, product_page, search, settled


def actions(feature: Feature, action: str) -> Expr:
    """How often people do something."""
    return feature.metrics.interactions.where(action=action).sum().as_count()


STEPS = {
    "Open a result": actions(search, "open_result"),
    "Put it into the cart": actions(product_page, "add_to_cart"),
    "Review the order": actions(checkout, "review_order"),
    "Pay": actions(checkout, "pay"),
}


def share(done: Expr, before: Expr, title: str = "of them") -> widgets.Widget:
    """Which share of those who took a step take another one."""
    return widgets.query_value(title, 100 * done / before, unit="%", precision=0, width=1)


steps = [widgets.query_value(name, done, width=2) for name, done in STEPS.items()]
shares = [share(done, before) for before, done in pairwise(STEPS.values())]
in_all = share(STEPS["Pay"], STEPS["Open a result"], "in all")
funnel = [steps[0], *(widget for pair in zip(shares, steps[1:], strict=True) for widget in pair), in_all]

paid = settled.source.where(state="settled").sum().as_count()

way_to_an_order = Dashboard(
    "way-to-an-order",
    team=payments,
    title="The way to an order",
    description="From the first result that is opened to money that arrives: how many get there, against last week.",
    widgets=[
        widgets.note(
            "Each number is of the time chosen above. A share is of those who took the step before, the last of all."
        ),
        widgets.group("Step by step", funnel),
        widgets.group(
            "Over time",
            [
                widgets.timeseries("Steps", STEPS, width=6),
                widgets.timeseries(
                    "Orders paid", {"now": paid, "last week": week_before(paid)}, display="bars", width=6
                ),
                widgets.change("Paid against last week", paid.by("env"), relative=True, increase_is_good=True),
            ],
        ),
        shown_settlements(),
    ],
)
