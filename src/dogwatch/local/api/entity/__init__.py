"""Entities of the software catalog as the emulated Datadog stores and answers them."""
