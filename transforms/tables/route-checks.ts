import type { KubernetesObject } from '../../src/kubernetes/object';
import type { Report } from '../../src/transform';
import {
  entryOf,
  holdsPlaceholder,
  isNull,
  insertedIn,
  itemsOf,
  type Node,
  requireKnownEntry,
  scalarValueOf,
  stringOf,
  unlessDeclined,
  valueAt,
} from '../../src/yaml';

/**
 * What v1 of TCPRoute refuses: more than one rule, where v1alpha2 allowed 16.
 *
 * Source: kubernetes-sigs/gateway-api, CRD `tcproutes` at v1.5.0 and v1.6.0.
 */
export function checkOneRule({ mapping, kind }: KubernetesObject, report: Report): void {
  const rules = valueAt(mapping, 'spec', 'rules');
  const second = itemsOf(rules)[1];
  if (!second) return;
  report({
    level: 'error',
    at: second.value,
    message: `v1 refuses a ${kind} with more than one rule`,
    help: 'only the first rule ever got traffic: delete the others, or make a route of each',
  });
}

/**
 * What v1 of TLSRoute refuses: more than one rule, no hostnames, IP addresses, more hostnames than the CRDs allow.
 *
 * Source: kubernetes-sigs/gateway-api, CRD `tlsroutes` at v1.4.0, v1.5.0 and v1.6.0.
 */
export function checkTlsRoute(object: KubernetesObject, report: Report, isPatched: boolean): void {
  checkOneRule(object, report);
  checkParents(object, report);
  const spec = valueAt(object.mapping, 'spec');
  const hostnames = entryOf(spec, 'hostnames');
  const items = itemsOf(hostnames?.value);
  const isEmpty = hostnames ? items.length === 0 && !insertedIn(hostnames.value) : lacks(spec, 'hostnames');
  if (isEmpty && !isPatched) {
    report({
      level: 'error',
      at: hostnames ?? object.mapping,
      message: 'v1 refuses a TLSRoute without hostnames',
      help: 'name the hosts that clients ask for (SNI); the hostname of the listener is a good start',
    });
  }
  if (items.length > 16 && hostnames) {
    report({
      level: 'warning',
      at: hostnames,
      message: 'the Gateway API CRDs before 1.6 refuse more than 16 hostnames',
      help: 'install 1.6.0 or later, which take 1024, or make several routes',
    });
  }
  for (const { value } of items) checkHostname(value, report);
}

/** Whether a mapping certainly has no such key: no template may insert it. */
function lacks(node: Node | undefined, name: string): boolean {
  return unlessDeclined(() => !requireKnownEntry(node, name)) === true;
}

const dnsName = /^(?:\*\.)?[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

function checkHostname(node: Node, report: Report): void {
  const text = stringOf(node) ?? '';
  if (holdsPlaceholder(text)) return;
  const isAddress = /^\d+(?:\.\d+){3}$/.test(text);
  if (dnsName.test(text) && !isAddress && text.length <= 253) return;
  report({
    level: 'error',
    at: node,
    message: isAddress
      ? 'v1 refuses an IP address as hostname'
      : 'v1 refuses a hostname that is not a DNS name, perhaps with *. in front',
    help: 'write the name that clients send in the TLS handshake (SNI)',
  });
}

/** Two references to one parent that differ in their port only. */
function checkParents({ mapping }: KubernetesObject, report: Report): void {
  const seen = new Map<string, string>();
  for (const { value } of itemsOf(valueAt(mapping, 'spec', 'parentRefs'))) {
    const textOf = (name: string) => stringOf(entryOf(value, name)?.value) ?? '';
    const key = ['group', 'kind', 'namespace', 'name', 'sectionName'].map(textOf).join('/');
    const port = String(scalarValueOf(valueAt(value, 'port')));
    const other = seen.get(key);
    seen.set(key, port);
    if (other === undefined || other === port) continue;
    report({
      level: 'error',
      at: value,
      message: 'v1 refuses two parentRefs to one parent that differ only in their port',
      help: 'name a sectionName in each of them',
    });
  }
}

/**
 * What v1 of ListenerSet refuses: a listener without a port, and one of TLS without a `tls` block.
 *
 * Source: kubernetes-sigs/gateway-api, CRD `listenersets` at v1.5.0.
 */
export function checkListenerSet({ mapping }: KubernetesObject, report: Report, isPatched: boolean): void {
  for (const { value } of itemsOf(valueAt(mapping, 'spec', 'listeners'))) {
    const port = entryOf(value, 'port');
    const hasNone = port ? isNull(port.value) : lacks(value, 'port') && !isPatched;
    if (hasNone || scalarValueOf(port?.value) === 0) {
      report({
        level: 'error',
        at: port ?? value,
        message: 'v1 refuses a listener without a port',
        help: 'write the port that clients connect to, from 1 to 65535',
      });
    }
    if (stringOf(valueAt(value, 'protocol')) === 'TLS' && lacks(value, 'tls') && !isPatched) {
      report({
        level: 'error',
        at: value,
        message: 'v1 refuses a listener of protocol TLS without a tls block',
        help: 'add tls with a certificate, or with mode: Passthrough',
      });
    }
  }
}

/**
 * The profile of a ZTunnel, which v1 does not have, and the one value that the operator's schema lost on the way.
 *
 * Source: istio-ecosystem/sail-operator, CRD `ztunnels` at 1.27.0 and 1.28.0; istio 1.28.0, `values.yaml` of ztunnel.
 */
export function checkZtunnel({ mapping }: KubernetesObject, report: Report): void {
  const spec = valueAt(mapping, 'spec');
  const profile = entryOf(spec, 'profile');
  const name = stringOf(profile?.value);
  if (profile && name !== undefined && !['ambient', 'default', ''].includes(name)) {
    report({
      level: 'warning',
      at: profile,
      message: `v1 of ZTunnel has no profile, so the values of the profile "${name}" are lost`,
      help: 'write the values that you rely on under spec.values before you merge this change',
    });
  }
  const meshConfig = entryOf(valueAt(spec, 'values', 'ztunnel'), 'meshConfig');
  if (!meshConfig) return;
  report({
    level: 'warning',
    at: meshConfig,
    message: 'v1 of ZTunnel has no values.ztunnel.meshConfig: kubectl refuses it, and other clients drop it',
    help: 'write its proxyMetadata under values.ztunnel.env, and delete it',
  });
}
