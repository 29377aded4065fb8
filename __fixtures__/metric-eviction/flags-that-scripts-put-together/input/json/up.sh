helm upgrade -i istiod istio/istiod -f mesh.yaml --set-json 'pilot.env={"OTHER": "a"}'
