# Lets Home Assistant at @ADDRESS@ log in to the Asterisk manager of this node.
# It adds a user to manager.conf (and modules to modules.conf if you ticked what needs them), keeps a dated
# copy of each file that it changes, and does nothing twice when it is run again.
# To take everything back, paste it again with --undo in place of "$@" in the first line.
set -u
address=@ADDRESS@ port=@PORT@ read=@READ@ write=@WRITE@ filter=@FILTER@ modules='@MODULES@'
etc=${ASTERISK_ETC:-/etc/asterisk}
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
user_lines() {
  cat <<'END'
[homeassistant]
secret = @SECRET@
END
}

say() { printf '%s\n' "$*"; }
stop() { say "Stopped, and changed nothing: $*"; exit 1; }
ask() { asterisk -rx "$1" </dev/null 2>/dev/null; }

# Prints a file as it is without what this script has put there.
original() {
  awk 1 "$1" | sed -e '/^; homeassistant begin/,/^; homeassistant end/d' -e '/; set for homeassistant$/d' -e 's/^;homeassistant: //'
}

# Prints the names of a file and of those that it includes, at most nine deep.
files() {
  say "$1"
  [ ${#2} -lt 9 ] || return 0
  sed -n 's/^[[:blank:]]*#\(try\)\{0,1\}include[[:blank:]]*["<]\{0,1\}\([^">;]*\).*/\2/p' "$1" | while read -r name; do
    case $name in /*) ;; *) name=$etc/$name ;; esac
    # shellcheck disable=SC2086  # the name may be a pattern such as manager.d/*.conf
    for file in $name; do [ ! -f "$file" ] || files "$file" "$2+"; done
  done
}

# Prints what the files say: settings of [general], and each user as open (anybody may try its secret from anywhere),
# shut (an ACL keeps others out) or twice (two sections of that name).
facts() {
  files "$etc/manager.conf" '' | while read -r file; do say '[]'; original "$file"; done | awk '
    { sub(/\r$/, "") }
    /^[ \t]*;--($|[^-])/ { hidden = 1 }
    hidden { if (/--;/) hidden = 0; next }
    { sub(/;.*/, ""); sub(/^[ \t]+/, "") }
    /^\[/ {
      name = options = $0; sub(/^\[/, "", name); sub(/\].*/, "", name); sub(/[^\]]*\]/, "", options)
      section = tolower(name); gsub(/[ \t()]/, "", options); count = split(options, option, ","); is_user = section != ""
      for (i = 1; i <= count; i++)
        if (option[i] == "!" || option[i] == "+") is_user = 0
        else shut[section] = shut[tolower(option[i])]
      if (section == "general") has_general = 1
      else if (is_user && section != "homeassistant") { if (section in state) state[section] = "twice"; else { user[++users] = name; state[section] = "" } }
    }
    /=/ && !/^[\[#]/ {
      key = tolower($0); sub(/[ \t]*=.*/, "", key); value = $0; sub(/^[^=]*=>?/, "", value); gsub(/[ \t]/, "", value)
      if (section == "general") general[key] = value
      else if (key == "deny" || key == "permit") {
        count = split(value, net, ",")
        for (i = 1; i <= count; i++) if (net[i] ~ /^0(\.0\.0\.0)?\/0(\.0\.0\.0)?$/) shut[section] = key == "deny"
      }
    }
    END {
      print "general " (has_general ? "yes" : "no")
      for (key in general) print key " " general[key]
      for (i = 1; i <= users; i++) { is = state[tolower(user[i])]; print (is ? is : shut[tolower(user[i])] ? "shut" : "open") " " user[i] }
    }' >"$tmp/facts"
}
fact() { sed -n "s/^$1 //p" "$tmp/facts"; }

