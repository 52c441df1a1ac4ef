"""``python -m bench NAME [--seconds N] [--json]``."""

import argparse
import importlib
import sys

NAMES = {
    "ingest": "events/s from put to commit, against the ceiling of the same server",
    "gateway": "events/s from the local Discord's socket to commit",
    "api": "requests/s of GraphQL documents, against a plain handler of the same statements",
    "live": "from commit to 500 subscribers of a leaderboard, at 500 events/s",
    "config": "from a committed change to the bot's rules replaced",
    "rank": "rank look-ups in a guild of a million members",
    "raid": "what 500 spamming accounts do to the others' commits",
    "commands": "/rank and /leaderboard in a guild of 100,000 members, while 200 events/s arrive",
    "start": "seconds until the demo is healthy, and its memory",
    "dashboard": "the server's rendering of 100 rows, against the API's own time for the same document",
    "footprint": "processor time and memory of bot, API and dashboard at 200 events/s and 50 requests/s",
    "faults": "a recount after kills, cuts and refusals",
}


def main() -> int:
    """Run one benchmark and print its figures."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Benchmarks of Synapse.")
    listing = "; ".join(f"{name}: {about}" for name, about in NAMES.items())
    parser.add_argument("name", choices=NAMES, metavar="NAME", help=listing)
    parser.add_argument("--seconds", type=float, default=20, help="about how long to measure (default 20)")
    parser.add_argument("--json", action="store_true", help="end with one JSON object on the last line")
    arguments, rest = parser.parse_known_args()
    options = _options(parser, rest)
    print(f"bench {arguments.name}: {NAMES[arguments.name]}", flush=True)
    report = importlib.import_module(f"bench.{arguments.name}").run(arguments.seconds, **options)
    report.show(as_json=arguments.json)
    return 0


def _options(parser: argparse.ArgumentParser, rest: list[str]) -> dict[str, int]:
    """A benchmark's own whole-number options, such as ``--history 100000``."""
    options: dict[str, int] = {}
    for name, value in zip(rest[::2], [*rest[1::2], ""][: len(rest[::2])], strict=True):
        if not name.startswith("--") or not value.isdecimal():
            parser.error(f"expected an option with a whole number, such as --history 100000, not {name} {value}")
        options[name[2:].replace("-", "_")] = int(value)
    return options


if __name__ == "__main__":
    sys.exit(main())
