"""``make mutation``: the score, faults caught over faults planted, operator by operator."""

from __future__ import annotations

import sys

from tests.mutation.planting import faults, operators


def main() -> int:
    """Print the table; 1 where a fault was missed or a rule fired that should not."""
    planted = list(faults())
    caught = 0
    for fault in planted:
        found, wanted = fault.caught(), set(fault.operator.fires)
        caught += found == wanted
        line = f"{fault.operator.id:34} {fault.document:10} {', '.join(fault.operator.fires)}"
        for words, rules in (("missed", wanted - found), ("also fired", found - wanted)):
            line += f"  {words}: {', '.join(sorted(rules))}" if rules else ""
        print(line)
    score = 100 * caught / len(planted)
    print(f"{len(operators())} operators, {len(planted)} faults planted, {caught} caught: {score:.1f} %")
    return int(caught < len(planted))


if __name__ == "__main__":
    sys.exit(main())
