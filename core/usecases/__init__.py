"""What a person can ask of GoFerry, a module per verb: all that window and command line call."""
