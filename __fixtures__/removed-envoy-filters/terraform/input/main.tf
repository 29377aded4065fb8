resource "kubernetes_manifest" "sni" {
  manifest = {
    apiVersion = "networking.istio.io/v1alpha3"
    kind       = "EnvoyFilter"
    metadata   = { name = "sni" }
    spec = {
      configPatches = [{ applyTo = "NETWORK_FILTER", patch = { operation = "ADD", value = { name = "sni_verifier" } } }]
    }
  }
}
