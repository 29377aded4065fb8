// Runs npm scripts side by side: `node scripts/at-once.mjs typecheck lint`. What each prints comes when it ends, and
// all run to their end, so that one look shows all that is wrong.
import { spawn } from 'node:child_process';
import process from 'node:process';

/** Whether a script passes. */
function passes(script) {
  return new Promise((done) => {
    let output = '';
    const child = spawn('npm', ['run', script], { shell: process.platform === 'win32' });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (piece) => (output += piece));
    }
    child.on('error', (error) => (output += `${error.message}\n`));
    child.on('close', (code) => {
      process.stdout.write(output);
      done(code === 0);
    });
  });
}

const passed = await Promise.all(process.argv.slice(2).map(passes));
if (passed.includes(false)) process.exitCode = 1;
