resource "helm_release" "istio_base" {
  name       = "istio-base"
  repository = "https://charts.example/istio"
  chart      = "base"
  version    = "1.23.2"
}
