cosign verify --key https://istio.io/misc/istio-key.pub docker.io/istio/pilot:1.30.3
