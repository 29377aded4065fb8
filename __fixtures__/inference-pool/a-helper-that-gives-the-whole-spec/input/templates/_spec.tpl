{{/* The helper is listed with the pool that takes it. */}}
{{- define "chat.spec" -}}
selector:
  app: {{ .Values.app }}
targetPortNumber: 8000
extensionRef:
  name: picker
{{- end -}}
