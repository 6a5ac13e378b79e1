"""What people choose on a page: the span of time by links, values of variables in a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode

from dogwatch.draw import OFFERED, Choice, Markup, Page, element, joined

VARIABLE = "tpl_var_"
WINDOW = ("from_ts", "to_ts")
TAB = "tab"


def variables_in(query: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The values of variables in an address: `tpl_var_env=prod`, several joined by commas.

    (docs: dashboards, template variables)
    """
    found = {}
    for name, values in query.items():
        chosen = [each for value in values for each in value.split(",") if each]
        if name.startswith(VARIABLE) and chosen:
            found[name.removeprefix(VARIABLE)] = chosen
    return found


def between_in(query: Mapping[str, Sequence[str]]) -> tuple[int, int] | None:
    """The seconds that an address shows for good: `from_ts` and `to_ts` in milliseconds, as Datadog writes them.

    ValueError where they are no window of time; None where there are none.
    """
    given = [next(iter(query.get(name, ())), "") for name in WINDOW]
    if not any(given):
        return None
    if not all(each.isdecimal() and len(each) < 15 for each in given):
        raise ValueError(f"from_ts and to_ts are {' and '.join(map(repr, given))}; write milliseconds since 1970")
    begin, end = (int(each) // 1000 for each in given)
    if not begin < end:
        raise ValueError(f"from_ts {given[0]} is not before to_ts {given[1]}; write the earlier one first")
    return begin, end


def controls(
    page: Page,
    given: Mapping[str, Sequence[str]],
    between: tuple[int, int] | None = None,
    kept: Mapping[str, str] | None = None,
) -> Markup:
    """The links and the form of a page; `given` are the variables' values in its address, `between` its window, `kept`
    what else stays in it.
    """
    links = [_span(span, page, given, kept or {}) for span in OFFERED]
    form = _form(page, between, kept or {})
    return element("div", element("nav", *links, class_="spans"), form, _time(page), class_="controls")


def _span(span: str, page: Page, given: Mapping[str, Sequence[str]], kept: Mapping[str, str]) -> Markup:
    query = {"span": span, **kept, **_chosen(given)}
    return element("a", span, href=f"?{urlencode(query)}", aria_current="true" if span == page.span else None)


def tabs(page: Page, given: Mapping[str, Sequence[str]], between: tuple[int, int] | None) -> Markup | None:
    """The links to the tabs of a page, over the same time and with the same variables."""
    links = [
        element(
            "a",
            tab.name,
            href=f"?{urlencode({TAB: tab.key, **_window(page, between), **_chosen(given)})}",
            aria_current="page" if tab.key == page.tab else None,
        )
        for tab in page.tabs
    ]
    return element("nav", *links, class_="tabs", aria_label="Tabs") if links else None


def _chosen(given: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {f"{VARIABLE}{name}": ",".join(values) for name, values in given.items()}


def _window(page: Page, between: tuple[int, int] | None) -> dict[str, str]:
    if between:
        return {name: str(time * 1000) for name, time in zip(WINDOW, between, strict=True)}
    return {"span": page.span} if page.span else {}


def _form(page: Page, between: tuple[int, int] | None, kept: Mapping[str, str]) -> Markup | None:
    if not page.choices:
        return None
    also = {**_window(page, between), **kept}
    hidden = [element("input", type="hidden", name=name, value=value) for name, value in also.items()]
    return element("form", *hidden, *map(_select, page.choices), element("button", "Show"), method="get")


def _select(choice: Choice) -> Markup:
    now = ",".join(choice.values)
    values = dict.fromkeys(["*", *choice.offered, now])
    options = [element("option", each, value=each, selected="" if each == now else None) for each in values]
    return element("label", f"${choice.name} ", element("select", *options, name=f"{VARIABLE}{choice.name}"))


def _time(page: Page) -> Markup:
    begin, end = (datetime.fromtimestamp(time, UTC) for time in (page.begin, page.end))
    form = "%H:%M:%S" if begin.date() == end.date() else "%Y-%m-%d %H:%M"
    return joined(element("span", f"{begin:{form}} to {end:{form}} UTC", class_="time", data_live="time"))
