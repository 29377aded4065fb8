import {
  asMapping,
  entriesOf,
  type Entry,
  entryOf,
  itemsOf,
  type Node,
  scalarValueOf,
  stringOf,
  valueAt,
} from '../../src/yaml';
import { foundBelow, noteCheck } from '../shared/checks/object-check';

const message =
  'in Istio 1.21 and later, the certificate of the upstream has to name the host that the request is for';

/**
 * Source: istio 1.20 and 1.21, `setAutoSniAndAutoSanValidation` in `pilot/pkg/networking/core/v1alpha3/cluster_tls.go`,
 * and the defaults of ENABLE_AUTO_SNI and VERIFY_CERTIFICATE_AT_CLIENT. Rules without a CA are checked by
 * `destination-rule-tls`.
 */
export const certificateNames = noteCheck({
  id: 'certificate-names',
  title: 'DestinationRules with a CA also check the name in the certificate',
  release: '1.21',
  phase: 'before',
  kind: 'advice',
  triggers: ['credentialName', 'caCertificates'],
  why: [
    'Up to Istio 1.20, a DestinationRule with a CA and without `subjectAltNames` accepted every certificate of that CA. From 1.21 on, the certificate has to name the host of the request as well, unless the rule sets `sni`.',
  ],
  changes: ['Nothing. It reports the rules.'],
  when: 'A `tls` block of mode SIMPLE or MUTUAL names a CA, but neither `sni` nor `subjectAltNames`.',
  level: 'warning',
  message,
  remedy: 'Check the certificate. If it has another name, list that in `subjectAltNames`.',
  files: {
    'rule.yaml': `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: bank
spec:
  host: bank.example.com
  trafficPolicy:
    tls: {mode: SIMPLE, credentialName: bank-ca}
`,
  },
  help: 'check the certificate; if it has another name, list that in subjectAltNames',
  link: [
    'TLS settings of clients',
    'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings',
  ],
  of: ['networking.istio.io', 'DestinationRule'],
  find: ({ mapping }) => foundBelow(valueAt(mapping, 'spec'), uncheckedCertificate),
});

/** The CA of the TLS settings in a node that do not say which name the certificate has to have. */
function uncheckedCertificate(node: Node): Entry | undefined {
  const tls = valueAt(asMapping(node), 'tls');
  const isChecked = ['SIMPLE', 'MUTUAL'].includes(stringOf(valueAt(tls, 'mode')) ?? '');
  const isOff = scalarValueOf(valueAt(tls, 'insecureSkipVerify')) === true;
  const names = valueAt(tls, 'subjectAltNames');
  const isNamed = itemsOf(names).length > 0 || entriesOf(tls).some(({ name }) => name === 'sni');
  if (!isChecked || isOff || isNamed) return undefined;
  return entryOf(tls, 'credentialName') ?? entryOf(tls, 'caCertificates');
}
