"""Faults put into the product on purpose, one at a time, each with the tests that must notice."""
