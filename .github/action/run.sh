#!/usr/bin/env bash
# The step of the action: checks what the runner has, and runs the tool. Inputs come in environment variables; see
# src/action/words.ts.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
tool="$(cd "$here/../.." && pwd)"

fail() {
  echo "::error title=istio-migrate::$1"
  exit 2
}

command -v node >/dev/null || fail 'There is no node on this runner: add a step with actions/setup-node before.'
node -e 'const [major, minor] = process.versions.node.split(".").map(Number);
  process.exitCode = major > 20 || (major === 20 && minor >= 19) ? 0 : 1;' ||
  fail "Node $(node --version) is too old, 20.19 or newer is needed: add a step with actions/setup-node before."

exec node "$here/main.js"
