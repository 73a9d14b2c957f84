"""The window: shows what core knows and decides nothing."""
