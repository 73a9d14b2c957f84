"""Recorded data for the tests of core."""
