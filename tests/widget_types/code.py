"""Types that check, as Python."""

from __future__ import annotations

import keyword
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping

from .models import Field, Limited, ListOf, MapOf, Object, OrNull, Ref, Texts, Type
from .shapes import Shapes, camel

_HEAD = "# Written by `make types` from the models of Datadog's own client; change what writes it, not this."


def module(
    sentence: str, shapes: Shapes, names: Iterable[str], homes: Mapping[str, str], renamed: Mapping[str, str]
) -> str:
    """A module with the types of these names; `homes` says from where others are imported."""
    own = list(names)
    body = "\n\n\n".join("\n".join(_lines(name, renamed.get(name, name), shapes)) for name in own)
    used = {found for name in own for found in references(name, shapes)} - set(own)
    imports = {homes[name]: sorted(each for each in used if homes[each] == homes[name]) for name in used}
    imports["part"] = [word for word in ("ABSENT", "Open", "Part") if re.search(rf"\b{word}\b", body)]
    typing = [word for word in ("Annotated", "Any", "Literal", "TypeAlias") if re.search(rf"\b{word}\b", body)]
    msgspec = [word for word in ("Meta", "field") if f"{word}(" in body]
    heads = [
        *([f"from typing import {', '.join(typing)}\n"] if typing else []),
        *([f"from msgspec import {', '.join(msgspec)}\n"] if msgspec else []),
        *(f"from dogwatch.kinds.dashboard.parts.{home} import {', '.join(imports[home])}" for home in sorted(imports)),
    ]
    return _formatted(f'"""{sentence}"""\n\n{_HEAD}\n\n' + "\n".join(heads) + f"\n\n{body}\n")


def _formatted(text: str) -> str:
    """The text as `ruff format` writes it."""
    command = [sys.executable, "-m", "ruff", "format", "--stdin-filename", "widget.py", "-"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def references(name: str, shapes: Shapes) -> Iterator[str]:
    """The names that a type needs."""
    found = shapes.object_of(name)
    types = [field.type for field in found.fields.values()] if found else shapes.options_of(name)
    for type in types:
        yield from _named(type)


def _named(type: Type) -> Iterator[str]:
    match type:
        case Ref(name):
            yield name
        case ListOf(item=inner) | MapOf(value=inner) | OrNull(of=inner):
            yield from _named(inner)


def _lines(name: str, called: str, shapes: Shapes) -> Iterator[str]:
    found = shapes.object_of(name)
    if found is None:
        options = " | ".join(map(_type, shapes.options_of(name)))
        yield f"{called}: TypeAlias = {options}"
    elif name not in shapes.tags:
        yield f"class {called}({'Open' if found.is_open else 'Part'}):"
        yield from _fields(found)
    else:
        yield from _tagged(found, shapes.tags[name])


def _tagged(found: Object, tag: str) -> Iterator[str]:
    """A class that a union knows by the text of one field; one for each text where there are several."""
    values = found.fields[tag].type
    assert isinstance(values, Texts)
    rest = Object(found.name, {name: field for name, field in found.fields.items() if name != tag})
    if len(values.values) == 1:
        yield f'class {found.name}(Part, tag_field="{tag}", tag="{values.values[0]}"):'
        yield from _fields(rest)
        return
    yield f"class {found.name}Fields(Part):"
    yield from _fields(rest)
    classes = {f"{found.name}{camel(value)}": value for value in values.values}
    for name, value in classes.items():
        yield f'\n\nclass {name}({found.name}Fields, tag_field="{tag}", tag="{value}"):\n    pass'
    yield f"\n\n{found.name}: TypeAlias = {' | '.join(classes)}"


def _fields(found: Object) -> Iterator[str]:
    yield from (
        _field(name, field) for name, field in sorted(found.fields.items(), key=lambda item: not item[1].is_required)
    )
    if not found.fields:
        yield "    pass"


def _field(name: str, field: Field) -> str:
    written = _type(field.type)
    if keyword.iskeyword(name):
        default = "" if field.is_required else ", default=ABSENT"
        return f'    {name}_: {written} = field(name="{name}"{default})'
    return f"    {name}: {written}{'' if field.is_required else ' = ABSENT'}"


def _type(type: Type) -> str:
    match type:
        case Ref(name):
            return name
        case Texts(values):
            return f"Literal[{', '.join(map(_quoted, values))}]"
        case ListOf(item, least, most):
            return _within(f"list[{_type(item)}]", {"min_length": least, "max_length": most})
        case MapOf(value):
            return f"dict[str, {_type(value)}]"
        case Limited(of, bounds):
            return _within(of.__name__, dict(bounds))
        case OrNull(of):
            return f"{_type(of)} | None"
    if type is object:
        return "Any"
    return {float: "int | float", dict: "dict[str, Any]"}.get(type, type.__name__)


def _within(written: str, bounds: dict[str, object]) -> str:
    said = ", ".join(f"{name}={value!r}" for name, value in sorted(bounds.items()) if value is not None)
    return f"Annotated[{written}, Meta({said})]" if said else written


def _quoted(text: str) -> str:
    return f'"{text}"'
