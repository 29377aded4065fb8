// istio-migrate-ignore-file inference-pool
const group = "inference.networking.x-k8s.io";
