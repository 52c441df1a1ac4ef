"""What all tables share: naming of constraints and the column types that recur."""

from datetime import datetime
from typing import Annotated

from sqlalchemy import BigInteger, DateTime, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column

Snowflake = Annotated[int, mapped_column(BigInteger)]
Amount = Annotated[int, mapped_column(BigInteger, server_default="0")]
Moment = Annotated[datetime, mapped_column(DateTime(timezone=True))]
Key = Annotated[str, mapped_column(Text(collation="C"))]
"""Text that is compared byte by byte: identities and names that only programs read."""


class Model(DeclarativeBase):
    """A table of Synapse."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
