import { sweep } from '../../src/sweep/sweep';
import { transforms } from '../../transforms';

/** What the sweep finds of old fields in a text: the line, and where the field is now. */
function found(path: string, lines: readonly string[]): string[] {
  const moved = transforms.filter(({ id }) => ['backend-tls-policy', 'sail-ztunnel'].includes(id));
  return sweep({ path, text: `${lines.join('\n')}\n` }, moved, new Map())
    .filter(({ message }) => message.startsWith('the path leads to a field'))
    .map(({ line, help = '' }) => `${line} ${help}`);
}

const hostname = 'spec.tls.hostname is spec.validation.hostname there';
const target = 'spec.targetRef.name is spec.targetRefs[0].name there';

describe('paths of fields that a kind has no more', () => {
  test.each<readonly [path: string, lines: readonly string[], found: readonly string[]]>([
    [
      'a.sh',
      ['kubectl patch backendtlspolicy a --type json -p \'[{"path":"/spec/tls/hostname"}]\''],
      [`1 ${hostname}`],
    ],
    ['a.sh', ["kubectl get backendtlspolicies a -o jsonpath='{.spec.targetRef.name}'"], [`1 ${target}`]],
    ['a.sh', ["kubectl get btlspolicy a -o jsonpath='{.spec.targetRef.name}'"], [`1 ${target}`]],
    ['a.sh', ["kubectl get backendtlspolicies a -o jsonpath='{.spec.targetRefs[0].name}'"], []],
    ['a.sh', ["kubectl get backendtrafficpolicies a -o jsonpath='{.spec.targetRef.name}'"], []],
    [
      'a.sh',
      ['kubectl explain backendtlspolicy.spec.tls'],
      ['1 spec.tls has other fields in v1; name the fields one by one'],
    ],
    [
      'a.sh',
      [
        '# Each BackendTLSPolicy',
        "kubectl get btlspolicy -o json | jq '",
        '  .items[].spec.tls.hostname',
        "'",
      ],
      [`3 ${hostname}`],
    ],
    ['a.sh', ['kubectl get btlspolicy a', "kubectl get ingress a -o jsonpath='{.spec.tls}'"], []],
    ['a.sh', ['kubectl patch btlspolicy a -p \'{"spec": {"tls": {"hostname": "a"}}}\''], [`1 ${hostname}`]],
    [
      'a.sh',
      ['kubectl patch btlspolicy a -p "$(cat <<P', '{spec: {tls: {hostname: a}}}', 'P', ')"'],
      [`2 ${hostname}`],
    ],
    [
      'a.sh',
      ['kubectl patch ingress a -p \'{"spec": {"tls": {"hostname": "a"}}}\'', '# BackendTLSPolicy'],
      [],
    ],
    [
      'a.rego',
      [
        'deny[a] {',
        '  input.kind == "BackendTLSPolicy"',
        '  input.spec.tls.hostname == "a"',
        '}',
        'deny[a] {',
        '  input.kind == "Ingress"',
        '  input.spec.tls.hostname == "a"',
        '}',
      ],
      [`3 ${hostname}`],
    ],
    [
      'a.lua',
      ["if obj.kind == 'BackendTLSPolicy' then", '  return obj.spec.targetRef.name', 'end'],
      [`2 ${target}`],
    ],
    [
      'a.py',
      ['if p["kind"] == "BackendTLSPolicy":', '    a = p["spec"]["tls"]["hostname"]'],
      [`2 ${hostname}`],
    ],
    ['a.yaml', ['{kind: BackendTLSPolicy, spec: {tls: {hostname: a}}}'], []],
    [
      'a.sh',
      ["kubectl get ztunnel a -o jsonpath='{.spec.profile}' # ZTunnel"],
      ['1 the new version has no field spec.profile'],
    ],
    ['a.sh', ["kubectl get istio a -o jsonpath='{.spec.profile}'", '# ZTunnel'], []],
  ])('%s %j', (path, lines, expected) => {
    expect(found(path, lines)).toEqual(expected);
  });
});
