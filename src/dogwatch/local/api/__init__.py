"""What the emulated Datadog answers, a file per kind of object and step."""
