helm upgrade -i istiod istio/istiod -f values.yaml
helm upgrade -i edge istio/gateway -f edge.yaml
helm upgrade -i shop istio/gateway -f shop.yaml
helm upgrade -i old istio/istio-ingress -f old.yaml
