"""The whole system, started once for the tests of this folder; they run in the order in which they stand."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.system import System


@pytest.fixture(scope="session")
def system() -> Iterator[System]:
    """A running demo."""
    with tempfile.TemporaryDirectory(prefix="synapse-e2e-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        made = System(Path(folder))
        try:
            made.start()
            yield made
        finally:
            made.end()
