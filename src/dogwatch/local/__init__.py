"""The embedded Datadog: a server on this machine that answers as the real one did in recorded exchanges.

What it does not emulate it refuses by name; `docs/fidelity.md` says what is exact, approximate and absent.
"""

from dogwatch.local.declared import DeclaredFeature
from dogwatch.local.limits import Limits
from dogwatch.local.listening import Listener, listening
from dogwatch.local.live import receiver_at
from dogwatch.local.server import Agent, Keys, Running, running, serve

__all__ = [
    "Agent",
    "DeclaredFeature",
    "Keys",
    "Limits",
    "Listener",
    "Running",
    "listening",
    "receiver_at",
    "running",
    "serve",
]
