"""What a type knows of the place where something does not fit: the texts that may stand there, an object's fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

from msgspec import inspect

# The name of a field, the place in a list, or None for any name of an object whose names are free.
Step: TypeAlias = str | int | None


def value_at(value: Any, steps: Sequence[Step]) -> Any:
    """What stands at the end of the steps; None where they do not say which of an object's names they mean."""
    for step in steps:
        if step is None:
            return None
        value = value[step]
    return value


def is_there(value: Any, steps: Sequence[Step]) -> bool:
    """Whether the steps lead anywhere, as far as they say where."""
    for step in steps:
        if step is None:
            return isinstance(value, Mapping)
        is_inside = (
            step in value if isinstance(value, Mapping) else isinstance(value, Sequence) and step in range(len(value))
        )
        if not is_inside or isinstance(value, str):
            return False
        value = value[step]
    return True


def known_at(definition: Any, type: Any, steps: Sequence[Step]) -> list[str]:
    """The texts that may stand at the end of the steps, or the fields of the object there; none for anything else."""
    nodes = [_shape(type)]
    for place, step in enumerate(steps):
        value = value_at(definition, steps[:place])
        if tags := _tags(nodes, step):
            return tags
        nodes = [inner for node in _options(nodes, value) for inner in _inside(node, step)]
    return [word for node in _options(nodes, value_at(definition, steps)) for word in _words(node)]


@cache
def _shape(type: Any) -> inspect.Type:
    """What there is to know of a type, which takes long to find out; there is one for each kind of widgets."""
    return inspect.type_info(type)


def _options(nodes: Iterable[inspect.Type], value: Any) -> Iterator[inspect.Type]:
    """The types themselves, of a union those which the value chose by its tag."""
    for node in nodes:
        if isinstance(node, inspect.UnionType):
            yield from _options(node.types, value)
        elif not isinstance(node, inspect.StructType) or _is_chosen(node, value):
            yield node


def _is_chosen(node: inspect.StructType, value: Any) -> bool:
    return node.tag_field is None or not isinstance(value, dict) or value.get(node.tag_field, node.tag) == node.tag


def _tags(nodes: Iterable[inspect.Type], step: Step) -> list[str]:
    """The texts by which the options of a union are told apart, if the step is the field that does so."""
    structs = [node for node in _options(nodes, None) if isinstance(node, inspect.StructType)]
    return [str(node.tag) for node in structs if step is not None and node.tag_field == step]


def _inside(node: inspect.Type, step: Step) -> Iterator[inspect.Type]:
    match node:
        case inspect.StructType(fields=fields):
            yield from (field.type for field in fields if field.encode_name == step)
        case inspect.ListType(item_type=inner) | inspect.DictType(value_type=inner):
            yield inner


def _words(node: inspect.Type) -> Iterator[str]:
    match node:
        case inspect.LiteralType(values=values):
            yield from map(str, values)
        case inspect.StructType(fields=fields, tag_field=tag):
            yield from (field.encode_name for field in fields)
            yield from [] if tag is None else [tag]
