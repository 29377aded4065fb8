. ./flags.env
helm upgrade -i istiod istio/istiod $MESH_FLAGS
