# Lets Home Assistant at @ADDRESS@ log in to the Asterisk manager of this node, as the user right below.
# Keeps a dated copy of each file that it changes, and does nothing twice when it is run again.
# To take everything back, paste it again with --undo in place of "$@" in the first line.
home_assistant() {
  cat <<'END'
[homeassistant]
secret = @SECRET@
deny = 0.0.0.0/0.0.0.0
permit = @ADDRESS@/255.255.255.255
read = @READ@
write = @WRITE@
END
  no_ipv6
  for event in @EVENTS@; do
    case $filters-$event in
      new-RPT_) say 'eventfilter(action(include),header(Event),method(starts_with)) = RPT_' ;;
      new-*) say "eventfilter(action(include),name($event)) =" ;;
      old-*) say "eventfilter = Event: $event" ;;
    esac
  done
}

main() {
  [ -w "$etc/manager.conf" ] || stop "cannot write $etc/manager.conf. Run this as root, on the node."
  umask 077
  tmp=$(mktemp -d) || exit 1
  trap 'rm -rf "$tmp"' EXIT
  trap 'exit 1' HUP INT TERM
  files "$etc/manager.conf" '' | sort -u >"$tmp/files"
  if [ "${1:-}" = --undo ]; then
    [ ! -f "$etc/modules.conf" ] || say "$etc/modules.conf" >>"$tmp/files"
    change_each original
    ask 'module reload manager'
    say 'Undone: Home Assistant can no longer log in.'
    return
  fi
  version=$(asterisk -V 2>/dev/null </dev/null | sed -n 's/^Asterisk \([0-9]*\.[0-9]*\).*/\1/p')
  case $version in
    1.[0-7]) filters=none ;;
    18.2[6-9] | 20.1[1-9] | 20.[2-9]? | 21.[6-9] | 21.?? | 22.[1-9] | 22.?? | 2[3-9].* | [3-9]?.*) filters=new ;;
    *) filters=old ;;
  esac
  say "Found: Asterisk ${version:-of an unknown version}; event filters: $filters"
  facts >"$tmp/facts"
  plan
  change_each edited
  report
  ask 'core show uptime' >/dev/null || say 'Asterisk does not run: it takes this at its next start.'
  ask 'module reload manager'
  load_modules #modules
  say 'Done. Back in Home Assistant, say that you have run it.'
}

# Finds out whether the manager is off or listens on this machine only, so that it has to be opened. Whoever could
# log in from here only can do so still: open users get an ACL. Nothing is opened if there may be others.
plan() {
  bind=$(fact general.bindaddr) opening='' closing='' enabling='' unsure=''
  is_on "$(fact general.enabled)" || enabling=yes closing=${bind:-::}
  [ "$bind" != 127.0.0.1 ] || opening=yes closing=0.0.0.0
  if is_on "$(fact general.tlsenable)"; then unsure='tlsenable (who uses TLS may come from elsewhere)'; fi
  while IFS= read -r file <&3; do if grep -q '^[[:blank:]]*#exec' "$file"; then unsure="#exec in $file"; fi; done 3<"$tmp/files"
  [ -z "$(fact twice)" ] || unsure="more than one section for: $(fact twice | tr '\n' ' ')"
  if grep -qi '^[[:blank:]]*hasmanager[[:blank:]]*=>*[[:blank:]]*[yto1]' "$etc/users.conf" 2>/dev/null; then unsure="hasmanager in $etc/users.conf"; fi
  [ -z "$closing" ] || [ -z "$unsure" ] || stop "the manager would be opened, and not all of its users can be kept to this machine: $unsure"
}

report() {
  [ -z "$opening" ] || say 'bindaddr: was 127.0.0.1, is 0.0.0.0'
  if [ -n "$closing" ]; then
    fact open | while IFS= read -r name; do say "User $name had no ACL: only 127.0.0.1 may use it now, as before"; done
  elif [ -n "$(fact open)" ]; then
    say "bindaddr is ${bind:-not set}, left alone. Users without an ACL: $(fact open | tr '\n' ' ')"
    say 'To keep others out, add under the heading of each, with the address of the program that uses it:'
    printf '  deny = 0.0.0.0/0.0.0.0\n  permit = 127.0.0.1/255.255.255.255\nthen run: asterisk -rx "module reload manager"\n'
  fi
  listens=$(fact general.port) listens=${listens:-5038}
  [ "$listens" = @PORT@ ] || say "The manager listens on port $listens: type $listens in Home Assistant, in place of @PORT@."
}

