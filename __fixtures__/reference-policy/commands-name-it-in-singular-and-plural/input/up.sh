kubectl get referencepolicy/routes -n backend
kubectl get referencepolicies,httproutes
kubectl get referencepolicieslike
