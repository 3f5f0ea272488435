#!/usr/bin/env bash
# Runs `journeys-push check` on a web app that it starts, waits for and ends. The action of this repository (action.yml)
# calls it; any other CI can do the same from the folder of the app. See docs/check.md.
#
#   CHECK_APP           the app's address, e.g. http://localhost:3000
#   CHECK_START         the command that starts it; empty: it is running already
#   CHECK_WAIT_SECONDS  how long it may take until it answers (default 120)
#   CHECK_LINK, CHECK_PROFILE, CHECK_ONLY
#                       as the options --link, --profile and --only
#   CHECK_REPORT        folder for check.html, check.xml and app.log (default journeys-push-report)
#
# Exit codes: 0 all passed, 1 not all passed, 2 the check could not be made.
set -euo pipefail
# Every job gets a process group of its own: it can be ended together with all that it has started.
set -m

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
address=${CHECK_APP:-}
report=${CHECK_REPORT:-journeys-push-report}
limit=${CHECK_WAIT_SECONDS:-120}
app=''
job=''

main() {
  [ -n "$address" ] || refuse 'CHECK_APP must be the address of your app, e.g. http://localhost:3000'
  mkdir -p "$report" || refuse "The folder $report cannot be made."
  trap clean_up EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  [ -z "${CHECK_START:-}" ] || start_app
  run_check
}

refuse() {
  printf '%s\n' "$*" >&2
  exit 2
}

start_app() {
  if run node "$here/wait-for.mjs" "$address" 0 2>/dev/null; then
    refuse "Something answers at $address before your app was started: end it, or leave the start command out."
  fi
  bash -c "$CHECK_START" >"$report/app.log" 2>&1 </dev/null &
  app=$!
  if ! run node "$here/wait-for.mjs" "$address" "$limit" "$app"; then
    printf 'The end of what it said (%s):\n' "$report/app.log" >&2
    tail -n 20 "$report/app.log" >&2
    refuse "Your app did not start: $CHECK_START"
  fi
}

run_check() {
  local options=(--app "$address" --html "$report/check.html" --junit "$report/check.xml")
  [ -z "${CHECK_LINK:-}" ] || options+=(--link "$CHECK_LINK")
  [ -z "${CHECK_PROFILE:-}" ] || options+=(--profile "$CHECK_PROFILE")
  [ -z "${CHECK_ONLY:-}" ] || options+=(--only "$CHECK_ONLY")
  # With NODE_ENV=production npm would leave out what the command is built with.
  run env -u NODE_ENV node "$here/../../packages/cli/bin/journeys-push.mjs" check "${options[@]}"
}

# A signal interrupts a wait, but no command in the foreground: so there is none.
run() {
  local code=0
  "$@" </dev/null &
  job=$!
  wait "$job" || code=$?
  job=''
  return "$code"
}

clean_up() {
  trap '' INT TERM HUP
  if [ -n "$job" ]; then
    # It ends what it has started by itself.
    kill -TERM "$job" 2>/dev/null || true
    wait "$job" 2>/dev/null || true
  fi
  [ -z "$app" ] || end_group "$app"
}

# Asks a process group to end, and after 10 s makes it.
end_group() {
  local tries=100
  kill -TERM -- "-$1" 2>/dev/null || return 0
  while [ "$tries" -gt 0 ] && kill -0 -- "-$1" 2>/dev/null; do
    tries=$((tries - 1))
    sleep 0.1
  done
  kill -KILL -- "-$1" 2>/dev/null || true
}

main
