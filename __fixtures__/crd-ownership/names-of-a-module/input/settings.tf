variable "registry" {
  default = "oci://ghcr.io/istio/release/charts"
}

variable "release" {
  default = "1.23.1"
}

locals {
  crds  = "base"
  other = "https://charts.example/db"
}
