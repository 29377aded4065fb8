export const empty = { apiVersion: 'gateway.networking.k8s.io/v1alpha2', kind: 'TCPRoute', spec: {} };
