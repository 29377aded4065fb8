import { targetPortSurvey } from '../../1.22/service-entry-target-port';
import { targetPortOfNone } from '../../1.22/service-entry-target-port/uses';
import { carriedTransform } from '../../shared/uses';

/** What ENABLE_RESOLUTION_NONE_TARGET_PORT said for the whole mesh is said by each ServiceEntry. */
export const targetPortRules = carriedTransform(targetPortOfNone, targetPortSurvey, {
  id: 'resolution-none-target-port',
  title: 'ENABLE_RESOLUTION_NONE_TARGET_PORT "false" → no targetPort in ServiceEntries',
  about: async () => (await import('./about')).about,
});
