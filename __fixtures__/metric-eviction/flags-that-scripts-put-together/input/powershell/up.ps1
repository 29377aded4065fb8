$flags = @('-f', 'mesh.yaml')
$flags += '-f', 'dev.yaml'
helm upgrade -i istiod istio/istiod `
  @flags
