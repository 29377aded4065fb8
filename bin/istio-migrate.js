#!/usr/bin/env node
'use strict';

// In syntax that any version of Node reads: whoever has one that is too old is to see why.
var needed = [20, 19];
var parts = process.versions.node.split('.').map(Number);
var words = process.argv.slice(2);

if (parts[0] < needed[0] || (parts[0] === needed[0] && parts[1] < needed[1])) {
  process.stderr.write(
    'istio-migrate: Node ' +
      needed.join('.') +
      ' or newer is required, but this is ' +
      process.versions.node +
      '\n',
  );
  process.exitCode = 2;
} else if (printsVersion()) {
  process.exitCode = 0;
} else if (!hasFolder()) {
  process.stderr.write(
    'istio-migrate: the working directory is gone: change to one that exists, and run again\n',
  );
  process.exitCode = 2;
} else {
  // Node 22.1 and newer keep what they compiled for the next run.
  var enableCompileCache = require('module').enableCompileCache;
  if (enableCompileCache) enableCompileCache();
  // V8 lets garbage pile up to several times what is in use; to collect it sooner takes no longer, and half the memory.
  require('v8').setFlagsFromString('--heap-growing-percent=40');
  require('../dist/main.js')
    .main(words)
    .then(function (code) {
      process.exitCode = code;
    });
}

// Scripts often ask for the version alone, which needs nothing else. Where it cannot be printed, the program says why.
function printsVersion() {
  if (words.length !== 1 || words[0] !== '--version') return false;
  try {
    require('fs').writeSync(1, require('../package.json').version + '\n');
    return true;
  } catch (error) {
    return !error;
  }
}

// Where the working directory was deleted, the reader of the command line fails as it is loaded.
function hasFolder() {
  try {
    return process.cwd() !== '';
  } catch (error) {
    return !error;
  }
}
