"""Who published an article: the site's name or its hostname, in one spelling."""

import re
from urllib.parse import urlsplit

_HOST = re.compile(r"(?:https?://)?(?:(?:www\d?|m|amp)\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?::\d+)?(?:/.*)?", re.IGNORECASE)


def first(*names: str | None) -> str | None:
    """The first name that says something, in its one spelling.

    >>> first(None, "https://www.Example.com/"), first("", "The  Porto Mail ")
    ('example.com', 'The Porto Mail')
    """
    return next((normal(name) for name in names if name and name.strip()), None)


def normal(name: str) -> str:
    """One spelling for a name: a hostname in small letters without "www.", other names with single spaces."""
    host = _HOST.fullmatch(name.strip())
    return host.group(1).lower() if host else " ".join(name.split())


def of_url(url: str | None) -> str | None:
    """The hostname of a web address, null for a file name.

    >>> of_url("https://www.example.com/a.html"), of_url("a.html")
    ('www.example.com', None)
    """
    try:
        parts = urlsplit(url or "")
        return parts.hostname if parts.scheme in ("http", "https") else None
    except ValueError:  # "http://[news]"
        return None
