#!/usr/bin/env bash
ARGS=(--wait -f istiod.yaml)
if [ -n "$SITE" ]; then
  ARGS+=(-f "sites/$SITE.yaml")
fi
helm upgrade --install istiod istio/istiod "${ARGS[@]}"
