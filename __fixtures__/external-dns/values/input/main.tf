resource "helm_release" "dns" { set { name = "sources[2]", value = "gateway-tlsroute" } }
