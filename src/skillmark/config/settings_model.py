"""The typed settings: every knob of the house, read once from the environment and checked at start.

Names are the field names in capitals with `SKILLMARK_` before them, except DATABASE_URL. A field works when absent.
`docs/reference/settings.md` is printed from this type (`settings_page`). What does not live here: Django's own
settings (`config.django`), and anything that may change while the server runs.
"""

import difflib
import json
import os
import re
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from pydantic import AliasChoices, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

PREFIX = "SKILLMARK_"
EXIT_CONFIGURATION = 78  # EX_CONFIG of sysexits.h
_SEAM = re.compile(r"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)+$")


class SettingsError(Exception):
    """A setting is wrong. Says which variable, what is wrong, and what to do; never the value."""

    code = "settings.wrong"
    exit_code = EXIT_CONFIGURATION

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)
        self.hint = "Correct the variables named above and start again. docs/reference/settings.md lists them all."


def _default_data_dir() -> Path:
    """The folder of the user's own data, as the platform names it."""
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "skillmark"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "skillmark"


class Settings(BaseSettings):
    """Frozen. Make it with `load_settings`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", case_sensitive=False)

    public_url: str = Field(
        "http://localhost:8000",
        description="The address under which people reach this site. Links and issuers' did:web names use it.",
    )
    data_dir: Path = Field(
        default_factory=_default_data_dir,
        description="The folder for the embedded database, files and wrapped keys. See docs/how-to/backup.md.",
    )
    database_url: str = Field(
        "",
        validation_alias=AliasChoices("DATABASE_URL", "database_url"),
        description="A PostgreSQL server of yours (15 or newer), as postgresql://user:password@host/name. "
        "Empty: an embedded server is started and stopped for you.",
    )
    secret_key: str = Field(
        "",
        repr=False,
        description="Signs sessions and wraps file keys; 40 characters or more. "
        "Empty: made once and kept in DATA_DIR/secret_key, readable by you alone.",
    )
    debug: bool = Field(False, description="Show errors in full on pages. Never on a site that others can reach.")
    allowed_hosts: tuple[str, ...] = Field(
        (),
        description='Host names that requests may carry, as JSON (["a.example"]) or with commas between. '
        "Empty: the host of SKILLMARK_PUBLIC_URL, localhost and 127.0.0.1.",
    )
    demo: bool = Field(False, description="Allow the demo world and its keys. Refused with a public https address.")
    workers: int = Field(1, ge=1, le=64, description="Web server processes started by `skillmark serve`.")
    max_upload_mb: int = Field(20, ge=1, le=1024, description="The largest file one may hand in, in megabytes.")
    language: str = Field("en", description="The language of pages where the reader's own is not available (BCP 47).")
    time_zone: str = Field(
        "UTC", description="The time zone in which times are shown (IANA name). Stored times are UTC."
    )
    mail_from: str = Field("skillmark@localhost", description="The sender of mail.")
    mail_url: str = Field(
        "console:",
        repr=False,
        description="Where mail goes: console: (shown on the terminal), file: (kept in DATA_DIR/mail), or "
        "smtp://user:password@host:587 (STARTTLS), smtps://user:password@host:465 (TLS).",
    )
    blobs: str = Field("skillmark.adapters.blobs.folder.FolderStore", description="Seam: where files lie.")
    mailer: str = Field("skillmark.adapters.mail.mailer.Mailer", description="Seam: how mail leaves.")
    compute: str = Field("skillmark.adapters.compute.inprocess.InProcess", description="Seam: where bulk work runs.")
    keystore: str = Field(
        "skillmark.adapters.keystores.files.FileKeystore", description="Seam: where signing keys lie."
    )
    fetcher: str = Field(
        "skillmark.adapters.fetch.own.OwnFetcher", description="Seam: how documents of others are read."
    )

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        if value.lstrip().startswith("["):
            return tuple(json.loads(value))  # its error is a ValueError too
        return tuple(host.strip() for host in value.split(",") if host.strip())

    @field_validator("public_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        if not re.fullmatch(r"https?://[A-Za-z0-9.\-\[\]:]+(/[^\s?#]*)?", value):
            raise ValueError("must be an http or https address without query, such as https://badges.example.org")
        return value.rstrip("/")

    @field_validator("secret_key")
    @classmethod
    def _is_long(cls, value: str) -> str:
        if value and len(value) < 40:
            raise ValueError("must have 40 characters or more; leave it out and one is made for you")
        return value

    @field_validator("database_url")
    @classmethod
    def _is_postgresql(cls, value: str) -> str:
        if value and not value.startswith(("postgresql://", "postgres://")):
            raise ValueError("must begin with postgresql://; leave it out for the embedded server")
        return value

    @field_validator("mail_url")
    @classmethod
    def _is_mail(cls, value: str) -> str:
        if value not in {"console:", "file:"} and not re.match(r"smtps?://[^/\s]+$", value):
            raise ValueError("must be console:, file:, smtp://host:587 or smtps://host:465")
        return value

    @field_validator("time_zone")
    @classmethod
    def _is_a_zone(cls, value: str) -> str:
        from zoneinfo import ZoneInfo

        try:
            ZoneInfo(value)
        except (OSError, ValueError, KeyError):
            raise ValueError("must be an IANA time zone, such as Europe/Vienna") from None
        return value

    @field_validator("language")
    @classmethod
    def _is_a_language(cls, value: str) -> str:
        if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
            raise ValueError("must be a language tag, such as en or pt-BR")
        return value

    @field_validator("blobs", "mailer", "compute", "keystore", "fetcher")
    @classmethod
    def _is_dotted(cls, value: str) -> str:
        if not _SEAM.fullmatch(value):
            raise ValueError("must be the dotted name of a class, such as package.module.Class")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what `load_settings` hands over: never a hidden file, never the environment a second time."""
        return (init_settings,)


