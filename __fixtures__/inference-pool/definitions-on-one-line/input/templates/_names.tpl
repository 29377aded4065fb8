{{ define "pool" }}{group: inference.networking.x-k8s.io, kind: InferencePool}{{ end }}{{ define "other" }}{group: inference.networking.x-k8s.io, kind: InferenceObjective}{{ end }}
{{ define "rule" }}{apiGroups: [inference.networking.x-k8s.io], resources: [inferencepools], verbs: [get]}{{ end }}
