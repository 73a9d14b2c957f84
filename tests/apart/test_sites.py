"""Sites beside those of a web server that is there, in the folders of Debian and of Red Hat."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

import pytest

from core.front import changing, looking
from core.front.authority import Authority
from core.front.doors import place_of
from core.problems import ProblemError
from core.service.fronted import Door, Site
from core.ssh.profile import Profile
from core.ssh.session import Ran

if TYPE_CHECKING:
    from core.front.looking import Seen
    from core.ssh.session import ServerSession
    from tests.apart import Apart

pytestmark = pytest.mark.server
_PATH = "PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
# They stand in for programs that are not installed here, and for a system with SELinux.
_CHECKS = """\
#!/bin/sh
if grep -rq nonsense "/etc/${0##*/}"; then echo "${0##*/}: nonsense is no directive" >&2; exit 1; fi
"""
_SYSTEMCTL = """\
#!/bin/sh
case "$1 $2" in
"show $(cat /run/active)") echo active ;;
"show "*) echo inactive ;;
*) echo "$*" >>/run/told ;;
esac
"""


class _Root:
    """A session as root on a made-up server."""

    def __init__(self, apart: Apart) -> None:
        self.profile = Profile(name="apart", host="127.0.0.1", user="root")
        self._apart = apart

    async def run_as_root(self, script: str, **_: object) -> Ran:
        return Ran(*self._apart.sh(script, _PATH))


class Front:
    """What a made-up server with a web server is asked."""

    def __init__(self, apart: Apart, door: Door, unit: str, folder: str) -> None:
        self.apart, self.door, self.folder = apart, door, folder
        self.session = cast("ServerSession", _Root(apart))
        programs = {"nginx": _CHECKS, "httpd": _CHECKS, "systemctl": _SYSTEMCTL}
        apart.sh(f"mkdir -p {folder} /usr/local/bin; echo {unit} >/run/active")
        for name, text in programs.items():
            apart.file(f"/usr/local/bin/{name}").write_text(text)
            apart.sh(f"chmod 0755 /usr/local/bin/{name}")
        self.put("theirs.conf", "server {}\n")

    def put(self, name: str, text: str) -> None:
        self.apart.file(f"{self.folder}/{name}").write_text(text)

    def look(self) -> Seen:
        return asyncio.run(looking.look(self.session))

    def write(self, port: int) -> None:
        site = Site(domain="a.example", service="web", port=port, door=self.door)
        place = place_of(self.door, httpd=self.look().httpd)
        step = changing.writing((site,), place, certified=frozenset(), authority=Authority())
        asyncio.run(changing.carry_out(self.session, step))

    def remove(self) -> None:
        seen = self.look()
        step = changing.removing(seen.sites[0], place_of(self.door, httpd=seen.httpd))
        asyncio.run(changing.carry_out(self.session, step))

    def told(self) -> list[str]:
        return self.apart.sh("cat /run/told").out.splitlines()

    def there(self) -> dict[str, str]:
        folder = self.apart.file(self.folder)
        return {one.name: one.read_text() for one in sorted(folder.iterdir())}


@pytest.mark.parametrize(
    ("door", "unit", "folder"),
    [
        (Door.NGINX, "nginx.service", "/etc/nginx/conf.d"),
        (Door.APACHE, "httpd.service", "/etc/httpd/conf.d"),
    ],
)
def test_a_site_comes_is_taken_back_where_it_is_refused_and_goes(
    bare: Apart, door: Door, unit: str, folder: str
) -> None:
    front = Front(bare, door, unit, folder)
    theirs = front.there()
    assert front.look().active == {door: True}
    front.write(8080)
    assert front.told() == [f"reload {unit}"]
    (site,) = front.look().sites
    assert site == Site(domain="a.example", service="web", port=8080, door=door)
    before = front.there()
    assert set(before) == {"theirs.conf", "goferry-a.example.conf"}

    front.put("broken.conf", "nonsense\n")
    with pytest.raises(ProblemError) as refused:
        front.write(9090)
    assert "nonsense is no directive" in str(refused.value.problem.why)
    assert front.there() == {**before, "broken.conf": "nonsense\n"}
    bare.sh(f"rm {folder}/broken.conf")
    front.remove()
    assert front.there() == theirs


def test_why_certbot_could_not_renew_is_read_until_it_could(bare: Apart) -> None:
    front = Front(bare, Door.NGINX, "nginx.service", "/etc/nginx/conf.d")
    begin = "2026-11-0{}:ERROR:certbot._internal.renewal:Failed to renew certificate"
    bare.sh(f"""
mount -t tmpfs apart /var/log
mkdir -p /etc/letsencrypt/live/a.example /var/log/letsencrypt
touch -d 2026-11-01 /etc/letsencrypt/live/a.example/fullchain.pem
echo '{begin.format(2)} a.example with error: older' >/var/log/letsencrypt/letsencrypt.log.1
echo '{begin.format(3)} a.example with error: no way' >/var/log/letsencrypt/letsencrypt.log
""")
    assert front.look().renewals == {"a.example": "no way"}
    bare.sh("touch -d 2099-01-01 /etc/letsencrypt/live/a.example/fullchain.pem")
    assert front.look().renewals == {}


def test_selinux_that_stands_between_is_seen(bare: Apart) -> None:
    front = Front(bare, Door.NGINX, "nginx.service", "/etc/nginx/conf.d")
    assert not front.look().walled
    for name, says in {"getenforce": "Enforcing", "getsebool": "$1 --> off"}.items():
        bare.file(f"/usr/local/bin/{name}").write_text(f'#!/bin/sh\necho "{says}"\n')
        bare.sh(f"chmod 0755 /usr/local/bin/{name}")
    assert front.look().walled
    bare.file("/usr/local/bin/getsebool").write_text('#!/bin/sh\necho "$1 --> on"\n')
    assert not front.look().walled
