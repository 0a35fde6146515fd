"""Every variable of the environment that the program reads; `docs/settings.md` is generated from this table."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Variable:
    """One variable. `otherwise` says in words what holds when it is unset and its default is empty."""

    name: str
    meaning: str
    default: str = ""
    otherwise: str = ""


# Read here, by the settings.
VARIABLES = {
    each.name: each
    for each in (
        Variable("NGHITRINH_HOME", "folder of database, files, keys, static files and bundles", default="home"),
        Variable(
            "NGHITRINH_DATABASE_URL", "`postgresql://user:password@host:port/name`", otherwise="SQLite in the home"
        ),
        Variable("NGHITRINH_SECRET_KEY", "key for sessions", otherwise="made once, kept in the home"),
        Variable(
            "NGHITRINH_HOSTS", "host names the desk answers to, separated by commas", default="127.0.0.1,localhost"
        ),
        Variable(
            "NGHITRINH_PORTAL_ADDRESS",
            "where the public reaches the portal, such as `https://nghitrinh.example/`: the first publication that has "
            "it keeps it in the record (`portal.change` changes it); feeds, calendar, sitemap and desk name it",
            otherwise="what the record keeps; without that, no absolute link and no sitemap",
        ),
        Variable(
            "NGHITRINH_ORIGINS",
            "origins from which forms are accepted behind a proxy, separated by commas, such as `https://desk.example`",
            otherwise="none",
        ),
        Variable(
            "NGHITRINH_HTTPS", "`1` when the desk is reached over TLS: cookies then go over TLS only", default="0"
        ),
        Variable(
            "NGHITRINH_HSTS_DAYS",
            "with `NGHITRINH_HTTPS=1`: for how many days browsers come over TLS only (Strict-Transport-Security)",
            default="365",
        ),
        Variable(
            "NGHITRINH_BEHIND_PROXY",
            "`1` when a server in front sets `X-Forwarded-Proto` and `X-Forwarded-For` itself, whatever a client sent",
            default="0",
        ),
        Variable("NGHITRINH_IDLE_MINUTES", "minutes without a request after which a session ends", default="60"),
        Variable(
            "NGHITRINH_OWN_MEGABYTES",
            "how much each person may keep in documents of their own, in megabytes; `0` takes none",
            default="200",
        ),
        Variable("NGHITRINH_SESSION_HOURS", "hours after which a session ends whatever is done in it", default="12"),
        Variable(
            "NGHITRINH_SECOND_FACTOR",
            "roles that need a second step to sign in, such as `administrator,secretary,chair`",
            otherwise="nobody needs one, everybody may have one",
        ),
        Variable(
            "NGHITRINH_OIDC_ISSUER",
            "address of the provider of identities (OpenID Connect), such as `https://sso.example/realms/tinh`",
            otherwise="none: everybody signs in by password",
        ),
        Variable("NGHITRINH_OIDC_CLIENT", "by which name the provider knows this desk", otherwise="none"),
        Variable("NGHITRINH_OIDC_SECRET", "the secret that goes with it", otherwise="none: a public client"),
        Variable("NGHITRINH_OIDC_CLAIM", "which claim names the user, as `user.identify` keeps it", default="email"),
        Variable("NGHITRINH_OIDC_NAME", "what the button says", default="Đăng nhập một lần"),
        Variable(
            "NGHITRINH_DESK_ADDRESS",
            "where users reach the desk, such as `https://desk.example/`: letters lead there",
            otherwise="set by `nghitrinh run`; otherwise letters name the page without its host",
        ),
        Variable(
            "NGHITRINH_MAIL_HOST", "mail server that letters go to", otherwise="none: letters are files in the home"
        ),
        Variable("NGHITRINH_MAIL_PORT", "its port", default="587"),
        Variable(
            "NGHITRINH_MAIL_TLS",
            "`starttls`, `tls` (from the first byte on, mostly port 465) or `none`; a password never goes with `none`, "
            "but to this machine itself",
            default="starttls",
        ),
        Variable("NGHITRINH_MAIL_USER", "by which name it lets us in", otherwise="none: it asks for none"),
        Variable("NGHITRINH_MAIL_PASSWORD", "the password that goes with it", otherwise="none"),
        Variable(
            "NGHITRINH_MAIL_FROM",
            "the address that letters come from; needed with a mail server",
            otherwise="`nghitrinh@localhost`, in files",
        ),
        Variable("NGHITRINH_MAIL_HOUR", "from which hour on the day's letter is sent, 0 to 23", default="7"),
        Variable("NGHITRINH_MAIL_KEPT_DAYS", "how many days it is kept to whom a letter was sent", default="365"),
        Variable(
            "NGHITRINH_BACKUP_PASSPHRASE",
            "passphrase of the keys that `nghitrinh backup` writes",
            otherwise="asked for",
        ),
        Variable("NGHITRINH_DEBUG", "`1` shows tracebacks; for developers only", default="0"),
    )
}

# Read where they are used, at the moment they are used.
ELSEWHERE = (
    Variable(
        "NGHITRINH_TODAY",
        "the day of the one clock, such as `2021-10-04`, for demonstrations",
        otherwise="today; in the home of the worked example, its day",
    ),
    Variable(
        "NGHITRINH_SERVED_PORTAL",
        "address of the portal that `nghitrinh run` serves: the desk leads there while the portal has no other",
        otherwise="set by `nghitrinh run`",
    ),
    Variable("NGHITRINH_PORTAL_ROOT", "folder that the portal serves", otherwise="set by `nghitrinh portal`"),
    Variable("NGHITRINH_PORTAL_KEY", "public key that it trusts", otherwise="set by `nghitrinh portal`"),
)
