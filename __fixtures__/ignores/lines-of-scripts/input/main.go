// istio-migrate-ignore inference-pool
const group = "inference.networking.x-k8s.io";
const other = "inference.networking.x-k8s.io";
