"""What people see of the shop from outside, where no metric of its own looks: DNS, certificates, load balancers."""

from dogwatch import Assertion, SyntheticTest
from features import checkout

# From one place alone the way there may be broken, which is nobody's fault here.
checkout_answers = SyntheticTest(
    "answers-from-outside",
    feature=checkout,
    title="the checkout cannot be reached from outside",
    what=(
        "From two parts of the world nobody gets to the checkout, whatever the servers say of themselves. "
        "Look at DNS, certificates and the load balancer first."
    ),
    url="https://shop.example.com/checkout",
    assertions=[Assertion("statusCode", "is", 200), Assertion("responseTime", "lessThan", "2s")],
    locations=["aws:eu-central-1", "aws:eu-west-1", "aws:us-east-1"],
    min_location_failed=2,
    retries=2,
    environments="prod",
)
