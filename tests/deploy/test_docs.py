"""The documentation agrees with what it is about."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tools import reference

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SOURCES = "".join(
    (ROOT / name).read_text(encoding="utf-8")
    for name in ("bot/figures.py", "synapse/api/watch.py", "synapse/metrics.py")
)
PAGES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]


def alerts() -> list[dict[str, Any]]:
    content = yaml.safe_load((ROOT / "deploy/prometheus/alerts.yml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = content["groups"][0]["rules"]
    return found


def known(metric: str) -> bool:
    """Whether a process tells a metric of this name."""
    if metric.startswith("process_"):
        return metric in ("process_resident_memory_bytes", "process_cpu_seconds_total")
    base = re.sub(r"_(bucket|count|sum|total)$", "", metric)
    return f'"{base}"' in SOURCES


def test_the_reference_is_current() -> None:
    assert reference.FILE.read_text(encoding="utf-8") == reference.text(), "Write it anew: python -m tools.reference"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_page_is_in_the_index() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in DOCS.glob("*.md") if page.name != "README.md" and f"({page.name})" not in index] == []


def test_every_alert_has_its_part_of_the_handbook() -> None:
    handbook = (DOCS / "operations.md").read_text(encoding="utf-8")
    told = re.findall(r"^### (Synapse\w+)$", handbook, flags=re.MULTILINE)
    assert told == [alert["alert"] for alert in alerts()]


def test_alerts_and_the_grafana_dashboard_ask_for_figures_that_are_told() -> None:
    board = json.loads((ROOT / "deploy/grafana/synapse.json").read_text(encoding="utf-8"))
    asked = [alert["expr"] for alert in alerts()]
    asked += [target["expr"] for panel in board["panels"] for target in panel["targets"]]
    metrics = {name for expression in asked for name in re.findall(r"\b(?:synapse|process)_\w+", expression)}
    assert len(metrics) > 10
    assert [metric for metric in sorted(metrics) if not known(metric)] == []
