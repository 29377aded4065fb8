resource "kubectl_manifest" "ftp" {
  yaml_body = <<-YAML
    apiVersion: networking.istio.io/v1
    kind: ServiceEntry
    metadata:
      name: ftp
    spec:
      hosts: [ftp.example.com]
      resolution: NONE
  YAML
}
