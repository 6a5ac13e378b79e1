"""The features of the shop: how each is measured, what is promised of it, when somebody is told, and who answers.

Each limit stands where people begin to notice, and says why it stands there. What is true of all features of a tier,
such as who is woken, is in `monitors/`.
"""

from dogwatch import (
    Availability,
    Catalog,
    CustomMetric,
    Engagement,
    Errors,
    Feature,
    Latency,
    LatencyObjective,
    Limit,
    Objective,
    Resources,
    Team,
    TimeSlice,
    Traffic,
)

# Who answers

storefront = Team(
    "storefront",
    notify="@slack-storefront-alerts",
    email="@storefront@shop.example.com",
    github="@shop/storefront",
    custom_metrics=5_000,
)
payments = Team(
    "payments",
    page="@pagerduty-Payments",
    notify=["@slack-payments-alerts", "@team-payments"],
    escalate="@pagerduty-Payments-Second",
    elsewhere={"staging": "@slack-payments-staging"},
    github="@shop/payments",
    custom_metrics=3_000,
)
accounts = Team(
    "accounts",
    page="@oncall-accounts",
    notify="@slack-accounts-alerts",
    github="@shop/accounts",
    custom_metrics=3_000,
)

# Finding something

index_age = CustomMetric(
    "shop.index.age",
    type="gauge",
    unit="second",
    description="How long ago the search index was made",
    tags=["env"],
)

search = Feature(
    "search",
    team=storefront,
    service="shop-api",
    tier=2,
    description="From a few words to products people might buy",
    runbook="docs/runbooks/search.md",
    related=["product-page", "recommendations"],
    routes=["GET /search"],
    signals=[
        Latency(
            p95=Limit("800ms", warn="600ms"),
            why="Results appear while people type; after a second they type it again, which makes it slower still.",
        ),
        Errors(
            rate=Limit("2%", warn="1%"), why="A search that fails is tried once more; two in a row are a lost visit."
        ),
        Traffic(min="1/m", over="15m", why="Even at night somebody searches every few seconds."),
        Engagement(
            actions=["open_result"],
            drop="40%",
            against="1w",
            why="Answers that nobody opens are the wrong answers, however fast they come.",
        ),
    ],
    objectives=[
        TimeSlice(
            "fresh",
            "99%",
            over="7d",
            query=index_age.source.max(),
            comparator="<",
            threshold=3600,
            why="With an index older than an hour people find what is sold out.",
        ),
    ],
)

product_page = Feature(
    "product-page",
    team=storefront,
    service="shop-api",
    tier=2,
    description="Everything about one product: pictures, price, stock",
    runbook="docs/runbooks/product-page.md",
    related=[search, "cart"],
    routes=["GET /products/{id}"],
    signals=[
        Latency(
            p50="150ms", p95=Limit("500ms", warn="400ms"), why="It is the page most visits begin on, from outside."
        ),
        Errors(rate="1%", why="Behind each failing page is a product that cannot be bought."),
        Traffic(
            min="6/m", over="10m", why="Half of all calls are product pages; ten minutes without are no quiet night."
        ),
        Engagement(
            actions=["add_to_cart"],
            drop="30%",
            against="1w",
            why="When a button breaks in the browser, this is all that the server sees of it.",
        ),
    ],
    objectives=[Availability("99.9%", over="30d", why="What search engines link to has to be there.")],
)

recommendations = Feature(
    "recommendations",
    team=storefront,
    service="shop-api",
    tier=4,
    description="Products that go with the one on the page",
    runbook="docs/runbooks/recommendations.md",
    related=[product_page],
    routes=["GET /products/{id}/recommendations"],
    signals=[
        Latency(
            p95="400ms", least=200, why="The page is shown without them after half a second, so slow means absent."
        ),
        Errors(rate="5%", over="15m", why="The page hides the row when it fails; nobody is stopped from buying."),
        Resources(memory=Limit("1GiB", warn="800MiB"), why="The model is held in memory, and has leaked before."),
        Engagement(
            actions=["open_recommendation"],
            band=3,
            why="Interest follows the season, so it is held against what the past weeks predict.",
        ),
    ],
)

# Buying it

cart = Feature(
    "cart",
    team=storefront,
    service="shop-api",
    tier=2,
    description="What people mean to buy, kept until they do",
    runbook="docs/runbooks/cart.md",
    related=[product_page, "checkout"],
    routes=["GET /cart", "POST /cart/items", "DELETE /cart/items/{id}"],
    signals=[
        Latency(
            p95="300ms", p99="1s", why="A button that answers late is pressed twice, and then there are two of it."
        ),
        Errors(
            rate="1%", compare="version", why="A new version that loses carts shows here before it does in the orders."
        ),
        Traffic(min="2/m", over="15m", why="Somebody fills a cart every half minute, also at night."),
    ],
    objectives=[
        Availability("99.5%", over="30d", warn="99.8%", why="A cart that is lost is filled again by one in three."),
    ],
)

