import type { Random } from './random';

/** One of the objects that a cluster's manifests mostly consist of; none of them is due. */
export function ordinaryObject(random: Random): string {
  // Few objects run something; many more are around them.
  if (random.below(25) === 0) return deployment(random);
  return random.oneOf([service, service, configMap, configMap, role, route, namespace, claim])(random);
}

/** The rest of a file: a document of some `size` bytes, or a comment where that is too few for one. */
export function filler(random: Random, size: number): string {
  if (size < 150)
    return `# ${random
      .sentence()
      .repeat(2)
      .slice(0, Math.max(0, size - 3))}\n`;
  let text = `---\napiVersion: example.com/v1\nkind: Notes\nmetadata:\n  name: ${random.name()}\ndata:\n`;
  for (let line = 0; text.length < size; line++) text += `  line-${line}: ${random.sentence()}\n`;
  return text;
}

function deployment(random: Random): string {
  const name = random.name();
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  labels:
    app.kubernetes.io/name: ${name}
    app.kubernetes.io/part-of: ${random.name()}
spec:
  replicas: ${random.below(9)}
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${name}
    spec:
      serviceAccountName: ${name}
      containers:
        - name: server # ${random.sentence()}
          image: "registry.example.com/${name}:1.${random.below(40)}.${random.below(9)}"
          args: ["--listen=:8080", "--log-level=info"]
          ports:
            - name: http
              containerPort: 8080
          env:
            - name: BACKEND
              value: 'http://${random.name()}:8080'
          resources:
            requests: { cpu: 100m, memory: 128Mi }
            limits:
              memory: ${random.below(900)}Mi
`;
}

function service(random: Random): string {
  const name = random.name();
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  annotations:
    example.com/owner: "${random.name()}"
spec:
  selector:
    app.kubernetes.io/name: ${name}
  ports:
    - name: http
      port: 80
      targetPort: http
`;
}

function configMap(random: Random): string {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: ${random.name()}
data:
  settings.ini: |
    [server]
    listen = :8080
    greeting = ${random.sentence()}
  LOG_LEVEL: info
  mode: "${random.name()}"
`;
}

function role(random: Random): string {
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: ${random.name()}
rules:
  - apiGroups: [""]
    resources: [configmaps, secrets]
    verbs: [get, list, watch]
  - apiGroups: ["apps"]
    resources: ["deployments"]
    verbs: ["get", "patch"]
`;
}

function route(random: Random): string {
  return `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: ${random.name()}
spec:
  parentRefs:
    - name: ${random.name()}
  hostnames: [${random.name()}.example.com]
  rules:
    - matches:
        - path: { type: PathPrefix, value: /${random.name()} }
      backendRefs:
        - name: ${random.name()}
          port: 8080
`;
}

function namespace(random: Random): string {
  return `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${random.name()}\n  labels:\n    team: ${random.name()}\n`;
}

function claim(random: Random): string {
  return `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: ${random.name()}
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: ${random.below(500)}Gi
`;
}
