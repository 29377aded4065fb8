import { render } from 'preact';
import { App } from './app';
import { serve } from './worker';

// The same script in the page and in its worker, where there is no document.
if (typeof document === 'undefined') {
  serve();
} else {
  const root = document.getElementById('playground');
  if (root) render(<App />, root);
}
