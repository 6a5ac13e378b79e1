"""The way into a simulation: a catalog, an environment and a moment."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dogwatch.declare import Catalog, Declared, collect, load
from dogwatch.errors import UsageError
from dogwatch.names import is_name

from .simulation import Simulation
from .watched import Watching

# By catalog and environment: the tests of a catalog are many, and its bodies the same for each. The catalog is kept, so
# that no other can have its id.
_known: dict[tuple[int | str, str], tuple[object, Declared, Watching]] = {}


def simulate(
    catalog: Catalog | Declared | Path | str,
    *,
    start: str = "2026-01-05T09:00Z",
    env: str = "prod",
    seed: int = 0,
    even: bool = False,
    only: Iterable[str] | None = None,
) -> Simulation:
    """A simulation of a catalog's monitors in an environment, which begins at a moment (UTC unless it says a zone).

    The catalog is the object that `features.py` ends with, or the path of that file. Raises CatalogError with every
    mistake in it. Loads are drawn with a `seed`; with `even` nothing is left to chance. With `only` no other monitors
    are judged.
    """
    if not isinstance(env, str) or not is_name(env):
        raise UsageError(f"env={env!r} is no environment; write one like 'prod' or 'staging-2'")
    if not isinstance(seed, int) or seed < 0:
        raise UsageError(f"seed={seed!r} is no seed; write a whole number from 0 on")
    declared, watching = watched_of(catalog, env)
    wanted = [only] if isinstance(only, str) else only
    return Simulation(declared, watching, start=start, seed=seed, even=even, only=wanted)


def watched_of(catalog: Catalog | Declared | Path | str, env: str) -> tuple[Declared, Watching]:
    """What a catalog declares, and its monitors in an environment; raises CatalogError with every mistake in it."""
    key = str(Path(catalog).resolve()) if isinstance(catalog, str | Path) else id(catalog), env
    if key not in _known:
        declared = _declared(catalog)
        _known[key] = catalog, declared, Watching.of(declared, env)
    return _known[key][1:]


def _declared(catalog: Catalog | Declared | Path | str) -> Declared:
    match catalog:
        case Declared():
            return catalog
        case Catalog():
            return collect(catalog)
        case str() | Path():
            return load(Path(catalog))
    raise UsageError(f"{catalog!r} is no catalog; write the one that features.py ends with, or the path of that file")
