FLAGS="--set pilot.env.METRIC_ROTATION_INTERVAL=0s"
helm upgrade --install istiod istio/istiod -f istiod.yaml $FLAGS
