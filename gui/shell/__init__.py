"""The frame around the pages: start, rail, footer, menu and help."""
