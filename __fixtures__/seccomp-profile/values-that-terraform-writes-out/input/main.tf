resource "helm_release" "istiod" {
  name       = "istiod"
  repository = "https://blob.istio.io/istio-release/charts"
  chart      = "istiod"
  version    = "1.28.2"
  values     = [yamlencode({ pilot = { autoscaleMin = 2 } })]
}

resource "helm_release" "set" {
  name       = "istiod"
  repository = "https://blob.istio.io/istio-release/charts"
  chart      = "istiod"
  version    = "1.28.2"
  values = [
    <<-EOT
      global:
        proxy:
          seccompProfile: {type: Localhost}
    EOT
  ]
}

resource "helm_release" "over" {
  name       = "istiod"
  repository = "https://blob.istio.io/istio-release/charts"
  chart      = "istiod"
  version    = "1.28.2"
  values     = [file("base.yaml"), yamlencode({ pilot = { autoscaleMin = 2 } })]
}

resource "helm_release" "other" {
  name  = "shop"
  chart = "shop"
  values = [yamlencode({ pilot = { autoscaleMin = 2 } })]
}
