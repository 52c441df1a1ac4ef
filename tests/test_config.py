"""Settings: every fault is told at once, with its way out, and secrets are never repeated."""

from pathlib import Path

import pytest
import yaml
from dotenv import dotenv_values

from synapse.config import VARIABLES, Process, Shards, Soft, load
from synapse.errors import Misconfigured

ROOT = Path(__file__).resolve().parents[1]
SECRET = "f3b1c9d2a4e5968778695a4b3c2d1e0ffedcba98"
COMPLETE = {
    "DISCORD_TOKEN": "made.up.token",
    "DISCORD_CLIENT_ID": "123456789012345678",
    "DISCORD_CLIENT_SECRET": "made-up",
    "DISCORD_REDIRECT_URI": "http://localhost:3000/auth/callback",
    "JWT_SECRET": SECRET,
    "FRONTEND_URL": "http://localhost:3000",
}


def problems(
    environment: dict[str, str], content: str | bytes = "", *, process: Process = Process.TOOL, folder: Path
) -> list[str]:
    file = folder / "config.yaml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(Misconfigured) as caught:
        load(process, file=file, environment=environment)
    return caught.value.problems


@pytest.mark.parametrize("process", list(Process))
def test_a_complete_environment_suits_every_process(process: Process, tmp_path: Path) -> None:
    settings = load(process, file=tmp_path / "none.yaml", environment=COMPLETE)
    assert settings.process is process
    assert settings.soft == Soft()


@pytest.mark.parametrize(
    ("process", "missing"),
    [
        (Process.BOT, {"DISCORD_TOKEN"}),
        (
            Process.API,
            {"DISCORD_CLIENT_ID", "DISCORD_CLIENT_SECRET", "DISCORD_REDIRECT_URI", "JWT_SECRET", "FRONTEND_URL"},
        ),
    ],
)
def test_each_process_asks_for_what_it_needs_and_lists_all_of_it(
    process: Process, missing: set[str], tmp_path: Path
) -> None:
    told = problems({}, process=process, folder=tmp_path)
    assert {problem.split(" is missing.")[0] for problem in told} == missing


def test_blank_counts_as_missing(tmp_path: Path) -> None:
    told = problems({"DISCORD_TOKEN": "  "}, process=Process.BOT, folder=tmp_path)
    assert told[0].startswith("DISCORD_TOKEN is missing.")


