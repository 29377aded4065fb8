#!/bin/sh
  # istio-migrate-ignore
kubectl get -A \
  inferencepools.inference.networking.x-k8s.io
kubectl get inferencepools.inference.networking.x-k8s.io
# istio-migrate-ignore other
kubectl get inferencepools.inference.networking.x-k8s.io
# istio-migrate-ignore seccomp-profile
echo inferencepools.inference.networking.x-k8s.io
