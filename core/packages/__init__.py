"""What travels without GoFerry: archives, system packages, a folder for servers out of reach."""
