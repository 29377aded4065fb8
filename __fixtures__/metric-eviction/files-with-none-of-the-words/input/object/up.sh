helm upgrade -i istiod istio/istiod -f a.yaml -f b.yaml
