"""The whole way, through the window and the command line, to real servers."""
