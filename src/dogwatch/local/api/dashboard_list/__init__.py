"""Lists of dashboards as the emulated Datadog stores and answers them."""
