kubectl wait xlistenerset/edge --for=condition=Accepted
kubectl get xlistenersets,httproutes
kubectl get xlistenersetlike