checkout = Feature(
    "checkout",
    team=payments,
    service="shop-api",
    tier=1,
    description="From the cart to a paid order",
    runbook="docs/runbooks/checkout.md",
    related=[cart, "payment", "login"],
    routes=["GET /checkout", "POST /checkout"],
    signals=[
        Latency(p95=Limit("400ms", warn="300ms"), p99="1s", why="Every 100 ms more cost us one order in a hundred."),
        Errors(rate="1%", compare="version", why="Whoever fails here wanted to pay."),
        Traffic(min="30/m", why="Below this even the quietest night of the last year did not fall."),
        Resources(cpu="50ms", why="Beyond it the machines we have do not carry a Saturday."),
        Engagement(
            actions=["review_order", "pay"],
            drop="30%",
            against="1w",
            why="People who see the button and do not press it are told something wrong by the page.",
        ),
    ],
    objectives=[
        Availability("99.9%", over="30d", budget="75%", why="It is what the shop's partners were promised in writing."),
        LatencyObjective(
            "99%", within="400ms", over="30d", why="One slow order in a hundred is what support can explain."
        ),
    ],
)

settled = CustomMetric(
    "shop.settlements",
    type="count",
    unit="transaction",
    description="Payments that the bank answered, by whether it settled them",
    tags=["env", "state", "bank"],
)

payment = Feature(
    "payment",
    team=payments,
    service="payment-api",
    tier=1,
    description="Money from a card or an account to the shop",
    runbook="docs/runbooks/payment.md",
    related=[checkout],
    routes=["POST /payments", "TASK payments.settle"],
    signals=[
        Latency(p95=Limit("2s", warn="1500ms"), over="10m", why="Banks take a second; people go away after three."),
        Errors(rate=Limit("2%", warn="1%"), why="Refused cards are no errors; what is counted here is our own fault."),
        Traffic(min="10/m", over="10m", why="Orders are paid all through the night."),
        Resources(memory="512MiB", why="Each worker holds the keys of all banks, and no more than that."),
    ],
    objectives=[
        Availability("99.95%", over="90d", why="The contract with the banks says so, by quarters."),
        Objective(
            "settled",
            "97.5%",
            good=settled.source.where(state="settled").sum().as_count(),
            total=settled.source.sum().as_count(),
            why="Below it the banks look at us, whatever our servers answer.",
        ),
    ],
)

# Being somebody

login = Feature(
    "login",
    team=accounts,
    service="shop-api",
    tier=1,
    description="Being recognised, by password or by passkey",
    runbook="docs/runbooks/login.md",
    related=[checkout, "order-history"],
    routes=["POST /login", "POST /login/passkey", "POST /login/recovery"],
    signals=[
        Latency(p95="600ms", why="Checking a password takes 250 ms on purpose; the rest is ours."),
        Errors(rate="2%", why="Wrong passwords are no errors."),
        Traffic(
            min="2/m",
            max="50/s",
            over="10m",
            why="Too few, and nobody gets in; too many, and somebody tries passwords.",
        ),
    ],
    objectives=[
        # The service counts its fast calls itself: percentiles of logins are asked for by nobody else.
        LatencyObjective("95%", within="600ms", over="7d", percentiles=False, why="A login is part of every order."),
        Availability("99.9%", over="30d", why="Who cannot log in cannot pay."),
    ],
)

order_history = Feature(
    "order-history",
    team=accounts,
    service="shop-api",
    tier=3,
    description="What was ordered, where it is, and how to send it back",
    runbook="docs/runbooks/order-history.md",
    related=[login],
    routes=["GET /orders", "GET /orders/{id}", "POST /orders/{id}/return"],
    signals=[
        Latency(p95="1500ms", over="15m", why="People wait for their own orders, and come a few times a year."),
        Errors(rate="3%", over="15m", why="Support can look an order up until it works again."),
        Traffic(min="2/h", over="6h", why="Few look at night; none in six hours means that nobody can."),
    ],
    objectives=[
        Availability("99%", over="90d", why="It is read at leisure; a bad hour in a quarter is nobody's loss."),
    ],
)

catalog = Catalog(
    "shop",
    packages=["monitors", "dashboards_py"],
    # Where the paths of runbooks begin, so that a message holds an address.
    repository="https://git.example.com/shop/blob/main",
    # The metrics whose units, descriptions and tags this catalog keeps: the instrumentation's, and the shop's own.
    namespaces=["feature", "shop"],
    values={"version": 3, "error_type": 6},
)
