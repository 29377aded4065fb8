/* istio-migrate-ignore-file */
var group = "inference.networking.x-k8s.io";
