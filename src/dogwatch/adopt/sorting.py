"""Which of the originals are new to a catalog, which it declares already, and which are not for it to declare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from dogwatch.adopt.original import Original


@dataclass(frozen=True)
class Sorted:
    """Originals, and sentences: `refused` says of each that cannot be declared why, `left_out` counts others'."""

    new: Sequence[Original]
    there: Sequence[Original] = ()
    refused: Sequence[str] = ()
    left_out: Sequence[str] = ()


@dataclass(frozen=True)
class Known:
    """What a catalog declares: what it imported, by kind and source, and all its keys, by kind."""

    catalog: str
    imported: Container[tuple[str, str]] = frozenset()
    keys: Container[tuple[str, str]] = frozenset()

    def declares(self, original: Original) -> bool:
        """Whether it declares this very object, by what it was imported from or by the mark that it carries."""
        marked = [(original.kind, mark.key) for mark in original.marks if mark.catalog == self.catalog]
        return (original.kind, original.source) in self.imported or any(key in self.keys for key in marked)


def sort_out(originals: Iterable[Original], known: Known) -> Sorted:
    """The originals, each in its place. What carries the mark of another catalog belongs to that one."""
    new: list[Original] = []
    there: list[Original] = []
    refused: list[str] = []
    others: Counter[str] = Counter()
    for original in originals:
        catalogs = sorted({mark.catalog for mark in original.marks} - {known.catalog})
        if original.is_managed_elsewhere:
            others["made by a synthetic test"] += 1
        elif known.declares(original):
            there.append(original)
        elif catalogs:
            others[f"declared by the catalog {catalogs[0]}"] += 1
        elif (why := original.refusal or _taken_for(original, known.catalog)) is not None:
            refused.append(f"{original}: {why}")
        else:
            new.append(original)
    return Sorted(new, there, refused, [f"{count} {why}" for why, count in sorted(others.items())])


def _taken_for(original: Original, catalog: str) -> str | None:
    reference = original.reference_into(catalog)
    if reference is None:
        return None
    return f"it says {reference}, which would be taken for a reference to what the catalog declares; change that text"
