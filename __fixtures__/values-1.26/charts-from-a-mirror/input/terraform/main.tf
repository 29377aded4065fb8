resource "helm_release" "node" {
  name       = "node"
  namespace  = "istio-system"
  repository = "https://charts.example.com"
  chart      = "cni"
  version    = "1.23.2"
  values     = [file("node.yaml")]
}
