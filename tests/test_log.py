"""What the log tells of an error: where it happened, never what the variables held."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from synapse import log

SECRET = "hunter2-in-a-variable"


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def fail() -> None:
    password = SECRET
    raise ValueError(f"a fault beside {len(password)} letters")


@pytest.mark.parametrize("as_json", [True, False])
def test_an_error_shows_its_place_and_no_variables(as_json: bool, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: FBT001 - pytest gives it
    log.configure(json=as_json)
    try:
        fail()
    except ValueError:
        structlog.get_logger("test").exception("it.failed")
    written = capsys.readouterr().err
    assert "it.failed" in written
    assert "a fault beside 21 letters" in written
    assert "fail" in written
    assert SECRET not in written


def test_an_error_has_a_reference_that_it_is_remembered_by(capsys: pytest.CaptureFixture[str]) -> None:
    log.configure(json=True)
    structlog.get_logger("test").error("it.failed", reference="given")
    structlog.get_logger("test").warning("it.was_odd")
    logging.getLogger("library").error("what somebody wrote")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    newest, before = log.faults()[:2]
    assert (before.reference, before.what) == ("given", "it.failed")
    assert (newest.reference, newest.what) == (lines[2]["reference"], "library")
    assert [line.get("reference") for line in lines] == ["given", None, newest.reference]
