"""The entries of the catalogue of service options, each group in a file of its own."""
