resource "helm_release" "istiod" {
  name       = "istiod"
  repository = "https://charts.example/istio"
  chart      = "istiod"
  values     = [file("${path.module}/base.yaml"), yamlencode({ istio_cni = { enabled = true } })]
}
