"""The words of ``/recap``."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "my_week.name": "recap",
    "my_week.description": "See what your week was like.",
    "my_week.which": "Which week; the last one that is over if you choose none.",
    "option.week": "week",
    "my_week.last": "Last week",
    "my_week.running": "This week so far",
    "my_week.title.last": "Your last week",
    "my_week.title.running": "Your week so far",
    "my_week.quiet": "Nothing of yours was recorded in this week.",
    "my_week.active_days": "Active days",
    "my_week.of_seven": "{count} of 7",
    "my_week.doings": "What you did",
    "my_week.risen": "Risen",
    "my_week.level": "to level {level} (+{levels})",
    "my_week.zone": "Most at home in",
}
