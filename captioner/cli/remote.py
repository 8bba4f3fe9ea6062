"""`captioner remote`: control the running window, for the desktop's own shortcuts."""

import argparse

from captioner.cli import compose
from captioner.core.errors import UsageError
