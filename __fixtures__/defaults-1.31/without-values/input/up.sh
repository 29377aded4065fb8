#!/bin/sh
# istio/istiod comes after istio/base
helm upgrade --install istiod istio/istiod \
  --namespace istio-system
