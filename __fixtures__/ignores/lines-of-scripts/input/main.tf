resource "kubernetes_manifest" "roles" {
  manifest = {
    apiVersion = "gateway.networking.k8s.io/v1"
    kind       = "HTTPRoute"
    spec = {
      rules = [{ backendRefs = [
        # istio-migrate-ignore inference-pool
        { group = "inference.networking.x-k8s.io", kind = "InferencePool", name = "a" },
        { group = "inference.networking.x-k8s.io", kind = "InferencePool", name = "b" }
      ] }]
    }
  }
}
