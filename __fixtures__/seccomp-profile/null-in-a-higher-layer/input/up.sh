helm upgrade -i istiod istio/istiod -f base.yaml -f east.yaml
helm upgrade -i istiod istio/istiod -f mesh.yaml -f west.yaml
