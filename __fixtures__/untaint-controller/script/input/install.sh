#!/bin/sh
helm upgrade --install istiod istio/istiod --set pilot.taint.enabled=true \
  --set pilot.env.PILOT_ENABLE_NODE_UNTAINT_CONTROLLERS=true
