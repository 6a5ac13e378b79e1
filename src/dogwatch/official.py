"""Bodies held against the models of Datadog's own client, which nobody here wrote.

The client keeps what it does not describe in an `UnparsedObject`, or raises. It is read by its own functions, part by
part where the whole does not fit, until the parts are found that are to blame.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from datadog_api_client import Configuration
from datadog_api_client.exceptions import OpenApiException
from datadog_api_client.model_utils import (
    ModelComposed,
    ModelNormal,
    ModelSimple,
    OpenApiModel,
    validate_and_convert_types,
)

from dogwatch.kinds import KINDS, Problem

# By kind: the module below `datadog_api_client` and the model of what is sent to create one.
_MODELS = {
    "dashboard": ("v1.model.dashboard", "Dashboard"),
    "dashboard_list": ("v1.model.dashboard_list", "DashboardList"),
    "downtime": ("v2.model.downtime_create_request", "DowntimeCreateRequest"),
    "log_metric": ("v2.model.logs_metric_create_request", "LogsMetricCreateRequest"),
    "metric_metadata": ("v1.model.metric_metadata", "MetricMetadata"),
    "metric_tags": ("v2.model.metric_tag_configuration_create_request", "MetricTagConfigurationCreateRequest"),
    "monitor": ("v1.model.monitor", "Monitor"),
    "notification_rule": (
        "v2.model.monitor_notification_rule_create_request",
        "MonitorNotificationRuleCreateRequest",
    ),
    "powerpack": ("v2.model.powerpack", "Powerpack"),
    "rum_metric": ("v2.model.rum_metric_create_request", "RumMetricCreateRequest"),
    "slo": ("v1.model.service_level_objective_request", "ServiceLevelObjectiveRequest"),
    "slo_correction": ("v1.model.slo_correction_create_request", "SLOCorrectionCreateRequest"),
    "synthetic_test": ("v1.model.synthetics_api_test", "SyntheticsAPITest"),
    "span_metric": ("v2.model.spans_metric_create_request", "SpansMetricCreateRequest"),
    "system": ("v2.model.upsert_catalog_entity_request", "UpsertCatalogEntityRequest"),
}
_NTH = re.compile(r"@([0-9]{1,9})")
# What the client says of a type, and what Python says of an argument.
_WANTED = re.compile(r"Required value type is (?:one of )?(.*?) and passed type was")
_MISSING = re.compile(r"missing \d+ required positional arguments?: (.*)")
_LONGEST = 60


class Refused(Exception):
    """The client makes nothing at all of a body; `problems` say why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(f"{each.path}: {each.seen}" for each in problems))
        self.problems = problems


def unparsed(kind: str, body: Mapping[str, Any]) -> list[Problem]:
    """What in a body the models of its kind do not describe. Raises Refused where they refuse the whole of it."""
    module, name = _MODELS[kind]
    model = getattr(import_module(f"datadog_api_client.{module}"), name)
    sent = _sent(kind, body)
    made = _made(sent, model)
    if is_parsed(made):
        return []
    problems = list(_to_blame(sent, model, ""))
    if isinstance(made, Exception):
        raise Refused(problems)
    return problems


def is_parsed(made: Any) -> bool:
    """Whether the client met nothing in an object, or in a list of them, that its models do not describe."""
    if isinstance(made, list):
        return all(map(is_parsed, made))
    if isinstance(made, Exception) or getattr(made, "_unparsed", False):
        return False
    inside = getattr(made, "_data_store", {})
    return all(map(is_parsed, inside.values() if isinstance(inside, dict) else ()))


def _sent(kind: str, body: Mapping[str, Any]) -> Any:
    """What is sent to create the body, with numbers in tabs: the client knows `@1` for a widget in words alone."""
    sent = KINDS[kind].wire.create(dict(body)).body
    tabs = sent.get("tabs") if kind == "dashboard" else None
    return {**sent, "tabs": [_numbered(tab) for tab in tabs]} if tabs else sent


