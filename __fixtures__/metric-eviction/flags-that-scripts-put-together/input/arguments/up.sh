set -- -f mesh.yaml
set -- "$@" -f dev.yaml
helm upgrade -i istiod istio/istiod "$@"