# Prints an edited file: an earlier user homeassistant becomes comments, and [general] gets the settings.
edited() {
  original "$1" | awk -v opening="$opening" -v enabling="$enabling" '
    function instead(line) { print ";homeassistant: " $0; print line " ; set for homeassistant" }
    /^[ \t]*\[/ { section = tolower($0); sub(/^[ \t]*\[/, "", section); sub(/\].*/, "", section) }
    section == "homeassistant" && /^[ \t]*[^;# \t]/ { print ";homeassistant: " $0; next }
    section == "general" && opening && tolower($0) ~ /^[ \t]*bindaddr[ \t]*=/ { instead("bindaddr = 0.0.0.0"); next }
    section == "general" && enabling && tolower($0) ~ /^[ \t]*enabled[ \t]*=/ { instead("enabled = yes"); next }
    { print }'
}

# Prints the lines that are added to manager.conf. [x](+) adds to a section that is there.
added() {
  say '; homeassistant begin: added for Home Assistant'
  if [ "$(fact general)" = no ]; then printf '[general]\nenabled = yes\n'
  elif [ -z "$(fact enabled)" ]; then printf '[general](+)\nenabled = yes\n'; fi
  [ -z "$closing" ] || fact open | while IFS= read -r name; do
    printf '[%s](+)\ndeny = 0.0.0.0/0.0.0.0\npermit = 127.0.0.1/255.255.255.255\n' "$name"
  done
  user_lines
  say 'deny = 0.0.0.0/0.0.0.0'
  case $version in 1.*) ;; *) say 'deny = ::/0' ;; esac
  printf 'permit = %s/255.255.255.255\nread = %s\nwrite = %s\n' "$address" "$read" "$write"
  case $filter-$dialect in
    yes-new)
      say 'eventfilter(action(include),header(Event),method(starts_with)) = RPT_'
      for name in @EVENTS@; do say "eventfilter(action(include),name($name)) ="; done ;;
    yes-old) for name in RPT_ @EVENTS@; do say "eventfilter = Event: $name"; done ;;
  esac
  say '; homeassistant end'
}

# Prints which modules modules.conf does not load, and with a ! those that it forbids.
unlisted() {
  original "$etc/modules.conf" | awk -v modules="$modules" '
    { sub(/\r$/, ""); sub(/;.*/, ""); gsub(/[ \t]/, "") }
    tolower($0) ~ /^autoload=>?(yes|true|on|1)$/ { all = 1 }
    /^(load|preload|require|preload-require|noload)=/ { key = value = $0; sub(/=.*/, "", key); sub(/.*=>?/, "", value); sub(/\.so$/, "", value); is[value] = key }
    END { count = split(modules, module, " "); for (i = 1; i <= count; i++) if (is[module[i]] == "noload") print "!" module[i]; else if (!all && !is[module[i]]) print module[i] }'
}

# Gives a file the text of $tmp/new, unless that is what it has.
put() {
  if awk 1 "$1" | cmp -s - "$tmp/new"; then say "Unchanged: $1"; return; fi
  copy=$1.$(date +%Y%m%d-%H%M%S).homeassistant
  [ -e "$copy" ] || cp -p "$1" "$copy" || { say "Stopped: no copy of $1 could be made."; exit 1; }
  cat "$tmp/new" >"$1" || { say "Could not write $1. Its copy is $copy"; exit 1; }
  say "Changed: $1 (copy: $copy)"
}

