from __future__ import annotations

from dogwatch.kinds import Resource
from dogwatch.report.pages.dashboards import dashboards


def line(**body: object) -> str:
    (written,) = dashboards([Resource("dashboard", "shop/checkout/page", dict(body))])
    return written


def test_says_the_title_the_key_and_what_it_is() -> None:
    said = line(title="checkout", description="Of the\ncheckout.\n\ndogwatch:prod/shop/checkout/page")
    assert said == "- **checkout** (`shop/checkout/page`): Of the checkout."
    assert line(title="checkout") == "- **checkout** (`shop/checkout/page`)"


def test_its_words_stay_text() -> None:
    assert line(title="**a** <b>", description="[x](y)") == (r"- **\*\*a\*\* \<b\>** (`shop/checkout/page`): \[x\](y)")
