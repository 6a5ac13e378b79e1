"""A page of figures as one picture: SVG that stands alone, with texts and no HTML in it.

Whatever shows SVG shows all of it. Places are in pixels and nothing is measured, so that the same figures are the same
bytes on every machine; how wide a text is, is estimated.
"""

from __future__ import annotations

from .page import Picture, beside, picture

__all__ = ["Picture", "beside", "picture"]
