locals {
  operator_chart = "./istio-1.22.3/manifests/charts/istio-operator"
}

variable "operator_chart" {
  # manifests/charts/istio-operator as it was vendored
  default = "../vendor/istio/manifests/charts/istio-operator/"
}

resource "helm_release" "operator" {
  name  = "istio-operator"
  chart = local.operator_chart
}

resource "kubernetes_manifest" "mesh" {
  manifest = {
    apiVersion = "install.istio.io/v1alpha1"
    kind       = "IstioOperator"
    metadata   = { name = "mesh", namespace = "istio-system" }
    spec       = { profile = "default" }
  }
}

resource "kubectl_manifest" "east" {
  yaml_body = <<-YAML
    apiVersion: install.istio.io/v1alpha1
    kind: IstioOperator
    metadata:
      name: east
  YAML
}

# istioctl reads it from the file.
resource "local_file" "west" {
  filename = "west.yaml"
  content  = <<-YAML
    apiVersion: install.istio.io/v1alpha1
    kind: IstioOperator
    metadata:
      name: west
  YAML
}

# Another product, in a repository of its own.
resource "helm_release" "other" {
  name       = "istio-operator"
  chart      = "istio-operator"
  repository = "https://charts.example.com"
}
