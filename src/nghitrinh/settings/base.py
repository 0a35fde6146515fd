"""The desk's settings, and the record's."""

from pathlib import Path

from nghitrinh.settings import environment

PACKAGE = Path(__file__).resolve().parent.parent
HOME = environment.home()

SECRET_KEY = environment.secret_key()
DEBUG = environment.flag("NGHITRINH_DEBUG")
ALLOWED_HOSTS = environment.text("NGHITRINH_HOSTS").split(",")
PORTAL_ADDRESS = environment.address("NGHITRINH_PORTAL_ADDRESS")
SERVED_PORTAL = environment.served_portal()
DESK_ADDRESS = environment.address("NGHITRINH_DESK_ADDRESS")
MAIL = environment.mail()
CSRF_TRUSTED_ORIGINS = [origin for origin in environment.text("NGHITRINH_ORIGINS").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "nghitrinh.record",
    "nghitrinh.mail",
    "nghitrinh.desk",
]
AUTH_USER_MODEL = "record.User"
AUTHENTICATION_BACKENDS = ["nghitrinh.desk.kit.asking.Backend"]
SESSION_ENGINE = "nghitrinh.desk.kit.sessions"
DATABASES = {"default": environment.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What a request may take in seconds, before it is stopped and the stop is told: nobody holds a worker longer than ten.
REQUEST_SECONDS = 8.0

MIDDLEWARE = [
    "nghitrinh.desk.logs.Numbered",
    "nghitrinh.desk.limit.Limit",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "nghitrinh.desk.middleware.DeskMiddleware",
]
ROOT_URLCONF = "nghitrinh.desk.urls"
WSGI_APPLICATION = "nghitrinh.desk.wsgi.application"
FORM_RENDERER = "django.forms.renderers.Jinja2"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "desk" / "templates"],
        "OPTIONS": {
            "environment": "nghitrinh.desk.templating.environment",
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "nghitrinh.desk.context.frame",
            ],
        },
    }
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [PACKAGE / "assets" / "static"]
WHITENOISE_USE_FINDERS = DEBUG
CSRF_FAILURE_VIEW = "nghitrinh.desk.middleware.untrusted"
LOGIN_URL = "/dang-nhap/"
LOGIN_REDIRECT_URL = "/"

# Sessions: the cookie goes with the browser, the server ends what is idle and what is old.
HTTPS = environment.flag("NGHITRINH_HTTPS")
SESSION_COOKIE_AGE = 60 * environment.number("NGHITRINH_IDLE_MINUTES", 5, 24 * 60)
SESSION_LONGEST = 3600 * environment.number("NGHITRINH_SESSION_HOURS", 1, 24 * 31)
OWN_BYTES = 1_000_000 * environment.number("NGHITRINH_OWN_MEGABYTES", 0, 1_000_000)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# A browser takes such a name over TLS only, and from this very host only.
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = (
    ("__Host-sessionid", "__Host-csrftoken") if HTTPS else ("sessionid", "csrftoken")
)
SECURE_HSTS_SECONDS = 86_400 * environment.number("NGHITRINH_HSTS_DAYS", 0, 730) if HTTPS else 0
# What a server in front says of a request is believed only where the home says that there is one.
BEHIND_PROXY = environment.flag("NGHITRINH_BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None

# Signing in: whose roles need a second step; the provider of identities, if there is one.
SECOND_FACTOR = environment.roles("NGHITRINH_SECOND_FACTOR")
OIDC_CLIENT = environment.text("NGHITRINH_OIDC_CLIENT")
OIDC_CLAIM = environment.text("NGHITRINH_OIDC_CLAIM")
OIDC_NAME = environment.text("NGHITRINH_OIDC_NAME")
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "nghitrinh.desk.signing.factors.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
SOCIALACCOUNT_ADAPTER = "nghitrinh.desk.signing.provider.Adapter"
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = environment.provider()
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 60_000_000
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "nghitrinh.record.bodies.passwords.Length"},
    {"NAME": "nghitrinh.record.bodies.passwords.Common"},
    {"NAME": "nghitrinh.record.bodies.passwords.Personal"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]

# What went wrong is a line on standard error; what anyone may ask for that is not there is none.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "nghitrinh.desk.logs.Lines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},
    },
}
