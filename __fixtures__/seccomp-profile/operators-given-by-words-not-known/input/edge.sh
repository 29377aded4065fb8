istioctl install -y -f edge.yaml
