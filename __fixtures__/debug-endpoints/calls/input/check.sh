#!/bin/sh
kubectl exec -n istio-system deploy/istiod -- curl -s localhost:15014/debug/syncz
kubectl exec -n tools deploy/shell -- curl -s istiod.istio-system:15014/debug/syncz
