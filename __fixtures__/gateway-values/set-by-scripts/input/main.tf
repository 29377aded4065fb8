resource "helm_release" "ingress" {
  chart      = "gateway"
  repository = "https://blob.istio.io/istio-release/charts"
  set {
    name  = "meshConfig.accessLogFile"
    value = "false"
  }
}
