import { migrateFiles } from '../../src/api';

const flag = 'PILOT_ENABLE_ALPHA_GATEWAY_API';
const values = (env: string) =>
  `pilot:\n  env: ${env}\n  traceSampling: 1\nmeshConfig: {accessLogFile: /dev/stdout}\n`;
const object = (kind: string) =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: ${kind}\nmetadata: {name: a}\nspec: {hostnames: [a.example.org], rules: []}\n`;
const gateway = (listener: string, name = 'istio') =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: {name: a}\nspec: {gatewayClassName: ${name}, listeners: [{name: a, port: 1, ${listener}}]}\n`;
const tls = 'protocol: TLS, tls: {mode: Passthrough}';

/** The releases with which something in a file starts to work. */
function startsWith(files: Readonly<Record<string, string>>, from: string, to: string): string[] {
  const { findings } = migrateFiles(files, { from, to });
  return findings.flatMap(({ transform }) => /^freed-objects-(.*)/.exec(transform)?.[1] ?? []);
}

test.each([
  ['TLSRoute', object('TLSRoute'), ['1.30']],
  ['ListenerSet', object('ListenerSet'), ['1.30']],
  ['TCPRoute', object('TCPRoute'), ['1.31']],
  ['a TLS listener', gateway(tls), ['1.30']],
  ['a TCP listener', gateway('protocol: TCP'), ['1.31']],
  ['a TCP listener of agentgateway', gateway('protocol: TCP', 'istio-agentgateway'), []],
  ['an HTTPS listener', gateway('protocol: HTTPS, tls: {mode: Terminate}'), []],
  ['HTTPRoute', object('HTTPRoute'), []],
])('%s starts to work', (_, text, releases) => {
  const files = { 'a.yaml': text, 'values.yaml': values('{}') };
  expect(startsWith(files, '1.29', '1.31')).toEqual(releases);
  expect(startsWith(files, '1.31', '1.31')).toEqual([]);
  // With the flag it works already, and of an istiod elsewhere nothing is known.
  expect(startsWith({ ...files, 'values.yaml': values(`{${flag}: "true"}`) }, '1.29', '1.31')).toEqual([]);
  expect(startsWith({ 'a.yaml': text }, '1.29', '1.31')).toEqual([]);
  expect(startsWith({ ...files, 'values.yaml': values(`{${flag}: "false"}`) }, '1.29', '1.31')).toEqual(
    releases,
  );
});

test.each([
  ['gateway.envoyproxy.io/gatewayclass-controller', []],
  ['istio.io/gateway-controller', ['1.30', '1.30']],
  ['${CONTROLLER}/gateway', ['1.30', '1.30']],
])('What %s serves starts to work only with Istio', (controller, releases) => {
  const route = object('TLSRoute').replace('spec: {', 'spec: {parentRefs: [{name: a}], ');
  const gatewayClass = `apiVersion: gateway.networking.k8s.io/v1\nkind: GatewayClass\nmetadata: {name: front}\nspec: {controllerName: "${controller}"}\n`;
  const files = { 'values.yaml': values('{}'), 'class.yaml': gatewayClass, 'route.yaml': route };
  expect(startsWith({ ...files, 'gateway.yaml': gateway(tls, 'front') }, '1.29', '1.31')).toEqual(releases);
});
