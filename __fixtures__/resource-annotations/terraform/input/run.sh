kubectl apply -f - <<EOF
metadata:
  annotations:
    sidecar.istio.io/proxyCPU: |
      $CPU
    sidecar.istio.io/proxyMemory: |-
      $MEMORY
EOF
