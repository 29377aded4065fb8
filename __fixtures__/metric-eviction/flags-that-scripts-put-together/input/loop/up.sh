args=()
for name in mesh dev; do args+=(-f "$name.yaml"); done
helm upgrade -i istiod istio/istiod "${args[@]}"
