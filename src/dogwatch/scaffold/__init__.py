"""A repository for a catalog of one's own: what `dogwatch init` writes."""

from dogwatch.scaffold.answers import Answers, wrong_name
from dogwatch.scaffold.files import Files, written

__all__ = ["Answers", "Files", "written", "wrong_name"]
