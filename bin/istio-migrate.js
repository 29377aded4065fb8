#!/usr/bin/env node
'use strict';

// In syntax that any version of Node reads: whoever has one that is too old is to see why.
var needed = [20, 19];
var parts = process.versions.node.split('.').map(Number);

if (parts[0] > needed[0] || (parts[0] === needed[0] && parts[1] >= needed[1])) {
  require('../dist/main.js')
    .main(process.argv.slice(2))
    .then(function (code) {
      process.exitCode = code;
    });
} else {
  process.stderr.write(
    'istio-migrate: Node ' +
      needed.join('.') +
      ' or newer is required, but this is ' +
      process.versions.node +
      '\n',
  );
  process.exitCode = 2;
}
