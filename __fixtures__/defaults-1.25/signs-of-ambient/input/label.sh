#!/bin/sh
# The pods of a namespace join the mesh.
kubectl label namespace "$1" istio.io/dataplane-mode=ambient
