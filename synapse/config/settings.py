"""What a process runs with, gathered from the environment and the file."""

import difflib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, SecretStr

from synapse.config.faults import SECRET_BYTES, fault_of, is_local, networks
from synapse.config.shards import Shards
from synapse.config.soft import Soft
from synapse.config.soft_file import read_soft
from synapse.config.variables import VARIABLES, Process
from synapse.errors import Misconfigured


class Settings(BaseModel):
    """What a process runs with. Secrets print as asterisks."""

    model_config = ConfigDict(frozen=True)

    process: Process
    soft: Soft
    database_url: SecretStr | None = None
    database_direct_url: SecretStr | None = None
    database_replica_url: SecretStr | None = None
    discord_token: SecretStr | None = None
    discord_client_id: str | None = None
    discord_client_secret: SecretStr | None = None
    discord_redirect_uri: str | None = None
    jwt_secret: SecretStr | None = None
    jwt_secret_previous: SecretStr | None = None
    frontend_url: str | None = None
    dev_guild_id: int | None = None
    llm_api_key: SecretStr | None = None
    admin_role_id: int | None = None
    discord_api_url: str | None = None
    health_address: str | None = None
    metrics_token: SecretStr | None = None
    otel_exporter_otlp_endpoint: str | None = None
    shards: Shards | None = None


def load(process: Process, *, file: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings of one process.

    Args:
        process: Which process asks; it decides which variables must be there.
        file: The soft configuration; None takes ``SYNAPSE_CONFIG`` or ``config.yaml``. A missing file means defaults.
        environment: The variables; None takes the process's own, over those of a ``.env`` file.

    Raises:
        Misconfigured: With every fault found in file and environment.
    """
    problems: list[str] = []
    variables = _environment(problems) if environment is None else environment
    soft = read_soft(file or _config_file(variables, problems), problems)
    values = _read_environment(process, variables, problems)
    if problems:
        raise Misconfigured(problems)
    if soft.admin_role and "admin_role_id" not in values:
        values["admin_role_id"] = soft.admin_role
    if directory := values.pop("spool_directory", None):
        soft = soft.model_copy(update={"spool": soft.spool.model_copy(update={"directory": Path(directory)})})
    if proxies := values.pop("trusted_proxies", None):
        soft = soft.model_copy(update={"trusted_proxies": networks(proxies)})
    if shards := values.pop("bot_shards", None):
        values["shards"] = Shards.parse(shards)
    return Settings(process=process, soft=soft, **values)


def _environment(problems: list[str], file: Path = Path(".env")) -> dict[str, str]:
    """The process's variables over those of the ``.env`` file; a variable set to nothing hides the file's."""
    try:
        stored = {name: value or "" for name, value in dotenv_values(file, encoding="utf-8-sig").items()}
    except (OSError, UnicodeDecodeError):
        problems.append(f"{file} cannot be read. It must be a text file in UTF-8 with NAME=value lines.")
        stored = {}
    known = {variable.name for variable in VARIABLES}
    unset = known - stored.keys() - os.environ.keys()
    for name in sorted(stored.keys() - known):
        near = difflib.get_close_matches(name.upper(), unset, n=1, cutoff=0.8)
        problems.extend(f"{file}: there is no variable '{name}'. Did you mean {wanted}?" for wanted in near)
    return {**stored, **os.environ}


def _config_file(variables: Mapping[str, str], problems: list[str]) -> Path:
    named = variables.get("SYNAPSE_CONFIG", "").strip()
    if named and not Path(named).is_file():
        problems.append("SYNAPSE_CONFIG names a file that is not there. Correct it, or leave it out for config.yaml.")
    return Path(named or "config.yaml")


def _read_environment(process: Process, environment: Mapping[str, str], problems: list[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for variable in VARIABLES:
        text = environment.get(variable.name, "").strip()
        if text:
            if fault := fault_of(variable.name, text):
                problems.append(fault)
            values[variable.name.lower()] = text
        elif variable.name == "JWT_SECRET" and is_local(environment.get("DISCORD_API_URL", "")):
            # Nobody but this process needs to know it, and no secret can be written into a file that all share.
            values["jwt_secret"] = secrets.token_hex(SECRET_BYTES)
        elif process in variable.needed_by:
            problems.append(f"{variable.name} is missing. {variable.meaning}, {variable.example}.")
    return values
