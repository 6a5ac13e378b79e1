"""Two things that are bearable alone, and mean trouble together."""

from dogwatch import Monitor
from features import checkout, payment

slow_and_failing = Monitor(
    "slow-and-failing",
    feature=checkout,
    type="composite",
    title="slow and failing at once",
    what=(
        "Checkouts are slow, and more of them fail than should: something behind them is overloaded, and retries make "
        "it worse. Take load off before you look for the reason."
    ),
    query=(
        "${monitor:shop/checkout/latency-p95-measured} && ${monitor:shop/checkout/errors-measured}"
        " && !${monitor:shop/checkout/errors-few-calls}"
    ),
)

money_does_not_arrive = Monitor(
    "money-does-not-arrive",
    feature=payment,
    type="composite",
    title="payments fail, and people press the button less",
    what=(
        "Payments fail, and fewer people get as far as paying: they see it already. Tell support and the banks, and "
        "put the notice on the checkout page."
    ),
    query=(
        "${monitor:shop/payment/errors-measured} && !${monitor:shop/payment/errors-few-calls}"
        " && ${monitor:shop/checkout/engagement-pay-drop}"
    ),
)
