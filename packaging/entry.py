"""Where the frozen program begins."""

import sys

from captioner.cli.entry import main

if __name__ == "__main__":
    sys.exit(main())
