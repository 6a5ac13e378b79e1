"""The shop's pages: one for each feature, one over all of them, and one for whoever is on call."""

from dogwatch import feature_page, oncall_page, overview
from features import checkout, payments, search, storefront

pages = [feature_page(feature) for feature in (checkout, search)]
everything = overview([checkout, search], team=storefront)
on_call = [oncall_page(payments, [checkout]), oncall_page(storefront, [search])]
