"""Prometheus: where to ask, what to reckon, when to wake somebody, and proofs of that."""
