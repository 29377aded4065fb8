kubectl get gateway gateway-tlsroute-referencegrant
kubectl apply -f gateway-tlsroute.yaml
