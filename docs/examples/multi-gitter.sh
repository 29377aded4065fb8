#!/bin/sh
# What multi-gitter runs in each repository: a file that changes becomes part of a pull request.
# The report goes to standard error. If an error remains or a file fails, the exit code is not 0 and there is no pull request.
set -eu
: "${ISTIO_MIGRATE:?is not set: the path of bin/istio-migrate.js in a built clone of istio-migrate}"
echo "== ${REPOSITORY:-$PWD}"
exec node "$ISTIO_MIGRATE" --write --to 1.28 .
