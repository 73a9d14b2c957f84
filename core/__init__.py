"""Everything GoFerry knows and does, without a window."""
