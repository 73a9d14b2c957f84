"""Pipelines of a forge: built, tested, checked, held to a budget, deployed by the same command."""
