"""Pages: dashboards that are made of features."""

from .feature_page import feature_page
from .oncall_page import oncall_page
from .overview import overview

__all__ = ["feature_page", "oncall_page", "overview"]
