"""On which systems and processors a program starts, and the verdict on it."""
