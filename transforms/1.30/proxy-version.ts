import { isAtLeast } from '../../src/version';
import { stringOf } from '../../src/yaml';
import { noteCheck } from '../shared/checks/object-check';
import { filterFor, proxyVersionsIn } from '../any/proxy-version-pattern';

const longest = 1024;

/** Source: istio release-1.30 and 1.31.0-rc.0, `pilot/pkg/model/envoyfilter.go` (`maxProxyVersionLen`). */
export const proxyVersion = noteCheck({
  id: 'proxy-version',
  title: 'EnvoyFilters with a very long proxyVersion match nothing',
  release: '1.30',
  phase: 'before',
  kind: 'required',
  triggers: ['proxyVersion'],
  why: [
    `In Istio 1.30.4 and later, the pattern \`proxyVersion\` of an EnvoyFilter has ${longest} characters at most. A patch with a longer one matches no proxy; the webhook only warns.`,
  ],
  changes: ['Nothing. It reports such patterns.'],
  when: 'A pattern is longer.',
  level: 'error',
  message: `Istio 1.30.4 and later ignore a proxyVersion of more than ${longest} characters, and the patch matches no proxy`,
  remedy: 'Write a shorter pattern.',
  files: {
    'filter.yaml': filterFor(`>-
${'            1[.]24[.]0|1[.]24[.]1|1[.]24[.]2|1[.]24[.]3|1[.]24[.]4|1[.]24[.]5|1[.]24[.]6|\n'.repeat(15)}            1[.]25[.]0`),
  },
  target: '1.30.4',
  help: 'write a shorter pattern, such as ^1[.]2[45][.]',
  link: ['EnvoyFilter', 'https://istio.io/latest/docs/reference/config/networking/envoy-filter/'],
  of: ['networking.istio.io', 'EnvoyFilter'],
  find: ({ mapping }, { target }) =>
    isAtLeast(target, { major: 1, minor: 30, patch: 4 })
      ? proxyVersionsIn(mapping).filter(({ value }) => (stringOf(value) ?? '').length > longest)
      : [],
});
