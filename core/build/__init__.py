"""From a project to a verified program."""
