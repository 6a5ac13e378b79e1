"""Parts that types of widgets share, a module each."""
