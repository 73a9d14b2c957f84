"""The proofs: core without Qt, the window offscreen, whole journeys."""
