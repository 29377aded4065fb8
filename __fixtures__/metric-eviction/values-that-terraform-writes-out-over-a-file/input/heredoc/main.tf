resource "helm_release" "istiod" {
  name       = "istiod"
  repository = "https://blob.istio.io/istio-release/charts"
  chart      = "istiod"
  version    = "1.28.2"
  values = [
    file("${path.module}/base.yaml"),
    <<-VALUES
      # Off here, {for, now}
      pilot:
        env:
          METRIC_ROTATION_INTERVAL: 0s
    VALUES
    ,
  ]
}
