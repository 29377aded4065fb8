helm upgrade -i istiod istio/istiod --set meshConfig.accessLogFile=/dev/stdout
helm upgrade -i egress oci://ghcr.io/istio/release/charts/gateway \
  --set gateways.enabled=true
helm upgrade -i edge acme/gateway --set anything=1
