"""The Agent's own HTTP, on the port of traces."""
