resource "kubernetes_deployment" "shop" {
  spec {
    template {
      metadata {
        annotations = {
          "sidecar.istio.io/proxyCPU" = <<-EOT
            100m
          EOT
          "sidecar.istio.io/proxyMemory"      = "128Mi\n"
          "sidecar.istio.io/proxyCPULimit"    = trimspace(var.limit)
          "sidecar.istio.io/proxyMemoryLimit" = "1Gi"
        }
      }
    }
  }
}
