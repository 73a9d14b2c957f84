"""Real programs of many kinds, from their source to a running service: `make programs-test`."""
