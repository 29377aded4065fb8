#!/bin/sh
helm upgrade -i istio-cni istio/cni -n istio-system --version 1.24.3 --set global.platform=k3s
kubectl label namespace shop istio.io/dataplane-mode=ambient
