'use strict'; const { migrateFiles, migrateText } = require('./main.js').library(); module.exports = { migrateFiles, migrateText };