def test_a_tool_needs_nothing(tmp_path: Path) -> None:
    assert load(Process.TOOL, file=tmp_path / "none.yaml", environment={}).database_url is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEV_GUILD_ID", "my guild"),
        ("DEV_GUILD_ID", "00"),
        ("DEV_GUILD_ID", "99999999999999999999"),
        ("ADMIN_ROLE_ID", "<@&123>"),
        ("DISCORD_CLIENT_ID", "12a"),
        ("FRONTEND_URL", "localhost:3000"),
        ("FRONTEND_URL", "http://[::1"),
        ("FRONTEND_URL", "http://localhost:port"),
        ("FRONTEND_URL", "http://:3000"),
        ("DISCORD_REDIRECT_URI", "/auth/callback"),
        ("DISCORD_API_URL", "ftp://discord"),
        ("DISCORD_TOKEN", "Bot made.up.token"),
        ("JWT_SECRET", "too-few-letters"),
        ("JWT_SECRET", "a" * 64),
        ("JWT_SECRET", "changeme" * 8),
        ("DATABASE_URL", "mysql://root@localhost/synapse"),
        ("DATABASE_URL", "postgresql://localhost"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_DIRECT_URL", "postgresql://localhost"),
        ("DATABASE_REPLICA_URL", "replica:5432"),
        ("JWT_SECRET_PREVIOUS", "also-too-short"),
        ("HEALTH_ADDRESS", "9099"),
        ("TRUSTED_PROXIES", "10.0.0.0/8, dashboard"),
        ("HEALTH_ADDRESS", "0.0.0.0:many"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4318"),
    ],
)
def test_a_wrong_variable_is_named_and_its_value_is_not_repeated(name: str, value: str, tmp_path: Path) -> None:
    told = problems({**COMPLETE, name: value}, folder=tmp_path)
    assert len(told) == 1
    assert told[0].startswith(name)
    assert value not in told[0]


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    told = problems(
        {"JWT_SECRET": "short", "DATABASE_URL": "x", "DEV_GUILD_ID": "y"},
        "comunity: {}\nports: {api: 99999}\n",
        process=Process.BOT,
        folder=tmp_path,
    )
    assert {problem.split()[0].rstrip(":") for problem in told} == {
        str(tmp_path / "config.yaml"),
        "JWT_SECRET",
        "DATABASE_URL",
        "DEV_GUILD_ID",
        "DISCORD_TOKEN",
    }
    assert len(told) == 6
    assert str(Misconfigured(told)).count("\n  - ") == 6


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("comunity: {name: Club}", "no setting 'comunity'. Did you mean 'community'?"),
        ("ports: {dashbord: 1}", "no setting 'ports.dashbord'. Did you mean 'dashboard'?"),
        ("ports: {zzz: 1}", "Known keys there: api, dashboard, discord."),
        ("7: seven", "no setting '7'."),
        ("ports: {api: 99999}", "'ports.api' is wrong: input should be less than or equal to 65535"),
        ("ports: {api: eighty}", "'ports.api' is wrong"),
        ("ports: 5", "'ports' must be followed by indented 'key: value' lines: api, dashboard, discord."),
        ("guild_id: -1", "'guild_id' is wrong"),
        ("log_level: LOUD", "'log_level' is wrong"),
        ("- a\n- b", "must hold 'key: value' lines"),
        ("ports: {api: 1\nb: 2", "cannot be read as YAML at line 2"),
        (b"name: \xff\xfe", "cannot be read as YAML"),
    ],
)
def test_a_mistake_in_the_file_is_told_with_its_way_out(content: str | bytes, expected: str, tmp_path: Path) -> None:
    told = problems({}, content, folder=tmp_path)
    assert len(told) == 1
    assert expected in told[0]


