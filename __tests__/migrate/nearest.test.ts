import { nearest, suggestedTransform, suggestion } from '../../src/migrate/ignores';

const names = ['inference-pool', 'backend-tls-policy', 'metric-eviction', 'seccomp-profile'];

test.each([
  ['inference-pol', 'inference-pool'],
  ['INFERENCE-POOL', 'inference-pool'],
  ['backend-tls', 'backend-tls-policy'],
  ['metirc-evction', 'metric-eviction'],
  ['xxinference-pool', 'inference-pool'],
  ['nference-poolx', 'inference-pool'],
  ['inference-pool-of-v1', undefined],
  ['profile', undefined],
  ['profile-seccomp', undefined],
  ['', undefined],
  ['x', undefined],
])('%s is taken for %s', (typed, name) => {
  expect(nearest(typed, names)).toBe(name);
});

test('a start that several names have says nothing, unless one is near', () => {
  expect(nearest('a', ['ac-def', 'ab'])).toBe('ab');
  expect(nearest('x', ['ab'])).toBeUndefined();
  expect(nearest('inf', ['inference-pool', 'inference-model'])).toBeUndefined();
});

test('what is meant is named, or where to find it', () => {
  expect(suggestion('metric-evicton', names)).toBe('did you mean "metric-eviction"?');
  expect(suggestion('nothing', ['skip', 'only'])).toBe('available: skip, only');
  expect(suggestedTransform('metric', names)).toBe('did you mean "metric-eviction"?');
  expect(suggestedTransform('nothing', names)).toBe('run "istio-migrate --list" to see all');
});
