"""docker-compose.yml holds what the requirement and the settings demand."""

from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest
import yaml

from synapse.config import VARIABLES, Process, load
from synapse.demo.club.found import found
from synapse.supervise import dashboard

ROOT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
EVERYDAY = ("db", "bot", "api", "dashboard")


def defaults(service: str) -> dict[str, str]:
    """A service's variables as they are where the person has set none."""
    values: dict[str, str] = {}
    for name, text in SERVICES[service]["environment"].items():
        value = str(text)
        if value.startswith("${"):
            value = value.removeprefix("${").removesuffix("}").partition("-")[2]
        values[name] = value.replace("${POSTGRES_PASSWORD:-synapse}", "synapse")
    return values


def test_four_services_one_network_one_volume() -> None:
    assert [name for name, service in SERVICES.items() if "profiles" not in service] == list(EVERYDAY)
    assert list(COMPOSE["networks"]) == ["synapse"]
    assert list(COMPOSE["volumes"]) == ["data"]
    assert all("synapse" in service["networks"] for service in SERVICES.values())
    assert SERVICES["db"]["volumes"] == ["data:/var/lib/postgresql/data"]
    assert "postgres:16-alpine" in SERVICES["db"]["image"]


@pytest.mark.parametrize(
    ("service", "ports"),
    [("db", ["127.0.0.1:5432:5432"]), ("bot", None), ("api", ["8000:8000"]), ("dashboard", ["3000:3000"])],
)
def test_ports_restarts_and_health(service: str, ports: list[str] | None) -> None:
    here = SERVICES[service]
    assert here.get("ports") == ports
    assert here["restart"] == "unless-stopped"
    assert here["healthcheck"]["test"][0] in ("CMD", "CMD-SHELL")


def test_each_waits_for_the_health_of_what_it_needs() -> None:
    def waits(service: str) -> dict[str, str]:
        needed = SERVICES[service]["depends_on"].items()
        return {name: how["condition"] for name, how in needed if how.get("required", True)}

    assert waits("bot") == waits("api") == {"db": "service_healthy"}
    assert waits("dashboard") == {"api": "service_healthy"}
    assert "depends_on" not in SERVICES["db"]


def test_the_commands_are_the_fixed_ones() -> None:
    assert SERVICES["bot"]["command"] == ["python", "-m", "synapse.bot"]
    assert SERVICES["api"]["command"][:4] == ["uvicorn", "synapse.api.main:app", "--host=0.0.0.0", "--port=8000"]
    assert "command" not in SERVICES["dashboard"]
    assert SERVICES["dashboard"]["build"]["dockerfile"] == "dashboard/Dockerfile"


@pytest.mark.parametrize("service", ["bot", "api"])
def test_changes_of_code_are_synced_and_changes_of_dependencies_rebuild(service: str) -> None:
    watched = {rule["path"]: rule["action"] for rule in SERVICES[service]["develop"]["watch"]}
    for path in ("./synapse", "./bot", "./schema", "./config.yaml"):
        assert watched[path].startswith("sync")
    for path in ("./requirements.lock", "./pyproject.toml"):
        assert watched[path] == "rebuild"
    assert all((ROOT / path).exists() for path in watched)


@pytest.mark.parametrize(("service", "process"), [("bot", Process.BOT), ("api", Process.API)])
def test_a_process_has_every_variable_that_it_needs(service: str, process: Process) -> None:
    given = set(SERVICES[service]["environment"])
    assert {variable.name for variable in VARIABLES if process in variable.needed_by} <= given
    known = {variable.name for variable in VARIABLES}
    assert given <= known


def test_every_variable_reaches_a_process() -> None:
    given = {name for service in ("bot", "api") for name in SERVICES[service]["environment"]}
    assert {variable.name for variable in VARIABLES} - given == {"SYNAPSE_CONFIG"}


def test_the_dashboard_gets_only_variables_that_it_reads() -> None:
    declared = (dashboard.FOLDER / "src" / "env.ts").read_text(encoding="utf-8")
    assert all(f"\t{name}: {{" in declared for name in SERVICES["dashboard"]["environment"])


@pytest.mark.parametrize(("service", "process"), [("bot", Process.BOT), ("api", Process.API)])
def test_without_a_token_everything_is_the_demos(service: str, process: Process, tmp_path: Path) -> None:
    settings = load(process, file=tmp_path / "none", environment=defaults(service))
    application = found(7, 300).application
    assert settings.discord_api_url == "http://discord.localhost:4500/api/v10"
    if process is Process.BOT:
        assert settings.discord_token
        assert settings.discord_token.get_secret_value() == application.token
    else:
        assert settings.discord_client_id == str(application.id)
        assert settings.discord_client_secret
        assert settings.discord_client_secret.get_secret_value() == application.client_secret


def test_the_api_believes_the_dashboards_container_and_nobody_else() -> None:
    address = SERVICES["dashboard"]["networks"]["synapse"]["ipv4_address"]
    assert defaults("api")["TRUSTED_PROXIES"] == address
    [pool] = COMPOSE["networks"]["synapse"]["ipam"]["config"]
    assert ip_address(address) in ip_network(pool["subnet"])
    assert "--no-proxy-headers" in SERVICES["api"]["command"]


def test_no_secret_that_counts_anywhere_but_in_the_demo_has_a_value_in_the_file() -> None:
    assert defaults("api")["JWT_SECRET"] == ""
    assert defaults("bot")["METRICS_TOKEN"] == ""


def test_the_demo_brings_a_local_discord_that_browsers_and_containers_find_under_one_name() -> None:
    discord, seed = SERVICES["discord"], SERVICES["seed"]
    assert discord["profiles"] == seed["profiles"] == ["demo"]
    assert discord["networks"]["synapse"]["aliases"] == ["discord.localhost"]
    assert discord["ports"] == ["127.0.0.1:4500:4500"]
    assert "--public-url=http://discord.localhost:4500" in discord["command"]
    for service in ("bot", "api"):
        assert SERVICES[service]["depends_on"]["discord"] == {"condition": "service_healthy", "required": False}
    assert discord["depends_on"] == {"seed": {"condition": "service_completed_successfully"}}
