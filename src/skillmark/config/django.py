"""Django's settings, made from the typed ones. The only place where every app, door and adapter is named together.

Importing this starts nothing: the embedded database is leased by `config.main`, which puts its address into
`DATABASE_URL` first. Without one the settings still load, so that checks and type checkers can read them.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from skillmark import __version__
from skillmark.config.settings_model import load_settings

SETTINGS = load_settings(os.environ)

DATA_DIR = SETTINGS.data_dir
SECRET_KEY = SETTINGS.secret_key
DEBUG = SETTINGS.debug
ALLOWED_HOSTS = [*SETTINGS.allowed_hosts]
PUBLIC_URL = SETTINGS.public_url.rstrip("/")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
IS_DEMO = SETTINGS.demo
WORKERS = SETTINGS.workers
VERSION = __version__

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "procrastinate.contrib.django",
    "skillmark.kernel",
    "skillmark.domains.people",
    "skillmark.domains.skills",
    "skillmark.domains.authority",
    "skillmark.domains.achievements",
    "skillmark.domains.assessment",
    "skillmark.domains.assurance",
    "skillmark.domains.awarding",
    "skillmark.domains.record",
    "skillmark.domains.standing",
    "skillmark.domains.planning",
    "skillmark.domains.hiring",
    "skillmark.doors.jobs",
    "skillmark.doors.web.shell",
    "skillmark.doors.web.public",
    "skillmark.doors.web.join",
    "skillmark.doors.web.catalogue",
    "skillmark.doors.web.record",
    "skillmark.doors.web.study",
    "skillmark.doors.web.plan",
    "skillmark.doors.web.issuer",
    "skillmark.doors.web.awards",
    "skillmark.doors.web.assessor",
    "skillmark.doors.web.employer",
    "skillmark.doors.web.assurer",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "skillmark.doors.web.shell.middleware.HouseMiddleware",
]

ROOT_URLCONF = "skillmark.config.urls"
WSGI_APPLICATION = "skillmark.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "skillmark.doors.web.shell.context.shell",
            ],
        },
    }
]


def _database(url: str) -> dict[str, Any]:
    """Read `postgresql://user:password@host:port/name?host=/socket/folder` into Django's form."""
    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or query.get("dbname", "skillmark"),
        "USER": unquote(parts.username or query.get("user", "")),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": _database(SETTINGS.database_url or "postgresql:///skillmark")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Person"
LOGIN_URL = "shell:sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "display_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

IS_HTTPS = PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = SETTINGS.max_upload_mb * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
MAX_UPLOAD_BYTES = SETTINGS.max_upload_mb * 1024 * 1024

MAIL_URL = SETTINGS.mail_url
DEFAULT_FROM_EMAIL = SETTINGS.mail_from

LANGUAGE_CODE = SETTINGS.language
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = SETTINGS.time_zone  # only how times are shown; stored times are UTC

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 3600

SEAMS = {
    "blobs": SETTINGS.blobs,
    "mailer": SETTINGS.mailer,
    "compute": SETTINGS.compute,
    "keystore": SETTINGS.keystore,
    "fetcher": SETTINGS.fetcher,
}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
PROCRASTINATE_DATABASE_ALIAS = "default"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
