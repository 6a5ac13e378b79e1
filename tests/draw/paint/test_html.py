from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dogwatch.draw.paint.html import Markup, element, joined


def test_escapes_what_is_no_markup() -> None:
    assert element("p", "a < b", element("b", "&")) == "<p>a &lt; b<b>&amp;</b></p>"


def test_attributes_are_escaped_and_may_be_left_out() -> None:
    assert element("a", class_='x" y', aria_label="<", href=None) == '<a class="x&quot; y" aria-label="&lt;"></a>'


@given(st.text())
def test_no_text_becomes_an_element(text: str) -> None:
    assert "<" not in joined(text).replace("&lt;", "")
    assert isinstance(joined(text), Markup)


def test_what_holds_nothing_has_no_end() -> None:
    assert element("input", name="q") == '<input name="q">'
