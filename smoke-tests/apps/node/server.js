// node server.js: the demo server's features over stdio, watched by Sentry's own SDK
import * as Sentry from '@sentry/node';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';

const EXIT_MILLIS = 10_000;

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  tracesSampleRate: 1,
  // which Sentry does without
  transportOptions: { headers: { 'Content-Type': 'application/x-sentry-envelope' } },
});

const server = Sentry.wrapMcpServerWithSentry(
  new McpServer({ name: 'demo-server', version: '1.2.3' }),
  { recordInputs: true, recordOutputs: true },
);
const text = (words) => [{ type: 'text', text: words }];

server.registerTool('echo', { inputSchema: { text: z.string() } }, async (input) => ({
  content: text(input.text),
}));
server.registerTool('fail', {}, async () => {
  throw new Error('kaboom');
});
server.registerTool('soft_fail', {}, async () => ({
  content: text('out of stock'),
  isError: true,
}));
server.registerPrompt('greet', { argsSchema: { name: z.string() } }, async ({ name }) => ({
  messages: [{ role: 'user', content: { type: 'text', text: `Hello ${name}` } }],
}));
server.registerResource('greeting', 'demo://greeting', {}, async (uri) => ({
  contents: [{ uri: uri.href, mimeType: 'text/plain', text: 'Hello' }],
}));

// the transport itself does not notice that its client has left
process.stdin.on('end', async () => {
  await Sentry.close(EXIT_MILLIS);
  process.exit(0);
});
await server.connect(new StdioServerTransport());
console.error('READY 0');
