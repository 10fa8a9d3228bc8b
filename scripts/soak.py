"""Lets faults rain on Home Assistant's core for as long as one likes.

Three simulated servers with twenty nodes, two remote bases and a node without
its radio are keyed, linked, broken and mended at random; now and then everything
is quiet, and each state is compared with what the nodes really are. Between the
faults are times without one, in which no link and no talk may be missed. Ends with
a table, and with 1 if a figure is bad.
"""

from argparse import ArgumentParser
import asyncio
from pathlib import Path
import sys

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.soak.soak import soak  # noqa: E402  (see above)


def main() -> int:
    """Return 0 if all figures are good."""
    parser = ArgumentParser(prog="scripts/soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    report = asyncio.run(soak(options.minutes, options.seed))
    print(report.table())
    return 0 if report.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
