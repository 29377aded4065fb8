import { nearest } from '../../src/migrate/ignores';

const names = ['inference-pool', 'backend-tls-policy', 'metric-eviction', 'seccomp-profile'];

test.each([
  ['inference-pol', 'inference-pool'],
  ['INFERENCE-POOL', 'inference-pool'],
  ['backend-tls', 'backend-tls-policy'],
  ['metirc-evction', 'metric-eviction'],
  ['profile', undefined],
  ['', undefined],
  ['x', undefined],
])('%s is taken for %s', (typed, name) => {
  expect(nearest(typed, names)).toBe(name);
});

test('a start that several names have says nothing, unless one is near', () => {
  expect(nearest('a', ['ab', 'ac-def'])).toBe('ab');
  expect(nearest('inf', ['inference-pool', 'inference-model'])).toBeUndefined();
});
