# Tell which copies of a service's data lie here: SERVER USER SIZE NAME.

for home in /var/lib/goferry-copies/*/; do
  home=${home%/}
  [ ! -L "$home" ] || continue
  head -n 1 -- "$home/.goferry" 2>/dev/null | grep -q 'Written by GoFerry' || continue
  [ "$(sed -n 's/^service //p' "$home/.goferry")" = "$service" ] || continue
  server=$(sed -n 's/^server //p' "$home/.goferry")
  find "$home/copies" -mindepth 1 -maxdepth 1 -type f -name "$service-*" -printf "$server ${home##*/} %s %f\n"
done
