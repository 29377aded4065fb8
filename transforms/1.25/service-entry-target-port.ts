import { entryWith, targetPortOfNone, targetPortSurvey } from '../1.22/service-entry-target-port';
import { carriedTransform } from '../shared/variables/uses';
import { type About, linkToReference } from '../../src/about';

/** What ENABLE_RESOLUTION_NONE_TARGET_PORT said for the whole mesh is said by each ServiceEntry. */
export const targetPortRules = carriedTransform(targetPortOfNone, targetPortSurvey, {
  id: 'resolution-none-target-port',
  title: 'ENABLE_RESOLUTION_NONE_TARGET_PORT "false" → no targetPort in ServiceEntries',
  about: () => about(),
});

const about = (): About => ({
  why: [
    'istiod 1.25 no longer reads `ENABLE_RESOLUTION_NONE_TARGET_PORT`. Where it was `"false"`, `targetPort` had no effect in a ServiceEntry with resolution `NONE`; now requests go to that port.',
  ],
  changes: [
    '`targetPort` of such an entry is removed, if the tree sets the variable to `"false"` and the upgrade starts before 1.25.',
  ],
  examples: [
    {
      title: 'The variable is off',
      before: {
        'partner.yaml': entryWith('      targetPort: 443\n'),
        'values.yaml': 'pilot:\n  env:\n    ENABLE_RESOLUTION_NONE_TARGET_PORT: "false"\n',
      },
      after: { 'partner.yaml': entryWith('') },
    },
  ],
  links: [linkToReference('ServiceEntry', 'networking/service-entry/')],
});
