// Ends WireMock with the test run, however that ends: our standard input is a pipe from it, and closes when it dies.
const { spawn } = require('node:child_process');

const [java, ...args] = process.argv.slice(2);
const wireMock = spawn(java, args, { stdio: ['ignore', 'inherit', 'inherit'] });
wireMock.on('error', error => console.error(error.message));
wireMock.on('close', code => process.exit(code ?? 1));
process.stdin.on('close', () => wireMock.kill('SIGKILL')).resume();
