"""The fleet, for pyinfra: from the environment, as bench_fleet gives it."""

import os

fleet = [
    (
        f"@ssh/s{place}",
        {
            "ssh_hostname": host,
            "ssh_port": int(port),
            "ssh_user": "root",
            "ssh_key": key,
            "ssh_known_hosts_file": os.environ["FLEET_KNOWN_HOSTS"],
            "ssh_strict_host_key_checking": "yes",
        },
    )
    for place, one in enumerate(os.environ["FLEET"].split())
    for host, port, key in (one.split(","),)
]
