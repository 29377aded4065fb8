image = { registry = "gcr.io", repository = "istio-release/pilot" }
