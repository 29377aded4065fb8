resource "helm_release" "north" {
  name       = "north"
  repository = "https://blob.istio.io/istio-release/charts"
  chart      = "gateway"
  version    = "1.28.2"
  values     = [yamlencode({ replicaCount = 2, meshConfig = { accessLogFile = "/dev/stdout" } })]
}

resource "helm_release" "south" {
  name       = "south"
  repository = "https://blob.istio.io/istio-release/charts"
  chart      = "gateway"
  version    = "1.28.2"
  values     = [yamlencode({ replicaCount = 2, service = { type = "ClusterIP" } })]
}
