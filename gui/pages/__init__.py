"""The pages, one file for each stop on the rail."""
