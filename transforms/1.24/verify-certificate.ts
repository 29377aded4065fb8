import { ruleWith, verifyCertificate, verifyCertificateSurvey } from '../1.21/destination-rule-tls';
import { carriedTransform } from '../shared/variables/uses';
import { type About, linkToReference } from '../../src/about';

/** What the variable VERIFY_CERTIFICATE_AT_CLIENT said for the whole mesh is said by each DestinationRule. */
export const verifyCertificateRules = carriedTransform(verifyCertificate, verifyCertificateSurvey, {
  id: 'verify-certificate',
  title: 'VERIFY_CERTIFICATE_AT_CLIENT "false" → insecureSkipVerify in DestinationRules',
  about: () => about(),
});

const values = `pilot:
  env:
    VERIFY_CERTIFICATE_AT_CLIENT: "false"
`;

const about = (): About => ({
  why: [
    'istiod 1.24 no longer reads `VERIFY_CERTIFICATE_AT_CLIENT`. Where it was `"false"`, rules without a CA verified nothing; without it they verify certificates, and requests to upstreams with a private CA fail.',
  ],
  changes: [
    'Each DestinationRule with TLS and no CA gets `insecureSkipVerify: true`, if the tree sets the variable to `"false"` and the upgrade starts before 1.24.',
  ],
  examples: [
    {
      title: 'The variable is off',
      before: { 'rule.yaml': ruleWith(''), 'values.yaml': values },
      after: { 'rule.yaml': ruleWith('      insecureSkipVerify: true\n') },
    },
  ],
  reports: [
    {
      when: 'A rule has `subjectAltNames`, beside which `insecureSkipVerify` is refused.',
      level: 'error',
      message:
        'since Istio 1.21 the certificate of the upstream is verified here, and for the first time its subjectAltNames as well',
      remedy: 'Name the CA in `caCertificates`.',
      files: {
        'rule.yaml': ruleWith('      subjectAltNames: [api.partner.example]\n'),
        'values.yaml': values,
      },
    },
  ],
  links: [linkToReference('ClientTLSSettings', 'networking/destination-rule/#ClientTLSSettings')],
});
