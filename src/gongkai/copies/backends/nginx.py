"""What nginx is told: which file answers an address, which headers go with it, what the platform itself is asked, how much it takes.

Written from the settings, so that headers and limits are those of the platform.
"""

from collections.abc import Mapping

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.utils.module_loading import import_string

from gongkai.copies.backends.files import folder
from gongkai.copies.backends.rendering import address, request_for
from gongkai.copies.backends.visit_log import around, inside
from gongkai.portal.pages.languages import COOKIE as LANGUAGE_COOKIE
from gongkai.portal.pages.looks import CONTRAST_COOKIE, ELDER_COOKIE, SIZE_COOKIE

_SAYING = (
    "gongkai.guard.http.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
)
"""The middleware that says what browsers may do with a page."""
_NOT_OURS = frozenset({"Content-Type", "Content-Length", "Vary"})
_PICTURES = "image/png png; image/jpeg jpg jpeg; image/gif gif; image/webp webp; image/bmp bmp;"
SANDBOX = {"Content-Security-Policy": "sandbox; default-src 'none'"}
SAVED = {**SANDBOX, "Content-Disposition": "attachment"}
BROWSERS_ASK = {"Cache-Control": "no-cache"}
BY_COOKIE = {**BROWSERS_ASK, "Vary": "Cookie"}


def headers() -> dict[str, str]:
    """What the platform says with every public page, beside what the page itself is."""
    request = request_for(f"{settings.FORCE_SCRIPT_NAME or ''}/")

    def page(_request: WSGIRequest) -> HttpResponse:
        return HttpResponse()

    answer = page
    for name in reversed([each for each in settings.MIDDLEWARE if each in _SAYING]):
        answer = import_string(name)(answer)
    return {name: value for name, value in answer(request).items() if name not in _NOT_OURS}


def configuration(*, upstream: str, listen: str, patience: int = 15) -> str:
    """A file for the folder of sites of nginx (inside `http`). `upstream`: host and port of the platform; `listen`: a port, on which it
    listens on IPv4 and IPv6, or else as nginx has it; `patience`: seconds that somebody may take to say what is wanted, and between
    two pieces of what is sent.
    """
    prefix = settings.FORCE_SCRIPT_NAME or ""
    host = _host()
    names = [host, *(each.replace("*", "") for each in settings.ALLOWED_HOSTS if each not in (host, "*"))]
    said = {
        "VISITS": around(),
        "VISITS_HERE": inside(),
        "ADDRESS": address(),
        "LANGUAGE": LANGUAGE_COOKIE,
        "ELDER": ELDER_COOKIE,
        "CONTRAST": CONTRAST_COOKIE,
        "SIZE": SIZE_COOKIE,
        "UPSTREAM": upstream,
        "LISTEN": "\n    ".join(f"listen {each};" for each in _both(listen)),
        "NAMES": " ".join(dict.fromkeys(names)),
        "FOLDER": str(folder()),
        "PREFIX": prefix,
        "STATIC_URL": settings.STATIC_URL,
        "STATIC_ROOT": f"{settings.STATIC_ROOT}/",
        "PATIENCE": str(patience),
        "BODY": f"{max(settings.FILE_MEGABYTES, settings.APPLICATION_MEGABYTES, settings.CHECKUP_MEGABYTES) + 1}m",
        "PAGE": _headers(BY_COOKIE, 4),
        "LOOK": _headers(BY_COOKIE, 8),
        "PICTURE": _headers(BROWSERS_ASK | SANDBOX, 8),
        "SAVED": _headers(BROWSERS_ASK | SAVED, 8),
        "AWAY": _headers({"Cache-Control": "no-store", "Retry-After": "60"}, 8),
        "STATIC": _headers({"Cache-Control": "max-age=31536000, public, immutable"}, 8),
        "PICTURES": _PICTURES,
    }
    text = _SITE
    for name, value in said.items():
        text = text.replace(f"@{name}@", value)
    return text


def _host() -> str:
    """The host in the address of the platform; an address of IPv6 stays in its brackets."""
    named = address().partition("//")[2]
    return f"{named.partition(']')[0]}]" if named.startswith("[") else named.partition(":")[0]


def _both(listen: str) -> tuple[str, ...]:
    """A socket for each of the two: one that took both would write addresses of IPv4 in the clothes of IPv6."""
    return (listen, f"[::]:{listen} ipv6only=on") if listen.isdecimal() else (listen,)


def _headers(more: Mapping[str, str], indent: int) -> str:
    """nginx takes the headers of the innermost place that has any: each place has them all."""
    lines = (f'add_header {name} "{value}" always;' for name, value in {**headers(), **more}.items())
    return f"\n{' ' * indent}".join(lines)


