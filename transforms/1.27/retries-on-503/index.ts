import { carriedTransform, surveyOfUses } from '../../shared/uses';
import { retriesOn503 } from './uses';

export const retriesSurvey = surveyOfUses(retriesOn503);

/** What EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY said for routes with retries of their own is said by each VirtualService. */
export const retriesRules = carriedTransform(retriesOn503, retriesSurvey, {
  id: 'retries-on-503',
  title: 'EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY "false" → retryOn in VirtualServices',
  about: async () => (await import('./about')).about,
});
