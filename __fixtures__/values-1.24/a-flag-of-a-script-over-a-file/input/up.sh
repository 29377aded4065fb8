helm upgrade -i istiod istio/istiod -f mesh.yaml --set istio_cni.enabled=false
