FILES = unused.yaml
define MORE_FLAGS
-f mesh.yaml \
-f dev.yaml
endef
