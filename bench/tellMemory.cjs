// Loaded before a program: writes its peak memory in bytes to the file that an environment variable names.
const { writeFileSync } = require('node:fs');

process.on('exit', () => writeFileSync(process.env.BENCH_MEMORY, String(process.resourceUsage().maxRSS * 1024)));
