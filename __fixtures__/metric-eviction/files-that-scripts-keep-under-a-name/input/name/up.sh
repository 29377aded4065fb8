RELEASE=istiod
helm upgrade --install $RELEASE istio/istiod -f istiod.yaml
