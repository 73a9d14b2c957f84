# Make the key by which this server brings its copies, and tell its public half.

command -v sftp >/dev/null && command -v ssh-keygen >/dev/null || exit 5
umask 077
mkdir -p -- "$folder"
printf 'Written by GoFerry for the daily copy of %s.\n' "$service" >"$folder/.goferry"
[ -e "$folder/id_ed25519" ] || ssh-keygen -q -t ed25519 -N '' -C goferry-backup -f "$folder/id_ed25519" </dev/null
cut -d ' ' -f 1,2 "$folder/id_ed25519.pub"
