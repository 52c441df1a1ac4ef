"""How much memory the processes of a run take."""

from pathlib import Path

_KIB_PER_MB = 1024
_GROUP_FIELD = 2  # of the fields after the program's name in /proc/PID/stat: state, parent, group


def resident_mb(group: int) -> float | None:
    """Resident memory of a process group in MiB, pages that are shared counted for each; None without ``/proc``."""
    if not Path("/proc/self/stat").exists():
        return None
    return sum(_resident_kib(entry) for entry in Path("/proc").glob("[0-9]*") if _group(entry) == group) / _KIB_PER_MB


def _group(process: Path) -> int:
    try:
        # The program's name stands in brackets and may itself hold blanks and brackets.
        return int((process / "stat").read_text().rpartition(")")[2].split()[_GROUP_FIELD])
    except (OSError, IndexError, ValueError):
        return -1


def _resident_kib(process: Path) -> int:
    try:
        lines = (process / "status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)