def variable(field: str) -> str:
    """The environment variable of a field."""
    return "DATABASE_URL" if field == "database_url" else PREFIX + field.upper()


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Read and check everything. Raises SettingsError with one line per problem. Writes `secret_key` once if absent."""
    fields = {variable(name): name for name in Settings.model_fields}
    problems = [_unknown(name, fields) for name in sorted(environ) if name.startswith(PREFIX) and name not in fields]
    given = {field: environ[name] for name, field in fields.items() if environ.get(name)}
    try:
        settings = Settings(**given)  # type: ignore[arg-type]
    except ValidationError as error:
        problems += [_wrong(dict(found)) for found in error.errors(include_input=False, include_url=False)]
    if problems:
        raise SettingsError(problems)
    _refuse_demo_in_public(settings)
    return _completed(settings)


def _completed(settings: Settings) -> Settings:
    """Fill in what depends on other fields."""
    from urllib.parse import urlsplit

    data_dir = settings.data_dir.expanduser().absolute()
    host = urlsplit(settings.public_url).hostname or "localhost"
    return settings.model_copy(
        update={
            "data_dir": data_dir,
            "secret_key": settings.secret_key or _kept_secret(data_dir),
            "allowed_hosts": settings.allowed_hosts or tuple(dict.fromkeys((host, "localhost", "127.0.0.1"))),
        }
    )


def _kept_secret(data_dir: Path) -> str:
    """The secret of this data folder; made on first use. Two that start at once end up with the same one."""
    path = data_dir / "secret_key"
    try:
        if path.exists():
            return path.read_text().strip()
        # As root the database runs as somebody else, who must pass through this folder but not list it.
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o711 if os.geteuid() == 0 else 0o700)
        fresh = path.with_name(f"secret_key.{os.getpid()}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
        return path.read_text().strip()
    except OSError as error:
        problem = (
            f"{variable('data_dir')}: {data_dir} cannot be used ({error.strerror}). Name a folder you may write to."
        )
        raise SettingsError([problem]) from None


def _refuse_demo_in_public(settings: Settings) -> None:
    if settings.demo and settings.public_url.startswith("https://"):
        raise SettingsError(
            [
                f"{variable('demo')}: demo keys are refused on a public https address. Leave it out, or use http://localhost."
            ]
        )


def _unknown(name: str, fields: Mapping[str, str]) -> str:
    near = difflib.get_close_matches(name, fields, n=1, cutoff=0.0)
    return f"{name}: there is no such setting. The nearest is {near[0]}."


def _wrong(found: dict[str, Any]) -> str:
    message = str(found["msg"]).removeprefix("Value error, ")
    field = str(found["loc"][0])
    name = field if field in {"DATABASE_URL"} else variable(field)
    return f"{name}: {message}."


def leave(error: SettingsError) -> NoReturn:
    """For the command line: say what is wrong and exit with 78."""
    print(f"{error}\n{error.hint}", file=sys.stderr)
    raise SystemExit(EXIT_CONFIGURATION)


def settings_page() -> str:
    """The reference page, in Markdown."""
    lines = [
        "# Settings",
        "",
        "Printed from the type `skillmark.config.settings_model.Settings` by",
        "`python -m skillmark.config.settings_model > docs/reference/settings.md`; a test checks that it is current.",
        "",
        "Settings are environment variables, read once and checked at start. A wrong one stops the start with exit",
        "code 78 and a message that names it. An unknown name with `SKILLMARK_` before it is an error too.",
        "",
        "| variable | default | meaning |",
        "|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        if field.default_factory is not None:
            default = "the user's data folder, such as `~/.local/share/skillmark`"
        elif field.default in ("", ()):
            default = "empty"
        else:
            default = f"`{str(field.default).lower() if isinstance(field.default, bool) else field.default}`"
        lines.append(f"| `{variable(name)}` | {default} | {field.description} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(settings_page())
