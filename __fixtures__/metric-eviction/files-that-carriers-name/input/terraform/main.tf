resource "helm_release" "istiod" {
  chart  = "istiod"
  values = [file("${path.module}/conf/mesh.yaml"), file("conf/prod.json")]
}
