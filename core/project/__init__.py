"""Go projects: what one contains, and new ones from a template."""
