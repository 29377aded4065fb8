'use strict';

require('../../dist/main.js')
  .action(process.env)
  .then((code) => {
    process.exitCode = code;
  });
