"""Where the catalog goes."""
