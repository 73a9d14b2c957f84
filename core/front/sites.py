"""The file of a domain, in the words of each web server; its first line says what it is for."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from core.front.domains import is_domain, must_be_domain
from core.plain_text import whole_number
from core.ports import HIGHEST_PORT
from core.service.fronted import Door, Site
from core.service_name import must_be_usable, usable

if TYPE_CHECKING:
    from collections.abc import Callable

_FIRST = "# Written by GoFerry: {domain} leads to {service} on port {port}."
_READ = re.compile(
    r"# Written by GoFerry: (?P<domain>\S+) leads to (?P<service>\S+) on port (?P<port>\d{1,5})\."
)
_OURS = """\
{domain} {{
	import door {port} {service}
}}
"""
_CADDY = """\
{domain} {{
	encode zstd gzip
	header ?X-Content-Type-Options nosniff
	reverse_proxy 127.0.0.1:{port} {{
		lb_try_duration 10s
		flush_interval -1
	}}
	handle_errors {{
		@away expression `{{err.status_code}} in [502, 503, 504]`
		handle @away {{
			header Retry-After 10
			respond "{service} is being looked after. Please try again in a moment." 503
		}}
	}}
}}
"""
_NGINX = """\
map $http_upgrade $goferry_{word} {{
    default upgrade;
    '' close;
}}
server {{
{listen}
    server_name {domain};
    client_max_body_size 0;
    gzip on;
    gzip_proxied any;
    gzip_types text/css text/plain application/javascript application/json image/svg+xml;
    error_page 502 503 504 = @goferry;
    location / {{
        proxy_pass http://127.0.0.1:{port};
        proxy_http_version 1.1;
        proxy_request_buffering off;
        proxy_buffering off;
        proxy_read_timeout 1h;
        proxy_set_header Host $host;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header X-Forwarded-Host $host;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $goferry_{word};
    }}
    location @goferry {{
        default_type text/plain;
        add_header Retry-After 10 always;
        return 503 "{service} is being looked after. Please try again in a moment.";
    }}
}}
"""
_NGINX_REDIRECT = """\
server {{
    listen 80;
    listen [::]:80;
    server_name {domain};
    return 308 https://$host$request_uri;
}}
"""
_NGINX_TLS = """\
    listen 443 ssl;
    listen [::]:443 ssl;
    ssl_certificate {folder}/fullchain.pem;
    ssl_certificate_key {folder}/privkey.pem;"""
_APACHE = """\
<VirtualHost *:{listen}>
    ServerName {domain}
{tls}\
    ProxyPreserveHost On
    ProxyPass / http://127.0.0.1:{port}/ upgrade=websocket
    RequestHeader set X-Forwarded-For "expr=%{{REMOTE_ADDR}}"
    RequestHeader set X-Forwarded-Proto "expr=%{{REQUEST_SCHEME}}"
    ErrorDocument 503 "{service} is being looked after. Please try again in a moment."
</VirtualHost>
"""
_APACHE_REDIRECT = """\
<VirtualHost *:80>
    ServerName {domain}
    Redirect 308 / https://{domain}/
</VirtualHost>
"""
_APACHE_TLS = """\
    SSLEngine on
    SSLCertificateFile {folder}/fullchain.pem
    SSLCertificateKeyFile {folder}/privkey.pem
"""


def text_of(site: Site, *, certified: bool = False) -> str:
    """Write the file of a domain.

    `certified` says that certbot has a certificate for it: nginx and Apache fetch none themselves.
    Raises `ProblemError` for a value that could be read as anything else than itself.
    """
    must_be_domain(site.domain)
    must_be_usable(site.service)
    if site.port not in range(1, HIGHEST_PORT + 1):
        raise ValueError(site.port)
    first = _FIRST.format(domain=site.domain, service=site.service, port=site.port)
    return f"{first}\n{_WRITERS[site.door](site, certified)}"


def site_in(text: str, door: Door) -> Site | None:
    """Read what a file is for; None for a stranger's, and without a domain or a service."""
    found = _READ.match(text)
    if found is None or not (is_domain(found["domain"]) and usable(found["service"])):
        return None
    port = whole_number(found["port"])
    return Site(domain=found["domain"], service=found["service"], port=port, door=door)


def certbot_folder(domain: str) -> str:
    """Where certbot keeps the certificate of a domain."""
    return f"/etc/letsencrypt/live/{domain}"


def _ours(site: Site, certified: bool) -> str:  # noqa: FBT001 - one row of a table
    del certified
    return _OURS.format(domain=site.domain, port=site.port, service=site.service)


def _caddy(site: Site, certified: bool) -> str:  # noqa: FBT001 - one row of a table
    del certified
    return _CADDY.format(domain=site.domain, port=site.port, service=site.service)


def _nginx(site: Site, certified: bool) -> str:  # noqa: FBT001 - one row of a table
    folder = certbot_folder(site.domain)
    listen = "    listen 80;\n    listen [::]:80;"
    body = _NGINX.format(
        listen=_NGINX_TLS.format(folder=folder) if certified else listen,
        word=hashlib.sha256(site.domain.encode()).hexdigest()[:12],
        domain=site.domain,
        port=site.port,
        service=site.service,
    )
    return body + (_NGINX_REDIRECT.format(domain=site.domain) if certified else "")


def _apache(site: Site, certified: bool) -> str:  # noqa: FBT001 - one row of a table
    body = _APACHE.format(
        listen=443 if certified else 80,
        tls=_APACHE_TLS.format(folder=certbot_folder(site.domain)) if certified else "",
        domain=site.domain,
        port=site.port,
        service=site.service,
    )
    return body + (_APACHE_REDIRECT.format(domain=site.domain) if certified else "")


_WRITERS: dict[Door, Callable[[Site, bool], str]] = {
    Door.OURS: _ours,
    Door.CADDY: _caddy,
    Door.NGINX: _nginx,
    Door.APACHE: _apache,
}
