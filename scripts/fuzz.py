"""Fuzzes what reads a server's bytes: `scripts/fuzz --minutes 60 --seed 1`.

An input that breaks something is made as short as it can be and written to
`.cache/fuzz`; `--replay FILE` reads one again.
"""

from argparse import ArgumentParser
from hashlib import sha256
from pathlib import Path
import sys
import traceback

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.fuzz.run import complaint_of, fails, fuzz, shorten  # noqa: E402  (see above)

_FINDINGS = ROOT / ".cache" / "fuzz"


def main() -> int:
    """Return 0 if nothing was found."""
    parser = ArgumentParser(prog="scripts/fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--replay", type=Path)
    options = parser.parse_args()
    if options.replay is not None:
        return _report(options.replay.read_bytes(), options.replay)
    result = fuzz(options.minutes * 60, options.seed)
    print(f"{result.inputs} inputs, {result.size / 1e6:.1f} MB, seed {options.seed}")
    if result.finding is None:
        print("No fault.")
        return 0
    data = shorten(result.finding, fails)
    _FINDINGS.mkdir(parents=True, exist_ok=True)
    file = _FINDINGS / f"{sha256(data).hexdigest()[:12]}.bin"
    file.write_bytes(data)
    return _report(data, file)


def _report(data: bytes, file: Path) -> int:
    complaint = complaint_of(data)
    if complaint is None:
        print(f"No fault with {file}.")
        return 0
    print(f"A fault with {file}:")
    traceback.print_exception(complaint)
    return 1


if __name__ == "__main__":
    sys.exit(main())
