#!/usr/bin/env bash
# The step of the action: checks what the runner has, and runs the tool, which needs nothing installed. The inputs are in
# environment variables; see src/action/main.ts.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

# All outputs are set on every path.
fail() {
  echo "::error title=istio-migrate::$1"
  printf '%s\n' 'changed=0' 'patch=' 'sarif=' 'exit-code=2' >>"${GITHUB_OUTPUT:-/dev/null}"
  exit 2
}

command -v node >/dev/null || fail 'Node is not installed on this runner: add a step with actions/setup-node before this one.'
node -e 'const [major, minor] = process.versions.node.split(".").map(Number);
  process.exitCode = major > 20 || (major === 20 && minor >= 19) ? 0 : 1;' ||
  fail "Node 20.19 or newer is required, but this is $(node --version): add a step with actions/setup-node before this one."

exec node "$here/main.js"
