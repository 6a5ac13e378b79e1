"""Events as the emulated Datadog keeps them."""
