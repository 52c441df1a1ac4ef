import pytest
from pydantic import ValidationError

from synapse.engine.settings import FairPlay, GuildSettings, Mee6Curve


@pytest.mark.parametrize("time_zone", ["UTC", "Europe/Berlin", "Asia/Kathmandu"])
def test_a_time_zone_that_exists_is_taken(time_zone: str) -> None:
    assert GuildSettings(time_zone=time_zone).time_zone == time_zone


@pytest.mark.parametrize("time_zone", ["", "Berlin", "Europe", "../secrets", "a\0b"])
def test_a_time_zone_that_does_not_exist_is_refused(time_zone: str) -> None:
    with pytest.raises(ValidationError, match="Europe/Berlin"):
        GuildSettings(time_zone=time_zone)


def test_a_cooldown_reaches_no_further_than_the_windows() -> None:
    with pytest.raises(ValidationError, match="cooldown_seconds"):
        FairPlay(cooldown_seconds=86_401)


def test_settings_survive_being_written_as_json() -> None:
    settings = GuildSettings(levels=Mee6Curve(), fair_play=FairPlay(daily_xp_cap=100))
    assert GuildSettings.model_validate_json(settings.model_dump_json()) == settings


def test_a_name_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValidationError, match="mottto"):
        GuildSettings.model_validate({"mottto": "x"})
