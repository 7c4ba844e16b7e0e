"""`python -m flows.cli` is `earwitness`."""

import sys

from flows.cli import main

sys.exit(main())
