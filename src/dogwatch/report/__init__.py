"""Plans as text and as JSON."""

from dogwatch.report.data import plan_data
from dogwatch.report.text import Paint, plan_lines, summary, title_of, unpainted

__all__ = ["Paint", "plan_data", "plan_lines", "summary", "title_of", "unpainted"]
