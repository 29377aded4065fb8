helm upgrade -i istiod istio/istiod -f mesh.yaml "$@"
