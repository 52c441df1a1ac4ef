"""What the processes tell of themselves to whoever runs them."""

from datetime import datetime

from sqlalchemy import DateTime, Double, Integer, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from synapse.db.models.model import Amount, Key, Model, Moment


class Heartbeat(Model):
    """How one run of the bot does, told every few seconds; faults are references to the log, newest first."""

    __tablename__ = "heartbeats"

    instance: Mapped[Key] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(Text)
    started_at: Mapped[Moment]
    told_at: Mapped[Moment]
    online_since: Mapped[Moment | None]
    stopped_at: Mapped[Moment | None]
    events_per_minute: Mapped[int] = mapped_column(Integer, server_default="0")
    queue_depth: Mapped[Amount]
    spool_depth: Mapped[Amount]
    batch_size: Mapped[int] = mapped_column(Integer, server_default="0")
    batch_milliseconds: Mapped[float] = mapped_column(Double, server_default="0")
    notice_milliseconds: Mapped[float | None] = mapped_column(Double)
    events_recorded: Mapped[Amount]
    events_dropped: Mapped[Amount]
    events_rejected: Mapped[Amount]
    shards: Mapped[list[int]] = mapped_column(ARRAY(Integer), server_default="{}")
    shard_count: Mapped[int] = mapped_column(Integer, server_default="1")
    fault_references: Mapped[list[str]] = mapped_column(ARRAY(Text(collation="C")))
    fault_names: Mapped[list[str]] = mapped_column(ARRAY(Text(collation="C")))
    fault_times: Mapped[list[datetime]] = mapped_column(ARRAY(DateTime(timezone=True)))
