"""The Bicep describes what the requirement lists: a parser reads it, and its text is held against the list.

The pipeline has it read by Bicep's own compiler and linter besides.
"""

import re
from pathlib import Path

import pytest
from pycep import BicepParser

from synapse.config import VARIABLES, Process

AZURE = Path(__file__).resolve().parents[2] / "deploy" / "azure"
MAIN = (AZURE / "main.bicep").read_text(encoding="utf-8")
APP = (AZURE / "webapp.bicep").read_text(encoding="utf-8")


def module(name: str) -> str:
    """The text of one web app's module."""
    begin = MAIN.index(f"module {name} 'webapp.bicep'")
    end = re.search(r"^}", MAIN[begin:], flags=re.MULTILINE)
    assert end
    return MAIN[begin : begin + end.end()]


@pytest.mark.parametrize(
    "demanded",
    [
        "Microsoft.ContainerRegistry/registries@",
        "Microsoft.Web/serverfarms@",
        "Microsoft.DBforPostgreSQL/flexibleServers@",
        "Microsoft.KeyVault/vaults@",
        "param planSize string = 'B1'",
        "param databaseSize string = 'Standard_B1ms'",
        "param databaseTier string = 'Burstable'",
        "version: '16'",
        "startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0'",
        "name: 'require_secure_transport'",
        "?sslmode=require",
        "sku: { name: 'Basic' }",
        "'synapse-secrets'",
        "@allowed(['production', 'staging'])",
    ],
)
def test_the_resource_group_holds(demanded: str) -> None:
    assert demanded in MAIN


def test_one_plan_for_three_web_apps() -> None:
    assert MAIN.count("resource plan ") == 1
    assert re.findall(r"^module (\w+) ", MAIN, flags=re.MULTILINE) == ["dashboard", "api", "bot"]
    assert MAIN.count("planId: plan.id") == 3
    assert "kind: 'linux'" in MAIN
    assert "reserved: true" in MAIN


@pytest.mark.parametrize(
    ("name", "command", "port", "health"),
    [
        ("bot", "python -m synapse.bot", 8080, "/health/live"),
        ("api", "uvicorn synapse.api.main:app --host 0.0.0.0 --port 8000", 8000, "/health/ready"),
        ("dashboard", "node build", 3000, "/health"),
    ],
)
def test_each_web_app_starts_listens_and_answers(name: str, command: str, port: int, health: str) -> None:
    text = module(name)
    assert f"command: '{command}" in text
    assert f"port: {port}\n" in text
    assert f"healthPath: '{health}'" in text


def test_the_apex_is_the_dashboards_and_api_is_the_apis() -> None:
    production = (AZURE / "production.bicepparam").read_text(encoding="utf-8")
    staging = (AZURE / "staging.bicepparam").read_text(encoding="utf-8")
    assert "param domain = 'synapse.club'" in production
    assert "param apiDomain = 'api.synapse.club'" in production
    assert "param domain = 'staging.synapse.club'" in staging
    assert "param environment = 'staging'" in staging
    assert "domain: domain" in module("dashboard")
    assert "domain: apiDomain" in module("api")
    assert "domain: ''" in module("bot")


@pytest.mark.parametrize("secret", ["DISCORD-TOKEN", "DATABASE-URL", "JWT-SECRET", "LLM-API-KEY"])
def test_secrets_lie_in_the_vault_and_are_read_by_reference(secret: str) -> None:
    assert f"'{secret}'" in MAIN
    assert "@Microsoft.KeyVault(VaultName=${vaultName};SecretName=${each.value})" in APP
    assert "identity: { type: 'SystemAssigned' }" in APP
    assert "scope: vault" in APP
    assert "enableRbacAuthorization: true" in MAIN


def test_no_secret_is_a_plain_setting() -> None:
    names = {variable.name for variable in VARIABLES if variable.secret}
    for name in ("bot", "api", "dashboard"):
        plain = module(name).partition("settings: {")[2].partition("}\n    secretSettings")[0]
        assert not names & set(re.findall(r"^\s+([A-Z_]+):", plain, flags=re.MULTILINE))


@pytest.mark.parametrize(("name", "process"), [("bot", Process.BOT), ("api", Process.API)])
def test_each_process_gets_every_variable_that_it_needs_and_no_unknown_one(name: str, process: Process) -> None:
    given = set(re.findall(r"\b([A-Z][A-Z_]+):", module(name)))
    assert {variable.name for variable in VARIABLES if process in variable.needed_by} <= given
    assert {each for each in given if not each.startswith("WEBSITES_")} <= {variable.name for variable in VARIABLES}


def test_web_apps_are_always_on_over_https_and_probed() -> None:
    for demanded in (
        "alwaysOn: true",
        "httpsOnly: true",
        "healthCheckPath: healthPath",
        "acrUseManagedIdentityCreds: true",
    ):
        assert demanded in APP


def test_it_reads_as_bicep() -> None:
    parser = BicepParser()
    main, app = parser.parse(text=MAIN), parser.parse(text=APP)
    assert main["globals"]["scope"]["value"] == "resourceGroup"
    assert {name for name, each in main["parameters"].items() if {"type": "secure"} in each["decorators"]} == {
        "databasePassword",
        "discordToken",
        "discordClientSecret",
        "jwtSecret",
        "jwtSecretPrevious",
        "metricsToken",
        "llmApiKey",
    }
    for each in main["modules"].values():
        assert each["config"]["params"].keys() == app["parameters"].keys()


@pytest.mark.parametrize("environment", ["production", "staging"])
def test_the_parameter_files_hold_nothing_but_assignments(environment: str) -> None:
    using, *lines = [
        line
        for line in (AZURE / f"{environment}.bicepparam").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("//")
    ]
    assert using == "using 'main.bicep'"
    assert all(
        re.fullmatch(r"param \w+ = ('[^']*'|readEnvironmentVariable\('\w+'(, '[^']*')?\))", line) for line in lines
    )


def test_every_parameter_is_given_or_has_a_default() -> None:
    demanded = set(re.findall(r"^param (\w+) \w+$", MAIN, flags=re.MULTILINE))
    for environment in ("production", "staging"):
        text = (AZURE / f"{environment}.bicepparam").read_text(encoding="utf-8")
        given = set(re.findall(r"^param (\w+) =", text, flags=re.MULTILINE))
        assert demanded <= given
        assert given <= set(re.findall(r"^param (\w+) ", MAIN, flags=re.MULTILINE))
