"""How this catalog turns signals into monitors, and monitors written by hand.

The library's own policies make a monitor of every limit in `features.py`; what is declared here comes on top.
"""
