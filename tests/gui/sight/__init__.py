"""Looks at a shown window as a critical person would: cut, overlapping and faint things."""
