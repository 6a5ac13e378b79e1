"""The shop's pages: one for each feature, one over all of them, and one for whoever is on call in each team.

One list has all of the shop's dashboards, so that nobody has to search for them.
"""

from dashboards_py.settlements import shown_settlements
from dogwatch import DashboardList, feature_page, oncall_page, overview
from features import (
    accounts,
    cart,
    checkout,
    login,
    order_history,
    payment,
    payments,
    product_page,
    recommendations,
    search,
    storefront,
)

of_storefront = [search, product_page, recommendations, cart]
of_payments = [checkout, payment]
of_accounts = [login, order_history]
all_features = [*of_storefront, *of_payments, *of_accounts]

# What a page shows beside what it shows of every feature.
further = {payment.name: [shown_settlements()]}

pages = [feature_page(feature, extra=further.get(feature.name, ())) for feature in all_features]
everything = overview(all_features, team=storefront)
on_call = [
    oncall_page(storefront, of_storefront),
    oncall_page(payments, of_payments),
    oncall_page(accounts, of_accounts),
]

of_the_shop = DashboardList("of-the-shop", team=storefront, title="The shop", dashboards="*")
