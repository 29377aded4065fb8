import { isAtLeast } from '../../src/version';
import { stringOf } from '../../src/yaml';
import { objectCheck } from '../shared/checks/object-check';
import { filterFor, proxyVersionsIn } from '../any/proxy-version-pattern';

const longest = 1024;
const message = `Istio 1.30.4 and later ignore a proxyVersion of more than ${longest} characters, and the patch matches no proxy`;

/** Source: istio release-1.30 and 1.31.0-rc.0, `pilot/pkg/model/envoyfilter.go` (`maxProxyVersionLen`). */
export const proxyVersion = objectCheck({
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
  reports: () => [
    {
      when: 'A pattern is longer.',
      level: 'error',
      message,
      remedy: 'Write a shorter pattern.',
      files: {
        'filter.yaml': filterFor(`>-
${'            1[.]24[.]0|1[.]24[.]1|1[.]24[.]2|1[.]24[.]3|1[.]24[.]4|1[.]24[.]5|1[.]24[.]6|\n'.repeat(15)}            1[.]25[.]0`),
      },
      target: '1.30.4',
    },
  ],
  link: ['EnvoyFilter', 'https://istio.io/latest/docs/reference/config/networking/envoy-filter/'],
  check({ group, kind, mapping }, { report, target }) {
    if (group !== 'networking.istio.io' || kind !== 'EnvoyFilter') return;
    if (!isAtLeast(target, { major: 1, minor: 30, patch: 4 })) return;
    for (const pattern of proxyVersionsIn(mapping)) {
      if ((stringOf(pattern.value) ?? '').length <= longest) continue;
      report({
        level: 'error',
        at: pattern,
        message,
        help: 'write a shorter pattern, such as ^1[.]2[45][.]',
      });
    }
  },
});
