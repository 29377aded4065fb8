resource "helm_release" "control_plane" {
  name       = "istiod"
  repository = local.repository
  chart      = var.charts.istiod
  version    = var.istio_version

  set {
    name  = "pilot.replicaCount"
    value = "2"
  }
}

resource "helm_release" "kept" {
  name       = "istiod-old"
  repository = local.repository
  chart      = "istiod"
  version    = "1.30.1"
  values = [<<-EOT
    pilot:
      env:
        PILOT_AUTO_SEND_UNHEALTHY_ENDPOINTS: "false"
        ENABLE_XDS_API_GENERATOR_AUTH: "false"
  EOT
  ]
}

data "helm_template" "preview" {
  name       = "preview"
  repository = "oci://ghcr.io/istio/release/charts"
  chart      = "${local.istiod}"
  version    = "1.30.1"
}

resource "helm_release" "other" {
  name  = "other"
  chart = var.charts.other
}
