#!/usr/bin/env bash
# Inside a clean system: install, start through the menu entry, caption, export, remove.
set -euo pipefail

said() { printf '\n== %s\n' "$*"; }
wait_for() { # SECONDS COMMAND...
    local until=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        if ((SECONDS > until)); then
            echo "waited in vain for: $*" >&2
            return 1
        fi
        sleep 0.1
    done
}

said "Install the package with what it depends on"
apt-get update -qq
apt-get install -y -qq --no-install-recommends /smoke/captioner.deb >/smoke/install.log 2>&1 ||
    { tail -20 /smoke/install.log; exit 1; }
if command -v python3; then echo "the system has a Python of its own" >&2; exit 1; fi

said "As the package alone leaves the system"
useradd --create-home tester
as_user() { runuser -u tester -- env -C /home/tester HOME=/home/tester "$@"; }
as_user captioner --version
as_user captioner doctor
as_user captioner caption --demo --pace fast | tail -2 | cut -c1-120

said "From a read-only folder whose name has spaces and other letters"
mkdir "/opt/Zwölf Wörter"
cp -a /usr/lib/captioner "/opt/Zwölf Wörter/"
chmod -R a-w "/opt/Zwölf Wörter"
as_user "/opt/Zwölf Wörter/captioner/captioner" caption --demo --pace fast | tail -1 | cut -c1-120

said "What a desktop has: a display, sound, a session bus"
apt-get install -y -qq --no-install-recommends xvfb xdotool pulseaudio pulseaudio-utils dbus \
    dbus-bin libglib2.0-bin >/smoke/desktop.log 2>&1 || { tail -20 /smoke/desktop.log; exit 1; }
run=/tmp/tester
install -d -m 700 -o tester "$run"
install -d -m 1777 /tmp/.X11-unix
as_user pulseaudio -n --daemonize=no --exit-idle-time=-1 --use-pid-file=no --disable-shm=yes \
    --realtime=no --high-priority=no --log-level=error \
    -L "module-native-protocol-unix auth-anonymous=1 socket=$run/native" \
    -L "module-null-sink sink_name=speaker rate=48000 norewinds=1 sink_properties=device.description=Speaker" &
as_user Xvfb :9 -screen 0 1280x800x24 -nolisten tcp 2>/dev/null &
wait_for 20 test -S "$run/native"
wait_for 20 test -S /tmp/.X11-unix/X9
session=(DISPLAY=:9 "PULSE_SERVER=unix:$run/native" "XDG_RUNTIME_DIR=$run")
on_desktop() { as_user "${session[@]}" "$@"; }

said "Start through the menu entry"
started=$(date +%s.%N)
on_desktop dbus-run-session -- sh -c \
    'gio launch /usr/share/applications/captioner.desktop; exec sleep 600' 2>/smoke/window.log &
wait_for 30 on_desktop xdotool search --onlyvisible --name Captioner ||
    { cat /smoke/window.log; exit 1; }
echo "the window was there after $(awk "BEGIN {print $(date +%s.%N) - $started}") s"

said "Caption what is heard, and export it"
on_desktop captioner remote start
wait_for 20 sh -c "runuser -u tester -- env ${session[*]} pactl list short source-outputs | grep ."
speech=$(find /usr/lib/captioner -name two_cities.wav)
on_desktop paplay "$speech"
sleep 2 # the last sentence ends with a pause
on_desktop captioner remote stop
ended() { on_desktop captioner sessions --json | grep -q '"finals": *[1-9]'; }
wait_for 20 ended
id=$(on_desktop captioner sessions --json | head -1 | sed 's/.*"id": *"\([^"]*\)".*/\1/')
on_desktop captioner export "$id" --format txt -o /home/tester/heard.txt
cat /home/tester/heard.txt
grep -qi "best of times" /home/tester/heard.txt

said "Remove the package; the transcripts stay"
apt-get remove -y captioner >/smoke/remove.log 2>&1
grep "stay" /smoke/remove.log
test ! -e /usr/lib/captioner
test ! -e /usr/share/applications/captioner.desktop
find /home/tester/.local/share/captioner -type f
said "All went well"
