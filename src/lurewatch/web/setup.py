"""What Django is told of the pages: apps, sign-in, sessions, and headers that let nothing in from outside."""

from pathlib import Path

import django
from django.conf import settings

from lurewatch.desk.serving import Served
from lurewatch.telling.page import STYLES

_HERE = Path(__file__).parent
_APPS = (
    "lurewatch.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_htmx",
    "axes",
)
_MIDDLEWARE = (
    "lurewatch.web.bounds.Bounds",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lurewatch.web.headers.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "lurewatch.web.faults.Faults",
    "lurewatch.web.access.Access",
    "axes.middleware.AxesMiddleware",
)
_LOCAL = ("127.0.0.1", "localhost", "[::1]")
_CHECKS = ("UserAttributeSimilarity", "MinimumLength", "CommonPassword")
UPLOAD, FORM = 12 << 20, 4 << 20  # bytes of a file, and of all else in a form


def ready(served: Served) -> None:
    """Tells Django once; afterwards pages and the store may be imported."""
    if settings.configured:
        return
    settings.configure(**_told(served), **_sign_in(served), **_static(served), **served.part.more)
    django.setup()


def _told(served: Served) -> dict[str, object]:
    return {
        "DATABASES": served.part.databases,
        "INSTALLED_APPS": [*served.part.apps, *_APPS],
        "MIDDLEWARE": list(_MIDDLEWARE),
        "ROOT_URLCONF": "lurewatch.web.urls",
        "SECRET_KEY": served.secret,
        "ALLOWED_HOSTS": [*served.hosts, *_LOCAL],
        "USE_TZ": True,
        "TIME_ZONE": "UTC",
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "FILE_UPLOAD_HANDLERS": ["lurewatch.web.held.Held"],
        "DATA_UPLOAD_MAX_MEMORY_SIZE": FORM,
        "DATA_UPLOAD_MAX_NUMBER_FIELDS": 5_000,
        "DATA_UPLOAD_MAX_NUMBER_FILES": 1,
        "LOGGING": _LOGGING,
        "LUREWATCH": served,
        "TEMPLATES": [
            {
                "BACKEND": "django.template.backends.jinja2.Jinja2",
                "DIRS": [],
                "OPTIONS": {"environment": "lurewatch.web.templating.made"},
            }
        ],
    }


def _sign_in(served: Served) -> dict[str, object]:
    is_apart = bool(served.hosts)  # behind TLS; on this machine alone some browsers keep no secure cookie
    checks = [{"NAME": f"django.contrib.auth.password_validation.{one}Validator"} for one in _CHECKS]
    checks[1]["OPTIONS"] = {"min_length": 12}  # type: ignore[assignment]
    return {
        "AUTHENTICATION_BACKENDS": [
            "axes.backends.AxesStandaloneBackend",
            "django.contrib.auth.backends.ModelBackend",
        ],
        "AUTH_PASSWORD_VALIDATORS": checks,
        "LOGIN_URL": "sign-in",
        "LOGIN_REDIRECT_URL": "home",
        "SESSION_COOKIE_SECURE": is_apart,
        "CSRF_COOKIE_SECURE": is_apart,
        "SESSION_COOKIE_AGE": 10 * 60 * 60,
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "CSRF_USE_SESSIONS": True,
        "CSRF_FAILURE_VIEW": "lurewatch.web.faults.forged",
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if is_apart else None,
        "SECURE_HSTS_SECONDS": 31_536_000 if is_apart else 0,
        "SECURE_REFERRER_POLICY": "same-origin",
        "X_FRAME_OPTIONS": "DENY",
        "AXES_FAILURE_LIMIT": 8,
        "AXES_COOLOFF_TIME": 0.25,  # hours
        "AXES_LOCKOUT_PARAMETERS": [["username"]],
        "AXES_LOCKOUT_CALLABLE": "lurewatch.web.faults.locked_out",
        "AXES_RESET_ON_SUCCESS": True,
        "AXES_DISABLE_ACCESS_LOG": True,
        "AXES_VERBOSE": False,
        "OTP_TOTP_ISSUER": "Lurewatch",
    }


def _static(served: Served) -> dict[str, object]:
    return {
        "STATIC_URL": "/static/",
        "STATIC_ROOT": str(served.folder / "static"),
        "STATICFILES_DIRS": [str(_HERE / "static"), ("lurewatch", str(STYLES))],
        "STORAGES": {
            "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
            "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
        },
    }


_LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"sparse": {"()": "lurewatch.web.sparse.Sparse"}},
    "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "sparse", "level": "ERROR"}},
    "root": {"handlers": ["err"], "level": "ERROR"},
    "loggers": {"django": {"handlers": [], "level": "ERROR", "propagate": True}},
}
