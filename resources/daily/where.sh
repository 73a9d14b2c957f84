# Tell to which server the data of a service are copied, and as which user there; no other server is asked.

[ -e "$folder/settings" ] || exit 6
grep -E '^(onto|user) ' "$folder/settings"
