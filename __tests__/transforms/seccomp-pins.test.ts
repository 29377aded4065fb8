import { migrateFiles } from '../../src/api';

const set = 'proxy: {seccompProfile: {type: RuntimeDefault}}';
const operator = (spec: string, global = set) =>
  `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata: {name: mesh}\nspec: {${spec}values: {global: {${global}}}}\n`;
const findings = (files: Record<string, string>) =>
  migrateFiles(files, { only: ['seccomp-profile'], from: '1.27', to: '1.28' }).findings.map(
    ({ level }) => level,
  );
const makefile = (version: string) =>
  `ISTIO_VERSION ?= ${version}\nmesh:\n\tistio-$(ISTIO_VERSION)/bin/istioctl install -y -f iop.yaml\n`;

test.each<[string, Record<string, string>, string[]]>([
  ['the tag of the component', { 'iop.yaml': operator('components: {pilot: {tag: 1.29.2}}, ') }, []],
  ['an older tag of it', { 'iop.yaml': operator('components: {pilot: {tag: 1.28.2}}, ') }, ['error']],
  ['the tag of the values', { 'iop.yaml': operator('', `tag: 1.29.2-distroless, ${set}`) }, []],
  ['a Makefile', { 'iop.yaml': operator(''), Makefile: makefile('1.30.1') }, []],
  ['a Makefile of an older release', { 'iop.yaml': operator(''), Makefile: makefile('1.28.1') }, ['error']],
  ['nothing', { 'iop.yaml': operator('') }, ['error']],
])('istioctl knows the field since 1.29, as is known from %s', (_, files, wanted) => {
  expect(findings(files)).toEqual(wanted);
});

test('the old one of two control planes gets nothing of a later release, either', () => {
  const plane = (version: string) =>
    `apiVersion: install.istio.io/v1alpha1\nkind: IstioOperator\nmetadata: {name: mesh-${version}}\nspec:\n  revision: ${version.replaceAll('.', '-')}\n  tag: ${version}\n`;
  const { changed } = migrateFiles(
    { 'mesh.yaml': `${plane('1.27.3')}---\n${plane('1.28.2')}` },
    { only: ['seccomp-profile'], from: '1.20', to: '1.31' },
  );
  const [old, fresh] = changed.get('mesh.yaml')?.text.split('---\n') ?? [];
  expect(old).toBe(plane('1.27.3'));
  expect(fresh).toContain('seccompProfile');
});
