"""From declarations to the bodies that Datadog shall store."""
