"""``make mutation``: the score, faults caught over faults planted; ``-v`` lists every fault."""

from __future__ import annotations

import sys

from tests.mutation.planting import faults, operators


def main(*, every: bool) -> int:
    """Print what was missed (or every fault) and the score; 1 where it is below 100 %."""
    planted = list(faults())
    caught = 0
    for fault in planted:
        found, wanted = fault.caught(), set(fault.operator.fires)
        caught += found == wanted
        line = f"{fault.operator.id:34} {fault.document:10} {', '.join(fault.operator.fires)}"
        for words, rules in (("missed", wanted - found), ("also fired", found - wanted)):
            line += f"  {words}: {', '.join(sorted(rules))}" if rules else ""
        if every or found != wanted:
            print(line)
    score = 100 * caught / len(planted)
    print(f"mutation: {len(operators())} operators, {len(planted)} faults, {caught} caught: {score:.1f} %")
    return int(caught < len(planted))


if __name__ == "__main__":
    sys.exit(main(every="-v" in sys.argv[1:]))
