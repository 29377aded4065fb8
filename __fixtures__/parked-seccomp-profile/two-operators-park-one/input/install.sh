istioctl install -y -f mesh.yaml -f prod.yaml
