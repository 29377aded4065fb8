kubectl wait pod --all --for=jsonpath='{.metadata.annotations.ambient\.istio\.io/redirection}'=enabled
kubectl get pod -o json | jq -e '.metadata.annotations["ambient.istio.io/redirection"] == "enabled"'
kubectl annotate pod shop ambient.istio.io/redirection=disabled
