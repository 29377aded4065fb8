import { changeNotesOf } from '../../src/about';
import type { Transform } from '../../src/transform';
import { Declined, type Item, stringOf, type Text, asText, walk } from '../../src/yaml';

const option = /^--log_rotate(?:_max_(?:age|backups|size))?(=.*)?$/s;
const message = 'Istio 1.24 has no --log_rotate options, and its programs refuse to start with one';
const help = 'delete it; logs are written to standard output, and rotated by the container runtime';

const values = (args: string) => `meshConfig:
  accessLogFile: /dev/stdout
pilot:
  extraContainerArgs:
    - --log_as_json
${args}`;

/**
 * Options that rotate the logs of istiod and the agents.
 *
 * Source: istio 1.24, `releasenotes/notes/drop-log-rotate.yaml`; `pkg/log/options.go` at 1.23.0 and 1.24.0.
 */
export const logRotation: Transform = {
  id: 'log-rotation',
  title: 'istiod and the agents no longer have the --log_rotate options',
  release: '1.24',
  phase: 'before',
  kind: 'required',
  docs: changeNotesOf('1.24'),
  about: () => ({
    why: [
      'Istio 1.24 does not know the options `--log_rotate`, `--log_rotate_max_age`, `--log_rotate_max_backups` and `--log_rotate_max_size`: a program that gets one does not start.',
    ],
    changes: ['Such options are removed from `extraContainerArgs`, `args` and `command`.'],
    examples: [
      {
        title: 'Arguments of istiod in values',
        before: { 'values.yaml': values('    - --log_rotate=/var/log/istiod.log\n') },
        after: { 'values.yaml': values('') },
      },
    ],
    declines: [
      {
        when: 'The value of the option is an item of its own.',
        level: 'error' as const,
        message: 'not rewritten: its value is the next item of the list, so delete both',
        remedy: 'Delete the option and its value.',
        files: { 'values.yaml': values('    - --log_rotate\n    - /var/log/istiod.log\n') },
      },
    ],
    reports: [
      {
        when: 'A script or another text names such an option.',
        level: 'warning' as const,
        message,
        remedy: 'Delete it.',
        files: {
          'install.sh':
            'helm upgrade istiod istio/istiod --set pilot.extraContainerArgs[0]=--log_rotate=/tmp/istiod.log\n',
        },
      },
    ],
    links: [
      ['Options of pilot-discovery', 'https://istio.io/latest/docs/reference/commands/pilot-discovery/'],
    ],
  }),
  triggers: ['--log_rotate'],
  mentions: [
    { words: ['--log_rotate'], message, help, isMeant: ({ source }) => source.matches(/istio|pilot|envoy/i) },
  ],
  migrate({ root, text }, { rewrite }) {
    const isIstio = /istio|pilot/i.test(text);
    walk(root, (node) => {
      const item = itemOf(asText(node), isIstio);
      if (!item) return;
      rewrite(item, `${stringOf(item.value) ?? ''} is removed: Istio 1.24 does not know it`, (edit) => {
        if (!(stringOf(item.value) ?? '').includes('='))
          throw new Declined('its value is the next item of the list, so delete both');
        edit.remove(item);
      });
    });
  },
};

/** The option as an item of arguments; other programs may have one of this name. */
function itemOf(text: Text | undefined, isIstio: boolean): Item | undefined {
  const item = text?.parent;
  if (!text || item?.kind !== 'item' || !option.test(text.value)) return undefined;
  const { parent: holder } = item.parent;
  const name = holder?.kind === 'entry' ? (holder.name ?? '') : '';
  const isArguments = name === 'extraContainerArgs' || (isIstio && /^(?:args|command)$/.test(name));
  return isArguments ? item : undefined;
}