@pytest.mark.parametrize("content", ["", "community:\nports:\n  api:\n", "\ufefflog_level: INFO"])
def test_what_is_left_empty_takes_its_default(content: str, tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(content, encoding="utf-8")
    assert load(Process.TOOL, file=file, environment={}).soft == Soft()


def test_the_environment_names_another_file(tmp_path: Path) -> None:
    file = tmp_path / "other.yaml"
    file.write_text("community: {name: Elsewhere}", encoding="utf-8")
    assert load(Process.TOOL, environment={"SYNAPSE_CONFIG": str(file)}).soft.community.name == "Elsewhere"
    with pytest.raises(Misconfigured, match="SYNAPSE_CONFIG names a file that is not there"):
        load(Process.TOOL, environment={"SYNAPSE_CONFIG": str(tmp_path / "gone.yaml")})


def test_the_admin_role_of_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "config.yaml"
    file.write_text("admin_role: 5", encoding="utf-8")
    assert load(Process.TOOL, file=file, environment={}).admin_role_id == 5
    assert load(Process.TOOL, file=file, environment={"ADMIN_ROLE_ID": "6"}).admin_role_id == 6


def test_the_dot_env_file_is_read_under_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _only(monkeypatch, tmp_path, DEV_GUILD_ID="8")
    (tmp_path / ".env").write_text("DEV_GUILD_ID=7\nADMIN_ROLE_ID=9\n", encoding="utf-8")
    settings = load(Process.TOOL)
    assert (settings.dev_guild_id, settings.admin_role_id) == (8, 9)


def test_a_variable_set_to_nothing_hides_the_dot_env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _only(monkeypatch, tmp_path, ADMIN_ROLE_ID="")
    (tmp_path / ".env").write_text("ADMIN_ROLE_ID=9\n", encoding="utf-8")
    assert load(Process.TOOL).admin_role_id is None


def test_a_typo_in_the_dot_env_file_gets_a_suggestion(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _only(monkeypatch, tmp_path)
    (tmp_path / ".env").write_text("DISCORD_TOKN=x\nEDITOR=vi\n", encoding="utf-8")
    with pytest.raises(Misconfigured) as caught:
        load(Process.BOT)
    assert caught.value.problems[0] == ".env: there is no variable 'DISCORD_TOKN'. Did you mean DISCORD_TOKEN?"


def test_a_dot_env_file_that_is_no_text_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _only(monkeypatch, tmp_path)
    (tmp_path / ".env").write_bytes(b"DISCORD_TOKEN=\xff\xfe")
    with pytest.raises(Misconfigured, match=r"\.env cannot be read"):
        load(Process.TOOL)


def test_secrets_do_not_print() -> None:
    settings = load(Process.API, environment={**COMPLETE, "DATABASE_URL": "postgres://u:hunter2@h/d"})
    assert SECRET not in repr(settings)
    assert "hunter2" not in repr(settings)
    assert "made.up.token" not in str(settings)


def test_proxies_and_spool_of_the_environment_win(tmp_path: Path) -> None:
    environment = {"TRUSTED_PROXIES": "172.30.83.30, 10.0.0.0/8", "SPOOL_DIRECTORY": "/home/synapse/spool"}
    settings = load(Process.TOOL, file=tmp_path / "none", environment=environment)
    assert [str(each) for each in settings.soft.trusted_proxies] == ["172.30.83.30/32", "10.0.0.0/8"]
    assert settings.soft.spool.directory == Path("/home/synapse/spool")


def test_beside_a_local_discord_a_secret_is_made_up_and_beside_the_real_one_it_is_not(tmp_path: Path) -> None:
    environment = {name: value for name, value in COMPLETE.items() if name != "JWT_SECRET"}
    local = environment | {"DISCORD_API_URL": "http://discord.localhost:4500/api/v10"}
    made = {load(Process.API, file=tmp_path / "none", environment=local).jwt_secret for _ in range(2)}
    assert all(secret and len(secret.get_secret_value()) == 64 for secret in made)
    assert len(made) == 2
    for address in ("https://discord.com/api/v10", "http://localhost.example/api"):
        told = problems(environment | {"DISCORD_API_URL": address}, process=Process.API, folder=tmp_path)
        assert [problem.split()[0] for problem in told] == ["JWT_SECRET"]


def test_the_example_names_every_variable_and_no_other() -> None:
    stored = dotenv_values(ROOT / ".env.example")
    assert set(stored) == {variable.name for variable in VARIABLES}


def test_the_example_gives_no_secret_away() -> None:
    stored = dotenv_values(ROOT / ".env.example")
    assert not any(stored[variable.name] for variable in VARIABLES if variable.secret)


def test_the_committed_file_is_valid_and_names_every_setting() -> None:
    load(Process.TOOL, file=ROOT / "config.yaml", environment={})
    content = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
    assert set(content) == set(Soft.model_fields)
    for name in ("community", "ports", "ingest", "spool", "catch_up"):
        assert set(content[name]) == set(type(getattr(Soft(), name)).model_fields)


def _only(monkeypatch: pytest.MonkeyPatch, folder: Path, **environment: str) -> None:
    """Work in an empty folder with no variables of ours but these."""
    monkeypatch.chdir(folder)
    for variable in VARIABLES:
        monkeypatch.delenv(variable.name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(
    ("text", "numbers", "count"),
    [("0/1", (0,), 1), ("0-3/8", (0, 1, 2, 3), 8), ("4,0-1 / 6", (0, 1, 4), 6), ("7/8", (7,), 8)],
)
def test_a_share_of_the_shards_is_read(text: str, numbers: tuple[int, ...], count: int) -> None:
    assert Shards.parse(text) == Shards(numbers, count)


@pytest.mark.parametrize("text", ["3", "0-3", "8/8", "3-1/8", "0,0/2", "0-1,1/4", "-1/4", "0/0", "a/b", "0/9999999"])
def test_a_share_that_is_none_is_told(text: str, tmp_path: Path) -> None:
    with pytest.raises(Misconfigured) as told:
        load(Process.TOOL, file=tmp_path / "none", environment={"BOT_SHARDS": text})
    assert "such as 0-3/8" in str(told.value)
