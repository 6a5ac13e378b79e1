"""What comes in: DogStatsD, traces and points over HTTP, as series of a store."""

from .intake import Intake
from .naming import stored_name, stored_tags, with_host
from .points import Kind, Points
from .recorder import Reported

__all__ = ["Intake", "Kind", "Points", "Reported", "stored_name", "stored_tags", "with_host"]
