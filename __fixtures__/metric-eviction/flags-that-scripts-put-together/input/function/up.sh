install() {
  helm upgrade -i "$1" "istio/$1" "${@:2}"
}
install istiod -f mesh.yaml -f dev.yaml
