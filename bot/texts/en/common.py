"""What many commands say: names of subcommands and options, and what is said when something goes wrong."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "show.name": "show",
    "set.name": "set",
    "remove.name": "remove",
    "start.name": "start",
    "end.name": "end",
    "option.level": "level",
    "option.role": "role",
    "option.title": "title",
    "option.xp": "xp",
    "option.hours": "hours",
    "option.stars": "stars",
    "option.which": "which",
    "option.member": "member",
    "option.board": "board",
    "option.span": "span",
    "error": "That did not work, and it is not your fault. Please try again in a moment. Reference: `{reference}`",
    "error.not_ready": "I have only just arrived here and am still getting to know everybody. Please try again.",
    "option.account": "account",
    "option.days": "days",
    "option.gold": "gold",
    "option.places": "places",
    "option.proof": "proof",
    "option.zone": "zone",
    "admin.revertible": "Recorded in the audit log, where it can be reverted.",
}
