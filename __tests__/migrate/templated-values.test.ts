import { migrateText } from '../../src/api';

test.each([
  ['global', '    global:\n{{ toYaml .Values.istio.global | indent 6 }}\n'],
  ['global', '    global: {{- toYaml .Values.istio.global | nindent 6 }}\n'],
  [
    'proxy',
    '    global:\n      {{- with .Values.proxy }}\n      proxy:\n        {{- toYaml . | nindent 8 }}\n      {{- end }}\n',
  ],
])('where a template inserts the map of "%s", that is the reason', (key, values) => {
  const text = `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nspec:\n  values:\n${values}`;
  const { findings } = migrateText(text, 'operator.yaml', { from: '1.20', to: '1.31' });
  const messages = findings.filter(({ transform }) => transform === 'seccomp-profile');
  expect(messages.map(({ message }) => message)).toEqual([`not rewritten: "${key}" comes from a template`]);
});
