#!/bin/sh
kubectl apply -f pool.yaml
kubectl patch -f pool.yaml --type merge --patch-file patches/zone.yaml
oc -n llm patch inferencepool chat --type=json --patch-file "patches/zone.json"
kubectl patch deployment picker --patch-file=patches/picker.yaml
