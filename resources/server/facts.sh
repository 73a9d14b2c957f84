#!/bin/sh
# Tells what this server is and has. It only looks: nothing is changed, nothing is left behind.
# Each line is a word, a tab and a value.
LC_ALL=C
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
export LC_ALL PATH

tell() { printf '%s\t%s\n' "$1" "$2"; }
first() { head -n 1 2>/dev/null; }
have() { command -v "$1" >/dev/null 2>&1; }
# Is one of these there? What lies behind a closed door is not known: then nothing is told.
any() {
    answer=no
    for path; do
        [ -e "$path" ] && { echo yes; return; }
        folder=${path%/*}
        until [ -d "${folder:-/}" ]; do folder=${folder%/*}; done
        [ -x "${folder:-/}" ] || answer=
    done
    echo "$answer"
}
# What a file of the kernel says; "none" where the kernel has no such thing.
kernel_says() {
    if [ -e "$1" ]; then cat "$1" 2>/dev/null; else any "$1" | sed 's/no/none/'; fi
}

# The folder itself, or the nearest one above that is there.
nearest() {
    path=$1
    while [ ! -d "$path" ]; do path=$(dirname "$path"); done
    echo "$path"
}

place() {
    there=$(nearest "$1")
    blocks=$(df -Pk "$there" 2>/dev/null | awk 'NR == 2 { print $4 }')
    inodes=$(df -Pi "$there" 2>/dev/null | awk 'NR == 2 && $2 > 0 { print $4 }')
    mount=$(df -Pk "$there" 2>/dev/null | awk 'NR == 2 { print $6 }')
    options=$(awk -v mount="$mount" '$2 == mount { found = $4 } END { print found }' /proc/mounts)
    tell place "${blocks:--} ${inodes:--} ${options:--} $1"
}

# Ports as /proc tells them to everybody: hexadecimal, owner unknown.
listening() {
    cat "/proc/net/$1" "/proc/net/${1}6" 2>/dev/null | awk -v state="$2" '
        function number(hex,  i, sum) {
            sum = 0
            for (i = 1; i <= length(hex); i++)
                sum = sum * 16 + index("0123456789ABCDEF", substr(hex, i, 1)) - 1
            return sum
        }
        $4 == state { split($2, local, ":"); print "*:" number(local[2]) }
    '
}

# How many connections are open to each port, in hexadecimal, that somebody listens on. One that still
# waits for its program has no inode.
connections() {
    cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk '
        { split($2, local, ":") }
        $4 == "0A" { listens[local[2]] }
        $4 == "01" && $10 != 0 { held[local[2]]++ }
        END { for (port in listens) printf "%s=%d;", port, held[port] }
    '
}

echo
echo "goferry-facts 1"
tell machine "$(uname -m)"
tell kernel "$(uname -r)"
tell os "$(sed -n 's/^PRETTY_NAME=//p' /etc/os-release 2>/dev/null | first)"
tell flags "$(sed -n 's/^\(flags\|Features\)[[:space:]]*: *//p' /proc/cpuinfo 2>/dev/null | first)"
tell order "$(head -c 6 /bin/sh 2>/dev/null | od -An -tu1 | awk '{ print $6 }')"
tell cpus "$(grep -c '^processor' /proc/cpuinfo 2>/dev/null)"
tell memory "$(awk '$1 == "MemTotal:" { print $2 }' /proc/meminfo 2>/dev/null)"
tell libc "$(getconf GNU_LIBC_VERSION 2>/dev/null || ldd --version 2>&1 | head -n 2 | tr '\n' ' ')"
tell systemd "$(systemctl --version 2>/dev/null | first)"
[ -d /run/systemd/system ] && tell systemd_running yes
tell user "$(id -un)"
tell uid "$(id -u)"

as_root=
if [ "$(id -u)" != 0 ] && have sudo; then
    answer=$(sudo -n true 2>&1 </dev/null) && answer=free && as_root='sudo -n'
    tell sudo "$(printf '%s' "$answer" | tr '\n\t' '  ')"
fi

tell home "$(pwd)"
for folder in /opt /var/lib /etc "$(pwd)"; do place "$folder"; done

tell selinux "$(kernel_says /sys/fs/selinux/enforce)"
tell apparmor "$(kernel_says /sys/module/apparmor/parameters/enabled)"
# Only a systemd that answers tells that none is active.
tell firewalls "$(systemctl is-active ufw firewalld nftables 2>/dev/null | tr '\n' ' ')"

udp=
if ports=$($as_root ss -Hltunp </dev/null 2>/dev/null); then
    udp=$(printf '%s\n' "$ports" | sed -n 's/^udp  *//p')
    ports=$(printf '%s\n' "$ports" | sed -n 's/^tcp  *//p')
    tell ports seen
elif [ -r /proc/net/tcp ] && ports=$(listening tcp 0A); then
    udp=$(listening udp 07)
    tell ports seen
fi
ports=$(printf '%s\n' "$ports" | head -n 1000)
udp=$(printf '%s\n' "$udp" | head -n 1000)
[ -r /proc/net/tcp ] && tell connections "$(connections)"
each() {
    while IFS= read -r line; do
        [ -z "$line" ] || tell "$1" "$line"
    done
}
printf '%s\n' "$ports" | each listen
printf '%s\n' "$udp" | each datagrams

# A process may have any name; whose it is, its control group tells.
printf '%s\n' "$ports" "$udp" | grep -o 'pid=[0-9]*' | sort -u | head -n 1000 | while IFS='=' read -r _ pid; do
    sed -n 's/^[0-9]*:name=systemd://p; s/^0:://p' "/proc/$pid/cgroup" 2>/dev/null |
        while IFS= read -r group; do tell cgroup "$pid $group"; done
done
have systemctl && systemctl list-sockets --no-legend --no-pager --full 2>/dev/null |
    head -n 500 | while IFS= read -r line; do tell socket "$line"; done

tell ca "$(any /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt \
    /etc/ssl/ca-bundle.pem /etc/pki/tls/cacert.pem \
    /etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem /etc/ssl/cert.pem)"
tell zoneinfo "$(any /usr/share/zoneinfo/UTC /usr/share/zoneinfo/Etc/UTC)"
tell tools "$(for one in curl flock gzip openssl restorecon sha256sum ss sudo systemd-run zstd; do
    have "$one" && printf '%s ' "$one"
done)"
tell clock "$(date -u +%s)"
echo "goferry-facts end"
