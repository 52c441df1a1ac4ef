"""Renew the hashed requirements from pyproject.toml, without writing where packages come from."""

from tools import steps
from tools.setup import UV

_COMMON = (
    "pip",
    "compile",
    "pyproject.toml",
    "--universal",
    "--generate-hashes",
    "--python-version=3.11",
    "--no-emit-index-url",
    "--custom-compile-command=make lock",
    "--upgrade",
)


def main() -> None:
    """Write both files, or exit with what the resolver says."""
    targets = {"requirements.lock": (), "requirements-dev.lock": ("--extra=embedded", "--group=dev")}
    for name, more in targets.items():
        outcome = steps.run(name, [str(UV), *_COMMON, *more, f"--output-file={name}"])
        if not outcome.passed:
            raise steps.fail("The lock was not renewed.")


if __name__ == "__main__":
    main()
