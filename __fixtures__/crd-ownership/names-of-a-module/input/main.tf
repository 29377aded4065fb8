resource "helm_release" "crds" {
  name       = "istio-base"
  repository = var.registry
  chart      = local.crds
  version    = var.release
}

resource "helm_release" "new" {
  name       = "istio-base"
  repository = var.registry
  chart      = "base"
  version    = "1.30.0"
}

resource "helm_release" "database" {
  name       = "db"
  repository = local.other
  chart      = "base"
}
