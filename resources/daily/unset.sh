# Nothing came of setting it up: what was made for it goes again. Where a copy was set up before, it stays.

[ ! -e "$folder/settings" ] || exit 0
