import { verifyCertificateSurvey } from '../../1.21/destination-rule-tls';
import { verifyCertificate } from '../../1.21/destination-rule-tls/uses';
import { carriedTransform } from '../../shared/uses';

/** What the variable VERIFY_CERTIFICATE_AT_CLIENT said for the whole mesh is said by each DestinationRule. */
export const verifyCertificateRules = carriedTransform(verifyCertificate, verifyCertificateSurvey, {
  id: 'verify-certificate',
  title: 'VERIFY_CERTIFICATE_AT_CLIENT "false" → insecureSkipVerify in DestinationRules',
  about: async () => (await import('./about')).about,
});
