"""What comes in: DogStatsD, traces and points over HTTP, as series of a store."""

from .intake import Intake
from .points import Kind, Points
from .recorder import Reported

__all__ = ["Intake", "Kind", "Points", "Reported"]
