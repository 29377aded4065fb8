helm upgrade -i shop ./manifests/charts/gateways/istio-ingress -f shop.yaml
helm upgrade -i out ./manifests/charts/gateways/istio-egress -f out.yaml
helm upgrade -i injected istio/gateway
