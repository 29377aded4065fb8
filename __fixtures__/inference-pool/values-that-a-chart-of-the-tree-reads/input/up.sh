helm upgrade -i a ./chart --set inferencePool.targetPortNumber=8001 -f envs/prod.yaml
helm upgrade -i b gie/inferencepool --version v1.0.1 \
  --set inferencePool.targetPortNumber=8001
