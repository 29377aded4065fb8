resource "harbor_registry" "gcr" {
  provider_name = "docker-registry"
  name          = "gcr"
  endpoint_url  = "https://gcr.io"
}

resource "harbor_replication" "istio" {
  name        = "istio"
  registry_id = harbor_registry.gcr.registry_id
  filters {
    name = "istio-release/**"
  }
}
