"""Whose each byte of a program is: every one is given to an owner once."""