main() {
  [ -w "$etc/manager.conf" ] || stop "cannot write $etc/manager.conf. Run this as root, on the node."
  umask 077
  tmp=$(mktemp -d) || exit 1
  trap 'rm -rf "$tmp"' EXIT
  trap 'exit 1' HUP INT TERM
  files "$etc/manager.conf" '' | sort -u >"$tmp/files"
  if [ "${1:-}" = --undo ]; then
    while IFS= read -r file <&3; do original "$file" >"$tmp/new"; put "$file"; done 3<"$tmp/files"
    if [ -f "$etc/modules.conf" ]; then original "$etc/modules.conf" >"$tmp/new"; put "$etc/modules.conf"; fi
    ask 'module reload manager'
    say 'Undone: Home Assistant can no longer log in.'
    return
  fi

  version=$(asterisk -V 2>/dev/null </dev/null | sed -n 's/^Asterisk \([0-9]*\.[0-9]*\).*/\1/p')
  major=${version%%.*} minor=${version#*.} dialect=old
  case $major in
    '') ;;
    1) [ "$minor" -ge 8 ] || dialect=none ;;
    18) [ "$minor" -lt 26 ] || dialect=new ;;
    20) [ "$minor" -lt 11 ] || dialect=new ;;
    21) [ "$minor" -lt 6 ] || dialect=new ;;
    22) [ "$minor" -lt 1 ] || dialect=new ;;
    *) [ "$major" -lt 23 ] || dialect=new ;;
  esac
  say "Found: Asterisk ${version:-of an unknown version}; event filters: $filter, $dialect"

  facts
  bind=$(fact bindaddr) opening='' closing='' enabling='' unsure=''
  case $(fact enabled) in [Yy]* | [Tt]* | [Oo][Nn] | 1) ;; *) enabling=yes closing=yes ;; esac
  [ "$bind" != 127.0.0.1 ] || opening=yes closing=yes
  # Who uses TLS may come from elsewhere; users that a program or users.conf makes, or two sections, get no ACL here.
  case $(fact tlsenable) in [Yy]* | [Tt]* | [Oo][Nn] | 1) unsure=tlsenable ;; esac
  while IFS= read -r file <&3; do ! grep -q '^[[:blank:]]*#exec' "$file" || unsure="#exec in $file"; done 3<"$tmp/files"
  [ -z "$(fact twice)" ] || unsure="more than one section for: $(fact twice | tr '\n' ' ')"
  if [ -f "$etc/users.conf" ] && grep -qi '^[[:blank:]]*hasmanager[[:blank:]]*=>*[[:blank:]]*[yto1]' "$etc/users.conf"; then unsure="hasmanager in $etc/users.conf"; fi
  [ -z "$closing" ] || [ -z "$unsure" ] || stop "the manager would be opened, and not all of its users can be kept to this machine: $unsure"

  while IFS= read -r file <&3; do
    { edited "$file"; [ "$file" != "$etc/manager.conf" ] || added; } >"$tmp/new"
    put "$file"
  done 3<"$tmp/files"
  [ -z "$opening" ] || say 'bindaddr: was 127.0.0.1, is 0.0.0.0'
  [ -z "$closing" ] || fact open | while IFS= read -r name; do say "User $name had no ACL: only 127.0.0.1 may use it now, as before"; done
  if [ -z "$closing" ] && [ -n "$(fact open)" ]; then
    say "bindaddr is ${bind:-not set}, left alone. Users without an ACL: $(fact open | tr '\n' ' ')"
    say 'To keep others out, add under the heading of each, with the address of the program that uses it:'
    printf '  deny = 0.0.0.0/0.0.0.0\n  permit = 127.0.0.1/255.255.255.255\nthen run: asterisk -rx "module reload manager"\n'
  fi
  ask 'core show uptime' >/dev/null || say 'Asterisk does not run: it takes this at its next start.'
  ask 'module reload manager'

  [ "$dialect" != none ] || [ -z "$modules" ] || { say 'This Asterisk does not have the modules that you ticked for.'; modules=''; }
  if [ -n "$modules" ] && [ -f "$etc/modules.conf" ]; then
    missing=$(unlisted)
    original "$etc/modules.conf" >"$tmp/new"
    for name in $missing; do
      case $name in
        !*) say "modules.conf has noload for ${name#!}: take that line out to use it." ;;
        *) printf '; homeassistant begin\n[modules](+)\nload = %s.so\n; homeassistant end\n' "$name" >>"$tmp/new" ;;
      esac
    done
    put "$etc/modules.conf"
    for name in $modules; do
      ask "module show like $name.so" | grep -q '^1 ' || ask "module load $name.so"
    done
  fi

  listens=$(fact port)
  [ "${listens:-5038}" = "$port" ] || say "The manager listens on port $listens: type $listens in Home Assistant, in place of $port."
  if firewall-cmd -q --state 2>/dev/null; then
    say "A firewall runs here. If Home Assistant gets no answer, run:"
    say "  firewall-cmd --permanent --add-rich-rule='rule family=ipv4 source address=$address port port=${listens:-5038} protocol=tcp accept' && firewall-cmd --reload"
  fi
  say 'Done. Back in Home Assistant, say that you have run it.'
}
main "$@"
