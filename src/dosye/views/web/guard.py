"""Who may ask: this machine's own browser, or one that brought the token; and what a page may do."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import socket
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from dosye.views.web.records import Settings

COOKIE = "dosye"
CSRF_FIELD = "csrf"
CSRF_HEADER = "x-dosye-csrf"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
EVERYWHERE = frozenset({"0.0.0.0", "::"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach a host."""
    return host in LOOPBACK


class Guard:
    """The checks of one served dossier; `csrf` stands in every form of its pages."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.csrf = secrets.token_urlsafe(24)

    def refuse(self, request: Request) -> tuple[int, str] | None:
        """Return the status and message key of a refusal, None where the request is welcome."""
        host = _host_of(f"//{request.headers.get('host', '')}")
        if not self._is_own(host):
            return 421, "refused.host"
        origin = request.headers.get("origin")
        if origin is not None and not self._is_own_origin(origin, request):
            return 403, "refused.origin"
        if (
            request.method not in SAFE
            and request.headers.get("sec-fetch-site", "same-origin") == "cross-site"
        ):
            return 403, "refused.origin"
        return None

    def knows(self, request: Request) -> bool:
        """Tell whether the request brings the token, or needs none."""
        token = self.settings.token
        return token is None or same(request.cookies.get(COOKIE, ""), token)

    def let_in(self, response: Response, *, secure: bool) -> Response:
        """Give the token as a cookie that no script and no other site sees."""
        response.set_cookie(
            COOKIE, self.settings.token or "", httponly=True, samesite="strict", secure=secure, path="/"
        )
        return response

    def _is_own(self, host: str) -> bool:
        mine = {self.settings.host.lower()}
        if is_loopback(self.settings.host) or self.settings.host in EVERYWHERE:
            mine |= LOOPBACK
        if host in mine - EVERYWHERE:
            return True
        # an address in digits cannot be rebound to another by a foreign name server
        return self.settings.host in EVERYWHERE and (
            _is_address(host) or host == socket.gethostname().lower()
        )

    def _is_own_origin(self, origin: str, request: Request) -> bool:
        """The page's own origin has the request's own host, port and all."""
        parts = urlsplit(origin)
        return parts.netloc.lower() == request.headers.get("host", "").lower() and self._is_own(
            _host_of(origin)
        )


def same(given: str, wanted: str) -> bool:
    """Compare without telling by time how much was right."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode("utf-8", "replace"))


def _host_of(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
