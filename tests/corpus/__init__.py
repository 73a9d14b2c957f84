"""Real programs to look into, built once by the local Go and kept outside the checkout."""