def _numbered(tab: Mapping[str, Any]) -> dict[str, Any]:
    ids = [int(match[1]) if (match := _NTH.fullmatch(str(id))) else id for id in tab.get("widget_ids") or ()]
    return {**tab, "widget_ids": ids}


@cache
def _configuration() -> Configuration:
    return Configuration()  # type: ignore[no-untyped-call]


def _made(value: Any, type: Any) -> Any:
    """What the client makes of a value; the exception where it makes nothing of it."""
    try:
        return validate_and_convert_types(  # type: ignore[no-untyped-call]
            value, (type,), ["it"], True, True, configuration=_configuration()
        )
    except (OpenApiException, TypeError, ValueError) as error:  # of Python's own what a model lacks or has too many of
        return error


def _to_blame(value: Any, type: Any, path: str) -> Iterator[Problem]:
    """The innermost parts of a value that the client makes nothing of.

    Where several forms of a choice fit, the client takes none of them; that says nothing against the value.
    """
    made = _made(value, type)
    if is_parsed(made) or any(is_parsed(_made(value, option)) for option in _options(type)):
        return
    inside = [(child, of, step) for child, of, step in _parts(value, type) if not is_parsed(_made(child, of))]
    for child, of, step in inside:
        yield from _to_blame(child, of, f"{path}{step}")
    if not inside:
        yield Problem(path.removeprefix("."), *_why(value, type, made))


def _options(type: Any) -> list[Any]:
    is_choice = not isinstance(type, list | dict) and issubclass(type, ModelComposed)
    return list(type._composed_schemas["oneOf"]) if is_choice else []


def _parts(value: Any, type: Any) -> Iterator[tuple[Any, Any, str]]:
    """The parts of a value, the type of each, and the step that leads to it."""
    if isinstance(type, list) and isinstance(value, list):
        yield from ((each, type[0], f"[{place}]") for place, each in enumerate(value))
    elif isinstance(type, dict) and isinstance(value, dict):
        (of,) = type.values()
        yield from ((each, of[0], f".{name}") for name, each in value.items())
    elif isinstance(type, list | dict) or not issubclass(type, OpenApiModel) or not isinstance(value, dict):
        return
    elif options := _options(type):
        meant = [option for option in options if _is_meant(option, value)]
        yield from ((value, option, "") for option in meant if len(meant) == 1)
    elif issubclass(type, ModelNormal):
        types = {type.attribute_map[name]: of for name, of in type.openapi_types.items()}
        yield from (
            (each, types[name][0], f".{name}") for name, each in value.items() if name in types and each is not None
        )


def _is_meant(option: Any, value: Mapping[str, Any]) -> bool:
    """Whether an object is an option of a choice by all texts that tell the options apart, such as its type."""
    if isinstance(option, list) or not issubclass(option, ModelNormal):
        return False
    told = [(name, of[0]) for name, of in option.openapi_types.items() if _tells(name, of[0])]
    return any(option.attribute_map[name] in value for name, _ in told) and all(
        str(value.get(option.attribute_map[name])) in of.allowed_values for name, of in told
    )


def _tells(name: str, of: Any) -> bool:
    return name in ("type", "data_source", "request_type") and isinstance(of, type) and issubclass(of, ModelSimple)


def _why(value: Any, type: Any, made: Any) -> tuple[str, str]:
    """What was seen, and what the client knows."""
    known = getattr(type, "allowed_values", None)
    if known:
        return _short(value), f"Datadog's client knows {', '.join(map(repr, sorted(known)))}"
    if not isinstance(made, Exception):
        return _short(value), f"Datadog's client has no form of {type.__name__} for it"
    said = str(made).splitlines()[0]
    if wanted := _WANTED.search(said):
        return _short(value), f"Datadog's client wants {wanted[1]}"
    if missing := _MISSING.search(said):
        return f"it has no {missing[1]}", f"Datadog's client wants it in {type.__name__}"
    return _short(value), f"Datadog's client says: {said}"


def _short(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
