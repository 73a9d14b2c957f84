"""The parts of a throw-away server on this computer: its Debian, machine, network and accounts."""
