#!/bin/sh
# What multi-gitter runs in each repository: a file that changes becomes part of a pull request.
# The report goes to standard error. Exit code 2 means that a file could not be handled: no pull request then.
set -eu
: "${ISTIO_MIGRATE:?is not set: the path of bin/istio-migrate.js in a built clone of istio-migrate}"
echo "== ${REPOSITORY:-$PWD}"
exec node "$ISTIO_MIGRATE" --write .
