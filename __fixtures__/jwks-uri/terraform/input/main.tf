resource "kubernetes_manifest" "tokens" {
  manifest = {
    apiVersion = "security.istio.io/v1"
    kind       = "RequestAuthentication"
    metadata   = { name = "tokens" }
    spec = {
      jwtRules = [
        { issuer = "lab", jwksUri = "http://169.254.169.254/keys" },
        { issuer = "shop", jwksUri = "https://keys.example/169.254.1.1" },
      ]
    }
  }
}
resource "kubernetes_manifest" "text" {
  manifest = yamldecode(<<-EOT
    apiVersion: security.istio.io/v1
    kind: RequestAuthentication
    metadata: {name: text}
    spec:
      jwtRules:
        - issuer: lab
          jwksUri: http://[fe80::1]/keys
  EOT
  )
}
