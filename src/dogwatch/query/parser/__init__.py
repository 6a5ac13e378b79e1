"""Datadog's query languages read from text; each function of this folder reads one of them."""

from .texts import parse_formula, parse_metric

__all__ = ["parse_formula", "parse_metric"]
