helm upgrade -i istiod istio/istiod --version 1.28.2 -f base.yaml -f prod.yaml
