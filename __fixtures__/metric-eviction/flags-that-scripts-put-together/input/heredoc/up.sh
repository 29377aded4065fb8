helm upgrade -i istiod istio/istiod -f mesh.yaml -f - <<EOF
pilot:
  env:
    METRIC_ROTATION_INTERVAL: 0s
EOF
