istioctl create-remote-secret --service-account istiod-service-account --name west
