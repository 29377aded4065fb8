resource "helm_release" "istiod" {
  name       = "istiod"
  repository = "https://blob.istio.io/istio-release/charts"
  chart      = "istiod"
  version    = "1.28.2"
  values = [
    file("${path.module}/base.yaml"),
    yamlencode({
      pilot = {
        autoscaleMin = 2
        env = { "METRIC_ROTATION_INTERVAL" = var.rotation }
      }
    }),
  ]
}
