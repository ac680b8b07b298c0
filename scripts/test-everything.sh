#!/usr/bin/env bash
# Sets up and runs every check and test, from a fresh clone on a fresh machine. Needs Node 20.19 or later, npm, git and a
# compiler; the one other thing, socat (it makes the serial cables of the tests), it installs itself where it may.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v socat >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq socat >/dev/null
  else
    echo "socat is missing: the tests over serial ports will be skipped (sudo apt-get install socat)" >&2
  fi
fi

# python-escpos prints on the emulated printer where Debian has it; elsewhere those tests are skipped and say so.
if [ "$(id -u)" = 0 ] && apt-cache show python3-escpos >/dev/null 2>&1; then
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-escpos >/dev/null
fi

npm ci --no-audit --no-fund
npm run --silent check
