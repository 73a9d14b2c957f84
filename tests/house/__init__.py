"""The house style, held by tests of the sources themselves."""
