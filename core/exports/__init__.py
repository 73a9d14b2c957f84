"""The way out: files by which other tools run the service, each choice with its reason."""
