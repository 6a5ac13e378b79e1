"""A package of modules as text: what is declared in each, and what it imports for that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from dogwatch.adopt.code import Call, Declared, Remarked
from dogwatch.adopt.dashboard import dashboard_code
from dogwatch.adopt.entry import KINDS, Entry
from dogwatch.adopt.imported import imported_code
from dogwatch.adopt.monitor import monitor_code
from dogwatch.adopt.printer import Printer
from dogwatch.adopt.references import References, Target, layer
from dogwatch.adopt.slo import slo_code

Code = Callable[[Entry, str, References], Call]

_CODE: Mapping[str, Code] = {
    **dict.fromkeys(KINDS, imported_code),
    "monitor": monitor_code,
    "slo": slo_code,
    "dashboard": dashboard_code,
}


def modules(entries: Sequence[Entry], env: str, known: Mapping[Target, str]) -> dict[str, str]:
    """The text of each module by its name; `known` are the paths of what the catalog declares already, by id."""
    references = References(entries, known)
    by_module: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=layer):
        by_module.setdefault(entry.module, []).append(entry)
    return {name: _module(name, by_module[name], env, references) for name in sorted(by_module)}


def package_head(catalog: str | None) -> str:
    """The text of the package's `__init__`; with a name it is a catalog itself."""
    if catalog is None:
        return '"""What was imported."""\n'
    statement = Printer().statement(Declared("catalog", Call("Catalog", [catalog])))
    return f'''"""What was imported, as a catalog."""\n\nfrom dogwatch import Catalog\n\n{statement}\n'''


def _module(name: str, entries: Sequence[Entry], env: str, references: References) -> str:
    owners = dict.fromkeys(entry.owner for entry in entries if entry.owner and entry.owner.variable)
    declared = [*(owner.declared for owner in owners), *(_declared(entry, env, references) for entry in entries)]
    printer = Printer()
    statements = [printer.statement(each) for each in declared]
    imports = _imports(declared, printer.names, references.imports_of(name))
    blocks = ['"""What was imported."""', imports, *statements]
    return "\n\n".join(blocks) + "\n"


def _declared(entry: Entry, env: str, references: References) -> Declared:
    return Declared(entry.variable, _CODE[entry.kind](entry, env, references))


def _imports(declared: Iterable[Declared], queries: Iterable[str], others: Mapping[str, Sequence[str]]) -> str:
    """The names of the library that are called, and the variables of other modules, as isort would order them."""
    called = {name for each in declared for name in _called(each.value)}
    lines = [_import("dogwatch", sorted(called, key=lambda name: (name[:1].islower(), name)))]
    lines += [_import("dogwatch.query", sorted(queries))] if queries else []
    relative = [_import(f".{module}", variables) for module, variables in others.items()]
    return "\n".join(lines) + ("\n\n" + "\n".join(relative) if relative else "")


def _import(module: str, names: Sequence[str]) -> str:
    line = f"from {module} import {', '.join(names)}"
    if len(line) <= 120:
        return line
    return "\n".join([f"from {module} import (", *(f"    {name}," for name in names), ")"])


def _called(value: Any) -> Iterator[str]:
    """The names of the library that calls in a value begin with."""
    match value:
        case Call(function, first, keywords, of):
            yield from _called(of) if of else [function.partition(".")[0]]
            yield from _called([*first, *keywords.values()])
        case Remarked(inner):
            yield from _called(inner)
        case dict():
            yield from _called(list(value.values()))
        case list() | tuple():
            for item in value:
                yield from _called(item)
