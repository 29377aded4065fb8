resource "kubernetes_manifest" "logs" {
  manifest = {
    apiVersion = "telemetry.istio.io/v1alpha1"
    kind       = "Telemetry"
    metadata = {
      name      = "logs"
      namespace = "istio-system"
    }
    spec = {
      accessLogging = [
        # Only of one caller.
        { filter = { expression = "filter_state['wasm.downstream_peer'].namespace == 'shop'" } },
      ]
    }
  }
}
