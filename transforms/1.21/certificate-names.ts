import {
  asMapping,
  entriesOf,
  entryOf,
  itemsOf,
  scalarValueOf,
  stringOf,
  valueAt,
  walk,
} from '../../src/yaml';
import { objectCheck } from '../shared/object-check';

const message =
  'from Istio 1.21 on, the certificate of the upstream has to name the host that the request is for';

/**
 * Source: istio 1.20 and 1.21, `setAutoSniAndAutoSanValidation` in `pilot/pkg/networking/core/v1alpha3/cluster_tls.go`,
 * and the defaults of ENABLE_AUTO_SNI and VERIFY_CERTIFICATE_AT_CLIENT. Rules without a CA are checked by
 * `destination-rule-tls`.
 */
export const certificateNames = objectCheck({
  id: 'certificate-names',
  title: 'DestinationRules with a CA also check the name in the certificate',
  release: '1.21',
  phase: 'before',
  kind: 'advice',
  triggers: ['credentialName', 'caCertificates'],
  about: () => ({
    why: [
      'Up to Istio 1.20, a DestinationRule with a CA and without `subjectAltNames` accepted every certificate of that CA. From 1.21 on, the certificate has to name the host of the request as well, unless the rule sets `sni`.',
    ],
    changes: ['Nothing. It reports the rules.'],
    reports: [
      {
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
      },
    ],
    links: [
      {
        title: 'TLS settings of clients',
        url: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings',
      },
    ],
  }),
  check({ group, kind, mapping }, { report }) {
    if (group !== 'networking.istio.io' || kind !== 'DestinationRule') return;
    walk(valueAt(mapping, 'spec'), (node) => {
      if (!asMapping(node) || node.parent?.kind !== 'entry' || node.parent.name !== 'tls') return;
      const ca = entryOf(node, 'credentialName') ?? entryOf(node, 'caCertificates');
      const names = valueAt(node, 'subjectAltNames');
      const isChecked = ['SIMPLE', 'MUTUAL'].includes(stringOf(valueAt(node, 'mode')) ?? '');
      const isOff = scalarValueOf(valueAt(node, 'insecureSkipVerify')) === true;
      const isNamed = itemsOf(names).length > 0 || entriesOf(node).some(({ name }) => name === 'sni');
      if (!ca || !isChecked || isOff || isNamed) return;
      report({
        level: 'warning',
        at: ca,
        message,
        help: 'check the certificate; if it has another name, list that in subjectAltNames',
      });
    });
  },
});
