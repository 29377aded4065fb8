module "eks" {
  source          = "terraform-aws-modules/eks/aws"
  cluster_version = "1.29"
}

variable "kubernetes_version" {
  type    = string
  default = "1.30.4"
}

resource "google_container_cluster" "new" {
  min_master_version = "1.33"
}

# cluster_version = "1.28"
