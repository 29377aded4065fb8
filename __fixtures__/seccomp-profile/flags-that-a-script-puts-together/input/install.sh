#!/bin/bash
FLAGS="-f lowest.yaml"
args=($FLAGS)
if [[ $STAGE == dev ]]; then args+=(-f dev.yaml); fi
[ -n "$TEAM" ] && MORE="-f team.yaml"
helm upgrade --install istiod istio/istiod "${args[@]}" ${MORE:-} ${NIGHTLY:+-f nightly.yaml}
