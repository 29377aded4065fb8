istioctl install -y --set values.telemetry.v2.stackdriver.enabled=true
istioctl install -y --set values.telemetry.v2.stackdriver.enabled=false
istioctl install -y --set values.global.proxy.tracer=openCensusAgent
helm upgrade -i istiod istio/istiod --set global.proxy.tracer=zipkin
helm upgrade -i istiod istio/istiod -f - <<EOF
telemetry: {v2: {prometheus: {enabled: true}, stackdriver: {enabled: true}}}
global:
  proxy:
    tracer: stackdriver
EOF
