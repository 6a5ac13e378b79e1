"""What Datadog takes although its own client does not describe it, each with the reason.

Dashboards that integrations ship were exported from Datadog's interface, so what stands in them Datadog wrote itself; a
recorded create was answered with the widget as it was sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .models import Choice, Field, ListOf, Model, Object, Ref, Texts

_CLIENTS_QUERIES = "FormulaAndFunctionQueryDefinition"
_SOURCE = "SplitGraphSourceWidgetDefinition"

_NEW: Mapping[str, Model] = {
    # Widgets inside others are checked by their own types, each in its module.
    "Widget": Object("Widget", {"definition": Field(dict, is_required=True)}, is_open=True),
    # Shipped: a widget that an app of the organization draws.
    "CustomWidgetDefinition": Object(
        "CustomWidgetDefinition",
        {
            "type": Field(Texts(("custom",)), is_required=True),
            "app_id": Field(str, is_required=True),
            "custom_widget_key": Field(str, is_required=True),
            "title": Field(str),
            "title_align": Field(Texts(("center", "left", "right"))),
            "title_size": Field(str),
        },
    ),
    # Shipped: traces by how their spans follow each other.
    "FormulaAndFunctionTracesQueryDefinition": Object(
        "FormulaAndFunctionTracesQueryDefinition",
        {
            "data_source": Field(Texts(("traces",)), is_required=True),
            "compute": Field(dict, is_required=True),
            "name": Field(str, is_required=True),
            "search": Field(dict, is_required=True),
            "group_by": Field(ListOf(dict)),
        },
    ),
}

_OPTIONS: Mapping[str, str] = {
    "WidgetDefinition": "CustomWidgetDefinition",
    _CLIENTS_QUERIES: "FormulaAndFunctionTracesQueryDefinition",
}

_FIELDS: Mapping[str, Mapping[str, Field]] = {
    # Shipped: a format by the place of the value within the range of all, which has no comparator.
    "WidgetConditionalFormat": {
        "comparator": Field(Texts(("<", "<=", "=", ">", ">="))),
        "type": Field(Texts(("range",))),
        "value": Field(float),
    },
    # Shipped: groups without a value can be left out.
    "FormulaAndFunctionEventQueryGroupBy": {"should_exclude_missing": Field(bool)},
    # Recorded: several lists in one widget.
    "ListStreamWidgetDefinition": {"requests": Field(ListOf(Ref("ListStreamWidgetRequest"), 1), is_required=True)},
    # Shipped and recorded: how the last alert is shown.
    "MonitorSummaryWidgetDefinition": {"last_triggered_format": Field(str), "show_status": Field(bool)},
    # Shipped: colours in another order.
    "TimeseriesRequestStyle": {"color_order": Field(str), "order_reverse": Field(bool)},
    # Recorded: without the number of a formula, Datadog sorts by the only one.
    "WidgetFormulaSort": {"index": Field(int)},
}

_TEXTS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("FormulaAndFunctionEventQueryDefinition", "data_source"): ("network_device_flows",),  # shipped
    ("WidgetConditionalFormat", "palette"): ("transparent_to_green",),  # shipped, of a range
}


def corrected(known: Mapping[str, Model]) -> Mapping[str, Model]:
    """The models with what is taken besides."""
    changed = {**known, **_NEW, _SOURCE: _source(known)}
    for name, option in _OPTIONS.items():
        changed[name] = replace(_choice(known, name), options=(*_choice(known, name).options, Ref(option)))
    for name, fields in _FIELDS.items():
        changed[name] = _with(_object(known, name), fields)
    for (name, field), texts in _TEXTS.items():
        written = _object(changed, name).fields[field]
        taken = Texts(tuple(sorted((*_texts(written), *texts))))
        changed[name] = _with(_object(changed, name), {field: replace(written, type=taken)})
    return changed


def _source(known: Mapping[str, Model]) -> Object:
    """The graph that a split graph repeats: one of some types, whose fields its own module checks."""
    options = [_object(known, option.name) for option in _choice(known, _SOURCE).options if isinstance(option, Ref)]
    types = tuple(sorted(value for option in options for value in _texts(option.fields["type"])))
    return Object(_SOURCE, {"type": Field(Texts(types), is_required=True)}, is_open=True)


def _with(model: Object, fields: Mapping[str, Field]) -> Object:
    return replace(model, fields={**model.fields, **fields})


def _object(known: Mapping[str, Model], name: str) -> Object:
    model = known[name]
    assert isinstance(model, Object)
    return model


def _choice(known: Mapping[str, Model], name: str) -> Choice:
    model = known[name]
    assert isinstance(model, Choice)
    return model


def _texts(field: Field) -> tuple[str, ...]:
    assert isinstance(field.type, Texts)
    return field.type.values
