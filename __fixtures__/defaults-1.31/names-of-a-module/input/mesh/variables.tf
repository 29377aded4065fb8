variable "istio_version" {
  default = "1.30.2"
}

variable "charts" {
  default = {
    istiod = "istiod"
    other  = "podinfo"
  }
}

locals {
  repository = "https://blob.istio.io/istio-release/charts"
  istiod     = "istiod"
}
