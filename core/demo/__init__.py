"""The demo: the whole journey with a sample project, in a terminal."""
