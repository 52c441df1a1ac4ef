"""What ``/setup`` says."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "setup.name": "setup",
    "setup.description": "Set everything up, step by step; it goes on where it was left. For admins.",
    "setup.title": "Setting up",
    "setup.zones": "Zones",
    "setup.admins": "Admins",
    "setup.announce": "Announcements",
    "setup.import": "Bring your history",
    "setup.zones.text": "A zone is a group of channels that earn alike. These categories have channels in no zone "
    "yet; each can become one. What a zone earns is set with /zone multiplier.",
    "setup.zones.line": "• **{zone}** · channels: {count}",
    "setup.zones.choose": "Make zones only of …",
    "setup.zones.all": "Make a zone of each",
    "setup.admins.text": "Who may manage the server may change everything here. Choose roles whose members may as "
    "well, if you like. Which commands they see you set in the server settings, under Integrations.",
    "setup.admins.choose": "Roles of admins",
    "setup.announce.text": "Level-ups, achievements and awards are announced. Choose a channel for them, or let "
    "each appear where it happened.",
    "setup.announce.choose": "The channel for announcements",
    "setup.announce.there": "Where it happens",
    "setup.import.text": "What members have with MEE6, Lurkr, Amari, Tatsu and others can be taken over, looked at "
    "before, and taken back whole. You do that in the dashboard, under Import; best before everybody starts anew.",
    "setup.pass": "Not now",
    "setup.done": "Done",
    "setup.again": "Go through it again",
    "setup.finished": "Everything is set up",
    "setup.finished.text": "From now on what your members do earns something. /announcement preview shows how it "
    "looks, and the dashboard has everything else.",
}
