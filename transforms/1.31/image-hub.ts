import { documentCheck } from '../shared/checks/object-check';
import { hubSearch, mentionsWithoutHub, withoutHub } from '../1.30/image-hub';

const retirement = 'https://istio.io/latest/blog/2026/retirement-of-gcr.io-follow-up/';

const said = {
  level: 'note',
  message: 'with Istio 1.31, images come from docker.io/istio again, and no longer from registry.istio.io',
  help: 'admit docker.io/istio in allow-lists, and use a pull-through cache or a pull secret: Docker Hub limits pulls without a login',
} as const;

/**
 * Charts take their images from Docker Hub again, as all but those of 1.30 do.
 *
 * Source: istio/release-builder, `release/build.sh` (DOCKER_HUB) at release-1.30 and release-1.31.
 */
export const imageHubAgain = documentCheck({
  id: 'image-hub-1.31',
  title: 'Images come from docker.io/istio again',
  release: '1.31',
  phase: 'before',
  kind: 'advice',
  docs: retirement,
  ...hubSearch,
  isDue: ({ from, isFromKnown }) => from.minor === 30 && isFromKnown,
  why: [
    'The charts of Istio 1.30 take their images from `registry.istio.io` unless `hub` is set, those of 1.31 from `docker.io/istio`. Docker Hub limits pulls without a login, and policies may not admit it.',
  ],
  changes: ['Nothing. It reports install values without a hub, if the upgrade starts at 1.30.'],
  when: 'Install values set no hub, and 1.30 runs now.',
  ...said,
  remedy: 'Admit `docker.io/istio` in allow-lists, and use a pull-through cache or a pull secret.',
  target: '1.31',
  files: { 'operator.yaml': 'apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec: {}\n' },
  link: ['Retirement of gcr.io/istio-release: images', retirement],
  mentions: mentionsWithoutHub(said),
  find: (document, context) => withoutHub(document, context).map(({ place }) => place),
});
