"""The service of a deploy: its forms, its plan, its secrets."""
