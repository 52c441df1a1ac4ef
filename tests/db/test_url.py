"""Database addresses, as people write them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synapse.db.url import parse
from synapse.errors import Invalid


@pytest.mark.parametrize(
    "text",
    [
        "postgres://ada:pw@db.example:5433/synapse",
        "postgresql://ada:pw@db.example:5433/synapse",
        "pgsql://ada:pw@db.example:5433/synapse",
        "postgresql+asyncpg://ada:pw@db.example:5433/synapse",
        "postgresql+psycopg2://ada:pw@db.example:5433/synapse",
        "postgres+psycopg://ada:pw@db.example:5433/synapse",
        "  postgresql://ada:pw@db.example:5433/synapse\n",
        "postgresql://ada:pw@db.example:5433/synapse?application_name=x&channel_binding=require&pgbouncer=true",
    ],
)
def test_every_way_of_writing_it_means_the_same(text: str) -> None:
    url = parse(text)
    assert url.render_as_string(hide_password=False) == "postgresql+asyncpg://ada:pw@db.example:5433/synapse"


@pytest.mark.parametrize("key", ["sslmode", "ssl"])
@pytest.mark.parametrize(
    ("written", "meant"),
    [("require", "require"), ("disable", "disable"), ("verify-full", "verify-full"), ("true", "require")],
)
def test_ssl_reaches_the_driver_under_its_own_name(key: str, written: str, meant: str) -> None:
    assert parse(f"postgres://ada@h/d?{key}={written}").query == {"ssl": meant}


def test_an_escaped_password_is_read_as_it_is() -> None:
    assert parse("postgres://ada:p%40ss%2Fword@h/d").password == "p@ss/word"


def test_a_socket_folder_may_stand_in_the_query() -> None:
    url = parse("postgresql:///synapse?host=/var/run/postgresql&port=5433")
    assert url.query == {"host": "/var/run/postgresql", "port": "5433"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "not an address"),
        ("localhost:5432/synapse", "not an address"),
        ("postgresql://h:port/d", "not an address"),
        ("mysql://h/d", "begins with 'mysql://'"),
        ("sqlite:///synapse.db", "begins with 'sqlite://'"),
        ("postgresql://h", "names no database"),
        ("postgresql://h/", "names no database"),
        ("postgresql://h/d?sslmode=maybe", "sslmode=maybe"),
    ],
)
def test_a_wrong_address_is_refused_with_an_example(text: str, expected: str) -> None:
    with pytest.raises(Invalid, match=expected) as caught:
        parse(text)
    assert caught.value.message.endswith(".")


@given(st.text())
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    with suppress(Invalid):
        assert parse(text).drivername == "postgresql+asyncpg"
