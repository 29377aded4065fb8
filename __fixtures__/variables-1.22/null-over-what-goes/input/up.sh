helm upgrade -i istiod istio/istiod --version 1.21.3 -f base.yaml -f prod.yaml
