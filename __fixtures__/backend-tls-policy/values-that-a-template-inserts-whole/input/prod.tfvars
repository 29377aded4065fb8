values = { tls = { wellKnownCACerts = "System" } }
