if [ "$1" = dev ]; then
  FILES="-f dev.yaml"
else
  FILES="-f prod.yaml"
fi
helm upgrade -i istiod istio/istiod $FILES
