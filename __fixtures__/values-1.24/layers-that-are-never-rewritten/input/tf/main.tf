resource "helm_release" "istiod" {
  name       = "istiod"
  repository = "https://charts.example/istio"
  chart      = "istiod"
  values = [file("${path.module}/base.yaml"), <<-EOT
    istio_cni:
      enabled: false # no node has it yet
  EOT
  ]
}
