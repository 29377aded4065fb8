istioctl install -y -f prod.yaml -f mesh.yaml
