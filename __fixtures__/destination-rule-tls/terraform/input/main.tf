# Rules of the payments team.
locals {
  labels = { team = "payments" }
}

resource "kubectl_manifest" "partner" {
  yaml_body = <<-YAML
    # Their CA is private.
    apiVersion: networking.istio.io/v1beta1
    kind: DestinationRule
    metadata:
      name: partner-${var.stage}
    spec:
      host: api.partner.example
      trafficPolicy:
        tls:
          mode: SIMPLE
    ---
    apiVersion: networking.istio.io/v1beta1
    kind: DestinationRule
    metadata:
      name: bank
    spec:
      host: api.bank.example
      trafficPolicy:
        # istio-migrate-ignore
        tls: {mode: SIMPLE}
  YAML
}

resource "kubernetes_manifest" "clearing" {
  manifest = {
    apiVersion = "networking.istio.io/v1beta1" // as the provider plans it
    kind       = "DestinationRule"
    metadata = {
      name      = "clearing"
      namespace = var.namespace
      labels    = local.labels
    }
    spec = {
      host = "${var.host}"
      trafficPolicy = {
        tls = {
          mode = "MUTUAL", /* with our certificate */
          clientCertificate = "/etc/certs/tls.crt"
          privateKey        = "/etc/certs/tls.key"
          subjectAltNames   = ["clearing.example", "clearing.test",
          ]
        }
      }
    }
  }
}

resource "kubernetes_manifest" "verified" {
  manifest = {
    apiVersion = "networking.istio.io/v1beta1"
    kind       = "DestinationRule"
    metadata   = { name = "verified" }
    spec = {
      host          = "verified.example"
      trafficPolicy = { tls = { mode = "SIMPLE", caCertificates = "/etc/certs/ca.crt" } }
    }
  }
}

# Only the provider knows what the call gives.
resource "kubernetes_manifest" "computed" {
  manifest = {
    apiVersion = "networking.istio.io/v1beta1"
    kind       = "DestinationRule"
    metadata   = { name = "computed" }
    spec = merge(local.defaults, {
      trafficPolicy = { tls = { mode = "SIMPLE" } }
    })
  }
}

resource "kubectl_manifest" "ledger" {
  yaml_body = jsonencode({
    "apiVersion" : "networking.istio.io/v1beta1",
    "kind" : "DestinationRule",
    "metadata" : { "name" : "ledger" },
    "spec" : { "host" : "ledger.example", "trafficPolicy" : { "tls" : { "mode" : "SIMPLE" } } }
  })
}

resource "kubernetes_manifest" "audit" {
  manifest = yamldecode(<<EOT
apiVersion: networking.istio.io/v1beta1
kind: DestinationRule
metadata: {name: audit}
spec:
  host: audit.example
  subsets:
    - name: v1
      trafficPolicy:
        tls: {mode: SIMPLE}
EOT
  )
}

resource "helm_release" "app" {
  name   = "app"
  chart  = "./app"
  values = [<<-YAML
    kind: DestinationRule
    tls: {mode: SIMPLE}
  YAML
  ]
}
