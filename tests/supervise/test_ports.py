"""Ports: the wanted one where it is free, another one where it is not."""

import socket
from collections.abc import Iterator

import pytest

from synapse.supervise import ports


@pytest.fixture
def busy() -> Iterator[int]:
    with socket.socket() as server:
        server.bind((ports.HOST, 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_free_port_is_taken_as_wanted() -> None:
    wanted = ports.pick(0)
    assert ports.is_free(wanted)
    assert ports.pick(wanted) == wanted


def test_a_busy_port_is_replaced(busy: int) -> None:
    assert not ports.is_free(busy)
    assert ports.pick(busy) != busy


def test_a_promised_port_is_replaced() -> None:
    wanted = ports.pick(0)
    assert ports.pick(wanted, [wanted]) != wanted
