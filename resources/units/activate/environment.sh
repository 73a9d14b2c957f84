# ---- environment: the file of the service's variables, read sign by sign as systemd reads it -------

assignments() { # names | without NAMES: of the environment file on standard input
  # A quoted value may have many lines, and a backslash takes the next one in: no line stands alone.
  # What is printed by "without" is closed: more lines may follow it.
  local long=0
  (($(systemctl --version | sed -n '1s/[^0-9]*\([0-9]*\).*/\1/p') >= 254)) || long=1
  { cat; echo X; } | LC_ALL=C awk -v verb="$1" -v names="${2-}" -v long="$long" -v q="'" '
    function flush(   n) { # what was read of one assignment, comment or blank is whole
      if (verb == "names") { if (name != "" && !(name in seen)) print name; seen[name] }
      else if (!(name in gone)) for (n = 0; n < parts; n++) printf "%s", part[n]
      parts = 0; name = ""; state = "start"
    }
    function close_at(last) { part[parts++] = substr(line, from, last - from + 1); from = last + 1; flush() }
    function name_before(last,   found) {
      found = substr(line, at, last - at); sub(/[ \t]+$/, "", found)
      return found ~ /^[A-Za-z_][A-Za-z0-9_]*$/ ? found : ""
    }
    function next_state(c, i) {
      if (state == "start") { if (c == "#" || c == ";") return "comment"; at = i; return c == " " || c == "\t" ? "start" : "key" }
      if (state == "key") { if (c != "=") return "key"; name = name_before(i); return "value" }
      if (state == "value") {
        if (c == q) return "single"
        if (c == "\"") return "double"
        return c == " " || c == "\t" ? "value" : c == "\\" ? "plain escape" : "plain"
      }
      if (state == "single") return c == q ? "value" : "single"
      if (state == "double") return c == "\"" ? "value" : c == "\\" ? "double escape" : "double"
      if (state == "comment") return c == "\\" && long ? "comment escape" : "comment"
      if (state == "plain") return c == "\\" ? "plain escape" : "plain"
      return substr(state, 1, index(state, " ") - 1) # an escape ends with the sign that it keeps
    }
    function take(   i, c, many) {
      many = length(line); from = 1
      for (i = 1; i <= many; i++) {
        c = substr(line, i, 1)
        if ((c == "\n" || c == "\r") && state !~ /single|double|escape/) {
          if (c == "\r" && substr(line, i + 1, 1) == "\n") i++
          close_at(i)
        } else state = next_state(c, i)
      }
      if (from <= many) part[parts++] = substr(line, from)
    }
    function end_here() { # the file ends within something: end it, so that nothing that follows is drawn in
      if (state ~ /escape/) part[parts++] = "\n" # a backslash keeps the blanks before it, and this vanishes
      if (state ~ /single/) part[parts++] = q
      if (state ~ /double/) part[parts++] = "\""
      part[parts++] = "\n"
      flush()
    }
    BEGIN { many_gone = split(names, words, " "); for (n = 1; n <= many_gone; n++) gone[words[n]]; state = "start" }
    NR > 1 { line = before "\n"; take() }
    { before = $0 }
    END { line = substr(before, 1, length(before) - 1); take(); if (parts) end_here() }
  '
}

variables() { assignments names <"$etc/env" 2>/dev/null; }