_SITE = """\
# Written by `gongkai static nginx` for @ADDRESS@. Write it anew after a change of the settings; put what is your own
# (certificates, further sites) into other files. HTTPS is yours: add `listen 443 ssl;`, `listen [::]:443 ssl;`, `http2 on;` and the
# certificate to the server below, or end TLS before it. Behind a proxy of your own, add `set_real_ip_from` and `real_ip_header` for it.

# Which copy of a page: languages are chosen by a cookie. What pages look like is said by one style sheet, chosen by three others.
map $cookie_@LANGUAGE@ $gongkai_language {
    default hans;
    hant hant;
    en en;
}
map $cookie_@ELDER@ $gongkai_elder {
    default 0;
    1 1;
}
map $cookie_@CONTRAST@ $gongkai_contrast {
    default 0;
    1 1;
}
map $cookie_@SIZE@ $gongkai_size {
    default 0;
    -1 -1;
    1 1;
    2 2;
    3 3;
}
# What is asked with words after a question mark, and what is sent, is for the platform: there is no such folder.
map $request_method:$is_args $gongkai_asked {
    default /asked;
    "GET:" "";
    "HEAD:" "";
}
map $request_method $gongkai_sent {
    default /asked;
    GET "";
    HEAD "";
}

@VISITS@
limit_conn_zone $binary_remote_addr zone=gongkai_visitors:10m;

upstream gongkai {
    server @UPSTREAM@ max_fails=0;
    keepalive 16;
}

server {
    @LISTEN@
    server_name @NAMES@;
    root @FOLDER@;
    server_tokens off;
    charset utf-8;
    charset_types application/xml application/rss+xml application/atom+xml text/plain application/json;
    types {
        text/html html;
        application/xml xml;
        text/plain txt;
        application/json json;
        text/css css;
        text/javascript js;
        image/svg+xml svg;
        image/png png;
        font/woff2 woff2;
    }
    default_type application/octet-stream;
    gzip_static on;
    gzip_vary on;
    etag on;
    recursive_error_pages on;

    # Places of files are remembered for a second, those of missing ones not at all: a change is seen that much later.
    open_file_cache max=20000 inactive=60s;
    open_file_cache_valid 1s;
    open_file_cache_errors off;

    # Slow, broken and oversized requests
    client_header_buffer_size 2k;
    large_client_header_buffers 4 8k;
    client_header_timeout @PATIENCE@s;
    client_body_timeout @PATIENCE@s;
    send_timeout 30s;
    keepalive_timeout 30s;
    reset_timedout_connection on;
    client_max_body_size @BODY@;
    limit_conn gongkai_visitors 100;
@VISITS_HERE@
    @PAGE@

    error_page 410 @gone;
    error_page 502 503 504 = @away;

    location @PREFIX@/ {
        try_files /$gongkai_language$gongkai_asked${uri}index.html @platform;
    }

    # Pages of items stay the same whatever stands after the question mark: what messengers put there opens the file.
    location ~ ^@PREFIX@/xxgk/.+/$ {
        try_files /$gongkai_language$gongkai_sent${uri}index.html @platform;
    }

    location ~ ^@PREFIX@/.*rss\\.xml$ {
        types {}
        default_type application/rss+xml;
        try_files /hans$gongkai_asked$uri @platform;
    }

    location ~ ^@PREFIX@/.*atom\\.xml$ {
        types {}
        default_type application/atom+xml;
        try_files /hans$gongkai_asked$uri @platform;
    }

    location ~ ^@PREFIX@/[^/]+\\.(?:xml|txt)$ {
        try_files /hans$gongkai_asked$uri @platform;
    }

    location = @PREFIX@/yangshi.css {
        @LOOK@
        try_files /looks/$gongkai_elder-$gongkai_contrast-$gongkai_size.css @platform;
    }

    # Attachments lie under their numbers: their names may be longer than those of files.
    location ~ ^@PREFIX@/xxgk/(?<gongkai_file>.+/files/\\d+)/[^/]+$ {
        @SAVED@
        types {}
        gzip_static off;
        try_files /files@PREFIX@/xxgk/$gongkai_file @platform;
    }

    location ~ ^@PREFIX@/xxgk/.+/attachments/[^/]+$ {
        @PICTURE@
        types { @PICTURES@ }
        gzip_static off;
        try_files /files$uri @platform;
    }

    location @STATIC_URL@ {
        @STATIC@
        alias @STATIC_ROOT@;
    }

    # Never a file, whatever lies there
    location ~ ^@PREFIX@/(?:desk|api|healthz) {
        error_page 502 503 504 = @told;
        try_files /asked @platform;
    }

    location @platform {
        # A notice stands where something was taken back.
        if (-f $document_root/gone/$gongkai_language${uri}index.html) {
            return 410;
        }
        proxy_pass http://gongkai;
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Host $host;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header X-Request-ID $request_id;
        proxy_connect_timeout 3s;
        proxy_read_timeout 120s;
        # What the platform says with its own pages is said once.
        add_header X-Served-By-Platform "";
    }

    location @gone {
        try_files /gone/$gongkai_language${uri}index.html =404;
    }

    # The platform does not answer: what is public is read all the same.
    location @away {
        try_files /$gongkai_language$gongkai_asked${uri}index.html @told;
    }

    location @told {
        error_page 503 /away/$gongkai_language.html;
        return 503;
    }

    location ^~ /away/ {
        internal;
        @AWAY@
    }
}
"""
