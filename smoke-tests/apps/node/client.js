// node client.js <url> <tool> <arguments as JSON> <traceparent>: calls one tool, prints its result
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

const [url, tool, toolArguments, traceparent] = process.argv.slice(2);
const client = new Client({ name: 'typescript-client', version: '3.2.1' });
await client.connect(new StreamableHTTPClientTransport(new URL(url)));
const result = await client.callTool({
  name: tool,
  arguments: JSON.parse(toolArguments),
  _meta: { traceparent },
});
console.log(JSON.stringify(result));
await client.close();
