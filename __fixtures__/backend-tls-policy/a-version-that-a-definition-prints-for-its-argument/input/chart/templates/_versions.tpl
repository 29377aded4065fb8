{{- define "shop.apiVersion" -}}
{{- if eq .kind "BackendTLSPolicy" -}}
gateway.networking.k8s.io/v1alpha3
{{- else -}}
gateway.networking.k8s.io/v1
{{- end -}}
{{- end -}}
{{- define "shop.object" }}
apiVersion: {{ include "shop.apiVersion" . }}
kind: {{ .kind }}
metadata:
  name: {{ .name }}
spec: {{ toJson .spec }}
{{- end }}
{{- define "shop.printed" -}}
{{- $versions := dict "HTTPRoute" "v1" "BackendTLSPolicy" "v1alpha3" -}}
{{- printf "gateway.networking.k8s.io/%s" (get $versions .kind) -}}
{{- end -}}
