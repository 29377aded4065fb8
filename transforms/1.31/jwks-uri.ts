import { isInText } from '../../src/sweep/object';
import { entryOf, itemsOf, stringOf, valueAt } from '../../src/yaml';
import { noteCheck } from '../shared/checks/object-check';

const message = 'since Istio 1.31.1 keys are not fetched from a link-local address';
const help = 'serve the keys at another address, or put them into jwks';

/** Link-local addresses for keys are refused. Source: announcement of Istio 1.31.1. */
export const jwksUri = noteCheck({
  id: 'jwks-uri',
  title: 'jwksUri with a link-local address is refused',
  release: '1.31',
  phase: 'before',
  kind: 'required',
  triggers: ['jwksUri', 'jwks_uri'],
  // Terraform and other programs write such objects too.
  mentions: [
    {
      words: ['jwksUri', 'jwks_uri'],
      about: /RequestAuthentication/,
      pattern:
        /(?<=\bjwks(?:Uri|_uri)["']?[ \t]{0,9}[:=][ \t]{0,9}["']?)https?:\/\/(?:169\.254\.|\[fe[89ab][0-9a-f]:)/gi,
      ...{ message, help },
      isMeant: isInText,
    },
  ],
  why: [
    'In Istio 1.31.1 and later, istiod fetches no keys from link-local addresses. Requests with tokens of that issuer are refused.',
  ],
  changes: ['Nothing. It reports such rules.'],
  when: 'A rule of a RequestAuthentication fetches keys from `169.254.…` or `fe80:…`.',
  level: 'error',
  message,
  remedy: 'Serve the keys at another address, or put them into `jwks`.',
  files: {
    'auth.yaml': `apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata:
  name: tokens
spec:
  jwtRules:
    - issuer: local
      jwksUri: http://169.254.169.254/keys
`,
  },
  help,
  link: [
    'RequestAuthentication',
    'https://istio.io/latest/docs/reference/config/security/request_authentication/',
  ],
  of: ['security.istio.io', 'RequestAuthentication'],
  find: ({ mapping }) =>
    itemsOf(valueAt(mapping, 'spec', 'jwtRules')).flatMap(({ value: rule }) => {
      const uri = entryOf(rule, 'jwksUri') ?? entryOf(rule, 'jwks_uri');
      const isMeant = /^https?:\/\/(?:169\.254\.|\[fe[89ab][0-9a-f]:)/i.test(stringOf(uri?.value) ?? '');
      return uri && isMeant ? [uri] : [];
    }),
});
