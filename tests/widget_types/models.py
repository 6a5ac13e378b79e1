"""What Datadog's own client knows of widgets: its models, read into plain descriptions."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from datadog_api_client.model_utils import ModelComposed, ModelNormal, ModelSimple
from datadog_api_client.v1.model.widget_definition import WidgetDefinition


@dataclass(frozen=True)
class Texts:
    """One of several texts."""

    values: tuple[str, ...]


@dataclass(frozen=True)
class ListOf:
    item: Type
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class MapOf:
    """An object whose names are free."""

    value: Type


@dataclass(frozen=True)
class Limited:
    """A text or a number within bounds, by the names that msgspec has for them."""

    of: type
    bounds: tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class OrNull:
    of: Type


@dataclass(frozen=True)
class Ref:
    """A model by its name."""

    name: str


# str, bool, int, float, dict for any object, object for anything at all, or one of the above.
Type: TypeAlias = type | Texts | ListOf | MapOf | Limited | OrNull | Ref


@dataclass(frozen=True)
class Field:
    type: Type
    is_required: bool = False


@dataclass(frozen=True)
class Object:
    """An object with these fields and no others; an open one may have any."""

    name: str
    fields: Mapping[str, Field]
    is_open: bool = False


@dataclass(frozen=True)
class Choice:
    """One of several types."""

    name: str
    options: tuple[Type, ...]


Model: TypeAlias = Object | Choice

# The client's names for bounds, and those of msgspec.
_BOUNDS = {
    "inclusive_minimum": "ge",
    "inclusive_maximum": "le",
    "exclusive_minimum": "gt",
    "exclusive_maximum": "lt",
    "min_length": "min_length",
    "max_length": "max_length",
}


@cache
def models() -> Mapping[str, Model]:
    """Every model that a widget may hold, by its name."""
    met: dict[str, Model] = {}
    open_ = [WidgetDefinition]
    while open_:
        cls = open_.pop()
        if cls.__name__ not in met:
            met[cls.__name__] = _model(cls)
            open_ += _classes_in(cls)
    return met


def definitions(known: Mapping[str, Model]) -> Mapping[str, tuple[Object, ...]]:
    """By type of widget what its definition may be; two where the client has two."""
    found: dict[str, list[Object]] = {}
    for option in _leaves(known["WidgetDefinition"], known):
        type = option.fields["type"].type
        assert isinstance(type, Texts)
        for value in type.values:
            found.setdefault(value, []).append(option)
    return {type: tuple(found[type]) for type in sorted(found)}


def _leaves(model: Model, known: Mapping[str, Model]) -> Iterator[Object]:
    if isinstance(model, Object):
        yield model
        return
    for option in model.options:
        assert isinstance(option, Ref)
        yield from _leaves(known[option.name], known)


def _model(cls: Any) -> Model:
    if issubclass(cls, ModelComposed):
        return Choice(cls.__name__, tuple(_type(option, {}) for option in _options(cls)))
    assert issubclass(cls, ModelNormal), cls
    bounds = getattr(cls, "validations", {})
    required = {
        name
        for name, parameter in inspect.signature(cls.__init__).parameters.items()
        if parameter.default is parameter.empty and parameter.kind is parameter.POSITIONAL_OR_KEYWORD
    }
    fields = {
        cls.attribute_map[name]: Field(_field_type(types, bounds.get(name, {})), name in required)
        for name, types in _types(cls).items()
    }
    return Object(cls.__name__, fields)


def _types(cls: Any) -> Mapping[str, Any]:
    found: Mapping[str, Any] = cls.openapi_types
    return found


def _options(cls: Any) -> list[Any]:
    found: list[Any] = cls._composed_schemas["oneOf"]
    return found


def _field_type(types: tuple[Any, ...], bounds: Mapping[str, Any]) -> Type:
    """The client writes a field's type as a tuple, with None's type beside it where it may be null."""
    said = [each for each in types if each is not type(None)]
    if len(said) > 1:  # anything at all
        return object
    read = _type(said[0], bounds)
    return read if len(said) == len(types) else OrNull(read)


def _type(written: Any, bounds: Mapping[str, Any]) -> Type:
    if isinstance(written, list):
        return ListOf(_type(written[0], {}), bounds.get("min_items"), bounds.get("max_items"))
    if isinstance(written, dict):
        (value,) = written.values()
        return MapOf(_type(value[0] if isinstance(value, tuple) else value, {}))
    if issubclass(written, ModelSimple):
        return Texts(tuple(sorted(written.allowed_values)))
    if issubclass(written, (ModelNormal, ModelComposed)):
        return Ref(written.__name__)
    limits = tuple((_BOUNDS[name], value) for name, value in bounds.items() if name in _BOUNDS)
    if pattern := bounds.get("regex"):
        limits += (("pattern", re.compile(pattern["pattern"]).pattern),)
    plain: type = written
    return Limited(plain, limits) if limits else plain


def _classes_in(cls: Any) -> Iterator[Any]:
    """The models that a model names."""
    written = (
        _options(cls) if issubclass(cls, ModelComposed) else [each for types in _types(cls).values() for each in types]
    )
    yield from _named(written)


def _named(written: Any) -> Iterator[Any]:
    match written:
        case list() | tuple():
            for each in written:
                yield from _named(each)
        case dict():
            yield from _named(list(written.values()))
        case type() if issubclass(written, (ModelNormal, ModelComposed)):
            yield written
