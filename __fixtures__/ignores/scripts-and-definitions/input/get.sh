#!/bin/sh
# istio-migrate-ignore-file
kubectl get inferencepools.inference.networking.x-k8s.io
