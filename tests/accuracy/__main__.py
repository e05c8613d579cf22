"""``make accuracy``: print the table; ``--notes KIND`` each miss and false alarm; ``--commit`` write the floor."""

from __future__ import annotations

import argparse
import json

from tests.accuracy.corpus import FLOOR, cases, total
from tests.accuracy.scoring import KINDS


def main() -> None:
    """Print F1 by kind of fact."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", action="append", default=[], metavar="KIND")
    parser.add_argument("--commit", action="store_true", help="make today's scores the floor of the tests")
    options = parser.parse_args()
    scores = total()
    for kind in KINDS:
        one = scores[kind]
        print(f"{kind:15} F1 {one.f1:.3f}   {one.hits} found, {one.misses} missed, {one.extras} false")
        if kind in options.notes:
            print("\n".join(f"    {note}" for note in one.notes))
    print(f"{len(cases())} documents")
    if options.commit:
        floor = {kind: round(scores[kind].f1 - 0.0005, 3) for kind in KINDS}
        FLOOR.write_text(json.dumps(floor, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
