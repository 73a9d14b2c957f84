"""`python -m core.cli` is `goferry`, also where it is not installed."""

import sys

from core.cli.entry import main

sys.exit(main())
