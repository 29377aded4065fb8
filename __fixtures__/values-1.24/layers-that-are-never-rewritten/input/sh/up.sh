helm upgrade -i istiod istio/istiod -f base.yaml --set istio_cni.enabled=false
