istioctl install -y -f base.yaml -f prod.yaml
