{{- define "interfaces" }}
{{- with index .Values.podAnnotations "istio.io/reroute-virtual-interfaces" | default (index .Values.podAnnotations "traffic.sidecar.istio.io/kubevirtInterfaces") }}
istio.io/reroute-virtual-interfaces: {{ . }}
{{- end }}
{{- end }}
