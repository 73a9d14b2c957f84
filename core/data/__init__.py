"""The data of services: backups, what they hold, and how they come back; and what takes room."""
