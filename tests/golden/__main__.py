"""Keep what the app makes now as what it shall make: `make golden`, then read the difference."""

from tests.golden.texts import write

if __name__ == "__main__":
    write()
