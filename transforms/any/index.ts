import type { Transform } from '../../src/transform';
import { artifacts } from './artifacts';
import { compatibilityVersion } from './compatibility-version';
import { imageHubNow } from './image-hub-now';
import { gatewayApiBundle } from './gateway-api-bundle';
import { kubernetesVersion } from './kubernetes-version';
import { proxyVersionPattern } from './proxy-version-pattern';
import { sailVersions } from './sail-versions';

/** What is due whatever the release. */
export const transforms: readonly Transform[] = [
  artifacts,
  imageHubNow,
  gatewayApiBundle,
  compatibilityVersion,
  sailVersions,
  kubernetesVersion,
  proxyVersionPattern,
];
