import type { About } from '../../../src/about';

/** A rule with the given settings of TLS. */
export function ruleWith(tls: string): string {
  return `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: partner
spec:
  host: api.partner.example
  trafficPolicy:
    tls:
      mode: SIMPLE
${tls}`;
}

export const about: About = {
  why: [
    'Up to Istio 1.20, a DestinationRule with `tls.mode` SIMPLE or MUTUAL and no CA encrypted the connection, but did not verify who answered. In 1.21 and later the certificate must be signed by a CA that the proxy trusts. With a private CA, requests fail.',
  ],
  changes: [
    'With `--pin-defaults`, such a rule gets `insecureSkipVerify: true`, which is what it did before. Otherwise it is reported.',
  ],
  examples: [],
  declines: [],
  reports: [
    {
      when: 'A rule has TLS, and neither `caCertificates` nor `credentialName`.',
      level: 'warning',
      message: 'since Istio 1.21 the certificate of the upstream is verified, and this rule names no CA',
      remedy: 'Name the CA, or keep the old behaviour with `insecureSkipVerify: true`.',
      files: { 'rule.yaml': ruleWith('') },
    },
    {
      when: 'Such a rule has `subjectAltNames`: it was meant to verify, so nothing switches that off.',
      level: 'warning',
      message:
        'since Istio 1.21 the certificate of the upstream is verified here, and for the first time its subjectAltNames as well',
      remedy: 'Name the CA in `caCertificates`.',
      files: { 'rule.yaml': ruleWith('      subjectAltNames: [api.partner.example]\n') },
    },
  ],
  links: [
    {
      title: 'ClientTLSSettings in the reference of Istio',
      url: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings',
    },
  ],
};
