"""The servers that a person works with: the list, their passwords' place, and what each one has."""
