"""Run the measurements and print a table with the limits that we promise."""

from __future__ import annotations

import platform
import sys

from benchmarks import startup


def main() -> int:
    """Print the table; exit 1 when a limit is passed."""
    print(f"{platform.machine()}, Python {platform.python_version()}, {platform.system()}")
    print("| what | measured | limit |\n|---|---|---|")
    late = 0
    for name, figure, unit, limit in startup.run():
        late += figure > limit
        print(f"| {name} | {figure:.2f} {unit} | {limit} {unit} |")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
