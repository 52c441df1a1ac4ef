"""An event in Discord becomes a reward that people see: the whole system, with nothing taken out.

The tests stand in the order of a day in its life and share one running demo: what people see, what
survives when parts of it die, and that nothing is left behind in the end.
"""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.system import ROOT, STOP_SECONDS, System, lives

DASHBOARD = ROOT / "dashboard"
MEMBER = """
query Member($guild: Snowflake!, $user: Snowflake!) {
  guild(id: $guild) {
    member(id: $user) {
      displayName level xp stars gold rank streak
      progress { earned needed }
      season { xp stars messages }
      achievements { achievement { name } }
    }
  }
}
"""
LEADERS = (
    "query Leaders($guild: Snowflake!) { guild(id: $guild) { leaderboard(first: 10) { nodes { member { userId } } } } }"
)
EVENTS = """
query Events($guild: Snowflake!) {
  guild(id: $guild) { activity(step: DAY) { series(first: 1) { total { events } } } }
}
"""


def member_of(system: System, user_id: str) -> dict[str, Any]:
    found: dict[str, Any] = system.graphql(MEMBER, guild=system.addresses["guild_id"], user=user_id)["guild"]["member"]
    return found


def recorded(system: System) -> int:
    """How many events the club's last days have: XP may fall when people think better of a reaction, this may not."""
    return sum(
        int(series["total"]["events"])
        for series in system.graphql(EVENTS, guild=system.addresses["guild_id"])["guild"]["activity"]["series"]
    )


def verified(system: System) -> str:
    outcome = subprocess.run(  # noqa: S603 - this project's own program
        [sys.executable, "-m", "synapse", "verify", "--demo", "--folder", str(system.folder)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    return outcome.stdout


def pid_of(system: System, words: str) -> int:
    """The process of the demo whose command line holds these words."""
    found = [pid for pid in system.family() if words in command_line(pid)]
    assert len(found) == 1, found
    return found[0]


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def test_it_tells_where_everything_is(system: System) -> None:
    said = system.said()
    for name in ("dashboard", "api", "discord"):
        assert system.addresses[name] in said
    assert "Ctrl-C stops all of it" in said


@pytest.mark.skipif(not (os.environ.get("CHROMIUM") or shutil.which("chromium")), reason="no Chromium on this machine")
def test_the_dashboard_in_a_real_browser(system: System) -> None:
    """The dashboard's own browser tests, as far as they do not need the made-up club; all its pages are looked at."""
    outcome = subprocess.run(
        ["npm", "run", "--silent", "e2e", "--", "--reporter=line"],  # noqa: S607 - npm is wherever the person has it
        cwd=DASHBOARD,
        env={
            **os.environ,
            "BASE_URL": system.addresses["dashboard"],
            "API": system.addresses["api"],
            "DISCORD_URL": system.addresses["discord"],
            "GUILD": system.addresses["guild_id"],
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_profile_gives_the_same_figures_as_the_api(system: System) -> None:
    """Members go on earning, so the API is asked before and after; the two must agree for a comparison."""
    leaders = system.graphql(LEADERS, guild=system.addresses["guild_id"])["guild"]["leaderboard"]["nodes"]
    for entry in leaders:
        user_id = entry["member"]["userId"]
        before = member_of(system, user_id)
        texts = "\n".join(system.script({"do": "uses", "name": "/profile", "as_": user_id})[0]["texts"])
        if member_of(system, user_id) == before:
            break
    else:
        pytest.fail("Everybody earned something just then.")
    assert f"Level {before['level']}" in texts
    assert f"#{before['rank']}\n" in texts
    for name in ("xp", "stars", "gold"):
        assert f"{name.upper() if name == 'xp' else name.capitalize()}\n{int(before[name]):,}\n" in texts
    assert f"{int(before['season']['xp']):,} XP" in texts
    assert f"Achievements ({len(before['achievements'])})" in texts


def test_a_message_is_rewarded_once(system: System) -> None:
    user_id = newcomer(system)
    said = {"do": "says", "who": user_id, "where": "#general", "text": "Look, I wrote my first parser today!"}
    system.script(said)
    system.until(lambda: (member_of(system, user_id) or {}).get("season", {}).get("messages") == 1)
    assert int(member_of(system, user_id)["xp"]) > 0
    assert "equal the journal" in verified(system)


def newcomer(system: System) -> str:
    """Somebody who has just joined and does nothing by themselves."""
    joined: dict[str, str] = system.script({"do": "joins", "who": "Nova Newcomer"})[0]
    return joined["id"]


@pytest.mark.parametrize("words", ["synapse.bot", "synapse.api.main", "node build"])
def test_a_part_that_dies_comes_back(system: System, words: str) -> None:
    before = pid_of(system, words)
    told = system.said().count("is back after")
    os.kill(before, signal.SIGKILL)
    system.until(lambda: system.said().count("is back after") > told, 120)
    assert pid_of(system, words) != before
    assert "equal the journal" in verified(system)


def test_the_database_may_die_too(system: System) -> None:
    postmaster = int((system.folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    before = recorded(system)
    os.kill(postmaster, signal.SIGKILL)
    system.until(lambda: "PostgreSQL is back." in system.said(), 120)
    system.until(lambda: answered(system) > before)
    assert "equal the journal" in verified(system)


def answered(system: System) -> int:
    try:
        return recorded(system)
    except (OSError, AssertionError):
        return 0


def test_a_second_demo_in_the_same_folder_is_refused(system: System) -> None:
    outcome = subprocess.run(  # noqa: S603 - this project's own program
        [sys.executable, "-m", "synapse", "demo", "--folder", str(system.folder)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert outcome.returncode == 1
    assert "already runs from this checkout" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_ctrl_c_leaves_no_process_and_a_restart_keeps_the_data(system: System) -> None:
    before, family = recorded(system), system.family()
    assert len(family) > 5
    assert system.stop() == 0
    assert not [name for pid, name in family.items() if lives(pid)]
    system.start()
    assert recorded(system) >= before
    assert "Living through" not in system.said()
    assert "equal the journal" in verified(system)


def test_a_killed_supervisor_leaves_no_process_either(system: System) -> None:
    family = system.family()
    system.kill()
    system.until(lambda: not [pid for pid in family if lives(pid)], STOP_SECONDS)
