import { transforms } from '../../transforms';
import { migrateTexts } from '../support/migrate-texts';

const pools = transforms.filter(({ id }) => id === 'inference-pool');
const old = 'inference.networking.x-k8s.io';

function told(text: string): string[] {
  const [outcome] = migrateTexts({ 'a.yaml': text }, pools);
  return outcome?.findings.map(({ level, line }) => `${level} ${line}`) ?? [];
}

describe('what stays in the old group is not told of, whatever stands near', () => {
  test.each([
    [`a: InferencePool\nb: {kind: InferenceObjective, apiVersion: ${old}/v1alpha2}\n`, []],
    [`a: InferencePool\nb: {kind: Other, group: ${old}}\n`, []],
    [`a: InferencePool\nb: {kind: Other, group: ${old}, apiVersion: ${old}/v1}\n`, []],
    [`a: InferencePool\nb: {kind: Other, name: ${old}}\n`, ['warning 2']],
    [`a: InferencePool\nb: {group: ${old}}\n`, ['warning 2']],
    [`a: InferencePool\nb: {kind: [Other], group: ${old}}\n`, ['warning 2']],
    [`a: InferencePool\nb: {kind: Other, group: {a: ${old}}}\n`, ['warning 2']],
    [`a: InferencePool\nb: {kind: "{{ .kind }}", group: ${old}}\n`, ['warning 2']],
    [`a: InferencePool\nb: {kind: \${KIND}, group: ${old}}\n`, ['warning 2']],
    [`a: &a {group: ${old}} # InferencePool\nb: {<<: *a, kind: Other}\n`, ['warning 1']],
    [`a: InferencePool\nb: {kind: Other, group: a, apiVersion: a}\n`, []],
    [`a: InferencePool\nb: {kind: Inference.*, group: ${old}}\n`, ['warning 2']],
    [`a: InferencePool\nb: {kind: InferenceM.*, group: ${old}}\n`, []],
  ])('%j', (text, findings) => {
    expect(told(text)).toEqual(findings);
  });
});

describe('an old picker is told what its flags are called now', () => {
  const image = 'registry.k8s.io/gateway-api-inference-extension/epp:v0.5.1';
  const usual =
    'its flags are in kebab-case: --poolName → --pool-name, --poolNamespace → --pool-namespace, --grpcPort → --grpc-port';
  const take = 'take a picker of v1.0.0 or newer, which also has to read inferenceobjectives; ';
  test.each([
    [`{image: "${image}"} # ${old}`, take + usual],
    [
      `{image: "${image}", args: [--verbose, --poolName, a]} # ${old}`,
      `${take}its flags are in kebab-case: --poolName → --pool-name`,
    ],
    [
      `{image: "${image}", command: [epp, -poolName=a], args: [--grpcPort, "1", --poolName]} # ${old}`,
      `${take}its flags are in kebab-case: --poolName → --pool-name, --grpcPort → --grpc-port`,
    ],
    [
      `{image: "${image}", args: [--destinationEndpointHintKey=a]} # ${old}`,
      `${take}gone without a successor: --destinationEndpointHintKey`,
    ],
    [
      `{image: "${image}", args: [--destinationEndpointHintKey=a, --poolName=b, --DestinationEndpointHintMetadataNamespace=c]} # ${old}`,
      `${take}its flags are in kebab-case: --poolName → --pool-name; gone without a successor: --destinationEndpointHintKey, --DestinationEndpointHintMetadataNamespace`,
    ],
    [
      `{args: [--poolName=a, --certPath=b]} # ${old}`,
      'its flags are in kebab-case: --poolName → --pool-name, --certPath → --cert-path',
    ],
    [`{args: [epp --poolName a]} # ${old}`, 'its flags are in kebab-case: --poolName → --pool-name'],
    [`{args: [--certPath=b, x--poolName=a, --poolName-x=a]} # ${old}`, undefined],
    [`{image: "${image.replace('v0.5.1', 'v1.0.0')}"} # ${old}`, undefined],
    [
      `{registry: registry.k8s.io, repository: gateway-api-inference-extension, name: epp, tag: v0.3.0} # ${old}`,
      take + usual,
    ],
    [
      `{hub: a/gateway-api-inference-extension, name: epp, repository: "", tag: v0.3.0} # ${old}`,
      take + usual,
    ],
    [`{repository: gateway-api-inference-extension/epp, tag: v1.0.0} # ${old}`, undefined],
    [`{image: "ghcr.io/llm-d/llm-d-inference-scheduler:v0.2.1"} # ${old}`, take + usual],
    [`{image: "ghcr.io/llm-d/llm-d-inference-scheduler:v0.3.0"} # ${old}`, undefined],
  ])('%s', (container, help) => {
    const [outcome] = migrateTexts(
      { 'a.yaml': `kind: InferencePool\ncontainers:\n  - ${container}\n` },
      pools,
    );
    const found = outcome?.findings.filter(({ message }) => message.includes('endpoint picker')) ?? [];
    expect(found.map((finding) => finding.help)).toEqual(help === undefined ? [] : [help]);
    expect(found.every(({ line }) => line === 3)).toBe(true);
  });
});
