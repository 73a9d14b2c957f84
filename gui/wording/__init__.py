"""What core found, in the words of the pages."""
