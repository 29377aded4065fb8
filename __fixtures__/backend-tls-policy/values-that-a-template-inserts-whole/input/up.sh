helm upgrade -i c chart --set tls.wellKnownCACerts=System --set other.caCertRefsOf=x
