"""Run zhenggai from a checkout, without an install."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "engine"))

if __name__ == "__main__":
    from zhenggai.cli import main

    main()
