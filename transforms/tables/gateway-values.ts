/** What the schema of the chart `gateway` of Istio 1.28 knows. */
const of128 =
  '_internal_defaults_do_not_set additionalContainers affinity annotations autoscaling compatibilityVersion containerSecurityContext defaultRevision env envVarFrom global imagePullPolicy imagePullSecrets initContainers kind labels lifecycle minReadySeconds name networkGateway nodeSelector pilot platform podAnnotations podDisruptionBudget priorityClassName profile rbac readinessProbe replicaCount resources revision runAsRoot securityContext service serviceAccount strategy terminationGracePeriodSeconds tolerations topologySpreadConstraints unprivilegedPort volumeMounts volumes';

/**
 * The keys of the values of the chart `gateway`, with the first release whose schema knows each. 1.28 is the first
 * release that refuses all others in each of its patches.
 *
 * Source: istio/istio, `manifests/charts/gateway/values.schema.json` at 1.28.0, 1.29.0, 1.30.0 and 1.31.0-rc.0.
 */
export const gatewayKeys: ReadonlyMap<string, string> = new Map([
  ...of128.split(' ').map((key) => [key, '1.28'] as const),
  ['enabled', '1.29'],
  ['networkGatewayPorts', '1.30'],
  ['dnsConfig', '1.31'],
  ['dnsPolicy', '1.31'],
]);
