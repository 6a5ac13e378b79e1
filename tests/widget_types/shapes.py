"""From the client's models to types that check: choices become tagged unions, or one object that takes all of them.

A choice between objects is told apart by a field that each of them needs and whose texts belong to one of them alone,
such as `data_source`. Where there is no such field, what is left is an object with the fields of all: it takes more
than Datadog does, and never less.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from .models import Choice, Field, ListOf, Model, Object, Ref, Texts, Type


class Shapes:
    """The types by their names, those of merged objects too."""

    def __init__(self, known: Mapping[str, Model]) -> None:
        self._known = dict(known)
        self.tags: dict[str, str] = {}
        """By name of an object the field that tells it from others in a union."""

    def object_of(self, name: str) -> Object | None:
        """The object of that name; None where it is a union."""
        model = self._known[name]
        if isinstance(model, Choice):
            model = self._settled(model)
            self._known[name] = model
        return model if isinstance(model, Object) else None

    def options_of(self, name: str) -> tuple[Type, ...]:
        """The options of a union."""
        model = self._known[name]
        assert isinstance(model, Choice)
        return model.options

    def merged(self, name: str, objects: Sequence[Object]) -> Object:
        """One object that takes each of these."""
        fields = {
            field: self._shared(
                f"{camel(name)}{camel(field)}", [each.fields[field] for each in objects if field in each.fields]
            )
            for field in dict.fromkeys(chain.from_iterable(each.fields for each in objects))
        }
        for field, shared in fields.items():
            if not all(field in each.fields for each in objects):
                fields[field] = replace(shared, is_required=False)
        return Object(name, fields)

    def _settled(self, choice: Choice) -> Model:
        options = tuple(dict.fromkeys(self._flat(choice.options)))
        objects = [each for each in options if isinstance(each, Ref)]
        others = [each for each in options if not isinstance(each, Ref)]
        known = [found for each in objects if (found := self.object_of(each.name))]
        if len(known) < 2:
            return Choice(choice.name, options)
        if tag := _tag(known):
            for each in known:
                assert self.tags.setdefault(each.name, tag) == tag, each.name
            return Choice(choice.name, options)
        assert not others, choice
        return self.merged(choice.name, known)

    def _flat(self, options: Iterable[Type]) -> Iterator[Type]:
        for option in options:
            if isinstance(option, Ref) and self.object_of(option.name) is None:
                yield from self._flat(self.options_of(option.name))
            else:
                yield option

    def _shared(self, name: str, fields: Sequence[Field]) -> Field:
        types = list(dict.fromkeys(field.type for field in fields))
        is_required = all(field.is_required for field in fields)
        return Field(types[0] if len(types) == 1 else self._joined(name, types), is_required)

    def _joined(self, name: str, types: Sequence[Type]) -> Type:
        """One type that takes each of these."""
        if all(isinstance(each, Texts) for each in types):
            return Texts(tuple(sorted({value for each in types if isinstance(each, Texts) for value in each.values})))
        if all(isinstance(each, ListOf) for each in types):
            lists = [each for each in types if isinstance(each, ListOf)]
            items = list(dict.fromkeys(each.item for each in lists))
            item = items[0] if len(items) == 1 else self._joined(name, items)
            least, most = _bound(min, [each.least for each in lists]), _bound(max, [each.most for each in lists])
            return ListOf(item, least, most)
        assert all(isinstance(each, Ref) for each in types), (name, types)
        self._known[name] = Choice(name, tuple(types))
        return Ref(name)


def _bound(of: Callable[[Iterable[int]], int], bounds: Sequence[int | None]) -> int | None:
    """The bound that holds for all; None where one has none."""
    said = [bound for bound in bounds if bound is not None]
    return of(said) if len(said) == len(bounds) else None


def _tag(objects: Sequence[Object]) -> str | None:
    """The field that tells objects apart, if there is one."""
    for name in objects[0].fields:
        fields = [each.fields.get(name) for each in objects]
        if all(each and each.is_required and isinstance(each.type, Texts) for each in fields):
            values = [value for each in fields if each and isinstance(each.type, Texts) for value in each.type.values]
            if len(values) == len(set(values)):
                return name
    return None


def camel(name: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in name.split("_"))
