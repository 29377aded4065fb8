helm repo add corp https://charts.example.com/istio
helm upgrade -i node corp/cni -f node.yaml
helm upgrade -i node other/cni -n istio-system --version 1.23.2 -f other.yaml
