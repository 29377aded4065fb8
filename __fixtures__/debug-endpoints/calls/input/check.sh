#!/bin/sh
kubectl exec -n istio-system deploy/istiod -- curl -s localhost:15014/debug/syncz
kubectl exec -n tools deploy/shell -- curl -s istiod.istio-system:15014/debug/syncz
curl http://istiod.istio-system.svc:8080/debug/syncz
curl http://shop.example.org:8080/debug/pprof
kubectl -n istio-system exec deploy/istiod -- curl localhost:8080/debug/syncz
