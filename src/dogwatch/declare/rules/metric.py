"""What is wrong with metrics that a catalog declares, and with the namespaces in which it keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from dogwatch.declare.catalog import Catalog, Declared
from dogwatch.declare.custom_metric import CustomMetric, CustomMetricType
from dogwatch.declare.generated_metric import GeneratedMetric
from dogwatch.declare.rules.generated_metric import generated_mistakes
from dogwatch.declare.source import argument_place
from dogwatch.errors import Mistake
from dogwatch.names import METRICS, is_name, is_within, normalized_tag
from dogwatch.nearest import nearest

# docs: metrics, custom metrics: a letter first, then letters, digits, underscores and periods, 200 at most.
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.]{0,199}")
_NAMESPACE = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*")
_TYPES = get_args(CustomMetricType)


def namespace_mistakes(catalog: Catalog) -> Iterator[Mistake]:
    """Namespaces are beginnings of metric names, and what is taken over has names of catalogs."""
    for namespace in catalog.namespaces:
        if not isinstance(namespace, str) or not _NAMESPACE.fullmatch(namespace):
            seen = f"{namespace!r} is no beginning of metric names"
            remedy = "write what stands before a dot, as in 'shop' for shop.orders"
            yield _of_catalog(catalog, "namespaces", seen, remedy)
    for name in catalog.takes_over:
        if not isinstance(name, str) or not is_name(name):
            yield _of_catalog(catalog, "takes_over", f"{name!r} is no name of a catalog", "write one, as in 'old-shop'")
        elif name == catalog.name:
            yield _of_catalog(catalog, "takes_over", f"{name!r} is this catalog itself", "name the one it was before")


def metric_mistakes(metric: CustomMetric | GeneratedMetric, declared: Declared) -> Iterator[Mistake]:
    """What Datadog would refuse or store otherwise, and metrics that nobody keeps."""
    for argument, seen, remedy in (*_name(metric, declared), *_of_its_kind(metric)):
        place = argument_place(metric.place, argument) if argument else metric.place
        subject = f"metric {metric.name}: {argument}" if argument else f"metric {metric.name}"
        yield Mistake(place, subject, seen, remedy)


Sentences = Iterable[tuple[str, str, str]]


def _of_its_kind(metric: CustomMetric | GeneratedMetric) -> Sentences:
    if isinstance(metric, GeneratedMetric):
        return (*generated_mistakes(metric), *_texts(metric))
    return (*_type(metric), *_texts(metric), *_tags(metric))


def _name(metric: CustomMetric | GeneratedMetric, declared: Declared) -> Sentences:
    if not isinstance(metric.name, str) or not _NAME.fullmatch(metric.name):
        remedy = "write letters, digits, _ and ., a letter first, at most 200 in all, as in 'shop.index.age'"
        yield "", f"Datadog would store {metric.name!r} otherwise", remedy
        return
    if metric.name in (known.name for known in METRICS):
        yield "", "the instrumentation sends it, and dogwatch keeps its settings", "leave it out"
    elif not is_within(metric.name, (each for each in declared.catalog.namespaces if isinstance(each, str))):
        seen = f"it is within none of the catalog's namespaces ({', '.join(map(str, declared.catalog.namespaces))})"
        namespace = metric.name.partition(".")[0]
        yield "", seen, f"write Catalog(…, namespaces=[…, {namespace!r}]) where this catalog keeps it"


def _type(metric: CustomMetric) -> Sentences:
    if metric.type not in _TYPES:
        meant = nearest(str(metric.type), _TYPES)
        remedy = f"did you mean {meant!r}?" if meant else f"write one of {', '.join(_TYPES)}"
        yield "type", f"{metric.type!r} is no type of a metric", remedy
    elif metric.percentiles and metric.type != "distribution":
        seen = f"a {metric.type} has no percentiles"
        yield "percentiles", seen, "leave it out, or send the metric as a distribution"


def _texts(metric: CustomMetric | GeneratedMetric) -> Sentences:
    if not isinstance(metric.description, str) or not metric.description.strip():
        yield "description", f"{metric.description!r} says nothing", "write what a value of it means"
    if metric.unit is not None and (not isinstance(metric.unit, str) or not metric.unit):
        yield "unit", f"{metric.unit!r} is no unit", "write one of Datadog's, such as 'second', 'byte' or 'request'"


def _tags(metric: CustomMetric) -> Sentences:
    for key in metric.tags:
        if not _is_key(key):
            yield "tags", f"{key!r} is no key of a tag", "write keys alone, as in 'region'"


def _is_key(key: Any) -> bool:
    return isinstance(key, str) and bool(key) and ":" not in key and normalized_tag(key) == key


def _of_catalog(catalog: Catalog, argument: str, seen: str, remedy: str) -> Mistake:
    return Mistake(argument_place(catalog.place, argument), f"catalog {catalog.name}: {argument}", seen, remedy)
