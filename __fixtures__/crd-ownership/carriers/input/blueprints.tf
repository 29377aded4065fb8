locals {
  charts = "https://charts.example/istio"
}

module "addons" {
  source = "aws-ia/eks-blueprints-addons/aws"

  helm_releases = {
    istio-base = {
      chart         = "base"
      chart_version = "1.22.0"
      repository    = local.charts
    }
    shop = {
      chart      = "base"
      repository = "https://charts.example/shop"
    }
  }
}