# Prints what manager.conf says: each setting of [general], and its users as open (the secret can be tried from
# anywhere), shut (an ACL keeps others out) or twice (two sections). [x](!) is a template, [x](+) adds, [x](y) begins as y.
facts() {
  while IFS= read -r file; do say '[]'; original "$file" | tr -d '\r'; done <"$tmp/files" | awk '
    /^[ \t]*;--($|[^-])/ { hidden = 1 }
    hidden { if (/--;/) hidden = 0; next }
    { sub(/;.*/, ""); sub(/^[ \t]+/, "") }
    /^\[/ {
      end = index($0, "]"); name = substr($0, 2, end - 2); section = tolower(name); is_new = name != ""
      options = substr($0, end + 1); gsub(/[() \t]/, "", options); count = split(options, option, ",")
      for (i = 1; i <= count; i++) if (option[i] ~ /^[!+]$/) is_new = 0; else shut[section] = shut[tolower(option[i])]
      if (is_new && ++sections[section] == 1) names[++users] = name
    }
    /^[^\[#].*=/ {
      key = tolower($0); sub(/[ \t]*=.*/, "", key); value = $0; sub(/^[^=]*=>?/, "", value); gsub(/[ \t]/, "", value)
      if (section == "general") general[key] = value
      count = split(value, net, ",")
      for (i = 1; i <= count; i++)
        if (key ~ /^(deny|permit)$/ && net[i] ~ /^0(\.0\.0\.0)?\/0(\.0\.0\.0)?$/) shut[section] = key == "deny"
    }
    END {
      for (key in general) print "general." key, general[key]
      for (i = 1; i <= users; i++) {
        section = tolower(names[i]); is = sections[section] > 1 ? "twice" : shut[section] ? "shut" : "open"
        if (section == "general") print "general yes"; else if (section != "homeassistant") print is, names[i]
      }
    }'
}
fact() { sed -n "s/^$1 //p" "$tmp/facts"; }

# Prints a file as it is without what this script has put there.
original() {
  awk 1 "$1" | sed -e '/^; homeassistant begin/,/^; homeassistant end/d' -e '/; set for homeassistant$/d' -e 's/^;homeassistant: //'
}

# Prints an edited file: an earlier user homeassistant becomes comments, [general] is set, manager.conf gets the new user.
edited() {
  original "$1" | awk -v opening="$opening" -v enabling="$enabling" '
    function instead(line) { print ";homeassistant: " $0; print line " ; set for homeassistant" }
    /^[ \t]*\[/ { section = tolower($0); sub(/^[ \t]*\[/, "", section); sub(/\].*/, "", section) }
    section == "homeassistant" && /^[ \t]*[^;# \t]/ { print ";homeassistant: " $0; next }
    section == "general" && opening && tolower($0) ~ /^[ \t]*bindaddr[ \t]*=/ { instead("bindaddr = 0.0.0.0"); next }
    section == "general" && enabling && tolower($0) ~ /^[ \t]*enabled[ \t]*=/ { instead("enabled = yes"); next }
    { print }'
  [ "$1" = "$etc/manager.conf" ] || return 0
  say '; homeassistant begin: added for Home Assistant'
  if [ -z "$(fact general)" ]; then printf '[general]\nenabled = yes\n'
  elif [ -z "$(fact general.enabled)" ]; then printf '[general](+)\nenabled = yes\n'; fi
  [ -z "$closing" ] || fact open | while IFS= read -r name; do
    printf '[%s](+)\ndeny = 0.0.0.0/0.0.0.0\npermit = 127.0.0.1/255.255.255.255\n' "$name"
    case $closing in *:*) no_ipv6 ;; esac
  done
  home_assistant
  say '; homeassistant end'
}

# Gives each file the text that a function prints.
change_each() {
  while IFS= read -r file <&3; do "$1" "$file" >"$tmp/new"; put "$file"; done 3<"$tmp/files"
}
put() {
  if awk 1 "$1" | cmp -s - "$tmp/new"; then say "Unchanged: $1"; return; fi
  copy=$1.$(date +%Y%m%d-%H%M%S).homeassistant
  [ -e "$copy" ] || cp -p "$1" "$copy" || { say "Stopped: no copy of $1 could be made."; exit 1; }
  cat "$tmp/new" >"$1" || { say "Could not write $1. Its copy is $copy"; exit 1; }
  say "Changed: $1 (copy: $copy)"
}

# Prints the names of a file and of those that it includes, at most nine deep.
files() {
  say "$1"
  sed -n 's/^[[:blank:]]*#\(try\)\{0,1\}include[[:blank:]]*["<]\{0,1\}\([^">;]*\).*/\2/p' "$1" | while read -r name; do
    case $name in /*) ;; *) name=$etc/$name ;; esac
    # shellcheck disable=SC2086  # the name may be a pattern such as manager.d/*.conf
    for file in $name; do if [ -f "$file" ] && [ ${#2} -lt 9 ]; then files "$file" "$2+"; fi; done
  done
}

#modules begin
# Loads @MODULES@, now and at each start.
load_modules() {
  [ -f "$etc/modules.conf" ] || return 0
  if [ "$filters" = none ]; then say 'This Asterisk does not have the modules that you ticked for.'; return; fi
  original "$etc/modules.conf" >"$tmp/new"
  for name in @MODULES@; do
    if has noload "$name"; then say "modules.conf has noload for $name: take that line out to use it."
    elif ! has autoload 'yes|true|on|1' && ! has 'load|preload|require|preload-require' "$name"; then
      printf '; homeassistant begin\n[modules](+)\nload = %s.so\n; homeassistant end\n' "$name" >>"$tmp/new"
    fi
  done
  put "$etc/modules.conf"
  for name in @MODULES@; do ask "module show like $name.so" | grep -q '^1 ' || ask "module load $name.so"; done
}
has() { tr -d ' \t\r' <"$tmp/new" | grep -Eiq "^($1)=>?($2)(\.so)?(;|$)"; }
#modules end

say() { printf '%s\n' "$*"; }
stop() { say "Stopped, and changed nothing: $*"; exit 1; }
ask() { asterisk -rx "$1" </dev/null 2>/dev/null; }
is_on() { case $1 in [Yy]* | [Tt]* | [Oo][Nn] | 1) ;; *) return 1 ;; esac; }
no_ipv6() { case $version in 1.*) ;; *) say 'deny = ::/0' ;; esac; }
set -u
etc=${ASTERISK_ETC:-/etc/asterisk} PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
main "$@"
